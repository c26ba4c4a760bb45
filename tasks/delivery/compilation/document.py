"""The compilation as a Word file: contents, a chapter per department, those that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tasks.artefact import Artefact, MediaType
from tasks.delivery.compilation.chapter import chapter
from tasks.delivery.display import shown
from tasks.delivery.layout.closing import title_lines
from tasks.delivery.layout.numbering import chinese_number
from tasks.delivery.layout.package import build_docx
from tasks.delivery.layout.pieces import Contents, Entry, Line, Piece, Style, line
from tasks.delivery.places import PagedReport, paged_reports
from tasks.district.district import District
from tasks.profile.model import Profile

_MISSING: Final = "未报送部门（单位）"
_MARK: Final = "_Toc"


def build_compilation(district: District, profile: Profile) -> Artefact:
    """Return the compilation: all counting reports in roster order, whole."""
    del profile  # the reports are in roster order already
    name = f"{district.name}{district.year}年法治政府建设年度报告分部门汇编"
    chapters = tuple(_chapters(district))
    pieces = (
        *title_lines(name),
        line(Style.BODY),
        line(Style.CONTENTS_TITLE, "目　录"),
        line(Style.BODY),
        Contents(entries=tuple(_entries(chapters))),
        *chapters,
    )
    return Artefact(
        path=f"{name}.docx",
        media_type=MediaType.DOCX,
        content=build_docx(pieces, title=name, year=district.year),
    )


def _chapters(district: District) -> Iterator[Piece]:
    number = 0
    for number, page in enumerate(paged_reports(district), start=1):
        title = f"{chinese_number(number)}、{page.name}"
        yield line(Style.HEADING_1, title, bookmark=f"{_MARK}{number}", new_page=True)
        yield _origin(page)
        yield from chapter(page, district.sections)
    if district.missing:
        title = f"{chinese_number(number + 1)}、{_MISSING}"
        yield line(Style.HEADING_1, title, bookmark=f"{_MARK}{number + 1}", new_page=True)
        names = "、".join(shown(name) for name in district.missing)
        yield line(Style.BODY, f"截至汇总时，以下部门（单位）没有可用的报告：{names}。")


def _origin(page: PagedReport) -> Line:
    report = page.report
    dated = f"；落款日期：{shown(report.dated)}" if report.dated else ""
    return line(Style.BODY, f"（报送件：{shown(report.submission.file)}{dated}）")


def _entries(pieces: tuple[Piece, ...]) -> Iterator[Entry]:
    """Yield an entry for each chapter; its sections would fill page after page."""
    for piece in pieces:
        if isinstance(piece, Line) and piece.style is Style.HEADING_1:
            text = "".join(span.text for span in piece.spans)
            yield Entry(level=1, text=text, bookmark=piece.bookmark)
