"""What is said in numbers: each quantity with its unit, its meaning and its place."""
