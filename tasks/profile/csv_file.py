"""Read a CSV table of the profile as Excel, WPS or a text editor saved it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERAL = re.compile(r"[、；;\n|]+")
COMMENT = "#"
UNREAD = "-"  # the field of a column that is known and not read (序号, 备注)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns that a table may have.

    `fields` maps a heading to its field, `required` are fields that must be there, with
    the heading to ask for; `merged` are fields that several columns may fill.
    """

    fields: Mapping[str, str]
    required: Mapping[str, str]
    merged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its line in the file (1-based) and its cells by field, stripped."""

    line: int
    cells: Mapping[str, str]

    def several(self, field: str) -> tuple[str, ...]:
        """Return the names in a cell that holds several, without blanks and repeats."""
        parts = (part.strip() for part in SEVERAL.split(self.cells.get(field, "")))
        return tuple(dict.fromkeys(part for part in parts if part))


def read_rows(text: str, name: str, columns: Columns, faults: list[str]) -> tuple[Row, ...]:
    """Return the rows under the heading row, after adding every fault to `faults`.

    Blank rows and rows that begin with # are passed over. No rows are returned when the
    heading row itself has faults.
    """
    lines = _lines(text, name, faults)
    head = next(lines, None)
    if head is None:
        faults.append(
            f"{name}：没有表头。请在第一行写上：{'、'.join(columns.required.values())} 等列。"
        )
        return ()
    fields = _fields(head, name, columns, faults)
    if fields is None:
        return ()
    return tuple(_row(line, cells, fields, name, faults) for line, cells in lines)


def _lines(text: str, name: str, faults: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of each row that says something."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped) and not stripped[0].startswith(COMMENT):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error:
        faults.append(f"{name} 第{line}行：表格格式有误。请检查英文双引号是否成对。")


def _delimiter(text: str) -> str:
    """Return the tab when the heading row has one (WPS's Unicode 文本), else the comma."""
    rows = (row for row in text.split("\n") if row.strip(", \t") and not row.startswith(COMMENT))
    return "\t" if "\t" in next(rows, "") else ","


def _fields(
    head: tuple[int, list[str]], name: str, columns: Columns, faults: list[str]
) -> list[str] | None:
    """Return the field of each column, or None after adding faults."""
    line, headings = head
    before = len(faults)
    known = "、".join(columns.fields)
    found = [columns.fields.get(re.sub(r"\s", "", heading)) for heading in headings]
    faults.extend(
        f"{name} 第{line}行：不认识“{heading}”这一列。请改为下列名称之一或删除该列：{known}。"
        for heading, field in zip(headings, found, strict=True)
        if field is None and heading
    )
    faults.extend(
        f"{name} 第{line}行：缺少“{heading}”这一列。请在表头补上。"
        for field, heading in columns.required.items()
        if field not in found
    )
    shared = columns.merged | {UNREAD}
    single = [field for field in found if field and field not in shared]
    faults.extend(
        f"{name} 第{line}行：有两列都表示“{columns.required.get(field, field)}”。请保留一列。"
        for field in dict.fromkeys(single)
        if single.count(field) > 1
    )
    return None if len(faults) > before else [field or "" for field in found]


def _row(line: int, cells: list[str], fields: list[str], name: str, faults: list[str]) -> Row:
    """Return the row; a cell without a heading is a fault."""
    headed = [*fields, *("" for _ in cells[len(fields) :])]
    beyond = [cell for cell, field in zip(cells, headed, strict=False) if cell and not field]
    if beyond:
        faults.append(
            f"{name} 第{line}行：比表头多出内容“{'，'.join(beyond)}”。"
            "多个别名请用顿号隔开，不要用英文逗号。"
        )
    values: dict[str, str] = {}
    for cell, field in zip(cells, fields, strict=False):
        if cell and field:
            values[field] = f"{values[field]}、{cell}" if field in values else cell
    return Row(line=line, cells=values)
