"""The district report as Word files: the clean copy and the one with its sources as comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from tasks.artefact import Artefact, MediaType
from tasks.delivery.display import shown
from tasks.delivery.layout.closing import closing_lines, title_lines
from tasks.delivery.layout.numbering import chinese_number
from tasks.delivery.layout.package import build_docx
from tasks.delivery.layout.pieces import Line, Piece, Span, Style, line
from tasks.delivery.places import figure_place, section_name
from tasks.delivery.report.annexes import ANNEXES, annexes
from tasks.delivery.report.composition import compose
from tasks.delivery.report.passage import Composition, Passage, Section
from tasks.delivery.report.sources import Sources, find_sources
from tasks.delivery.report.verification import verify
from tasks.district.district import District
from tasks.profile.model import DistrictSettings, Profile

_NOTHING: Final = "各部门报告中没有这一部分的内容。"
_PARTS_IN_COMMENT: Final = 40

_Comment = Callable[[Passage], tuple[str, ...]]


def build_report(district: District, profile: Profile) -> Artefact:
    """Return the clean copy (汇总稿); raise VerificationError if it says more than its sources."""
    return _build(district, profile, "汇总稿", lambda _: ())


def build_annotated(district: District, profile: Profile) -> Artefact:
    """Return the copy whose statements carry department, file, section and original sentence."""
    sources = find_sources(district)
    return _build(district, profile, "批注稿", lambda passage: _comment(passage, sources, district))


def _build(district: District, profile: Profile, copy: str, comment: _Comment) -> Artefact:
    composition = compose(district, profile)
    verify(composition.passages, district)
    name = f"{district.name}{district.year}年法治政府建设年度报告（{copy}）"
    pieces = (*_front(district, profile), *_text(composition, comment), *_end(district, profile))
    return Artefact(
        path=f"{name}.docx",
        media_type=MediaType.DOCX,
        content=build_docx((*pieces, *annexes(district)), title=name, year=district.year),
    )


def _front(district: District, profile: Profile) -> Iterator[Line]:
    settings = profile.district
    title = (settings.report_title if settings else "") or (
        f"{district.name}{district.year}年法治政府建设年度报告"
    )
    yield from title_lines(title)
    yield line(Style.BODY)
    if settings and settings.addressee:
        yield line(Style.ADDRESSEE, settings.addressee.rstrip("：:") + "：")


def _text(composition: Composition, comment: _Comment) -> Iterator[Piece]:
    if composition.opening:
        yield _paragraph(composition.opening, comment)
    for number, section in enumerate(composition.sections, start=1):
        yield from _section(number, section, comment)


def _section(number: int, section: Section, comment: _Comment) -> Iterator[Line]:
    yield line(Style.HEADING_1, f"{chinese_number(number)}、{shown(section.title)}")
    if not section.themes:
        yield line(Style.BODY, _NOTHING)
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
    yield line(Style.BODY)
    for number, name in enumerate(ANNEXES, start=1):
        first = number == 1
        style = Style.ATTACHMENT if first else Style.ATTACHMENT_MORE
        last = number == len(ANNEXES)
        yield line(style, f"{'附件：' if first else ''}{number}.{name}", keep=last)
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


def _comment(passage: Passage, sources: Sources, district: District) -> tuple[str, ...]:
    if passage.original:
        return (*_places(passage, sources, district), f"原文：{passage.original}")
    parts = [ref for ref in passage.figures if ref in sources.figures]
    if not parts:
        return (f"来源：{len(passage.sources)}个部门报送的年度报告",)
    lines = [_part(ref, sources, district) for ref in parts[:_PARTS_IN_COMMENT]]
    rest = len(parts) - len(lines)
    return ("合计数，由以下数据相加：", *lines, *((f"另有{rest}项，见工作簿。",) if rest else ()))


def _places(passage: Passage, sources: Sources, district: District) -> Iterator[str]:
    for ref in passage.sources:
        origin = sources.blocks[ref]
        section = section_name(origin.block.section, district.sections) or "未归类"
        yield f"部门：{origin.department}"
        yield f"文件：{shown(origin.report.submission.file)}"
        yield f"部分：{section}"


def _part(ref: str, sources: Sources, district: District) -> str:
    origin, figure = sources.figures[ref]
    place = figure_place(origin.report, figure, district.sections)
    name = shown(figure.canonical or figure.indicator)
    return f"{name}　{origin.department}：{shown(figure.text)}（{place}）"
