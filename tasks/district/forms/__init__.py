"""The fixed tables that every report has in one form, and their sums over the district."""
