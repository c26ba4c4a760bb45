"""The paragraphs of a report that have figures, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.department.checks.rule import Subject
from tasks.department.figures.figure import Figure
from tasks.department.figures.passage import Passage
from tasks.department.report import DepartmentReport
from tasks.document import Block

_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Passage):
    """One paragraph of a report with its figures in reading order."""

    block: Block


def prose_runs(subject: Subject) -> Iterator[Run]:
    """Yield the paragraphs that have figures, in reading order; tables are not among them."""
    return runs_of(subject.report)


def runs_of(report: DepartmentReport) -> Iterator[Run]:
    """Yield a report's paragraphs that have figures, in reading order."""
    held: dict[int, list[Figure]] = {}
    for figure in report.figures:
        if figure.cell is None:
            held.setdefault(figure.block, []).append(figure)
    for at in sorted(held):
        figures = tuple(sorted(held[at], key=lambda figure: figure.start))
        yield Run(text=report.blocks[at].text, figures=figures, block=report.blocks[at])


def without_brackets(text: str) -> str:
    """Return the text without what stands in brackets."""
    return _BRACKETED.sub("", text)


def said_sum(figures: Sequence[Figure]) -> str:
    """Return the figures as a sum in their own words."""
    return "＋".join(figure.text for figure in figures)
