"""What is wrong or odd in one report."""

from tasks.department.checks.check import check
from tasks.department.checks.rule import Subject

__all__ = ["Subject", "check"]
