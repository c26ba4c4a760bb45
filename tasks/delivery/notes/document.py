"""The notes as one Word file, each on its own page, ready to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tasks.artefact import Artefact, MediaType
from tasks.delivery.layout.closing import closing_lines
from tasks.delivery.layout.package import build_docx
from tasks.delivery.layout.pieces import Line, Piece, Style, line
from tasks.delivery.layout.template import sheet_of
from tasks.delivery.notes.note import Note, Occasion, notes
from tasks.district.district import District
from tasks.profile.model import Profile

_PATH: Final = "催报与退回.docx"
_PLAIN_PATH: Final = "催报与退回.txt"
_RULE: Final = "—" * 20
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
    district: District, profile: Profile, *, asked: tuple[Note, ...] | None = None
) -> Artefact:
    """Return `催报与退回.docx`: a note per department that is missing, returned or asked.

    `asked` are the notes, where they are at hand.
    """
    pieces: list[Piece] = []
    for note in notes(district, profile) if asked is None else asked:
        pieces += _note(note, district, profile, new_page=bool(pieces))
    if not pieces:
        pieces = [line(Style.BODY, _NOBODY)]
    title = f"{district.report_name}催报与退回"
    return Artefact(
        path=_PATH,
        media_type=MediaType.DOCX,
        content=build_docx(
            tuple(pieces), title=title, year=district.year, sheet=sheet_of(profile.template)
        ),
    )


def build_plain_notes(
    district: District, profile: Profile, *, asked: tuple[Note, ...] | None = None
) -> Artefact:
    """Return `催报与退回.txt`: the same notes as text, to be pasted into a message."""
    texts = [
        "\n".join("".join(span.text for span in piece.spans) for piece in pieces).strip()
        for pieces in (
            list(_note(note, district, profile, new_page=False))
            for note in (notes(district, profile) if asked is None else asked)
        )
    ]
    content = f"\n\n{_RULE}\n\n".join(texts) or _NOBODY
    return Artefact(path=_PLAIN_PATH, media_type=MediaType.TEXT, content=f"{content}\n".encode())


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
