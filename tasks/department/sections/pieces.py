"""One paragraph cut into headings and text, with exact offsets.

A heading may stand alone, run into its text (`（一）强化组织领导。全年召开…`), or open an
item within a paragraph (`一是完善机制。…二是…`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tasks.department.sections.inline import inline_items
from tasks.department.sections.numbering import Family, Numbering, parse_numbering
from tasks.document import Paragraph

_END = "。！？!?；;"
_STOP = re.compile(r"[。！？!?]")
_QUANTITY = re.compile(
    r"(?<![·.\d])\d[\d,.]*\s?[余多]?\s?[万亿]?\s?(?:[个名人家户件项条次场期批起宗份篇部本册张台辆所处支天元亩吨%％]|小时)"
    r"|百分之"
)
"""A number with a measure word: a sentence of facts, not a heading."""
_CLOSING = re.compile(r"[。：:．]")
_PAUSE = re.compile(r"[。，；：:\n]")
_SHI = re.compile(r"(?:(?<=[。；：，、,:;\n\s])|^)(?P<n>[一二三四五六七八九十]{1,3})是(?![否不])")
_TOPIC_END = re.compile(
    r"(?:情况|成效|举措|职责|安排|原因|不足|问题|打算|计划|措施|做法|事项|方面|工作|建议|责任)$"
)
_CAUSE = re.compile(
    r"^(?:由于|因为?|对|在|部分|个别|有的|有些|仍|还|虽|尚|少数|一些|目前|我[局委镇]|缺乏|没有)"
)
_COLON = re.compile(r"[^，。；：:“《\d]{2,20}[：:]")
_SENTENCE = re.compile(r"[。；]|[^。；]{25}")
"""What follows a colon must be a text of its own: 提站位：坚持党的领导 is one heading."""
_GAP = re.compile(r"(?<=[一-龥])(?:　|  )\s*(?=[一-龥\d])")
"""A wide space between a heading and the text it runs into."""
_OPENER = re.compile(
    r"(?<=[^，。；：“《、\d对向由在为与和及的将把使从以给被到于按])(?:——)?"
    r"(?=(?:全年|年内|今年以来|一年来|20\d\d年|截至|我[局委镇办区]|局党组|镇党委)[^。；]{12})"
)
"""Where a text begins right behind its heading, without a mark (强化组织领导全年召开…)."""
_MIN_UNMARKED, _LONGEST_UNMARKED = 4, 20
_ASIDE = re.compile(r"“[^”]{0,30}”|[（(][^（）()]{0,20}[)）]")
"""What numbers may stand in without making a heading a statement: “15分钟”, （共5项）."""
_BOOK = re.compile(r"《[^》]*》")
_SPEAKS = re.compile(r"^(?:我[局委镇办县区市]|本[局委镇办]|全[局委镇]|一年来|今年)|了(?!解)")
_LONG_STATEMENT = 20
_LONGEST = {Family.PART: 60, Family.DUN: 60, Family.SHI: 24}
_LONG = 48
_SHI_COMMA = 16
_CLAUSES = 3
_SLIPS, _LONGEST_SLIP = frozenset("，,、"), 20
_JOINS = frozenset("，,、；;")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a paragraph: a heading with its numbering, or text.

    `start` and `end` are offsets in the paragraph's text, the number left out; `number` is
    as read ('' for none).
    """

    start: int
    end: int
    heading: bool
    number: str = ""
    numbering: Numbering | None = None
    run_in: bool = False


def cut(paragraph: Paragraph, *, listing: bool) -> tuple[Piece, ...]:
    """Return the paragraph's pieces, which cover it wholly but for white space.

    `listing` says that it stands in a list of problems or plans, where a numbered clause is
    a statement and no heading.
    """
    text = paragraph.text
    numbering = _numbering_of(paragraph)
    at = numbering.end if numbering and not paragraph.number else 0
    if numbering is None or numbering.family is Family.SHI:
        return tuple(_inner(text, 0, None, listing=listing, bold=paragraph.bold_prefix))
    end = _heading_end(text, at, numbering.family, paragraph, listing=listing)
    number = paragraph.number or text[:at].strip()
    if end is None:
        whole = Piece(start=at, end=len(text), heading=False, number=number, numbering=numbering)
        rest = tuple(_items(text, at, len(text), listing=listing))
        return (whole,) if len(rest) < 2 else _numbered(rest, number, numbering)  # noqa: PLR2004
    head = Piece(
        start=at, end=end, heading=True, number=number, numbering=numbering,
        run_in=bool(text[end:].strip()),
    )  # fmt: skip
    return (head, *_inner(text, end, numbering, listing=listing))


