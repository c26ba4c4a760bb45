"""What a person is asked about the place of a heading, and that the answer settles it."""

from __future__ import annotations

import re
import tomllib

import pytest

from tasks.department.sections import find_sections
from tasks.diagnostics import Diagnostic, Severity
from tasks.profile.load import default_profile
from tasks.profile.model import OutlineSection
from tests.unit.sections.notation import document

OUTLINE = default_profile().outline
FRESH = '一、同心同向，奏响“和"鸣”曲'
_LINE = re.compile(r"加一行 (.+) 保存后重新运行")


def _notices(text: str, outline: tuple[OutlineSection, ...] = OUTLINE) -> tuple[Diagnostic, ...]:
    return find_sections(document(text), outline).diagnostics


def test_a_heading_without_a_clue_is_placed_and_asked_about() -> None:
    (notice,) = _notices(FRESH + "\n~\n二、存在问题\n~")
    assert (notice.code, notice.severity) == ("uncertain_section", Severity.INFO)
    assert FRESH in notice.message
    assert "暂归入第4部分“举措和成效”" in notice.message


def test_the_next_best_sections_are_named() -> None:
    (notice,) = _notices("一、一把手抓法治工作的情况\n~\n二、存在问题\n~")
    assert "暂归入第3部分“第一责任人”" in notice.message
    assert "也可能属于第4部分“举措和成效”" in notice.message


@pytest.mark.parametrize("section", OUTLINE, ids=lambda section: section.short)
def test_the_line_that_the_remedy_gives_settles_it(section: OutlineSection) -> None:
    """Take the line from the notice, put it into the section's aliases, and run again."""
    text = FRESH + "\n~\n二、存在问题\n~"
    (notice,) = _notices(text)
    assert "profile/outline.toml" in notice.remedy
    given = _LINE.search(notice.remedy)
    assert given
    (alias,) = tomllib.loads(f"aliases = [\n{given[1]}\n]")["aliases"]
    mended = tuple(
        each.model_copy(update={"aliases": (*each.aliases, alias)}) if each is section else each
        for each in OUTLINE
    )
    found = find_sections(document(text), mended)
    assert found.diagnostics == ()
    assert [b.section for b in found.blocks if b.number == "一、"] == [section.number]


def test_without_a_catch_all_nothing_is_guessed() -> None:
    without = tuple(each.model_copy(update={"catch_all": False}) for each in OUTLINE)
    found = find_sections(document(FRESH + "\n~"), without)
    assert {(n.code, n.severity) for n in found.diagnostics} == {
        ("unplaced_block", Severity.WARNING)
    }
    assert {block.section for block in found.blocks} == {None}


def test_two_sections_under_one_heading_are_both_named() -> None:
    found = find_sections(document("一、主要举措\n~\n二、存在问题及下一步打算\n~"), OUTLINE)
    (notice,) = found.diagnostics
    assert notice.code == "merged_sections"
    assert "第5部分“不足和原因”和第6部分“下年安排”" in notice.message
    assert found.merged == {6}


def test_an_outline_without_signs_places_by_its_key_words() -> None:
    """A workspace made before there were signs goes on as it was."""
    older = tuple(each.model_copy(update={"signs": ()}) for each in OUTLINE)
    lines = ("一、学习贯彻习近平法治思想", "二、主要举措和成效", "三、存在问题", "四、下步打算")
    found = find_sections(document("\n~\n".join(lines) + "\n~"), older)
    assert [b.section for b in found.blocks if b.level] == [2, 4, 5, 6]
