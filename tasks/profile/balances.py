"""`profile/balances.toml`: the equations that the report's fixed tables must keep (勾稽关系)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.profile.model import Balance
from tasks.profile.toml_file import Place, build, parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = "balance"


def parse_balances(text: str, name: str, faults: list[str]) -> tuple[Balance, ...]:
    """Return the equations in the file's order, after adding every fault to `faults`."""
    values = parse_toml(text, name, faults)
    if values is None:
        return ()
    place = Place(name, text)
    faults.extend(
        f"{place.of(key)}：不认识这一项。勾稽关系只由 [[balance]] 组成，请检查拼写。"
        for key in values
        if key != TABLE
    )
    return tuple(_balances(values.get(TABLE, []), text, name, faults))


def _balances(tables: object, text: str, name: str, faults: list[str]) -> Iterator[Balance]:
    if not isinstance(tables, list):
        faults.append(f"{name}：写法有误。请用两层方括号 [[balance]] 单独占一行。")
        return
    for nth, table in enumerate(tables):
        place = Place(name, text, header=TABLE, nth=nth)
        if not isinstance(table, dict):
            faults.append(f"{place.of('')}：写法有误。请用两层方括号 [[balance]] 单独占一行。")
        elif balance := build(Balance, table, place, faults):
            yield balance
