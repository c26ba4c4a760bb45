"""A table as a grid: merged cells once, at their first row and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tasks.department.reading.line import branch
from tasks.department.reading.markup import MC, VAL, Element, W, whole
from tasks.document import Cell, Paragraph, Table

if TYPE_CHECKING:
    from tasks.department.reading.story import StoryReader

_TR: Final = W + "tr"
_TC: Final = W + "tc"
_BLOCKS: Final = frozenset({W + "p", W + "tbl"})
_GONE: Final = frozenset({W + "del", W + "moveFrom"})
_CAME: Final = frozenset({W + "ins", W + "moveTo"})
_PASSED_OVER: Final = frozenset(
    W + name for name in ("tblPr", "tblGrid", "tblPrEx", "trPr", "sdtPr", "sdtEndPr")
)
_WIDEST: Final = 255  # Word allows 63 columns; a damaged width must not make a huge grid


@dataclass(slots=True)
class _Open:
    """A cell that may still grow downwards."""

    row: int
    column: int
    column_span: int
    row_span: int = 1
    lines: list[str] = field(default_factory=list)
    bold: bool = True


class Grid:
    """One table being read. `after` is what hangs on its cells: boxes, notes, strays."""

    def __init__(self, story: StoryReader) -> None:
        """Begin an empty grid in that text."""
        self._story = story
        self._cells: list[_Open] = []
        self._merging: dict[int, _Open] = {}
        self._rows = 0
        self.after: list[Paragraph | Table] = []

    def read(self, table: Element) -> None:
        """Take in the rows of `table`."""
        for row in self._children(table, _TR):
            self._row(row)

    def table(self) -> Table | None:
        """Return the table, None where no cell has any text."""
        if not any(cell.lines for cell in self._cells):
            return None
        return Table(
            rows=self._rows,
            columns=max(cell.column + cell.column_span for cell in self._cells),
            cells=tuple(
                Cell(
                    row=cell.row,
                    column=cell.column,
                    text="\n".join(cell.lines),
                    row_span=cell.row_span,
                    column_span=cell.column_span,
                    bold=cell.bold and bool(cell.lines),
                )
                for cell in self._cells
            ),
            story=self._story.kind,
        )

    def _row(self, row: Element) -> None:
        properties = row.find(W + "trPr")
        column, gone = 0, False
        for said in () if properties is None else properties:
            if said.tag == W + "gridBefore":
                column = whole(said.get(VAL), least=0, most=_WIDEST) or 0
            elif said.tag in _GONE:
                gone = True
                self._story.source.tally.deletions += 1
            elif said.tag in _CAME:
                self._story.source.tally.insertions += 1
        read = [self._cell(cell) for cell in self._children(row, _TC)]
        if not read or (gone and not any(cell.lines for cell, _ in read)):
            return
        for cell, merge in read:
            cell.row, cell.column = self._rows, column
            column = min(column + cell.column_span, _WIDEST)
            self._place(cell, merge)
        self._rows += 1

    def _place(self, cell: _Open, merge: str | None) -> None:
        above = self._merging.get(cell.column)
        if merge == "continue" and above is not None:
            above.row_span = cell.row - above.row + 1
            above.lines += cell.lines
            return
        if self._merging:
            for column in range(cell.column, cell.column + cell.column_span):
                self._merging.pop(column, None)
        if merge is not None:
            self._merging[cell.column] = cell
        self._cells.append(cell)

    def _cell(self, element: Element) -> tuple[_Open, str | None]:
        """Return the cell with its text, and what it says of merging downwards."""
        properties = element.find(W + "tcPr")
        span, merge = 1, None
        if properties is not None:
            said = properties.find(W + "gridSpan")
            span = 1 if said is None else whole(said.get(VAL), least=1, most=_WIDEST) or 1
            said = properties.find(W + "vMerge")
            merge = None if said is None else said.get(VAL, "continue")
        cell = _Open(row=0, column=0, column_span=span)
        for block in self._story.inner(grid=True).read(element):
            self._take(cell, block)
        return cell, merge

    def _take(self, cell: _Open, block: Paragraph | Table) -> None:
        if block.story is not self._story.kind:
            self.after.append(block)
        elif isinstance(block, Table):
            cell.lines.append(block.text)
            cell.bold = cell.bold and all(each.bold for each in block.cells if each.text)
        elif block.number or block.text:
            cell.lines.append(block.number + block.text)
            cell.bold = cell.bold and block.look.bold

    def _children(self, parent: Element, wanted: str) -> Iterator[Element]:
        """Yield the wanted children, also from within content controls and the like.

        A paragraph or table where none may be is read and put after the table.
        """
        for child in parent:
            tag = child.tag
            if tag == wanted:
                yield child
            elif tag in _PASSED_OVER:
                continue
            elif tag in _GONE:
                self._story.source.tally.deletions += 1
            elif tag in _BLOCKS:
                self.after += self._story.inner(grid=False).read((child,))
            else:
                chosen = branch(child) if tag == MC + "AlternateContent" else child
                if chosen is not None:
                    yield from self._children(chosen, wanted)
