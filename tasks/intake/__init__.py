"""Which files of the inbox count, before any is read: format by content, hash, conversion.

Nothing is loaded here: a worker needs what a submission is, and not how it was found.
"""
