"""`profile/roster.csv`: the departments that must report, with their other names."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tasks.profile.csv_file import UNREAD, Columns, Row, read_rows
from tasks.profile.model import RosterEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = Columns(
    fields={
        "名称": "name",
        "部门": "name",
        "部门名称": "name",
        "单位": "name",
        "单位名称": "name",
        "别名": "aliases",
        "简称": "aliases",
        "简称/别名": "aliases",
        "别名/简称": "aliases",
        "简称、别名": "aliases",
        "类别": "kind",
        "类型": "kind",
        "序号": UNREAD,
        "备注": UNREAD,
    },
    required={"name": "名称"},
    merged=frozenset({"aliases"}),
)
LONGEST = 200  # characters of a name, as the model has it


def parse_roster(text: str, name: str, faults: list[str]) -> tuple[RosterEntry, ...]:
    """Return the departments in the file's order, after adding every fault to `faults`."""
    rows = read_rows(text, name, COLUMNS, faults)
    sound = tuple(row for row in rows if _is_named(row, name, faults))
    _refuse_shared(sound, name, faults)
    return tuple(_entry(row) for row in sound)


def same_name(text: str) -> str:
    """Return the form in which two spellings of one name are equal (width, spaces, case)."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _is_named(row: Row, name: str, faults: list[str]) -> bool:
    """Say whether the row has a name of bearable length; add a fault if not."""
    title = row.cells.get("name", "")
    if not title:
        faults.append(f"{name} 第{row.line}行：名称为空。请填写部门名称，或删除这一行。")
    elif len(title) > LONGEST:
        faults.append(f"{name} 第{row.line}行：名称太长（最多 {LONGEST} 字）。请缩短。")
    return 0 < len(title) <= LONGEST


def _entry(row: Row) -> RosterEntry:
    """Return the department of a row; an alias that is its own name is dropped."""
    title = row.cells["name"]
    aliases = tuple(
        alias for alias in row.several("aliases") if same_name(alias) != same_name(title)
    )
    return RosterEntry(name=title, aliases=aliases, kind=row.cells.get("kind", ""))


def _names(row: Row) -> Iterable[tuple[str, str]]:
    """Yield each name of the row once: (名称 or 别名, as written)."""
    yield "名称", row.cells["name"]
    seen = {same_name(row.cells["name"])}
    for alias in row.several("aliases"):
        if same_name(alias) not in seen:
            seen.add(same_name(alias))
            yield "别名", alias


def _refuse_shared(rows: tuple[Row, ...], name: str, faults: list[str]) -> None:
    """Add a fault for each name or alias that an earlier row already has.

    A name shared by two departments would let one department's report count for the other.
    """
    owners: dict[str, tuple[str, Row]] = {}
    for row in rows:
        for sort, label in _names(row):
            other_sort, other = owners.setdefault(same_name(label), (sort, row))
            if other is not row:
                faults.append(
                    f"{name} 第{row.line}行：{sort}“{label}”与第{other.line}行"
                    f"“{other.cells['name']}”的{other_sort}重复。请删除其中一处，或改成不同的名称。"
                )
