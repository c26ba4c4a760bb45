"""The plain document model: what a reader makes and what the later stages read.

A `Document` is what stands in one Word file, in reading order, before anyone has asked
what it means. A `Block` is a piece of it after its structure is understood.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Story(StrEnum):
    """Which of a Word file's texts a piece belongs to (ECMA-376 Part 1, 17.10, 17.11)."""

    BODY = "body"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXTBOX = "textbox"
    HEADER = "header"
    FOOTER = "footer"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a paragraph looks, as far as it tells headings from text.

    `style` is the style's name, `outline_level` 1..9 or None, `bold` whether the whole
    text is bold, `size` in points of most of the text or None, `font` the eastAsia font of
    most of the text or '', `alignment` the `w:jc` value or '', `first_line` and `left` the
    indents in points.
    """

    style: str = ""
    outline_level: int | None = None
    bold: bool = False
    size: float | None = None
    font: str = ""
    alignment: str = ""
    first_line: float = 0.0
    left: float = 0.0


PLAIN = Look()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph: its text as read and the number that Word computes before it.

    `text` has soft breaks as new lines and tabs as tabs; `number` is the automatic number
    ('' when typed or none) and is not part of `text`. `bold_prefix` is how many characters
    at the beginning are bold when the rest is not (a sign of a run-in heading).
    """

    text: str
    number: str = ""
    look: Look = PLAIN
    story: Story = Story.BODY
    bold_prefix: int = 0
    pictures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table, merged cells once, at their first row and column (0-based)."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as a grid of `rows` × `columns`; `cells` in reading order."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    story: Story = Story.BODY

    @property
    def text(self) -> str:
        """The cells' texts, joined by tabs within a row and new lines between rows."""
        lines: list[list[str]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            lines[cell.row].append(cell.text)
        return "\n".join("\t".join(line) for line in lines)

    def offsets(self) -> dict[tuple[int, int], int]:
        """Where each cell's text begins in `text`, by (row, column)."""
        found: dict[tuple[int, int], int] = {}
        at, row = 0, 0
        first = True
        for cell in self.cells:
            if cell.row != row:
                at, row, first = at + cell.row - row, cell.row, True
            if not first:
                at += 1
            found[cell.row, cell.column] = at
            at, first = at + len(cell.text), False
        return found

    def filled(self) -> dict[tuple[int, int], Cell]:
        """Return the cell at each (row, column), merged cells in every place they cover."""
        return {
            (cell.row + down, cell.column + right): cell
            for cell in self.cells
            for down in range(cell.row_span)
            for right in range(cell.column_span)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What the file says of itself (docProps), times as ISO text, '' where it is silent."""

    title: str = ""
    author: str = ""
    modified_by: str = ""
    created: str = ""
    modified: str = ""
    application: str = ""
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What editing left in the file, counted: none of it is part of the text."""

    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    hidden_characters: int = 0
    pictures: int = 0
    foreign_chunks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One Word file, read.

    `blocks` are the paragraphs and tables in reading order (empty paragraphs left out),
    notes and text boxes at the place where they are anchored, marked by their story;
    headers, footers and comments are in `margins`, apart from the text.
    """

    blocks: tuple[Paragraph | Table, ...]
    margins: tuple[Paragraph, ...] = ()
    properties: Properties = Properties()
    traces: Traces = Traces()


class BlockKind(StrEnum):
    """What a block is in a report."""

    TITLE = "title"
    ADDRESSEE = "addressee"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    TABLE = "table"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXTBOX = "textbox"
    ATTACHMENT = "attachment"
    SIGNATURE = "signature"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a report with its place in the structure.

    `index` is its place in the report, `id` is stable under edits elsewhere. `text` is
    without its `number`, so that number + text is the line as read; `typed` says that the
    number stands in the document's own text and was not computed. `level` is 1..4 for
    headings. `section` is the 1-based place in the outline or None. `source` is the index
    of the document's block it was cut from and `offset` where in that block's text its own
    text begins. `run_in` says that a heading runs into the paragraph that follows.
    """

    index: int
    id: str
    kind: BlockKind
    text: str
    level: int | None = None
    number: str = ""
    section: int | None = None
    source: int = 0
    offset: int = 0
    run_in: bool = False
    typed: bool = False
    table: Table | None = None
