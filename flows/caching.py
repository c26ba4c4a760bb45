"""A report that was read before is not read again.

A report is the same when its bytes, its file's name (identity looks at it), the profile
and the program's own reading are the same; then it comes from the ledger.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flows.pool import Result, examine_report
from tasks.delivery.records import profile_digest
from tasks.department.bodies import Bodies, sealed
from tasks.department.kept import packed
from tasks.department.report import DepartmentReport
from tasks.intake.submission import Submission
from tasks.ledger import Ledger
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

AT_ONCE = 100
"""Payloads that are held at once while reports are unpacked."""

Submissions = tuple[Submission, ...]
Keep = Callable[[Sequence[Result]], tuple[Result, ...]]
"""Keeps what a chunk came to, and returns it without what is now in the ledger."""


def examined(
    submissions: Submissions,
    profile: Profile,
    ledger: Ledger,
    examine: Callable[[Submissions, Keep], Sequence[Result]],
) -> tuple[Result, ...]:
    """Return what became of each submission, in order; only unknown ones are examined.

    `examine` hands what it found to be kept as it finds it, so that a run which is cut off
    later loses nothing, and goes on with what it gets for it: reports without their bodies.
    Rejections are not kept: the next run tries again.
    """
    keys = keys_of(submissions, profile)
    bodies = _bodies(profile, ledger)
    known = _recalled(submissions, keys, ledger, bodies)
    fresh = tuple(item for item in submissions if keys[item.file] not in known)
    found = examine(fresh, _keeper(fresh, keys, ledger, bodies)) if fresh else ()
    ledger.forget_all_but(keys.values())
    made = {keys[item.file]: result for item, result in zip(fresh, found, strict=True)}
    every: dict[str, Result] = {**known, **made}
    return tuple(every[keys[item.file]] for item in submissions)


def _keeper(
    submissions: Submissions, keys: Mapping[str, str], ledger: Ledger, bodies: Bodies
) -> Keep:
    """Return what keeps reports; chunks come from several threads at once."""
    guard = threading.Lock()
    sent = {item.file: item for item in submissions}  # a worker's report has a copy

    def light(result: Result) -> Result:
        if not isinstance(result, DepartmentReport):
            return result
        file = result.submission.file
        return bodies.taken(result, sent[file], keys[file])

    def keep(results: Sequence[Result]) -> tuple[Result, ...]:
        reports = {
            keys[result.submission.file]: result
            for result in results
            if isinstance(result, DepartmentReport)
        }
        with guard:
            ledger.keep({key: sealed(key, packed(report)) for key, report in reports.items()})
        return tuple(map(light, results))

    return keep


def recall(
    submissions: Submissions, profile: Profile, ledger: Ledger
) -> dict[str, DepartmentReport]:
    """Return the reports known already, by key, as lying where the submissions lie now.

    What they say is looked up when it is asked for; one whose content is spoilt is not known.
    """
    keys = keys_of(submissions, profile)
    return _recalled(submissions, keys, ledger, _bodies(profile, ledger))


def _recalled(
    submissions: Submissions, keys: Mapping[str, str], ledger: Ledger, bodies: Bodies
) -> dict[str, DepartmentReport]:
    reports: dict[str, DepartmentReport] = {}
    for at in range(0, len(submissions), AT_ONCE):
        part = submissions[at : at + AT_ONCE]
        contents = ledger.recall(keys[item.file] for item in part)
        for submission in part:
            key = keys[submission.file]
            report = bodies.opened(submission, key, contents[key]) if key in contents else None
            if report is not None:
                reports[key] = report
    return reports


def _bodies(profile: Profile, ledger: Ledger) -> Bodies:
    return Bodies(ledger.recall, lambda submission: examine_report(submission, profile))


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
