"""What is wrong or odd in one report."""
