"""One department's report: read, identified, sectioned, figured, checked. Pure.

Nothing is loaded here: most of the program needs what a report is, and not what reads one.
"""
