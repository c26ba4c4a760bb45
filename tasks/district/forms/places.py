"""Where the cells of a form are in a department's table: by the words left of and above them.

Departments merge cells otherwise, number anew, leave rows out or put the form's blocks into
tables of their own; the words stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tasks.department.figures.grid import HEADER_UNIT
from tasks.district.forms.names import Wordings, plain_name, wanted
from tasks.document import Cell, Table
from tasks.profile.model import FormBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block's cells in one table.

    `cells` are those where the block's row (from 0) and column meet, one as it should be;
    `rows` and `columns` are the block's lines that the table does not name at all; `units`
    are those that the table's headers say (单位：万元), by the block's column.
    """

    cells: Mapping[tuple[int, int], tuple[Cell, ...]] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    units: Mapping[int, str] = field(default_factory=dict)


class Sheet:
    """One table of a report, its headers by their words."""

    def __init__(self, table: Table) -> None:
        """Look at every cell once."""
        self._table = table
        self._at = table.filled()
        self._heads: dict[str, list[Cell]] = {}
        for cell in table.cells:
            if cell.text.strip():
                self._heads.setdefault(plain_name(cell.text), []).append(cell)

    def holds(self, block: FormBlock) -> bool:
        """Say whether the table has the word by which the block is recognised."""
        return any(plain_name(word) in self._heads for word in block.table.split("｜"))

    def place(self, block: FormBlock) -> Placed:
        """Return where the block's cells are."""
        columns = self._lines(block.columns, 1)
        rows = self._lines(block.rows, 0) if block.rows else [self._unnamed(columns)]
        cells = {}
        for r, found in enumerate(rows):
            for c, across in enumerate(columns):
                meeting = tuple(self._meeting(found, across))
                if meeting:
                    cells[r, c] = meeting
        found_rows, found_columns = ({place[axis] for place in cells} for axis in (0, 1))
        return Placed(
            cells=cells,
            rows=frozenset(range(len(rows))) - found_rows,
            columns=frozenset(range(len(columns))) - found_columns,
            units={at: unit for at, name in enumerate(block.columns) if (unit := self._unit(name))},
        )

    def _unit(self, name: str) -> str:
        """Return the unit that the header of a column says, '' where it says none."""
        heads = (cell for word in wanted(name)[-1] for cell in self._heads.get(word, ()))
        said = (HEADER_UNIT.search(cell.text) for cell in heads)
        return next((match["unit"] for match in said if match), "")

    def _lines(self, names: tuple[str, ...], axis: int) -> list[dict[int, int]]:
        """Return for each name its lines, each with where the header ends that names it.

        Where the words above or left of a name are not in the table, the name alone will
        do, as long as no other line of the block ends in it.
        """
        paths = [wanted(name) for name in names]
        lasts = [path[-1] for path in paths]
        found = []
        for path in paths:
            lines = self._under(path, axis)
            if (
                not lines
                and len(path) > 1
                and sum(not last.isdisjoint(path[-1]) for last in lasts) == 1
            ):
                lines = self._under(path[-1:], axis)
            found.append(lines)
        return found

    def _under(self, path: tuple[Wordings, ...], axis: int) -> dict[int, int]:
        """Return the lines that stand under all names of a path."""
        found: dict[int, int] | None = None
        for words in path:
            lines = self._headed(words, axis)
            if found is None:
                found = lines
            else:
                found = {
                    line: max(end, found[line]) for line, end in lines.items() if line in found
                }
        return found or {}

    def _headed(self, words: Wordings, axis: int) -> dict[int, int]:
        """Return the lines of the headers with one of these wordings, and where those end."""
        lines: dict[int, int] = {}
        for cell in (cell for word in words for cell in self._heads.get(word, ())):
            begin, span, end = (
                (cell.row, cell.row_span, cell.column + cell.column_span)
                if axis == 0
                else (cell.column, cell.column_span, cell.row + cell.row_span)
            )
            for line in range(begin, begin + span):
                lines[line] = min(end, lines.get(line, end))
        return lines

    def _unnamed(self, columns: list[dict[int, int]]) -> dict[int, int]:
        """Return the rows of a block that names none: below all headers, where anything stands."""
        below = max((end for lines in columns for end in lines.values()), default=self._table.rows)
        rows = range(below, self._table.rows)
        places = [c for lines in columns for c in lines]
        filled = [
            r
            for r in rows
            if any(self._at[r, c].text.strip() for c in places if (r, c) in self._at)
        ]
        return dict.fromkeys(filled or list(rows[:1]), 0)

    def _meeting(self, rows: Mapping[int, int], columns: Mapping[int, int]) -> Iterator[Cell]:
        """Yield the cells right of their row's header and below their column's, each once."""
        seen: set[tuple[int, int]] = set()
        for row, right_of in rows.items():
            for column, below in columns.items():
                cell = self._at.get((row, column))
                if cell is None or cell.column < right_of or cell.row < below:
                    continue
                if (cell.row, cell.column) not in seen:
                    seen.add((cell.row, cell.column))
                    yield cell
