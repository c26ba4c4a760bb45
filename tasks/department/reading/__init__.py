"""Reading: a Word file's bytes become a `Document`, or a `Rejection` that says why not."""

from tasks.department.reading.limits import Limits
from tasks.department.reading.reader import read

__all__ = ["Limits", "read"]
