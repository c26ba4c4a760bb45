"""`profile/indicators.csv`: the catalogue of indicators (口径表)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.profile.csv_file import UNREAD, Columns, Row, read_rows
from tasks.profile.model import Indicator
from tasks.profile.roster import LONGEST, same_name

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = Columns(
    fields={
        "指标名称": "name",
        "指标": "name",
        "名称": "name",
        "规范名称": "name",
        "别名": "aliases",
        "其他说法": "aliases",
        "计量单位": "unit",
        "单位": "unit",
        "可比单位": "units",
        "同类单位": "units",
        "是否可加": "additive",
        "可加": "additive",
        "可加性": "additive",
        "口径说明": "notes",
        "口径": "notes",
        "说明": "notes",
        "备注": "notes",
        "序号": UNREAD,
    },
    required={"name": "指标名称", "unit": "计量单位", "additive": "是否可加"},
    merged=frozenset({"aliases", "units"}),
)
ADDITIVE = {
    "是": True,
    "可加": True,
    "可": True,
    "√": True,
    "1": True,
    "true": True,
    "否": False,
    "不可加": False,
    "不可": False,
    "×": False,
    "0": False,
    "false": False,
}
# Values in these units are never added, whatever the table says (design, law 3).
NEVER_ADDED = frozenset({"%", "‰", "百分点", "个百分点", "倍", "位", "名次", "位次", "成"})


def parse_indicators(text: str, name: str, faults: list[str]) -> tuple[Indicator, ...]:
    """Return the indicators in the file's order, after adding every fault to `faults`."""
    rows = read_rows(text, name, COLUMNS, faults)
    sound = tuple(row for row in rows if _is_sound(row, name, faults))
    _refuse_shared(sound, name, faults)
    return tuple(_indicator(row) for row in sound)


def _is_sound(row: Row, name: str, faults: list[str]) -> bool:
    """Say whether the row can become an indicator; add what is wrong with it."""
    before = len(faults)
    faults.extend(f"{name} 第{row.line}行：{problem}" for problem in _problems(row))
    return len(faults) == before


def _problems(row: Row) -> Iterator[str]:
    """Yield what is wrong with the row itself, with the remedy."""
    title, unit = row.cells.get("name", ""), row.cells.get("unit", "")
    word = row.cells.get("additive", "")
    if not title:
        yield "指标名称为空。请填写，或删除这一行。"
    if len(title) > LONGEST:
        yield f"指标名称太长（最多 {LONGEST} 字）。请缩短。"
    additive = ADDITIVE.get(same_name(word))
    if additive is None:
        yield f"“是否可加”一栏填的是“{word}”。请填 是 或 否。"
    if additive and not unit:
        yield "可加的指标必须有计量单位。请填写计量单位。"
    if additive and same_name(unit) in NEVER_ADDED:
        yield f"以“{unit}”为单位的指标不能相加。请把“是否可加”改为 否。"


def _indicator(row: Row) -> Indicator:
    """Return the indicator of a sound row; its own unit is always comparable."""
    unit = row.cells.get("unit", "")
    units = dict.fromkeys((*((unit,) if unit else ()), *row.several("units")))
    title = row.cells["name"]
    return Indicator(
        name=title,
        aliases=tuple(
            alias for alias in row.several("aliases") if same_name(alias) != same_name(title)
        ),
        unit=unit,
        units=tuple(units),
        additive=ADDITIVE[same_name(row.cells["additive"])],
        notes=row.cells.get("notes", ""),
    )


def _refuse_shared(rows: tuple[Row, ...], name: str, faults: list[str]) -> None:
    """Add a fault where two indicators share a wording and a unit.

    The same wording with units of different families is two indicators (学法考试 12 场,
    学法考试 300 人次) and the unit tells them apart.
    """
    owners: dict[tuple[str, str], Row] = {}
    for row in rows:
        for label in (row.cells["name"], *row.several("aliases")):
            units = (*row.several("units"), row.cells.get("unit", ""))
            others = [owners.setdefault((same_name(label), unit), row) for unit in units]
            other = next((found for found in others if found is not row), None)
            if other is not None:
                faults.append(
                    f"{name} 第{row.line}行：“{label}”与第{other.line}行“{other.cells['name']}”"
                    "重复，且计量单位相同。请只保留一处。"
                )
