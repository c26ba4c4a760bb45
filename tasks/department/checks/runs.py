"""The figures of each paragraph in reading order, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.department.checks.rule import Subject
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.document import Block

_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One paragraph with its figures in reading order."""

    block: Block
    figures: tuple[Figure, ...]

    def between(self, one: Figure, other: Figure) -> str:
        """Return the text from the end of the one figure to the beginning of the other."""
        return self.block.text[one.end : other.start]

    def before(self, figure: Figure, reach: int) -> str:
        """Return at most `reach` characters before the figure, none from before its sentence."""
        text = self.block.text[max(0, figure.start - reach) : figure.start]
        return re.split(r"[。！？\n]", text)[-1]

    def after(self, figure: Figure, reach: int) -> str:
        """Return at most `reach` characters behind the figure."""
        return self.block.text[figure.end : figure.end + reach]

    def sentences(self) -> Iterator[tuple[Figure, ...]]:
        """Yield the figures of each sentence that has some."""
        held: list[Figure] = []
        for figure in self.figures:
            if held and re.search(r"[。！？\n]", self.between(held[-1], figure)):
                yield tuple(held)
                held = []
            held.append(figure)
        if held:
            yield tuple(held)


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
        yield Run(block=report.blocks[at], figures=figures)


def without_brackets(text: str) -> str:
    """Return the text without what stands in brackets."""
    return _BRACKETED.sub("", text)


def said_sum(figures: Sequence[Figure]) -> str:
    """Return the figures as a sum in their own words."""
    return "＋".join(figure.text for figure in figures)
