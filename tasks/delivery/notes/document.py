"""The notes as one Word file, each on its own page, ready to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from tasks.artefact import MediaType, Output
from tasks.delivery.layout.closing import closing_lines
from tasks.delivery.layout.markup import spell
from tasks.delivery.layout.package import stream_docx
from tasks.delivery.layout.pieces import Line, Style, line
from tasks.delivery.layout.template import sheet_of
from tasks.delivery.making import Making
from tasks.delivery.notes.note import Note, Occasion, notes
from tasks.district.district import District
from tasks.profile.model import Profile

_PATH: Final = "催报与退回.docx"
_PLAIN_PATH: Final = "催报与退回.txt"
_BETWEEN: Final = f"\n\n{'—' * 20}\n\n"
_NOBODY: Final = "各部门均已按要求报送，没有需要催报、退回或核实的事项。"

# Each row: the occasion, the sentence before the points, the request after them.
_WORDING: Final = {
    Occasion.MISSING: (
        "截至目前，我们尚未收到贵单位的{report}。{deadline}",
        "请收到本函后尽快将Word版报告报送我们；如已报送，请告知报送时间和方式，以便核对。",
    ),
    Occasion.REJECTED: (
        "贵单位报送的{report}未能纳入汇总，具体情况如下：",
        "请按上述说明重新报送Word版报告。给贵单位带来不便，敬请谅解。",
    ),
    Occasion.QUERY: (
        "贵单位报送的{report}已收悉。汇总中发现以下事项，请予核实：",
        "请核实后将更正的报告或书面说明反馈我们；如原报数据无误，也请说明口径。感谢支持配合。",
    ),
}


def build_notes(
    district: District,
    profile: Profile,
    *,
    asked: tuple[Note, ...] | None = None,
    making: Making | None = None,
) -> Output:
    """Return `催报与退回.docx`: a note per department that is missing, returned or asked.

    `asked` are the notes, where they are at hand; `making` has room for a large file.
    """
    sheet, told = sheet_of(profile.template), notes(district, profile) if asked is None else asked

    def body() -> Iterator[str]:
        for number, note in enumerate(told):
            lines = _note(note, district, profile, new_page=number > 0)
            yield spell(lines, sheet.page.type_width)
        if not told:
            yield spell((line(Style.BODY, _NOBODY),), sheet.page.type_width)

    def write(file: BinaryIO) -> None:
        title = f"{district.report_name}催报与退回"
        stream_docx(file, body(), title=title, year=district.year, sheet=sheet)

    return (making or Making()).large(_PATH, MediaType.DOCX, write)


def build_plain_notes(
    district: District,
    profile: Profile,
    *,
    asked: tuple[Note, ...] | None = None,
    making: Making | None = None,
) -> Output:
    """Return `催报与退回.txt`: the same notes as text, to be pasted into a message."""
    told = notes(district, profile) if asked is None else asked

    def write(file: BinaryIO) -> None:
        for number, note in enumerate(told):
            lines = _note(note, district, profile, new_page=False)
            said = "\n".join("".join(span.text for span in piece.spans) for piece in lines)
            file.write(f"{_BETWEEN if number else ''}{said.strip()}".encode())
        file.write(f"{'' if told else _NOBODY}\n".encode())

    return (making or Making()).large(_PLAIN_PATH, MediaType.TEXT, write)


def _note(note: Note, district: District, profile: Profile, *, new_page: bool) -> Iterator[Line]:
    before, after = _WORDING[note.occasion]
    report = f"{district.year}年{district.subject}年度报告"
    title = f"关于{note.occasion}{report}的函"
    yield line(Style.TITLE, title, new_page=new_page)
    yield line(Style.BODY)
    yield line(Style.ADDRESSEE, f"{note.department}：")
    yield line(Style.BODY, before.format(report=report, deadline=_deadline(profile)))
    for number, point in enumerate(note.points, start=1):
        yield line(Style.BODY, f"{number}.{point}" if len(note.points) > 1 else point)
    yield line(Style.BODY, after)
    yield from closing_lines(_sender(district, profile), f"{district.year + 1}年　月　日")


def _deadline(profile: Profile) -> str:
    deadline = profile.district.deadline if profile.district else None
    if deadline is None:
        return ""
    return f"按通知要求，报送截止日期为{deadline.year}年{deadline.month}月{deadline.day}日。"


def _sender(district: District, profile: Profile) -> str:
    settings = profile.district
    return (settings.office or settings.signature or settings.name) if settings else district.name
