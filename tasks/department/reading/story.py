"""One of a document's texts (body, text box, note, header …) as blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from tasks.department.reading.foreign import embedded_source, foreign_chunk, foreign_paragraphs
from tasks.department.reading.formats import NO_INDENTS, Indents
from tasks.department.reading.grid import Grid
from tasks.department.reading.line import INLINE, Field, Line, branch
from tasks.department.reading.look import Appearance, appearance
from tasks.department.reading.markup import MC, Element, R, W
from tasks.department.reading.numbering import Counters, List, number
from tasks.department.reading.paragraph_properties import (
    NOTHING_SAID,
    ParagraphProperties,
    paragraph_properties,
)
from tasks.department.reading.refusal import Code, Refusal
from tasks.department.reading.source import Source
from tasks.department.reading.styles import ParagraphStyle
from tasks.document import Look, Paragraph, Story, Table

_P: Final = W + "p"
_PPR: Final = W + "pPr"
_TBL: Final = W + "tbl"
_CAME: Final = frozenset({W + "ins", W + "moveTo"})
_GONE: Final = frozenset({W + "del", W + "moveFrom"})
_ALTERNATIVES: Final = MC + "AlternateContent"
_CHUNK: Final = W + "altChunk"
_PASSED_OVER: Final = frozenset(
    W + name
    for name in (
        "sectPr", "tcPr", "trPr", "tblPr", "tblGrid", "sdtPr", "sdtEndPr", "customXmlPr",
        "bookmarkStart", "bookmarkEnd", "proofErr", "footnotePr", "endnotePr",
    )
)  # fmt: skip
_APART: Final = frozenset({Story.HEADER, Story.FOOTER, Story.COMMENT})


class _Place(NamedTuple):
    """Where a paragraph stands in a list."""

    num_id: int
    list: List
    level: int


class StoryReader:
    """Reads one text; texts that hang on its paragraphs get a reader of their own."""

    def __init__(self, source: Source, kind: Story, *, depth: int = 0, grid: bool = False) -> None:
        """Read a text of that `kind`, `depth` tables or boxes deep, `grid` in a table's cell.

        In a cell an empty paragraph counts that has a number. Raises Refusal (too_deep).
        """
        if depth > source.limits.depth:
            raise Refusal(Code.TOO_DEEP)
        self.source = source
        self.kind = kind
        self._depth = depth
        self._in_cell = grid
        self._fields: list[Field] = []
        self._blocks: list[Paragraph | Table] = []
        self._carried: tuple[Line, ParagraphProperties] | None = None
        self._counters = source.counters.get(kind) or source.counters.setdefault(kind, Counters())

    def read(self, container: Iterable[Element]) -> list[Paragraph | Table]:
        """Return the blocks that stand in `container`."""
        self._read(container)
        self._let_down()
        return self._blocks

    def inner(self, *, grid: bool) -> StoryReader:
        """Return a reader for a table's cell in this text."""
        return StoryReader(self.source, self.kind, depth=self._depth + 1, grid=grid)

    def _read(self, container: Iterable[Element]) -> None:
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child)
            elif tag == _TBL:
                self._table(child)
            elif tag in _PASSED_OVER:
                continue
            elif tag in INLINE:
                self._loose(child)
            elif tag == _CHUNK:
                self._chunk(child)
            elif tag in _GONE:
                self.source.tally.deletions += 1
            else:
                self._look_through(child)

    def _look_through(self, element: Element) -> None:
        if element.tag in _CAME:
            self.source.tally.insertions += 1
        chosen = branch(element) if element.tag == _ALTERNATIVES else element
        if chosen is not None:
            self._read(chosen)

    def _paragraph(self, element: Element) -> None:
        self.source.count_paragraph()
        first = element[0] if len(element) else None
        said = (
            paragraph_properties(first) if first is not None and first.tag == _PPR else NOTHING_SAID
        )
        style = self.source.styles.paragraph(said.style)
        line = self._carried[0] if self._carried else Line(self.source, self._fields)
        self._carried = None
        line.read(element, style.run)
        if self._fields:
            self._fields[:] = [Field.RESULT] * len(self._fields)
        self.source.tally.insertions += said.mark_came
        if said.mark_gone:
            self.source.tally.deletions += 1
            self._carried = (line, said)
        else:
            self._finish(line, said, style)

    def _let_down(self) -> None:
        """End a paragraph whose mark is deleted where no other follows to take it up."""
        if self._carried:
            line, said = self._carried
            self._carried = None
            if line.texts or line.pictures or line.anchored:
                self._finish(line, said, self.source.styles.paragraph(said.style))

    def _loose(self, element: Element) -> None:
        """Read what stands outside any paragraph, where only blocks may, as a paragraph."""
        self.source.count_paragraph()
        style = self.source.styles.paragraph(None)
        line = Line(self.source, self._fields)
        line.read((element,), style.run)
        self._finish(line, NOTHING_SAID, style)

    def _finish(self, line: Line, said: ParagraphProperties, style: ParagraphStyle) -> None:
        text = "".join(line.texts)
        stripped = text.strip("\n")
        blank = not stripped or stripped.isspace()
        hidden = style.run.hidden if said.mark_hidden is None else said.mark_hidden
        place = self._place(said, style)
        counted = "" if place is None or (blank and hidden) else self._count(place)
        if not blank or line.pictures or (counted and self._in_cell):
            seen = appearance(line.texts, line.formats, style.run)
            cut = len(text) - len(text.lstrip("\n"))
            paragraph = Paragraph(
                text=stripped,
                number=counted,
                look=self._look(seen, said, style, place),
                story=self.kind,
                bold_prefix=max(0, min(seen.bold_prefix - cut, len(stripped))),
                pictures=line.pictures,
            )
            self._blocks.append(paragraph)
        for anchored in line.anchored:
            self._anchored(*anchored)

    def _look(
        self,
        seen: Appearance,
        said: ParagraphProperties,
        style: ParagraphStyle,
        place: _Place | None,
    ) -> Look:
        """Return the look; paragraphs that look alike share one."""
        its = place.list.levels[place.level].indents if place else NO_INDENTS
        named = said.num_id is not None
        key = (seen, said.indents, said.outline, said.alignment, its, named, id(style))
        found = self.source.looks.get(key)
        if found is None:
            found = self.source.looks[key] = _look(seen, said, style, its)
        return found

    def _count(self, place: _Place) -> str:
        return number(place.num_id, place.list, place.level, self._counters)

    def _place(self, said: ParagraphProperties, style: ParagraphStyle) -> _Place | None:
        """Return the paragraph's list and its level there, None where it has no number.

        A list that comes with a style has the level that names the style (17.9.23).
        """
        num_id = style.said.num_id if said.num_id is None else said.num_id
        found = self.source.numbering.find(num_id) if num_id else None
        if found is None or num_id is None:
            return None
        level = said.level
        if level is None and said.num_id is None:
            level = found.level_of(style.lineage)
        return _Place(num_id, found, level if level is not None else style.said.level or 0)

    def _table(self, element: Element) -> None:
        self._let_down()
        grid = Grid(self)
        grid.read(element)
        table = grid.table()
        if table is not None:
            self._blocks.append(table)
        self._blocks.extend(grid.after)

    def _anchored(self, story: Story, content: Element | str) -> None:
        kind = self.kind if self.kind in _APART or story is Story.BODY else story
        if isinstance(content, str):
            if content.strip():
                self._blocks.append(Paragraph(text=content, story=kind))
            return
        reader = StoryReader(self.source, kind, depth=self._depth + 1)
        self._blocks += reader.read((content,) if story is Story.BODY else content)

    def _chunk(self, element: Element) -> None:
        """Read an embedded chunk: a Word document as it is, other text by paragraphs."""
        self.source.tally.foreign_chunks += 1
        chunk = foreign_chunk(self.source, element.get(R + "id", ""))
        inner = embedded_source(self.source, chunk)
        if inner is not None:
            self._let_down()
            self._blocks += _embedded(inner, self.kind)
            return
        for text in foreign_paragraphs(chunk):
            self.source.count_paragraph()
            self._blocks.append(Paragraph(text=text, story=self.kind))


def _embedded(source: Source, kind: Story) -> list[Paragraph | Table]:
    """Return the blocks of an embedded document's body, none of a damaged one."""
    try:
        root = source.package.xml(source.main)
    except Refusal as refusal:
        if refusal.code is Code.TOO_LARGE:
            raise
        return []
    body = None if root is None else root.find(W + "body")
    return [] if body is None else StoryReader(source, kind).read(body)


def _look(seen: Appearance, said: ParagraphProperties, style: ParagraphStyle, its: Indents) -> Look:
    """Return the look; indents come from the paragraph, then its list, then its style.

    Where the style names the list, its own indents count before the list's (17.9.22).
    """
    indents = said.indents
    if said.num_id is not None:
        indents = indents.over(its).over(style.said.indents)
    else:
        indents = indents.over(style.said.indents).over(its)
    first_line, left = indents.resolved(seen.size)
    outline = style.said.outline if said.outline is None else said.outline
    return Look(
        style=style.name,
        outline_level=outline or None,
        bold=seen.bold,
        size=seen.size,
        font=seen.font,
        alignment=said.alignment or style.said.alignment or "",
        first_line=first_line,
        left=left,
    )
