"""Which heading is which: the report's blocks and their places in the outline."""

from tasks.department.sections.sections import Sectioned, find_sections

__all__ = ["Sectioned", "find_sections"]
