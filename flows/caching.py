"""A report that was read before is not read again.

A report is the same when its bytes, its file's name (identity looks at it), the profile
and the program's own reading are the same; then it comes from the ledger.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flows.pool import Result
from tasks.delivery.records import profile_digest
from tasks.department.report import DepartmentReport
from tasks.intake.submission import Submission
from tasks.ledger import Ledger
from tasks.ledger.codec import pack, unpack
from tasks.profile.model import Profile

TASKS = Path(__file__).resolve().parents[1] / "tasks"
READING = (
    "department",
    "document.py",
    "diagnostics.py",
    "intake/submission.py",
    "ledger/codec.py",
    "profile/model.py",
)
"""What takes part in reading and keeping a report, below tasks/; a change there reads all anew."""

AT_ONCE = 1_000
"""Payloads that are held at once while reports are unpacked."""

Submissions = tuple[Submission, ...]


def examined(
    submissions: Submissions,
    profile: Profile,
    ledger: Ledger,
    examine: Callable[[Submissions], Sequence[Result]],
) -> tuple[Result, ...]:
    """Return what became of each submission, in order; only unknown ones are examined.

    What was examined is kept at once, so that a run which is cut off later loses nothing.
    Rejections are not kept: the next run tries again.
    """
    keys = keys_of(submissions, profile)
    known = recall(submissions, profile, ledger)
    fresh = tuple(item for item in submissions if keys[item.file] not in known)
    found = examine(fresh) if fresh else ()
    made = {keys[item.file]: result for item, result in zip(fresh, found, strict=True)}
    reports = {key: made[key] for key in made if isinstance(made[key], DepartmentReport)}
    ledger.keep({key: pack(report) for key, report in reports.items()})
    ledger.forget_all_but(keys.values())
    every: dict[str, Result] = {**known, **made}
    return tuple(every[keys[item.file]] for item in submissions)


def recall(
    submissions: Submissions, profile: Profile, ledger: Ledger
) -> dict[str, DepartmentReport]:
    """Return the reports known already, by key, as lying where the submissions lie now."""
    keys = keys_of(submissions, profile)
    reports: dict[str, DepartmentReport] = {}
    for at in range(0, len(submissions), AT_ONCE):
        part = submissions[at : at + AT_ONCE]
        contents = ledger.recall(keys[item.file] for item in part)
        for submission in part:
            key = keys[submission.file]
            report = _unpacked(contents[key]) if key in contents else None
            if report is not None:
                reports[key] = replace(report, submission=submission)
    return reports


def _unpacked(content: bytes) -> DepartmentReport | None:
    try:
        return unpack(DepartmentReport, content)
    except ValueError:
        return None  # whatever it is, the report is simply read again


def keys_of(submissions: Submissions, profile: Profile) -> dict[str, str]:
    """Return each submission's key by its file."""
    ground = (profile_digest(profile), reading_digest())
    return {item.file: _key(item.file, item.sha256, *ground) for item in submissions}


def _key(*words: str) -> str:
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


@cache
def reading_digest() -> str:
    """Return a digest of all that reads reports: our files, the parser, Python."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} lxml {version('lxml')}".encode())
    for room in READING:
        place = TASKS / room
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        for path in files:
            digest.update(path.relative_to(TASKS).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
