"""What a district configures: its names, roster, outline and indicators; load and check.

Nothing is loaded here: a worker has its profile given, and neither loads nor checks one.
"""
