"""Finds how the figures of a sentence, or of a table's row, stand to each other."""

from tasks.department.figures.relating.prose import relate
from tasks.department.figures.relating.rows import relate_table

__all__ = ["relate", "relate_table"]