def _inner(
    text: str, at: int, numbering: Numbering | None, *, listing: bool, bold: int = 0
) -> Iterator[Piece]:
    """Cut the text from `at` on at the items that count on from its number, then at 一是, 二是."""
    inline = inline_items(text, at, numbering) if "。" in text[at:] else ()
    first = inline[0].start if inline else len(text)
    yield from _items(text, at, first, listing=listing, bold=bold)
    for item in inline:
        yield Piece(
            start=item.title,
            end=item.text,
            heading=True,
            number=item.numbering.said,
            numbering=item.numbering,
            run_in=True,
        )
        yield from _items(text, item.text, item.end, listing=listing)


def _numbering_of(paragraph: Paragraph) -> Numbering | None:
    return parse_numbering(paragraph.number or paragraph.text)


def _numbered(pieces: tuple[Piece, ...], number: str, numbering: Numbering) -> tuple[Piece, ...]:
    """Give the paragraph's own number to its first piece, before the piece's own."""
    first = pieces[0]
    mine = replace(first, number=number + first.number, numbering=first.numbering or numbering)
    return (mine, *pieces[1:])


def _heading_end(
    text: str, at: int, family: Family, paragraph: Paragraph, *, listing: bool
) -> int | None:
    """Return where the heading that begins at `at` ends, or None when there is none."""
    stripped = text[at:].rstrip()
    longest = _LONGEST.get(family, _LONG)
    if not stripped:
        return None
    marked = _marked_end(stripped, at, family, paragraph, longest)
    if marked is not None:
        return marked
    head = stripped[: _first_stop(stripped)]
    whole = len(head) == len(stripped)
    statement = whole and _is_statement(head, family, paragraph, listing=listing)
    return None if statement or not _is_heading(head, longest) else at + len(head)


def _first_stop(said: str) -> int:
    """Return where the first sentence ends, or a short head before a colon (…领导：全年…)."""
    colon = _COLON.match(said)
    if colon and _SENTENCE.search(said, colon.end()):
        return colon.end()
    stops = (stop for stop in _STOP.finditer(said) if not _quoted(said, stop.start()))
    first = next(stops, None)
    return first.end() if first else len(said)


def _marked_end(
    stripped: str, at: int, family: Family, paragraph: Paragraph, longest: int
) -> int | None:
    """Return the end that bold type, a soft break or a list of topics marks, or None."""
    bold = paragraph.bold_prefix - at
    if bold > 0 and _is_heading(stripped[:bold], longest):
        stop = _CLOSING.match(stripped, bold)
        return paragraph.bold_prefix + (len(stop[0]) if stop else 0)
    first, broken, rest = stripped.partition("\n")
    if broken and _is_heading(first, longest):
        joined = len(first) + len(rest) <= longest and not _STOP.search(stripped)
        return at + (len(stripped) if joined else len(first))
    gap = _GAP.search(stripped)
    if gap and _is_heading(stripped[: gap.start()], longest) and "。" in stripped[gap.end() :]:
        return at + gap.start()
    unmarked = _OPENER.search(stripped, 0, _LONGEST_UNMARKED * 2)
    if unmarked and _opens_text(stripped, unmarked, longest):
        return at + unmarked.end()
    whole = family <= Family.DUN and (_is_slip(stripped) or _is_topic_list(stripped))
    return at + len(stripped) if whole else None


def _is_slip(said: str) -> bool:
    """Whether a chapter's short heading ends with a comma by a slip."""
    head = said[:-1]
    return said[-1] in _SLIPS and not _PAUSE.search(head) and _is_heading(head, _LONGEST_SLIP)


