"""A document's paragraphs and tables made into a report's blocks: titles, headings, text.

Nothing is lost on the way: every character of the document's blocks is in exactly one
block, as text or as its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tasks.department.sections import edges
from tasks.department.sections.drafts import Draft
from tasks.department.sections.levels import mend_slips, with_levels, with_themes_below
from tasks.department.sections.looks import (
    BodyLook,
    body_look,
    bold_head,
    marked_bold_head,
    stands_out,
)
from tasks.department.sections.matching import Matcher
from tasks.department.sections.numbering import Family, parse_numbering
from tasks.department.sections.pieces import cut
from tasks.department.sections.siblings import with_siblings, without_mottos
from tasks.document import BlockKind, Document, Paragraph, Story, Table

_NOTES = {
    Story.FOOTNOTE: BlockKind.FOOTNOTE,
    Story.ENDNOTE: BlockKind.ENDNOTE,
    Story.TEXTBOX: BlockKind.TEXTBOX,
}
_CAPTION = re.compile(
    r"^(?:附?表\s?\d{0,2}|.{2,30}(?:表|统计|一览|情况|明细))\s*(?:[（(].{1,16}[)）])?$|^[（(]?单位[:：]"
)
_PAIRED = re.compile(
    r"^[^，。；：、\d（“]{4,12}，[^，。；：、\d]{4,12}(?:，[^，。；：、\d]{4,12})?。(?=.)"
)
_STATE = re.compile(r"情况\s*(?:[（(].{1,16}[)）])?$")
"""二、主动公开政府信息情况 over a table is a section that only a table answers, not its caption."""
_BREAK = re.compile(r"\n")
_FRONT_LINES = 8
_PAIRS = 2
_STRONG = 0.7
_SHORT = 30


_IN_BRACKETS = re.compile(r"^\s*[（(].*[)）]\s*$")
_UNIT_LINE = re.compile(r"^[（(]?单位[:：]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A paragraph, or a line of one whose soft breaks part headings or a date from text."""

    block: Paragraph | Table
    source: int
    offset: int = 0


def _lines(blocks: Sequence[Paragraph | Table]) -> Iterator[_Line]:
    """Yield the blocks, paragraphs cut at soft breaks before a numbered line or a date."""
    for source, block in enumerate(blocks):
        if isinstance(block, Table) or "\n" not in block.text or block.story in _NOTES:
            yield _Line(block=block, source=source)
            continue
        at = 0
        for end in [*_cuts(block.text), len(block.text)]:
            line = block.text[at:end]
            if line.strip():
                first = replace(block, text=line, number=block.number if at == 0 else "")
                yield _Line(
                    block=first if at == 0 else replace(first, bold_prefix=0),
                    source=source,
                    offset=at,
                )
            at = end


def _cuts(text: str) -> Iterator[int]:
    ends = [*(match.start() for match in _BREAK.finditer(text)), len(text)]
    for start, end in pairwise(ends):
        line = text[start + 1 : end]
        if parse_numbering(line) is not None or edges.is_date(line):
            yield start + 1


