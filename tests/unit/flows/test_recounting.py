"""What `huizong history` and `huizong diff` tell an official, from a ledger of a few runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.recounting import change, show_difference, show_history
from flows.settings import Workspace
from tasks.errors import HuizongError
from tasks.ledger import Ledger
from tests.unit.ledger.test_comparison import figure, run, submission

SENTENCE = "面向企业、学校、社区等重点对象，全年办结行政复议案件3件，推动争议实质性化解。"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace of four runs: two years, a restatement and a correction."""
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "district.toml").write_text("", encoding="utf-8")
    said = figure("f1", "3", SENTENCE)
    corrected = replace(said, value="12000", said="3", text="3件")
    runs = (
        run("old", submission("甲", said), year=2024, shares={"甲": "8"}),
        run("first", submission("甲", said), shares={"甲": "3", "乙": "4"}),
        run("again", submission("甲", said), shares={"甲": "3", "乙": "4"}),
        run("last", submission("甲", corrected), shares={"甲": "5", "乙": "4"}),
    )
    with Ledger(Workspace(root=tmp_path).ledger_file) as ledger:
        for entry in runs:
            ledger.record_run(entry)
    return tmp_path


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("│").split("│")]


def rows(text: str) -> list[list[str]]:
    """Return the cells of a table's body as printed."""
    return [cells(line) for line in text.splitlines() if line.startswith("│")]


def test_history_tells_the_movement_within_a_year_and_from_year_to_year(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_history(root, "案件数")
    told = [(row[0], row[1], row[3], row[4], row[6]) for row in rows(capsys.readouterr().out)]
    assert told == [
        ("2024", "old", "8件", "", ""),
        ("2025", "first", "7件", "-1（-12.5%）", ""),
        ("2025", "last", "9件", "+2", "甲：3→5"),
    ]


def test_a_part_of_the_indicators_name_will_do(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_history(root, "案件")
    assert "案件数" in capsys.readouterr().out


def test_an_unknown_indicator_is_answered_with_those_there_are(root: Path) -> None:
    with pytest.raises(HuizongError) as raised:
        show_history(root, "信访")
    assert "案件数" in raised.value.remedy


def test_a_difference_tells_the_figure_in_its_sentence_and_whose_share_it_is(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_difference(root, "first", "last")
    said = capsys.readouterr().out
    department, changed, total = rows(said)
    assert department[1] == "甲"
    assert changed[2:4] == ["3件", "1.2万件（更正，原为3件）"]
    assert "办结行政复议案件3件" in changed[4]
    assert total == ["案件数", "7", "9", "件", "+2", "甲：3→5"]


@pytest.mark.parametrize(
    ("names", "told"),
    [(("", ""), "again → last"), (("first", ""), "first → last")],
)
def test_runs_that_are_not_named_are_the_last_ones(
    root: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, str], told: str
) -> None:
    show_difference(root, *names)
    assert capsys.readouterr().out.splitlines()[0] == told


def test_one_run_alone_cannot_be_compared(tmp_path: Path) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "district.toml").write_text("", encoding="utf-8")
    with pytest.raises(HuizongError, match="两次运行"):
        show_difference(tmp_path, "", "")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("3", "5", "+2"), ("5", "3.5", "-1.5"), ("", "3", "+3"), ("3", "", "-3"), ("3", "3", "持平")],
)
def test_a_change_has_its_sign(before: str, after: str, said: str) -> None:
    assert change(before, after) == said
