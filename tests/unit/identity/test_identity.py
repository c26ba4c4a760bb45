"""Who sent a report, and for which year."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.department.identity import Identity, identify
from tasks.department.sections import find_sections
from tests.unit.identity.district import profile
from tests.unit.sections.cases import Row, rows
from tests.unit.sections.notation import document


@pytest.mark.parametrize("row", rows(Path(__file__).with_name("senders.toml")))
def test_sender_and_year_are_those_of_the_row(row: Row) -> None:
    found = _identity(row)
    wanted = {key: row.get(key) for key in ("department", "year")}
    wanted["known"] = row.get("known", True)
    wanted["dated"] = row.get("dated", found.dated)
    said = {key: getattr(found, key) for key in wanted}
    assert said == wanted
    codes = {notice.code for notice in found.diagnostics}
    assert codes >= set(row.get("notices", ()))
    assert codes.isdisjoint(row.get("silent", ()))


def _identity(row: Row) -> Identity:
    used = profile(roster=row.get("roster", True))
    blocks = find_sections(document(row["text"], bare=True), used.outline).blocks
    return identify(blocks, row["file"], used)
