"""The inside of one paragraph: its text run by run, and what is anchored in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Final

from tasks.department.reading.formats import PLAIN_RUN, RunFormat, run_properties
from tasks.department.reading.markup import MC, PIC, A, Element, M, R, V, W
from tasks.department.reading.source import Source
from tasks.department.reading.symbols import symbol
from tasks.document import Story

_T: Final = W + "t"
_R: Final = W + "r"
_RPR: Final = W + "rPr"
_TXBX: Final = W + "txbxContent"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"

_DEEPEST_FIELD: Final = 20  # as deep as Word nests them

Anchored = tuple[Story, Element | str]


class Field(Enum):
    """Where a complex field has got to: `w:fldChar` begin, `w:instrText`, separate."""

    BEGUN = 0
    INSTRUCTION = 1
    RESULT = 2


class Line:
    """One paragraph being read: texts with their formats, and what hangs on it."""

    __slots__ = (
        "_fields",
        "_muted",
        "_source",
        "_styles",
        "anchored",
        "formats",
        "pictures",
        "texts",
    )

    def __init__(self, source: Source, fields: list[Field]) -> None:
        """Begin an empty paragraph; `fields` are the fields that earlier ones left open."""
        self._source = source
        self._styles = source.styles
        self._fields = fields
        self._muted = bool(fields) and Field.INSTRUCTION in fields[:-1]
        self.texts: list[str] = []
        self.formats: list[RunFormat] = []
        self.anchored: list[Anchored] = []
        self.pictures = 0

    def read(self, parent: Iterable[Element], look: RunFormat) -> None:
        """Take in what stands in `parent`, in order, in the paragraph's own `look`.

        An element that is not known is looked through: nothing is lost.
        """
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, look)
            elif tag == _T:
                self.say(child.text, look)
            elif tag == _RPR:
                if len(child):
                    look = self._styles.run(look, run_properties(child))
            elif (handler := _HANDLERS.get(tag, Line.read)) is not None:
                handler(self, child, look)

    def _run(self, run: Element, look: RunFormat) -> None:
        """Take in a run: what `read` does, without a call for each plain text.

        Nine elements in ten of a report are runs of one text.
        """
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text
                if look.hidden or self._muted or not text or "\n" in text or "\r" in text:
                    self.say(text, look)
                else:
                    self.texts.append(text)
                    self.formats.append(look)
            elif tag == _RPR:
                if len(child):
                    look = self._styles.run(look, run_properties(child))
            elif tag == _R:
                self._run(child, look)
            elif (handler := _HANDLERS.get(tag, Line.read)) is not None:
                handler(self, child, look)

    def say(self, text: str | None, look: RunFormat) -> None:
        """Add text, unless it is hidden or part of a field's instruction."""
        if not text or self._muted:
            return
        if look.hidden:
            self._source.tally.hidden_characters += len(text)
            return
        if "\n" in text or "\r" in text:
            text = text.replace("\r", " ").replace("\n", " ")
        self.texts.append(text)
        self.formats.append(look)

    def break_line(self, _element: Element, look: RunFormat) -> None:
        """Add a new line for any of `w:br`, `w:cr` and page breaks within a paragraph."""
        self._add("\n", look)

    def tab(self, _element: Element, look: RunFormat) -> None:
        """Add a tab."""
        self._add("\t", look)

    def hyphen(self, _element: Element, look: RunFormat) -> None:
        """Add a hyphen that Word keeps from breaking."""
        self._add("-", look)

    def symbol(self, element: Element, look: RunFormat) -> None:
        """Add a symbol, said in Unicode where it is known."""
        self.say(symbol(element.get(W + "font", ""), element.get(W + "char", "")), look)

    def _add(self, sign: str, look: RunFormat) -> None:
        if not look.hidden and not self._muted:
            self.texts.append(sign)
            self.formats.append(look)

    def field(self, element: Element, _look: RunFormat) -> None:
        """Follow a field: what a field nested in an instruction yields is no text."""
        kind = element.get(W + "fldCharType")
        if kind == "begin" and len(self._fields) < _DEEPEST_FIELD:
            self._fields.append(Field.BEGUN)
        elif kind == "separate" and self._fields:
            self._fields[-1] = Field.RESULT
        elif kind == "end" and self._fields:
            self._fields.pop()
        self._muted = Field.INSTRUCTION in self._fields[:-1]

    def instruction(self, _element: Element, _look: RunFormat) -> None:
        """Leave out a field's instruction, but know that there is one."""
        if self._fields and self._fields[-1] is Field.BEGUN:
            self._fields[-1] = Field.INSTRUCTION

    def came(self, element: Element, look: RunFormat) -> None:
        """Take in a tracked insertion."""
        self._source.tally.insertions += 1
        self.read(element, look)

    def gone(self, _element: Element, _look: RunFormat) -> None:
        """Leave out a tracked deletion, but count it."""
        self._source.tally.deletions += 1

    def alternatives(self, element: Element, look: RunFormat) -> None:
        """Take in one branch only: they say the same in different ways."""
        chosen = branch(element)
        if chosen is not None:
            self.read(chosen, look)

    def base_text(self, element: Element, look: RunFormat) -> None:
        """Take in the text of a ruby, not the reading above it."""
        for child in element.iterchildren(W + "rubyBase"):
            self.read(child, look)

    def text_box(self, element: Element, look: RunFormat) -> None:
        """Remember a text box; it is read after its paragraph."""
        if not look.hidden:
            self.anchored.append((Story.TEXTBOX, element))

    def drawn_text(self, element: Element, _look: RunFormat) -> None:
        """Remember a paragraph of a drawing that is no Word text."""
        text = "".join(each.text or "" for each in element.iter(A + "t"))
        self.anchored.append((Story.TEXTBOX, text))

    def word_art(self, element: Element, _look: RunFormat) -> None:
        """Remember the words of a WordArt shape."""
        self.anchored.append((Story.TEXTBOX, element.get("string", "")))

    def diagram(self, element: Element, _look: RunFormat) -> None:
        """Remember the texts of a SmartArt diagram, which lie in a part of their own."""
        relationship = self._source.targets.get(element.get(R + "dm", ""))
        name = relationship.target if relationship else ""
        if not name or ("diagram", name) in self._source.read_once:
            return
        self._source.read_once.add(("diagram", name))
        root = self._source.package.xml(name)
        for paragraph in () if root is None else root.iter(A + "p"):
            self.drawn_text(paragraph, PLAIN_RUN)

    def footnote(self, element: Element, _look: RunFormat) -> None:
        """Remember a footnote; it is read after its paragraph."""
        self._note(Story.FOOTNOTE, element)

    def endnote(self, element: Element, _look: RunFormat) -> None:
        """Remember an endnote; it is read after its paragraph."""
        self._note(Story.ENDNOTE, element)

    def _note(self, story: Story, element: Element) -> None:
        note = self._source.note(story, element.get(W + "id", ""))
        if note is not None:
            self.anchored.append((story, note))

    def picture(self, _element: Element, _look: RunFormat) -> None:
        """Count a picture."""
        self.pictures += 1
        self._source.tally.pictures += 1

    def stray(self, element: Element, _look: RunFormat) -> None:
        """Remember a paragraph or table that stands inside this one, where none may."""
        self.anchored.append((Story.BODY, element))