def _opens_text(stripped: str, opener: re.Match[str], longest: int) -> bool:
    """Whether a short heading stands before the opener and a whole sentence behind it."""
    head = stripped[: opener.start()]
    short = _MIN_UNMARKED <= len(head) <= _LONGEST_UNMARKED and not _PAUSE.search(head)
    return short and _is_heading(head, longest) and "。" in stripped[opener.end() :]


def _is_heading(said: str, longest: int) -> bool:
    bare = said.strip().rstrip(_END + "：:，")
    if not bare or len(bare) > longest or said.rstrip().endswith(("；", ";", "，", ",", "、")):
        return False
    plain = _ASIDE.sub("", bare)
    if _BOOK.fullmatch(bare):
        return False
    if len(plain) > _LONG_STATEMENT and _SPEAKS.search(plain):
        return False
    return bare.count("，") <= _CLAUSES and _QUANTITY.search(plain) is None


def _is_statement(head: str, family: Family, paragraph: Paragraph, *, listing: bool) -> bool:
    """Tell a numbered sentence from a heading that ends with a full stop."""
    if family <= Family.DUN or not head.endswith("。") or paragraph.look.bold:
        return False
    return listing and (len(head) > 16 or _CAUSE.match(head) is not None)  # noqa: PLR2004


def _is_topic_list(said: str) -> bool:
    """Tell a level-one heading of several sentences, each naming a topic (…的情况。…成效。)."""
    sentences = [s.strip() for s in re.split(r"[。；]", said) if s.strip()]
    return len(said) <= 160 and all(_TOPIC_END.search(s) for s in sentences)  # noqa: PLR2004


def _items(text: str, at: int, to: int, *, listing: bool, bold: int = 0) -> Iterator[Piece]:
    """Cut the text between `at` and `to` at its 一是, 二是 …; each item's heading apart.

    Items that commas join are clauses of one sentence and have no headings of their own.
    """
    marks = [m for m in _SHI.finditer(text, at, to) if not _quoted(text, m.start())]
    first = marks[0].start() if marks else to
    yield from _text(text, at, first)
    ends = [*(mark.start() for mark in marks[1:]), to]
    clauses = any(text[mark.start() - 1] in _JOINS for mark in marks[1:])
    for mark, end in zip(marks, ends, strict=False):
        if mark.end() < bold < end:
            yield _headed(text, mark, bold, end)
            yield from _text(text, bold, end)
        else:
            yield from _item(text, mark, end, listing=listing or clauses, clauses=clauses)


def _headed(text: str, mark: re.Match[str], at: int, end: int) -> Piece:
    """Return the heading of an item that runs from its mark to `at`."""
    return Piece(
        start=mark.end(),
        end=at,
        heading=True,
        number=mark[0],
        numbering=parse_numbering(mark[0]),
        run_in=bool(text[at:end].strip()),
    )


def _quoted(text: str, at: int) -> bool:
    near = text[max(0, at - 60) : at]
    return near.count("“") > near.count("”") or near.count("《") > near.count("》")


def _item(
    text: str, mark: re.Match[str], end: int, *, listing: bool, clauses: bool
) -> Iterator[Piece]:
    start = mark.end()
    head = 0 if clauses else _item_head(text[start:end], listing=listing)
    if head == 0:
        numbering = parse_numbering(mark[0])
        yield Piece(start=start, end=end, heading=False, number=mark[0], numbering=numbering)
        return
    yield _headed(text, mark, start + head, end)
    yield from _text(text, start + head, end)


def _item_head(said: str, *, listing: bool) -> int:
    """Return the length of an item's run-in heading, 0 when it has none."""
    match = re.search(r"[。，：；:\n]", said)
    if match is None:
        return 0
    head, mark = said[: match.start()], match[0]
    alone = not said[match.end() :].strip()
    if not 2 <= len(head) <= _LONGEST[Family.SHI] or _QUANTITY.search(head):  # noqa: PLR2004
        return 0
    if mark == "；" or _CAUSE.match(head) or (listing and (mark == "，" or alone)):
        return 0
    if mark == "，" and (alone or len(head) > _SHI_COMMA):
        return 0
    return match.end()


def _text(text: str, start: int, end: int) -> Iterator[Piece]:
    if text[start:end].strip():
        yield Piece(start=start, end=end, heading=False)
