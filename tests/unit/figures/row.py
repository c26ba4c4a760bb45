"""Rows of input and expected figures, kept as data so that a reader can check them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.department.figures.prose import Extraction, extract_prose
from tasks.department.figures.tables import extract_table
from tasks.document import Cell, Table

ROWS = Path(__file__).parent / "rows"
BLOCK = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: the text or the table, what is to be found, and what is to be skipped.

    `fails` says what comes out instead while the rule is not kept yet; such a row is
    expected to fail, so that the list of gaps stays honest.
    """

    name: str
    why: str
    text: str
    table: Table | None
    note: str
    plans: bool
    figures: tuple[Mapping[str, Any], ...]
    skipped: tuple[Mapping[str, Any], ...]
    fails: str
    relations: tuple[Mapping[str, Any], ...]

    def extract(self) -> Extraction:
        """Return what the extractor makes of the row."""
        given: dict[str, Any] = {
            "block": BLOCK,
            "block_id": "b",
            "section": None,
            "plans": self.plans,
        }
        if self.table is None:
            return extract_prose(self.text, **given)
        return extract_table(self.table, note=self.note, **given)


def read_rows(*names: str) -> list[Row]:
    """Return the rows of the named files under `rows/`, in order."""
    return [
        _row(f"{name}-{number}", raw)
        for name in names
        for number, raw in enumerate(_load(name)["row"], 1)
    ]


def prose_names() -> list[str]:
    """Return the names of all files of prose rows, sorted."""
    apart = {"tables", "numerals", "relations"}
    return sorted(path.stem for path in ROWS.glob("*.toml") if path.stem not in apart)


def numeral_rows() -> list[Mapping[str, Any]]:
    """Return the rows for `parse_numeral`."""
    rows: list[Mapping[str, Any]] = _load("numerals")["row"]
    return rows


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((ROWS / f"{name}.toml").read_text(encoding="utf-8"))


def _row(name: str, raw: Mapping[str, Any]) -> Row:
    table = _table(raw["grid"], raw.get("spans", [])) if "grid" in raw else None
    return Row(
        name=name,
        why=raw["why"],
        text=raw["text"] if table is None else table.text,
        table=table,
        note=raw.get("note", ""),
        plans=raw.get("plans", False),
        figures=tuple(raw.get("figures", ())),
        skipped=tuple(raw.get("skipped", ())),
        fails=raw.get("fails", ""),
        relations=tuple(raw.get("relations", ())),
    )


def _table(grid: list[list[str]], spans: list[list[int]]) -> Table:
    """Return the table; `spans` are (row, column, rows, columns) of merged cells."""
    size = {(row, column): (down, right) for row, column, down, right in spans}
    hidden = {
        (row + y, column + x)
        for (row, column), (down, right) in size.items()
        for y in range(down)
        for x in range(right)
        if (y, x) != (0, 0)
    }
    cells = tuple(
        Cell(
            row=row,
            column=column,
            text=text,
            row_span=size.get((row, column), (1, 1))[0],
            column_span=size.get((row, column), (1, 1))[1],
        )
        for row, line in enumerate(grid)
        for column, text in enumerate(line)
        if (row, column) not in hidden
    )
    return Table(rows=len(grid), columns=len(grid[0]), cells=cells)