def branch(element: Element) -> Element | None:
    """Return the branch of `mc:AlternateContent` to read: the first that has text.

    Without any text it is the first choice (ISO/IEC 29500-3, 9.3).
    """
    branches = [*element.iterchildren(MC + "Choice"), *element.iterchildren(MC + "Fallback")]
    for each in branches:
        if any(text.text for text in each.iter(_T, A + "t", M + "t")):
            return each
    return branches[0] if branches else None


_Handler = Callable[[Line, Element, RunFormat], None]

# Element → what to do with it; None is passed over: properties, marks and instructions.
_HANDLERS: Final[dict[str, _Handler | None]] = {
    W + "tab": Line.tab,
    W + "ptab": Line.tab,
    W + "br": Line.break_line,
    W + "cr": Line.break_line,
    W + "noBreakHyphen": Line.hyphen,
    W + "sym": Line.symbol,
    W + "fldChar": Line.field,
    W + "ins": Line.came,
    W + "moveTo": Line.came,
    W + "del": Line.gone,
    W + "moveFrom": Line.gone,
    W + "ruby": Line.base_text,
    W + "footnoteReference": Line.footnote,
    W + "endnoteReference": Line.endnote,
    _TXBX: Line.text_box,
    W + "p": Line.stray,
    W + "tbl": Line.stray,
    MC + "AlternateContent": Line.alternatives,
    M + "t": lambda line, element, look: line.say(element.text, look),
    A + "p": Line.drawn_text,
    PIC + "pic": Line.picture,
    V + "imagedata": Line.picture,
    V + "textpath": Line.word_art,
    _DIAGRAM: Line.diagram,
    W + "pPr": None,
    W + "rPrChange": None,
    W + "sdtPr": None,
    W + "sdtEndPr": None,
    W + "smartTagPr": None,
    W + "customXmlPr": None,
    W + "instrText": Line.instruction,
    W + "delInstrText": None,
    W + "delText": None,
    W + "softHyphen": None,
    W + "lastRenderedPageBreak": None,
    W + "bookmarkStart": None,
    W + "bookmarkEnd": None,
    W + "proofErr": None,
    W + "commentRangeStart": None,
    W + "commentRangeEnd": None,
    W + "commentReference": None,
    W + "footnoteRef": None,
    W + "endnoteRef": None,
    W + "annotationRef": None,
}

# What a line stands on when it stands outside a paragraph, where only blocks may.
INLINE: Final = frozenset(
    {_R, _T, W + "hyperlink", W + "fldSimple", M + "oMath", M + "oMathPara", _TXBX, W + "pict"}
)
