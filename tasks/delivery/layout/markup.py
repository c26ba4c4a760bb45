"""Pieces to Open XML (ECMA-376 Part 1, 17): the body's markup and the comments on it.

Markup is built as text: 200 × 8 tables through an object model take a minute, this takes
milliseconds. Children stand in the schema's order, which Word insists on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from tasks.delivery.layout.pieces import (
    Contents,
    Entry,
    Grid,
    Line,
    Piece,
    Span,
    Style,
)
from tasks.document import Cell

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) cannot hold."""

_AMBIGUOUS: Final = re.compile("[“”‘’—…·×℃‰①-⑳ⅠⅡⅢ]")
"""Characters that fall to the Latin font unless the run says eastAsia."""

_BREAKS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_SMALL: Final = {
    Style.TABLE_HEAD: Style.SMALL_HEAD,
    Style.TABLE_TEXT: Style.SMALL_TEXT,
    Style.TABLE_NUMBER: Style.SMALL_NUMBER,
}
_NARROW: Final = (
    '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
)
"""The margins of a compact grid's cells; 15 columns leave no room for more."""

_HINT: Final = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'


@dataclass(slots=True)
class Comments:
    """The comments met while the body is written, in order; a comment's id is its place."""

    texts: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, text: tuple[str, ...]) -> int:
        """Keep a comment and return its id."""
        self.texts.append(text)
        return len(self.texts) - 1


def clean(text: str) -> str:
    """Return the text without the characters that XML forbids, line ends as new lines."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def run(text: str) -> str:
    """Return a `w:r` for the text (escaped; tabs and new lines as Word's own)."""
    hint = _HINT if _AMBIGUOUS.search(text) else ""
    return f"<w:r>{hint}{_content(clean(text))}</w:r>"


def _content(text: str) -> str:
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    pieces = re.split("([\n\t])", text)
    return "".join(
        _BREAKS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in pieces
        if piece
    )


def _span(span: Span, comments: Comments) -> str:
    if not span.comment:
        return run(span.text)
    number = comments.add(span.comment)
    return (
        f'<w:commentRangeStart w:id="{number}"/>{run(span.text)}'
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/>'
        f'</w:rPr><w:commentReference w:id="{number}"/></w:r>'
    )


def _line(line: Line, comments: Comments, bookmark: int, section: str) -> str:
    """Return the `w:p` of a line; `bookmark` is the number its bookmark gets."""
    content = "".join(_span(span, comments) for span in line.spans)
    if line.bookmark:
        name = quoteattr(line.bookmark)
        content = (
            f'<w:bookmarkStart w:id="{bookmark}" w:name={name}/>{content}'
            f'<w:bookmarkEnd w:id="{bookmark}"/>'
        )
    return f"<w:p>{_properties(line, section)}{content}</w:p>"


def _properties(line: Line, section: str) -> str:
    right = "" if line.right is None else f'<w:ind w:right="{line.right}"/>'
    keep = "<w:keepNext/>" if line.keep else ""
    page = "<w:pageBreakBefore/>" if line.new_page else ""
    ends = section if line.turns else ""
    return f'<w:pPr><w:pStyle w:val="{line.style}"/>{keep}{page}{right}{ends}</w:pPr>'


def _widths(grid: Grid, type_width: int) -> list[int]:
    """Return the columns' widths in twips, adding up to the type area exactly."""
    whole = sum(grid.widths)
    widths = [type_width * width // whole for width in grid.widths]
    widths[-1] += type_width - sum(widths)
    return widths


def _grid(grid: Grid, type_width: int) -> Iterator[str]:
    """Yield the `w:tbl` of a grid, row by row."""
    widths = _widths(grid, type_width)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="公文表格"/><w:tblW w:w="{type_width}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f"{_NARROW if grid.compact else ''}"
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
        ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )
    for row, cells in enumerate(_covered(grid)):
        yield _row(grid, row, cells, widths)
    yield "</w:tbl>"


def _covered(grid: Grid) -> Iterator[list[tuple[Cell, bool]]]:
    """Yield each row's cells from left to right, each with whether it begins in that row.

    A cell over several rows stands in each of them; where cells overlap, the one that the
    grid has first does. Places no cell covers get an empty one, so that each row fills the
    grid, as Word demands.
    """
    waiting = _by_row(grid.cells)
    following = next(waiting, None)
    reaching: list[int] = []  # down from rows above
    for row in range(grid.rows):
        standing = list(reaching)
        while following is not None and grid.cells[following].row == row:
            standing.append(following)
            following = next(waiting, None)
        standing.sort()
        reaching = [at for at in standing if _last_row(grid.cells[at]) > row]
        taken: dict[int, Cell] = {}
        for cell in map(grid.cells.__getitem__, standing):
            for column in range(cell.column, min(cell.column + cell.column_span, grid.columns)):
                taken.setdefault(column, cell)
        placed: list[tuple[Cell, bool]] = []
        for column in range(grid.columns):
            one = taken.get(column) or Cell(row=row, column=column, text="")
            if not placed or placed[-1][0] is not one:
                placed.append((one, row == one.row))
        yield placed


def _by_row(cells: Sequence[Cell]) -> Iterator[int]:
    """Return the places of the cells, row by row; mostly they stand so."""
    among = range(len(cells))
    if all(above.row <= cell.row for above, cell in pairwise(cells)):
        return iter(among)
    return iter(sorted(among, key=lambda at: cells[at].row))


def _last_row(cell: Cell) -> int:
    return cell.row + cell.row_span - 1


def _row(grid: Grid, row: int, cells: list[tuple[Cell, bool]], widths: list[int]) -> str:
    header = "<w:tblHeader/>" if row < grid.header else ""
    content = "".join(_cell(grid, row, cell, begins, widths) for cell, begins in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{content}</w:tr>"


def _cell(grid: Grid, row: int, cell: Cell, begins: bool, widths: list[int]) -> str:  # noqa: FBT001 - a place of the grid
    span = min(cell.column_span, grid.columns - cell.column)
    width = sum(widths[cell.column : cell.column + span])
    merge = ""
    if cell.row_span > 1:
        merge = '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    style = _cell_style(grid, row, cell)
    texts = cell.text.split("\n") if begins else [""]
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text) if text else ""}</w:p>'
        for text in texts
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>'
    )