class _Reader:
    """Goes through a document once, knowing where in the report it is."""

    def __init__(self, document: Document, matcher: Matcher) -> None:
        self.lines = tuple(_lines(document.blocks))
        self.blocks = tuple(line.block for line in self.lines)
        self.matcher = matcher
        self.look: BodyLook = body_look(document.blocks)
        self.title = edges.title_range(self.blocks)
        self.begun = self.ended = self.listing = self.attaching = self.appended = False
        self.chapters = 0
        heads = (b for b in self.blocks if isinstance(b, Paragraph) and b.bold_prefix)
        self.bold_heads = sum(map(bold_head, heads)) >= _PAIRS

    def drafts(self) -> Iterator[Draft]:
        for at, block in enumerate(self.blocks):
            if isinstance(block, Table):
                source = self.lines[at].source
                yield Draft(kind=BlockKind.TABLE, text=block.text, source=source, table=block)
            elif block.story in _NOTES:
                yield self._plain(at, block, _NOTES[block.story])
            else:
                yield from self._paragraph(at, block)

    def _plain(self, at: int, block: Paragraph, kind: BlockKind, *, aside: bool = False) -> Draft:
        line = self.lines[at]
        return Draft(
            kind=kind,
            text=block.text,
            source=line.source,
            offset=line.offset,
            number=block.number,
            look=block.look,
            aside=aside,
        )

    def _paragraph(self, at: int, block: Paragraph) -> Iterator[Draft]:
        kind = self._edge(at, block)
        if kind is None and (self.appended or edges.is_contents(block.text)):
            kind = BlockKind.PARAGRAPH
        if kind is not None:
            aside = kind is not BlockKind.CAPTION
            yield self._plain(at, block, kind, aside=aside)
            return
        drafts = list(self._body(at, block))
        for draft in drafts:
            self._notice(draft)
        yield from drafts

    def _edge(self, at: int, block: Paragraph) -> BlockKind | None:
        """Return what the line is when it is no part of the body, else None."""
        text = block.text
        if self.title and self.title[0] <= at < self.title[1]:
            return BlockKind.TITLE
        if at < _FRONT_LINES + (self.title[1] if self.title else 0) and not self.begun:
            if edges.is_addressee(text):
                return BlockKind.ADDRESSEE
            if self.title and _IN_BRACKETS.match(text) and not edges.is_date(text):
                return BlockKind.PARAGRAPH
        if edges.is_signature(self.blocks, at):
            self.ended = True
            return BlockKind.SIGNATURE
        if edges.is_date(text):
            return BlockKind.DATE
        return self._appendix(at, text)

    def _appendix(self, at: int, text: str) -> BlockKind | None:
        if edges.is_attachment(text):
            self.attaching = True
            headed = self.ended and self.chapters > 0
            self.appended = self.appended or (headed and edges.is_appendix(text))
            return BlockKind.ATTACHMENT
        numbering = parse_numbering(text)
        if (
            self.attaching
            and numbering
            and numbering.family is Family.DOT
            and len(text) < _SHORT * 2
        ):
            return BlockKind.ATTACHMENT
        self.attaching = False
        if edges.is_contact(text):
            return BlockKind.PARAGRAPH
        if edges.is_addressee(text) and self.ended:
            return BlockKind.ADDRESSEE
        named = len(text) <= _SHORT and _CAPTION.match(text.strip()) and self._before_table(at)
        heads = numbering and _STATE.search(text.strip())
        return BlockKind.CAPTION if named and not heads else None

    def _before_table(self, at: int) -> bool:
        """Whether a table follows, at most a line 单位：… between."""
        for block in self.blocks[at + 1 : at + 3]:
            if isinstance(block, Table):
                return True
            if not _UNIT_LINE.match(block.text.strip()):
                return False
        return False

    def _body(self, at: int, block: Paragraph) -> Iterator[Draft]:
        unnumbered = not block.number and parse_numbering(block.text) is None
        if unnumbered and self._is_bare_heading(block):
            yield self._plain(at, block, BlockKind.HEADING)
            return
        prefix = block.bold_prefix
        if unnumbered and (marked_bold_head(block) or (self.bold_heads and bold_head(block))):
            yield replace(
                self._plain(at, block, BlockKind.HEADING), text=block.text[:prefix], run_in=True
            )
            block = replace(block, bold_prefix=0)
            yield from self._pieces(at, block, skip=prefix)
            return
        yield from self._pieces(at, block)

    def _pieces(self, at: int, block: Paragraph, *, skip: int = 0) -> Iterator[Draft]:
        rest = replace(block, text=block.text[skip:]) if skip else block
        listing = self.listing and not self._names_section(block)
        for piece in cut(rest, listing=listing):
            yield Draft(
                kind=BlockKind.HEADING if piece.heading else BlockKind.PARAGRAPH,
                text=rest.text[piece.start : piece.end],
                source=self.lines[at].source,
                offset=self.lines[at].offset + skip + piece.start,
                number=piece.number,
                typed=bool(piece.number) and piece.number != block.number,
                numbering=piece.numbering,
                run_in=piece.run_in,
                look=block.look,
            )

    def _names_section(self, block: Paragraph) -> bool:
        """Whether a short numbered line is the heading of a section of the outline."""
        numbering = parse_numbering(block.text)
        said = block.text[numbering.end if numbering else 0 :].strip()
        return len(said) <= _SHORT and self._best(said) >= _STRONG

    def _best(self, said: str) -> float:
        return self.matcher.best(said)[1].score

    def _is_bare_heading(self, block: Paragraph) -> bool:
        text = block.text.strip()
        if stands_out(block, self.look):
            return True
        if len(text) > _SHORT or text.endswith(("。", "；", "：", "，", ":")) or len(text) < 4:  # noqa: PLR2004
            return False
        return self._best(text) >= _STRONG

    def _notice(self, draft: Draft) -> None:
        """Keep in mind whether what follows is a list of problems or plans."""
        self.begun = self.begun or len(draft.text) > _SHORT or draft.kind is BlockKind.HEADING
        if draft.kind is not BlockKind.HEADING or _is_item(draft):
            return
        self.chapters += 1
        place, fit = self.matcher.best(draft.text)
        top = draft.numbering is None or draft.numbering.family <= Family.DUN
        if top or fit.score >= _STRONG:
            self.listing = self.matcher.outline[place].listing and fit.score > 0.3  # noqa: PLR2004


def _is_item(draft: Draft) -> bool:
    return draft.numbering is not None and draft.numbering.family is Family.SHI


def structure(document: Document, matcher: Matcher) -> tuple[Draft, ...]:
    """Return the report's pieces in reading order, headings with their levels."""
    found = with_siblings(list(_Reader(document, matcher).drafts()))
    found = without_mottos(found, matcher)
    drafts = with_levels(mend_slips(found, matcher))
    return tuple(_with_paired_headings(with_themes_below(drafts, matcher)))


def _with_paired_headings(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Split off unnumbered run-in headings (`党组带头学法，筑牢思想根基。…`).

    They are told by their two even halves, and only believed when a section without other
    headings has several of them.
    """
    for group in _by_heading(drafts):
        texts = [d for d in group[1:] if d.kind is BlockKind.PARAGRAPH]
        paired = [d for d in texts if not d.number and not d.offset and _PAIRED.match(d.text)]
        top = group[0].level if group[0].kind is BlockKind.HEADING else None
        believed = top is not None and len(paired) >= _PAIRS and 2 * len(paired) > len(texts)
        for draft in group:
            if believed and draft in paired:
                yield from _split_pair(draft, (top or 0) + 1)
            else:
                yield draft


def _by_heading(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    group: list[Draft] = []
    for draft in drafts:
        if draft.kind is BlockKind.HEADING and group:
            yield group
            group = []
        group.append(draft)
    if group:
        yield group


def _split_pair(draft: Draft, level: int) -> Iterator[Draft]:
    match = _PAIRED.match(draft.text)
    end = match.end() if match else 0
    yield replace(draft, kind=BlockKind.HEADING, text=draft.text[:end], level=level, run_in=True)
    yield replace(draft, text=draft.text[end:], offset=draft.offset + end)
