"""Reading a chunk of reports as a Prefect task."""

from __future__ import annotations

from collections.abc import Callable

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.department.report import DepartmentReport
from tasks.intake.submission import Rejection, Submission

Chunk = tuple[Submission, ...]
Results = tuple[DepartmentReport | Rejection, ...]


@task(name="读取报告", cache_policy=NO_CACHE)
def examine_task(chunk: Chunk, examine: Callable[[Chunk], Results]) -> Results:
    """Return what became of each report of the chunk; `examine` hands it to the workers."""
    return examine(chunk)
