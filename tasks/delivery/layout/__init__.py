"""One Word layout for all outputs: GB/T 9704—2012, written as Open XML without a template."""
