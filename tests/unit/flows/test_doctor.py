"""What the doctor calls a fault, and what only a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.doctor import (
    State,
    examine_surroundings,
    font_findings,
    python_finding,
    serving_findings,
)
from tasks.profile.workspace import create_workspace


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ((3, 10), State.FAULT),
        ((3, 11), State.GOOD),
        ((3, 14), State.GOOD),
        ((3, 15), State.FAULT),
    ],
)
def test_python_must_be_one_of_the_supported(version: tuple[int, int], state: State) -> None:
    assert python_finding(version).state is state


@pytest.mark.parametrize("families", [None, "", "Noto Serif CJK SC\nNoto Sans CJK SC"])
def test_a_font_that_is_not_there_is_never_a_fault(families: str | None) -> None:
    assert {finding.state for finding in font_findings(families)} <= {State.HINT}


def test_fonts_of_official_documents_are_known_by_either_name() -> None:
    families = "FZXiaoBiaoSong-B05S\n仿宋\nKaiTi\nSimHei"
    assert {finding.state for finding in font_findings(families)} == {State.GOOD}


def test_a_folder_that_is_no_workspace_is_a_fault(tmp_path: Path) -> None:
    states = {item.name: item.state for item in examine_surroundings(tmp_path)}
    assert states["工作区"] is State.FAULT


def test_a_new_workspace_has_no_faults(tmp_path: Path) -> None:
    create_workspace(tmp_path, district="望澜区", superior="澄州市", year=2025)
    findings = [item for item in examine_surroundings(tmp_path) if item.name != "Python"]
    assert [item for item in findings if item.state is State.FAULT] == []


def test_every_fault_of_the_profile_is_listed(tmp_path: Path) -> None:
    create_workspace(tmp_path, district="望澜区", superior="澄州市", year=2025)
    (tmp_path / "profile" / "district.toml").write_text("year = 'x'\n", encoding="utf-8")
    faults = [item for item in examine_surroundings(tmp_path) if item.state is State.FAULT]
    assert len(faults) >= 2
    assert all("district.toml" in item.text for item in faults)


@pytest.mark.parametrize(
    ("text", "states", "words"),
    [
        ("[mail]", {State.GOOD}, "定时 30 7 * * 1-5"),
        ('[schedule]\ncron = ""\n[arrival]\nenabled = false', {State.GOOD}, "不定时"),
        ("[arrival]\npolling = true", {State.GOOD}, "每 60 秒查看"),
        ("[arrival]\nsettle_seconds = 0", {State.FAULT}, "settle_seconds"),
        (
            '[mail]\nhost = "h"\nto = ["a@b.cn"]\nusername = "u"',
            {State.GOOD, State.HINT},
            "HUIZONG_MAIL_PASSWORD",
        ),
        ("[reminders]\ndays_before = [7]", {State.GOOD, State.HINT}, "提醒无处可发"),
    ],
)
def test_the_settings_for_running_by_itself_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, states: set[State], words: str
) -> None:
    monkeypatch.delenv("HUIZONG_MAIL_PASSWORD", raising=False)
    (tmp_path / "serving.toml").write_text(text, encoding="utf-8")
    findings = tuple(serving_findings(tmp_path))
    assert {item.state for item in findings} == states
    assert any(words in item.text for item in findings)
