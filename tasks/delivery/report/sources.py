"""References to blocks and figures that are unique over the district, and what stands there.

A reference names its department, so what stands there is looked up in that report alone,
when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final, NamedTuple

from tasks.delivery.display import shown
from tasks.delivery.places import PagedReport, paged_reports
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.district.district import District
from tasks.ledger.shelf import Shelf

_SORT: Final = "sources"
_AT_HAND: Final = 1_024  # reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A block of a counting report: its section (None for none), its text as shown."""

    department: str
    report: DepartmentReport
    section: int | None
    text: str


class _Place(NamedTuple):
    """A block as it is kept."""

    id: str
    section: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """A report's blocks in order."""

    blocks: tuple[_Place, ...]


class Sources:
    """All blocks and figures of the counting reports by reference."""

    def __init__(self, district: District, shelf: Shelf | None = None) -> None:
        """Take the reports; the `shelf` keeps their blocks' texts for the next run."""
        self.pages = paged_reports(district)
        self._pages = {page.name: page for page in self.pages}
        self._shelf = shelf or Shelf()
        # Not of a method: the cache would hold what holds it, long after the run.
        self._places = lru_cache(_AT_HAND)(partial(_look_up, self._pages, self._shelf))

    def has(self, ref: str) -> bool:
        """Return whether the reference names a counting report."""
        return department_of(ref) in self._pages

    def block(self, ref: str) -> Origin:
        """Return the block; KeyError when there is none."""
        department, _, key = ref.rpartition("#")
        place = self._places(department)[key]
        return Origin(
            department=department,
            report=self._pages[department].report,
            section=place.section,
            text=place.text,
        )

    def text(self, ref: str) -> str | None:
        """Return a block's text, None when there is no such block."""
        department, _, key = ref.rpartition("#")
        place = self._places(department).get(key) if self.has(ref) else None
        return place.text if place else None

    def report(self, ref: str) -> DepartmentReport:
        """Return the report; KeyError when there is none."""
        return self._pages[department_of(ref)].report

    def figure(self, ref: str) -> Figure:
        """Return the figure; KeyError when there is none."""
        figure = self.find_figure(ref)
        if figure is None:
            raise KeyError(ref)
        return figure

    def find_figure(self, ref: str) -> Figure | None:
        """Return the figure, None when there is none."""
        key = ref.rpartition("#")[2]
        figures = self.report(ref).figures if self.has(ref) else ()
        return next((figure for figure in figures if figure.id == key), None)

    def amended(self) -> Iterator[tuple[str, Figure]]:
        """Yield the figures that review changed, with their references, in reading order."""
        for page in self.pages:
            for figure in page.report.figures if page.report.reviewed else ():
                if figure.original is not None:
                    yield reference(page.name, figure.id), figure


def department_of(ref: str) -> str:
    """Return the department of a reference."""
    return ref.rpartition("#")[0]


def reference(department: str, key: str) -> str:
    """Return the reference `部门#id` of a block or figure."""
    return f"{department}#{key}"


def _look_up(pages: Mapping[str, PagedReport], shelf: Shelf, department: str) -> dict[str, _Place]:
    report = pages[department].report
    file, make = report.submission.file, partial(_places, report)
    places = shelf.value(_Places, _SORT, file, None, make)
    return {place.id: place for place in places.blocks}


def _places(report: DepartmentReport) -> _Places:
    return _Places(
        blocks=tuple(
            _Place(id=block.id, section=block.section, text=shown(block.number + block.text))
            for block in report.blocks
        )
    )
