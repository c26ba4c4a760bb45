"""What a run may use of earlier runs: the shelf with its pieces, the outputs last published."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version

from flows.pool import Result
from flows.program import program_digest
from flows.records import said
from flows.settings import Workspace
from tasks.delivery.making import Making
from tasks.delivery.outbox import LATEST
from tasks.delivery.records import profile_digest
from tasks.department.kept import KeptReport
from tasks.department.report import DepartmentReport
from tasks.ledger.shelf import Shelf
from tasks.profile.model import Profile

LIBRARIES = ("jinja2", "markupsafe", "openpyxl")
"""What makes pieces besides our own program."""


@contextmanager
def open_shelf(workspace: Workspace, profile: Profile) -> Iterator[Shelf]:
    """Give the workspace's shelf, its pieces made by this program with this profile."""
    ground = f"{program_digest()} {_installation()} {profile_digest(profile)}"
    with Shelf(workspace.shelf, ground=ground) as shelf:
        yield shelf


@cache
def _installation() -> str:
    named = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"Python {sys.version_info[:3]} {named}"


@contextmanager
def making(workspace: Workspace, shelf: Shelf, year: int) -> Iterator[Making]:
    """Give the means for a run's outputs; its room is emptied before and afterwards."""
    room = workspace.room
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True, exist_ok=True)
    try:
        earlier = workspace.outbox / str(year) / LATEST
        yield Making(shelf=shelf, earlier=earlier if earlier.is_dir() else None, room=room)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def identities(read: Sequence[Result], corrected: Sequence[Result]) -> dict[str, str]:
    """Return by file what identifies each report as corrected: all it says, not where it lies.

    A report that no correction touched is what was read of its file: the key under which
    that is kept says it all.
    """
    kept = {report.submission.file: report for report in read if isinstance(report, KeptReport)}
    return {
        item.submission.file: _identity(item, kept.get(item.submission.file))
        for item in corrected
        if isinstance(item, DepartmentReport)
    }


def _identity(report: DepartmentReport, kept: KeptReport | None) -> str:
    if kept is None:
        return said(report)
    same = report is kept or (report.diagnostics == kept.diagnostics and not report.reviewed)
    return kept.key if same else said(report)
