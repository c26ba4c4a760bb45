"""The compilation as a Word file: contents, a chapter per department, those that are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from tasks.artefact import Artefact, MediaType
from tasks.delivery.compilation.chapter import chapter
from tasks.delivery.compilation.pages import heading_pages
from tasks.delivery.display import shown
from tasks.delivery.layout.closing import title_lines
from tasks.delivery.layout.markup import spell
from tasks.delivery.layout.numbering import chinese_number
from tasks.delivery.layout.package import build_docx
from tasks.delivery.layout.pieces import Contents, Entry, Line, Piece, Spelled, Style, line
from tasks.delivery.layout.template import sheet_of
from tasks.delivery.places import PagedReport, paged_reports
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.model import Profile

_MISSING: Final = "未报送部门（单位）"
_MARK: Final = "_Toc"
_PLACEHOLDER: Final = 888
_HINT: Final = "注：目录页码待更新。请在 Word 或 WPS 中点击目录，按 F9 键更新域即可生成页码。"


Typeset = Callable[[bytes], bytes | None]
"""Turns a Word file into a PDF with an outline, or says that it cannot (None)."""


def build_compilation(
    district: District,
    profile: Profile,
    *,
    typeset: Typeset | None = None,
    shelf: Shelf | None = None,
) -> Artefact:
    """Return the compilation: all counting reports in roster order, whole.

    With `typeset` the contents have the pages that it finds: a first copy is set, its
    headings' pages are read, and a second copy written with them. Without it the contents
    are a field that Word and WPS fill, and a line says how. The `shelf` keeps chapters as
    they are spelled.
    """
    name = f"{district.report_name}分部门汇编"
    sheet = sheet_of(profile.template)
    chapters = tuple(_chapters(district, sheet.page.type_width, shelf or Shelf()))

    def written(entries: tuple[Entry, ...]) -> bytes:
        front = _front(name, entries)
        return build_docx((*front, *chapters), title=name, year=district.year, sheet=sheet)

    entries = tuple(_entries(chapters))
    content = written(entries)
    if typeset and entries:
        first = written(tuple(replace(entry, page=_PLACEHOLDER) for entry in entries))
        numbered = _numbered(entries, typeset(first))
        content = written(numbered) if numbered else content
    return Artefact(path=f"{name}.docx", media_type=MediaType.DOCX, content=content)


def _front(name: str, entries: tuple[Entry, ...]) -> Iterator[Piece]:
    yield from title_lines(name)
    yield line(Style.BODY)
    yield line(Style.CONTENTS_TITLE, "目　录")
    yield line(Style.BODY)
    yield Contents(entries=entries)
    if not all(entry.page for entry in entries):
        yield line(Style.TABLE_NOTE, _HINT)


def _numbered(entries: tuple[Entry, ...], pdf: bytes | None) -> tuple[Entry, ...]:
    """Return the entries with the pages a PDF has their headings on; () if one is not there."""
    pages: dict[str, int] = {}
    for heading, page in heading_pages(pdf or b""):
        pages.setdefault("".join(heading.split()), page)
    wanted = ["".join(entry.text.split()) for entry in entries]
    if not all(text in pages for text in wanted):
        return ()
    return tuple(
        replace(entry, page=pages[text]) for entry, text in zip(entries, wanted, strict=True)
    )


def _chapters(district: District, width: int, shelf: Shelf) -> Iterator[Piece]:
    number = 0
    for number, page in enumerate(paged_reports(district), start=1):
        title = f"{chinese_number(number)}、{page.name}"
        yield line(Style.HEADING_1, title, bookmark=f"{_MARK}{number}", new_page=True)
        yield _origin(page)
        yield _chapter(page, district.sections, width, shelf)
    if district.missing:
        title = f"{chinese_number(number + 1)}、{_MISSING}"
        yield line(Style.HEADING_1, title, bookmark=f"{_MARK}{number + 1}", new_page=True)
        names = "、".join(shown(name) for name in district.missing)
        yield line(Style.BODY, f"截至汇总时，以下部门（单位）没有可用的报告：{names}。")


def _chapter(page: PagedReport, sections: tuple[str, ...], width: int, shelf: Shelf) -> Spelled:
    """Return the chapter without its heading, spelled now or in an earlier run."""

    def make() -> bytes:
        return spell(chapter(page, sections), width).markup.encode("utf-8")

    kept = shelf.piece("chapter", page.report.submission.file, width, make)
    return Spelled(markup=kept.decode("utf-8"))


def _origin(page: PagedReport) -> Line:
    report = page.report
    dated = f"；落款日期：{shown(report.dated)}" if report.dated else ""
    return line(Style.TABLE_NOTE, f"（报送件：{shown(report.submission.file)}{dated}）")


def _entries(pieces: tuple[Piece, ...]) -> Iterator[Entry]:
    """Yield an entry for each chapter; its sections would fill page after page."""
    for piece in pieces:
        if isinstance(piece, Line) and piece.style is Style.HEADING_1:
            text = "".join(span.text for span in piece.spans)
            yield Entry(level=1, text=text, bookmark=piece.bookmark)
