"""What each check of one report finds, and what looks like it but is fine."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.unit.checks.reports import WHOLE, codes, whole_report

HERE = Path(__file__).parent
_FAMILIES = ("arithmetic", "time_and_place", "wording", "safety", "completeness")
# Rules that a clean text must not trip either: they look at the same thing.
_TOGETHER = {"arithmetic", "wording"}
# Rules that may as well be the one to find the other's fault.
_AS_WELL = {
    "sum_mismatch": {"part_exceeds_whole"},
    "part_exceeds_whole": {"sum_mismatch"},
    "share_mismatch": {"percent_mismatch"},
}


def _rows(kind: str) -> list[object]:
    """Return the family, the code and the text of each row.

    A text listed under `fails`, with what comes out instead, is expected to fail, strictly.
    """
    found: list[object] = []
    for family in _FAMILIES:
        table = tomllib.loads((HERE / f"{family}.toml").read_text(encoding="utf-8"))
        for code, listed in table.items():
            for text in listed[kind]:
                said = next((w for t, w in listed.get("fails", ()) if t == text), None)
                marks = [pytest.mark.xfail(strict=True, reason=said)] if said else []
                name = f"{code}: {text[:30]}…{text[-14:]}"
                found.append(pytest.param(family, code, text, id=name, marks=marks))
    return found


def _family_codes(family: str) -> set[str]:
    return set(tomllib.loads((HERE / f"{family}.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(("family", "code", "text"), _rows("planted"))
def test_a_planted_fault_is_found(family: str, code: str, text: str) -> None:
    found = codes(whole_report(text, whole=family in WHOLE))
    assert found & {code, *_AS_WELL.get(code, ())}


@pytest.mark.parametrize(("family", "code", "text"), _rows("clean"))
def test_a_look_alike_raises_no_alarm(family: str, code: str, text: str) -> None:
    found = codes(whole_report(text, whole=family in WHOLE))
    wary = _family_codes(family) if family in _TOGETHER else {code}
    assert found & wary == set()
