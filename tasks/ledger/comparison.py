"""What changed between two runs, figure by figure; and an indicator through all runs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tasks.ledger.entry import FigureEntry, RunEntry, SubmissionEntry, TotalEntry
from tasks.ledger.likeness import similarity

ALIKE: Final = 0.6
"""Likeness from which two sentences of one report's versions are the same, reworded."""


class Kind(StrEnum):
    """How a figure of one run stands to the other run's."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """One figure that is not the same in both runs; the missing side is None."""

    department: str
    kind: Kind
    before: FigureEntry | None
    after: FigureEntry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalChange:
    """One total that is not the same; a missing side is ''.

    `shares` holds (department, before, after) of each department whose share is another.
    """

    indicator: str
    unit: str
    before: str
    after: str
    shares: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that changed: departments that came or went, files replaced, figures, totals."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    replaced: tuple[tuple[str, str, str], ...]
    figures: tuple[FigureChange, ...]
    totals: tuple[TotalChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether the runs say the same."""
        return not (self.came or self.went or self.replaced or self.figures or self.totals)


def compare(before: RunEntry, after: RunEntry) -> Difference:
    """Return what changed from one run (with its reports) to another."""
    old, new = _counting(before), _counting(after)
    both = [name for name in new if name in old]
    return Difference(
        came=tuple(name for name in new if name not in old),
        went=tuple(name for name in old if name not in new),
        replaced=tuple(
            (name, old[name].file, new[name].file)
            for name in both
            if old[name].sha256 != new[name].sha256
        ),
        figures=tuple(change for name in both for change in _changes(name, old[name], new[name])),
        totals=_totals(before.totals, after.totals),
    )


def _counting(run: RunEntry) -> dict[str, SubmissionEntry]:
    return {item.department or item.file: item for item in run.submissions if item.counts}


def _changes(
    department: str, before: SubmissionEntry, after: SubmissionEntry
) -> Iterable[FigureChange]:
    old = {figure.figure: figure for figure in _figures(before)}
    new = {figure.figure: figure for figure in _figures(after)}
    gone = [figure for key, figure in old.items() if key not in new]
    for key, figure in new.items():
        earlier = old.get(key) or _earlier(figure, gone)
        if earlier is None:
            yield FigureChange(department=department, kind=Kind.ADDED, before=None, after=figure)
        elif _said(earlier) != _said(figure):
            yield FigureChange(
                department=department, kind=Kind.CHANGED, before=earlier, after=figure
            )
    for figure in gone:
        yield FigureChange(department=department, kind=Kind.REMOVED, before=figure, after=None)


def _figures(submission: SubmissionEntry) -> tuple[FigureEntry, ...]:
    return submission.report.figures if submission.report else ()


def _earlier(figure: FigureEntry, gone: list[FigureEntry]) -> FigureEntry | None:
    """Take from `gone` the figure that this one replaced: alike in words, the same in unit."""
    alike = [
        (similarity(other.sentence, figure.sentence), other.indicator == figure.indicator, at)
        for at, other in enumerate(gone)
        if other.unit == figure.unit
    ]
    best = max(alike, key=lambda row: (row[1], row[0], -row[2]), default=None)
    if best is None or best[0] < ALIKE:
        return None
    return gone.pop(best[2])


def _said(figure: FigureEntry) -> tuple[str, str, str | None]:
    return figure.value, figure.unit, figure.canonical


def excerpt(figure: FigureEntry, size: int) -> str:
    """Return so much of the figure's sentence that the figure stands in the middle of it."""
    sentence = " ".join(figure.sentence.split())
    at = max(sentence.find(figure.text), 0) + len(figure.text) // 2
    start = max(0, min(at - size // 2, len(sentence) - size))
    cut = sentence[start : start + size]
    return ("…" if start else "") + cut + ("…" if start + size < len(sentence) else "")


def _totals(before: Sequence[TotalEntry], after: Sequence[TotalEntry]) -> tuple[TotalChange, ...]:
    old = {total.indicator: total for total in before}
    new = {total.indicator: total for total in after}
    names = dict.fromkeys((*new, *old))
    pairs = ((name, old.get(name), new.get(name)) for name in names)
    return tuple(
        TotalChange(
            indicator=name,
            unit=next(total.unit for total in (now, then) if total),
            before=then.value if then else "",
            after=now.value if now else "",
            shares=_restated(_shares(then) if then else {}, _shares(now) if now else {}),
        )
        for name, then, now in pairs
        if (then and then.value) != (now and now.value)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An indicator in one run.

    `departments` is how many it comes from; `restated` holds (department, before, after) of
    each whose share is another than in the run of the same year before.
    """

    year: int
    run: str
    started: str
    value: str
    unit: str
    approximate: bool
    departments: int
    restated: tuple[tuple[str, str, str], ...]


def history(runs: Sequence[RunEntry], indicator: str) -> tuple[Point, ...]:
    """Return the indicator's total through the runs, oldest year first.

    Runs that changed nothing are left out.
    """
    points: list[Point] = []
    shares: dict[int, dict[str, str]] = {}
    for run in sorted(runs, key=lambda run: run.year):
        total = next((item for item in run.totals if item.indicator == indicator), None)
        if total is None:
            continue
        share = _shares(total)
        restated = _restated(shares.get(run.year), share)
        if run.year in shares and not restated:
            continue
        shares[run.year] = share
        points.append(
            Point(
                year=run.year,
                run=run.run,
                started=run.started,
                value=total.value,
                unit=total.unit,
                approximate=total.approximate,
                departments=len(share),
                restated=restated,
            )
        )
    return tuple(points)


def _shares(total: TotalEntry) -> dict[str, str]:
    """Return what each department contributes, its figures joined by a plus sign."""
    shares: dict[str, str] = {}
    for part in total.contributions:
        earlier = shares.get(part.department)
        shares[part.department] = f"{earlier}＋{part.value}" if earlier else part.value
    return shares


def _restated(
    before: dict[str, str] | None, after: dict[str, str]
) -> tuple[tuple[str, str, str], ...]:
    if before is None:
        return ()
    names = dict.fromkeys((*after, *before))
    rows = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(row for row in rows if row[1] != row[2])
