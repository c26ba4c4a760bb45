"""`profile/balances.toml`: the equations that the report's fixed tables must keep (勾稽关系)."""

from __future__ import annotations

from tasks.profile.model import Balance
from tasks.profile.toml_file import Place, build_rows, parse_toml, refuse_others

TABLE = "balance"


def parse_balances(text: str, name: str, faults: list[str]) -> tuple[Balance, ...]:
    """Return the equations in the file's order, after adding every fault to `faults`."""
    values = parse_toml(text, name, faults)
    if values is None:
        return ()
    refuse_others(values, (TABLE,), "勾稽关系", Place(name, text), faults)
    first = Place(name, text, header=TABLE)
    return tuple(build_rows(Balance, values.get(TABLE, []), first, faults))
