"""References to blocks and figures that are unique over the district, and what stands there.

A reference names its department, so what stands there is looked up in that report alone,
when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from tasks.delivery.display import shown
from tasks.delivery.places import PagedReport, paged_reports
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.district.district import District
from tasks.ledger.shelf import Shelf

_SORT: Final = "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A block of a counting report: its id, its section (None for none), its text as shown."""

    department: str
    report: DepartmentReport
    id: str
    section: int | None
    text: str


class _Place(NamedTuple):
    """A block as it is kept; `figures` are the ids of those in it, with blanks between."""

    id: str
    section: int | None
    text: str
    figures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """A report's blocks in order; `amended` are the ids of figures that review changed."""

    blocks: tuple[_Place, ...]
    amended: tuple[str, ...]


@dataclass(slots=True)
class _Known:
    """What was looked up of one report: its blocks by id, the block of each figure."""

    page: PagedReport
    blocks: dict[str, _Place]
    homes: dict[str, _Place]
    amended: tuple[str, ...]


class Sources:
    """All blocks and figures of the counting reports by reference."""

    def __init__(self, district: District, shelf: Shelf | None = None) -> None:
        """Take the reports; the `shelf` keeps their blocks' texts for the next run."""
        self.pages = paged_reports(district)
        self._pages = {page.name: page for page in self.pages}
        self._shelf = shelf or Shelf()
        self._known: dict[str, _Known] = {}

    def block(self, ref: str) -> Origin:
        """Return the block; KeyError when there is none."""
        known, key = self._look_up(ref)
        if known is None:
            raise KeyError(ref)
        return _origin(known.page, known.blocks[key])

    def home(self, ref: str) -> Origin | None:
        """Return the block that a figure stands in, or None when there is no such figure."""
        known, key = self._look_up(ref)
        return _origin(known.page, known.homes[key]) if known and key in known.homes else None

    def figure(self, ref: str) -> Figure:
        """Return the figure; KeyError when there is none."""
        known, key = self._look_up(ref)
        found = (f for f in known.page.report.figures if f.id == key) if known else iter(())
        figure = next(found, None)
        if figure is None:
            raise KeyError(ref)
        return figure

    def amended(self) -> Iterator[tuple[str, Figure]]:
        """Yield the figures that review changed, with their references, in reading order."""
        for known in self._every():
            for figure in known.page.report.figures if known.amended else ():
                if figure.id in known.amended:
                    yield reference(known.page.name, figure.id), figure

    def first_blocks(self) -> Iterator[str]:
        """Yield the reference of each report's first block."""
        for known in self._every():
            for key in known.blocks:
                yield reference(known.page.name, key)
                break

    def _every(self) -> Iterator[_Known]:
        for page in self.pages:
            known, _ = self._look_up(reference(page.name, ""))
            if known:
                yield known

    def text(self, ref: str) -> str | None:
        """Return a block's text, None when there is no such block."""
        known, key = self._look_up(ref)
        place = known.blocks.get(key) if known else None
        return place.text if place else None

    def section(self, figure: str) -> int | None:
        """Return the section that a figure stands in, None for none."""
        known, key = self._look_up(figure)
        place = known.homes.get(key) if known else None
        return place.section if place else None

    def _look_up(self, ref: str) -> tuple[_Known | None, str]:
        department, _, key = ref.rpartition("#")
        known = self._known.get(department)
        if known is None and department in self._pages:
            known = self._known[department] = self._known_of(self._pages[department])
        return known, key

    def _known_of(self, page: PagedReport) -> _Known:
        file, make = page.report.submission.file, partial(_places, page.report)
        places = self._shelf.value(_Places, _SORT, file, None, make)
        return _Known(
            page=page,
            blocks={place.id: place for place in places.blocks},
            homes={figure: place for place in places.blocks for figure in place.figures.split()},
            amended=places.amended,
        )


def department_of(ref: str) -> str:
    """Return the department of a reference."""
    return ref.rpartition("#")[0]


def reference(department: str, key: str) -> str:
    """Return the reference `部门#id` of a block or figure."""
    return f"{department}#{key}"


def _places(report: DepartmentReport) -> _Places:
    figures: dict[int, list[str]] = {}
    for figure in report.figures:
        figures.setdefault(figure.block, []).append(figure.id)
    return _Places(
        blocks=tuple(
            _Place(
                id=block.id,
                section=block.section,
                text=shown(block.number + block.text),
                figures=" ".join(figures.get(index, ())),
            )
            for index, block in enumerate(report.blocks)
        ),
        amended=tuple(figure.id for figure in report.figures if figure.original is not None),
    )


def _origin(page: PagedReport, place: _Place) -> Origin:
    return Origin(
        department=page.name,
        report=page.report,
        id=place.id,
        section=place.section,
        text=place.text,
    )
