"""One department's report: read, identified, sectioned, figured, checked. Pure."""

from tasks.department.examine import examine, understand
from tasks.department.record import inspection_record
from tasks.department.report import Coverage, DepartmentReport

__all__ = ["Coverage", "DepartmentReport", "examine", "inspection_record", "understand"]
