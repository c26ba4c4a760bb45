"""The workbook of figures: `build_workbook(district, profile)`."""

from tasks.delivery.workbook.book import build_workbook

__all__ = ["build_workbook"]
