"""Reading a part of the reports as a Prefect task."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.department.report import DepartmentReport
from tasks.intake.submission import Rejection

Part = TypeVar("Part")
Results = tuple[DepartmentReport | Rejection, ...]


@task(name="读取报告", cache_policy=NO_CACHE)
def examine_task(part: Part, examine: Callable[[Part], Results]) -> Results:
    """Return what became of each report of the part; `examine` hands it to the workers."""
    return examine(part)
