"""Taking in the workbooks she reviewed, and applying what the ledger has of corrections."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from flows.pool import Result
from tasks.corrections import (
    Correction,
    Ground,
    Judgement,
    Reviews,
    apply,
    effective,
    entry_of,
    judge,
    read_reviews,
    undone,
)
from tasks.corrections.words import NOT_TAKEN, REVIEWED
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.intake.collect import Inbox
from tasks.ledger import CorrectionEntry, Ledger
from tasks.profile.model import Profile

SUFFIXES: Final = (".xlsx", ".xlsm")
OURS: Final = "汇总 huizong"
"""Who saved a workbook that nobody has saved since we wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A reviewed workbook: its file's name, the sha256 of its bytes, what was read."""

    file: str
    sha256: str
    reviews: Reviews

    @property
    def source(self) -> str:
        """How the log names it."""
        return f"{self.file} sha256:{self.sha256[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a workbook: how many rows were filled in, and what was made of them."""

    workbook: Workbook
    judgement: Judgement


def set_aside(inbox: Inbox, folder: Path) -> tuple[Inbox, tuple[Workbook, ...]]:
    """Return the inbox without the workbooks that are ours, and these in file order."""
    found: dict[str, Workbook] = {}
    for item in inbox.rejections:
        if item.file.lower().endswith(SUFFIXES):
            workbook = open_workbook(folder / item.file, item.file)
            if workbook is not None:
                found[item.file] = workbook
    rest = tuple(item for item in inbox.rejections if item.file not in found)
    return replace(inbox, rejections=rest), tuple(found[file] for file in sorted(found))


def open_workbook(path: Path, file: str) -> Workbook | None:
    """Return the workbook at `path`, or None when it is none of ours or cannot be read."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    reviews = read_reviews(content)
    if reviews is None:
        return None
    return Workbook(file=file, sha256=hashlib.sha256(content).hexdigest(), reviews=reviews)


def take_in(
    workbooks: Sequence[Workbook],
    results: Sequence[Result],
    profile: Profile,
    ledger: Ledger,
    *,
    entered: str,
    author: str,
) -> tuple[Taken, ...]:
    """Add to the log what the workbooks say anew; a row is taken from a workbook once.

    LedgerError when the ledger is another district's: its corrections would be applied.
    """
    ledger.claim(profile.district.name if profile.district else "")
    taken = []
    for workbook in workbooks:
        log = ledger.corrections()
        judgement = judge(_unseen(workbook, log), _ground(results, profile, ledger, log))
        saved_by = workbook.reviews.author
        who = author if saved_by in {"", OURS} else saved_by
        ledger.add_corrections(
            tuple(
                entry_of(correction, entered=entered, author=who, source=workbook.source)
                for correction in judgement.corrections
            )
        )
        taken.append(Taken(workbook=workbook, judgement=judgement))
    return tuple(taken)


def _unseen(workbook: Workbook, log: Sequence[CorrectionEntry]) -> Reviews:
    """Return the rows that were not taken from just this workbook before.

    A workbook stays in the inbox; what was undone since must not come back from it.
    """
    seen = {(e.department, e.figure) for e in log if e.source == workbook.source}
    rows = tuple(row for row in workbook.reviews.rows if (row.department, row.figure) not in seen)
    return replace(workbook.reviews, rows=rows)


def _ground(
    results: Sequence[Result], profile: Profile, ledger: Ledger, log: Sequence[CorrectionEntry]
) -> Ground:
    settings = profile.district
    year = settings.year if settings else 0
    return Ground(
        district=settings.name if settings else "",
        year=year,
        reports=tuple(
            result
            for result in results
            if isinstance(result, DepartmentReport) and result.year == year
        ),
        corrections=effective(log),
        indicators=frozenset(indicator.name for indicator in profile.indicators),
        remembered=ledger.figure,
        neighbours=ledger.neighbours,
        undone=undone(log),
    )


def corrected(results: Sequence[Result], ledger: Ledger) -> tuple[Result, ...]:
    """Return the results, as they were read, with the corrections in force applied."""
    corrections = effective(ledger.corrections())
    return apply(results, corrections, ledger.neighbours).results if corrections else tuple(results)


def notices(taken: Sequence[Taken]) -> tuple[Diagnostic, ...]:
    """Return what the outputs say of the workbooks: how many rows, and each refused one."""
    found = []
    for item in taken:
        rows, problems = len(item.workbook.reviews.rows), item.judgement.problems
        found.append(
            Diagnostic(
                code=REVIEWED,
                severity=Severity.INFO,
                message=f"复核表“{item.workbook.file}”有复核意见{rows}条，"
                f"未采用{len(problems)}条。",
            )
        )
        found += [
            Diagnostic(
                code=NOT_TAKEN,
                severity=Severity.WARNING,
                message=f"复核表“{item.workbook.file}”{problem.place}：{problem.message}",
                remedy="请改正后重新放入收件目录。",
            )
            for problem in problems
        ]
    return tuple(found)


def state(corrections: Sequence[Correction]) -> str:
    """Return a digest of the corrections in force, for the manifest."""
    return hashlib.sha256("\n".join(map(repr, corrections)).encode()).hexdigest()
