"""Where working copies are kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flows.settings import STATE
from flows.storage.opening import state_home


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (STATE, "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/office"))


@pytest.mark.parametrize(
    ("platform", "variables", "place"),
    [
        ("linux", {}, "/home/office/.local/state/huizong"),
        ("linux", {"XDG_STATE_HOME": "/state"}, "/state/huizong"),
        ("darwin", {}, "/home/office/Library/Application Support/huizong"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/huizong"),
        ("win32", {STATE: "/named", "LOCALAPPDATA": "/local"}, "/named"),
    ],
)
def test_as_named_or_where_the_system_keeps_what_may_not_be_lost(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], place: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert state_home() == Path(place)
