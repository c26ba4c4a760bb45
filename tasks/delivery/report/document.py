"""The district report as Word files: the clean copy and the one with its sources as comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from tasks.artefact import MediaType, Output
from tasks.delivery.display import shown
from tasks.delivery.layout.closing import closing_lines, title_lines
from tasks.delivery.layout.numbering import chinese_number
from tasks.delivery.layout.package import write_pieces
from tasks.delivery.layout.pieces import Line, Piece, Span, Style, line
from tasks.delivery.layout.template import sheet_of
from tasks.delivery.making import Making
from tasks.delivery.report.annexes import ANNEXES, annexes
from tasks.delivery.report.book import Book
from tasks.delivery.report.comments import comment
from tasks.delivery.report.composition import compose_on
from tasks.delivery.report.desk import Desk, lay_out
from tasks.delivery.report.forms import table_grid
from tasks.delivery.report.memory import build_memory, identifier
from tasks.delivery.report.passage import Composition, FormTable, Passage, Section
from tasks.delivery.report.register import Register
from tasks.delivery.report.verification import verify, verify_tables
from tasks.delivery.wording import wording
from tasks.district.district import District
from tasks.profile.model import DistrictSettings, Profile

_Comment = Callable[[Passage | FormTable], tuple[str, ...]]


def build_reports(
    district: District, profile: Profile, making: Making | None = None
) -> tuple[Output, ...]:
    """Return the clean copy (汇总稿), the one with its sources (批注稿), and `passages.json`.

    `making` keeps for the next run what was found in single reports. Raise
    VerificationError when the report would say more than its sources.
    """
    means = making or Making()
    clean, annotated, memory = _told(district, profile, means)
    known = identifier(memory.sha256)
    return (
        _written(clean, "汇总稿", district, profile, making=means, known=known),
        _written(annotated, "批注稿", district, profile, making=means, known=known),
        memory,
    )


def _told(
    district: District, profile: Profile, making: Making
) -> tuple[tuple[Piece, ...], tuple[Piece, ...], Output]:
    """Return the pieces of both copies, and the memory; the sentences are let go then."""
    with making.scratch() as words, making.scratch() as clauses:
        book, register = Book(words), Register(clauses)
        desk = lay_out(district, profile, making.shelf, book=book, register=register)
        return _told_on(desk, making)


def _told_on(desk: Desk, making: Making) -> tuple[tuple[Piece, ...], tuple[Piece, ...], Output]:
    district, profile, sources = desk.district, desk.profile, desk.sources
    composition = compose_on(desk)
    verify(composition.passages, district, sources)
    verify_tables(composition.tables, sources)
    end = (*_end(district, profile), *annexes(district))
    clean = (*_body(composition, district, profile, lambda _: ()), *end)
    commented = partial(comment, sources=sources, district=district)
    annotated = (*_body(composition, district, profile, commented), *end)
    return clean, annotated, build_memory(composition, clean, desk, making)


def _body(
    composition: Composition, district: District, profile: Profile, comment: _Comment
) -> tuple[Piece, ...]:
    absent, width = wording(profile).say("absent"), sheet_of(profile.template).page.type_width
    pieces: list[Piece] = [*_front(district, profile)]
    pieces += _text(composition, comment, absent, width)
    *before, last = pieces
    return (*before, replace(last, keep=True) if isinstance(last, Line) else last)


def _written(
    pieces: Sequence[Piece],
    copy: str,
    district: District,
    profile: Profile,
    *,
    making: Making,
    known: str,
) -> Output:
    name = f"{district.report_name}（{copy}）"

    def write(file: BinaryIO) -> None:
        write_pieces(
            file,
            pieces,
            title=name,
            year=district.year,
            sheet=sheet_of(profile.template),
            identifier=known,
        )

    return making.large(f"{name}.docx", MediaType.DOCX, write)


def _front(district: District, profile: Profile) -> Iterator[Line]:
    settings = profile.district
    title = (settings.report_title if settings else "") or district.report_name
    yield from title_lines(title)
    yield line(Style.BODY)
    if settings and settings.addressee:
        yield line(Style.ADDRESSEE, settings.addressee.rstrip("：:") + "：")


def _text(composition: Composition, comment: _Comment, absent: str, width: int) -> Iterator[Piece]:
    if composition.opening:
        yield _paragraph(composition.opening, comment)
    for number, section in enumerate(composition.sections, start=1):
        yield from _section(number, section, comment, absent)
        for table in section.tables:
            lead = Span(text=table.lead.text, comment=comment(table))
            yield Line(style=Style.BODY, spans=(lead,), keep=True)
            yield table_grid(table, width)


def _section(number: int, section: Section, comment: _Comment, absent: str) -> Iterator[Line]:
    yield line(Style.HEADING_1, f"{chinese_number(number)}、{shown(section.title)}")
    if not section.themes and not section.tables:
        yield line(Style.BODY, absent)
    titled = 0
    for theme in section.themes:
        if theme.title:
            titled += 1
            yield line(Style.HEADING_2, f"（{chinese_number(titled)}）{theme.title}")
        for paragraph in theme.paragraphs:
            yield _paragraph(paragraph, comment)


def _paragraph(passages: tuple[Passage, ...], comment: _Comment) -> Line:
    spans = tuple(
        Span(text=passage.number + passage.text, comment=comment(passage)) for passage in passages
    )
    return Line(style=Style.BODY, spans=spans)


def _end(district: District, profile: Profile) -> Iterator[Line]:
    """Yield the list of annexes, signature and date, which stay on one page."""
    yield line(Style.BODY, keep=True)
    for number, name in enumerate(ANNEXES, start=1):
        first = number == 1
        style = Style.ATTACHMENT if first else Style.ATTACHMENT_MORE
        yield line(style, f"{'附件：' if first else ''}{number}.{name}", keep=True)
    yield from closing_lines(_signature(district, profile.district), _date(district, profile))


def _signature(district: District, settings: DistrictSettings | None) -> str:
    if settings is None:
        return district.name
    return settings.signature or settings.office or settings.name


def _date(district: District, profile: Profile) -> str:
    """Return the date in Arabic numerals without leading zeros; the day is left open if unset."""
    dated = profile.district.dated if profile.district else None
    if dated is None:
        return f"{district.year + 1}年　月　日"
    return f"{dated.year}年{dated.month}月{dated.day}日"