def _cell_style(grid: Grid, row: int, cell: Cell) -> Style:
    style = Style.TABLE_NUMBER if cell.column in grid.numeric else Style.TABLE_TEXT
    if row < grid.header or (cell.row, cell.column) in grid.heads:
        style = Style.TABLE_HEAD
    return _SMALL[style] if grid.compact else style


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field_code(code: str, result: str) -> str:
    """Return a complex field (never fldSimple, which WPS loses) with its present result."""
    return (
        f'{_mark("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f"{_mark('separate')}{result}{_mark('end')}"
    )


def _contents(contents: Contents) -> Iterator[str]:
    """Yield a TOC field whose result is the entries, with their pages where they are known."""
    start = (
        f'{_mark("begin")}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\u '
        f"</w:instrText></w:r>{_mark('separate')}"
    )
    for number, entry in enumerate(contents.entries):
        style = Style.CONTENTS_1 if entry.level == 1 else Style.CONTENTS_2
        last = _mark("end") if number == len(contents.entries) - 1 else ""
        yield (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{start if number == 0 else ""}'
            f'<w:hyperlink w:anchor={quoteattr(entry.bookmark)} w:history="1">{run(entry.text)}'
            f"{_page_of(entry)}</w:hyperlink>{last}</w:p>"
        )


def _page_of(entry: Entry) -> str:
    """Return the dots and the page's number, as a field that Word can update."""
    if not entry.page:
        return ""
    field = field_code(f"PAGEREF {entry.bookmark} \\h", run(str(entry.page)))
    return f"<w:r><w:tab/></w:r>{field}"


def body_markup(
    pieces: Iterable[Piece],
    comments: Comments,
    upright: int,
    turned: int,
    section: str,
    first: int = 0,
) -> Iterator[str]:
    """Yield the markup of the pieces in order, filling `comments` on the way.

    `upright` and `turned` are the widths of the type area before and behind the line that
    turns the pages; `section` are the properties that this line carries; `first` is the
    place of the first piece in its document, by which bookmarks are numbered.
    """
    width = upright
    for number, piece in enumerate(pieces, start=first):
        if isinstance(piece, Line):
            yield _line(piece, comments, number, section)
            width = turned if piece.turns else width
        elif isinstance(piece, Grid):
            yield from _grid(piece, width)
        else:
            yield from _contents(piece)


def spelled(pieces: Iterable[Piece], width: int, *, first: int = 0) -> Iterator[str]:
    """Yield the markup of pieces without comments for a type area this wide.

    `first` is as for `body_markup`.
    """
    return body_markup(pieces, Comments(), width, width, "", first)


def spell(pieces: Iterable[Piece], width: int, *, first: int = 0) -> str:
    """Return what `spelled` yields, as one text."""
    return "".join(spelled(pieces, width, first=first))
