"""The compilation as a Word file: contents, a chapter per department, those that are missing."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from tasks.artefact import MediaType, Output
from tasks.delivery.compilation.chapter import chapter
from tasks.delivery.compilation.pages import heading_pages
from tasks.delivery.deflated import COMPRESSOR, Deflated, deflated
from tasks.delivery.display import shown
from tasks.delivery.layout.closing import title_lines
from tasks.delivery.layout.markup import spell, spelled
from tasks.delivery.layout.numbering import chinese_number
from tasks.delivery.layout.package import LEVEL, write_docx
from tasks.delivery.layout.pieces import Contents, Entry, Line, Piece, Style, line
from tasks.delivery.layout.sheet import Sheet
from tasks.delivery.layout.template import sheet_of
from tasks.delivery.making import Making
from tasks.delivery.places import PagedReport, paged_reports
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.model import Profile

_MISSING: Final = "未报送部门（单位）"
_MARK: Final = "_Toc"
_PLACEHOLDER: Final = 888
_PIECES: Final = 3  # of a chapter: heading, origin, and its text as one
_HINT: Final = "注：目录页码待更新。请在 Word 或 WPS 中点击目录，按 F9 键更新域即可生成页码。"


Typeset = Callable[[bytes], bytes | None]
"""Turns a Word file into a PDF with an outline, or says that it cannot (None)."""


def build_compilation(
    district: District,
    profile: Profile,
    *,
    typeset: Typeset | None = None,
    making: Making | None = None,
    pages: tuple[PagedReport, ...] | None = None,
) -> Output:
    """Return the compilation: all counting reports in roster order, whole.

    With `typeset` the contents have the pages that it finds: a first copy is set, its
    headings' pages are read, and a second copy written with them. Without it the contents
    are a field that Word and WPS fill, and a line says how. `making` holds the chapters of
    earlier runs and room for a large file; `pages` are the reports, where they are at hand.
    """
    means = making or Making()
    reports = paged_reports(district) if pages is None else pages
    made = _Compilation(district, reports, sheet_of(profile.template), means.shelf)
    entries = made.entries()
    if typeset and entries:
        first = io.BytesIO()
        made.write(first, tuple(replace(entry, page=_PLACEHOLDER) for entry in entries))
        entries = _numbered(entries, typeset(first.getvalue())) or entries
    path = f"{made.name}.docx"
    return means.large(path, MediaType.DOCX, lambda file: made.write(file, entries))


class _Compilation:
    """The compilation, written chapter by chapter: all of them together are never held."""

    def __init__(
        self, district: District, pages: tuple[PagedReport, ...], sheet: Sheet, shelf: Shelf
    ) -> None:
        self.name = f"{district.report_name}分部门汇编"
        self._district, self._sheet, self._shelf = district, sheet, shelf
        self._width = sheet.page.type_width
        self._pages = pages
        self._titles = [
            f"{chinese_number(number)}、{name}"
            for number, name in enumerate(
                (*(page.name for page in self._pages), *((_MISSING,) if district.missing else ())),
                start=1,
            )
        ]

    def entries(self) -> tuple[Entry, ...]:
        """Return an entry for each chapter; its sections would fill page after page."""
        return tuple(
            Entry(level=1, text=title, bookmark=f"{_MARK}{number}")
            for number, title in enumerate(self._titles, start=1)
        )

    def write(self, file: BinaryIO, entries: tuple[Entry, ...]) -> None:
        """Write the Word file with these contents."""
        write_docx(
            file,
            self._body(entries),
            title=self.name,
            year=self._district.year,
            sheet=self._sheet,
        )

    def _body(self, entries: tuple[Entry, ...]) -> Iterator[str | Deflated | Iterator[str]]:
        front = tuple(_front(self.name, entries))
        yield spelled(front, self._width)
        place = len(front)
        for number, page in enumerate(self._pages, start=1):
            # What moves when a report comes in before it stands apart from what stays.
            yield spell((self._heading(number), _origin(page)), self._width, first=place)
            yield self._chapter(page)
            place += _PIECES
        if self._district.missing:
            names = "、".join(shown(name) for name in self._district.missing)
            said = f"截至汇总时，以下部门（单位）没有可用的报告：{names}。"
            heading = self._heading(len(self._titles))
            yield spell((heading, line(Style.BODY, said)), self._width, first=place)

    def _chapter(self, page: PagedReport) -> Deflated:
        """Return the chapter's text, spelled and compressed now or in an earlier run."""

        def make() -> bytes:
            markup = spell(chapter(page, self._district.sections), self._width)
            return deflated(markup.encode("utf-8"), LEVEL).packed()

        ground = [self._width, COMPRESSOR]
        kept = self._shelf.piece("chapter", page.report.submission.file, ground, make)
        return Deflated.unpacked(kept)[0]

    def _heading(self, number: int) -> Line:
        return line(
            Style.HEADING_1,
            self._titles[number - 1],
            bookmark=f"{_MARK}{number}",
            new_page=True,
        )


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


def _origin(page: PagedReport) -> Line:
    report = page.report
    dated = f"；落款日期：{shown(report.dated)}" if report.dated else ""
    return line(Style.TABLE_NOTE, f"（报送件：{shown(report.submission.file)}{dated}）")
