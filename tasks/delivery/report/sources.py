"""References to blocks and figures that are unique over the district, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.delivery.display import shown
from tasks.delivery.places import PagedReport, paged_reports
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.district.district import District
from tasks.document import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A block of a counting report, with its department's name."""

    department: str
    report: DepartmentReport
    block: Block

    @property
    def text(self) -> str:
        """The block's text as it may be shown; few are asked for it."""
        return shown(self.block.number + self.block.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All blocks and figures of the counting reports by reference."""

    blocks: dict[str, Origin]
    figures: dict[str, tuple[Origin, Figure]]


def reference(department: str, key: str) -> str:
    """Return the reference `部门#id` of a block or figure."""
    return f"{department}#{key}"


def find_sources(district: District) -> Sources:
    """Return the blocks and figures of all counting reports, in roster and reading order."""
    blocks: dict[str, Origin] = {}
    figures: dict[str, tuple[Origin, Figure]] = {}
    for page in paged_reports(district):
        origins = [_origin(page, block) for block in page.report.blocks]
        for origin in origins:
            blocks[reference(page.name, origin.block.id)] = origin
        for figure in page.report.figures:
            figures[reference(page.name, figure.id)] = (origins[figure.block], figure)
    return Sources(blocks=blocks, figures=figures)


def _origin(page: PagedReport, block: Block) -> Origin:
    return Origin(department=page.name, report=page.report, block=block)
