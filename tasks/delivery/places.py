"""Where things are: page names, anchors and places in words, the same for every output."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tasks.delivery.display import SUBSTITUTE, shown
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.district.district import District
from tasks.document import BlockKind
from tasks.profile.model import Profile

FOLDER: Final = "溯源"
UNNAMED: Final = "未识别部门"

# Windows forbids these in file names; # and % have a meaning in links. White space is
# joined into one space, which a link would otherwise hide.
_FORBIDDEN = re.compile(rf'[<>:"/\\|?*#%&;{SUBSTITUTE}\s\u200b-\u200f\ufeff]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d|index)(\..*)?")
_LONGEST_NAME = 60

BLOCK_KIND: Final[Mapping[BlockKind, str]] = {
    BlockKind.TITLE: "标题",
    BlockKind.ADDRESSEE: "主送",
    BlockKind.HEADING: "小标题",
    BlockKind.PARAGRAPH: "正文",
    BlockKind.CAPTION: "表题",
    BlockKind.TABLE: "表格",
    BlockKind.FOOTNOTE: "脚注",
    BlockKind.ENDNOTE: "尾注",
    BlockKind.TEXTBOX: "文本框",
    BlockKind.ATTACHMENT: "附件",
    BlockKind.SIGNATURE: "落款",
    BlockKind.DATE: "日期",
}

FRAME: Final = frozenset(
    {BlockKind.TITLE, BlockKind.ADDRESSEE, BlockKind.SIGNATURE, BlockKind.DATE}
)
"""The kinds of block that frame a report: they belong to no section, and that is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagedReport:
    """A counting report with the name officials read and its page, `<name>.html`."""

    report: DepartmentReport
    name: str
    page: str

    @property
    def department(self) -> str:
        """The report's department as the district names it, '' without one."""
        return self.report.department or ""

    @property
    def target(self) -> str:
        """The page as it lies below the run's folder."""
        return f"{FOLDER}/{self.page}"

    def figure_anchor(self, figure: str) -> str:
        """Return the place of a figure on the page, without `#`."""
        return f"f-{figure}"

    def block_anchor(self, index: int) -> str:
        """Return the place of a block on the page, without `#`; the top if there is none."""
        blocks = self.report.blocks
        return f"b-{blocks[index].id}" if 0 <= index < len(blocks) else "top"


def paged_reports(district: District) -> tuple[PagedReport, ...]:
    """Return the district's counting reports with names and pages that differ from each other."""
    taken: set[str] = set()
    names: set[str] = set()
    paged: list[PagedReport] = []
    for report in district.reports:
        name = _free(shown(report.department or UNNAMED), names)
        names.add(name.casefold())
        stem = _free(_safe(name), taken)
        taken.add(stem.casefold())
        paged.append(PagedReport(report=report, name=name, page=f"{stem}.html"))
    return tuple(paged)


def _safe(name: str) -> str:
    stem = _FORBIDDEN.sub("_", name)[:_LONGEST_NAME].strip(" ._")
    if not stem:
        return UNNAMED
    return f"{stem}_" if _RESERVED.fullmatch(stem) else stem


def _free(stem: str, taken: set[str]) -> str:
    number, name = 1, stem
    while name.casefold() in taken:
        number += 1
        name = f"{stem}_{number}"
    return name


def block_place(report: DepartmentReport, index: int | None, sections: tuple[str, ...]) -> str:
    """Return in Chinese where a block stands: its section, its place, its kind."""
    if index is None or not 0 <= index < len(report.blocks):
        return "全文"
    block = report.blocks[index]
    section = section_name(block.section, sections) or "未归类"
    return f"{section} · 第{index + 1}块（{BLOCK_KIND[block.kind]}）"


def figure_place(report: DepartmentReport, figure: Figure, sections: tuple[str, ...]) -> str:
    """Return in Chinese where a figure stands: section, block, and the cell in a table."""
    return block_place(report, figure.block, sections) + _cell(figure)


def figure_spot(report: DepartmentReport, figure: Figure) -> str:
    """Return in Chinese the block and the cell a figure stands in, without the section."""
    block = report.blocks[figure.block]
    return f"第{figure.block + 1}块（{BLOCK_KIND[block.kind]}）{_cell(figure)}"


def _cell(figure: Figure) -> str:
    """Return row and column as people count them, or '' outside a table."""
    if figure.cell is None:
        return ""
    return f"第{figure.cell[0] + 1}行第{figure.cell[1] + 1}列"


def section_name(section: int | None, sections: tuple[str, ...]) -> str:
    """Return the outline's title of a 1-based section, or '' when there is none."""
    if section is None or not 1 <= section <= len(sections):
        return ""
    return sections[section - 1]


def short_titles(district: District, profile: Profile) -> tuple[str, ...]:
    """Return the sections' short titles as the outline gives them, for tables."""
    short = {section.title: section.short for section in profile.outline}
    return tuple(short.get(title, title) for title in district.sections)
