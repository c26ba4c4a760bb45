"""`forms.toml`: what it may say, and how its faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.errors import ProfileError
from tasks.profile.forms import parse_forms
from tasks.profile.kinds import Kind, kind_text
from tasks.profile.load import default_profile, load_profile
from tasks.profile.outline import parse_outline

FORM = '[[form]]\nsection = "主动公开"\ntitle = "甲表"\n'
BLOCK = '[[form.block]]\ntable = "乙"\ncolumns = ["乙／丙｜丁"]\nrows = ["戊"]\n'


def faults(text: str) -> list[str]:
    found: list[str] = []
    outline = parse_outline(kind_text("outline.toml", Kind.DISCLOSURE), "", found)
    parse_forms(text, "forms.toml", outline, found)
    return found


def test_the_three_tables_of_the_form_in_force() -> None:
    text = kind_text("forms.toml", Kind.DISCLOSURE)
    outline = parse_outline(kind_text("outline.toml", Kind.DISCLOSURE), "", [])
    forms = parse_forms(text, "", outline, [])
    assert faults(text) == []
    cells = [
        sum(len(block.columns) * max(1, len(block.rows)) for block in form.blocks) for form in forms
    ]
    assert cells == [7, 175, 15]


def test_reports_on_the_rule_of_law_have_none() -> None:
    assert kind_text("forms.toml") == ""
    assert default_profile().forms == ()


def test_a_sound_form_has_no_faults() -> None:
    assert faults(FORM + BLOCK) == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("[[form]\n", "第1行", "格式有误"),
        ('[[forms]]\ntitle = "甲"\n', "“forms”", "不认识这一项"),
        ('form = "甲"\n', "forms.toml：", "[[form]]"),
        (FORM, "第1行", "[[form.block]]"),
        (
            FORM.replace("主动公开", "没有的部分") + BLOCK,
            "第2行“section”",
            "没有标题含“没有的部分”",
        ),
        (FORM + BLOCK + FORM + BLOCK, "第10行“title”", "前面已经用过"),
        (FORM.replace("title", "titel") + BLOCK, "第3行“titel”", "不认识"),
        (FORM + BLOCK.replace('rows = ["戊"]', "rows = 3"), "第7行“rows”", "方括号"),
        (FORM + BLOCK.replace('"戊"', '"戊", "戊"'), "第7行“rows”", "写了2遍"),
        (FORM + BLOCK.replace("乙／丙｜丁", "／丙"), "第6行“columns”", "两边都要有名称"),
        (FORM + BLOCK.replace("乙／丙｜丁", "乙／"), "第6行“columns”", "两边都要有名称"),
        (FORM + BLOCK.replace("乙／丙｜丁", "乙／丙｜"), "第6行“columns”", "两边都要有名称"),
        (FORM + BLOCK.replace("columns", "column"), "[[form.block]] “columns”", "缺少必填项"),
        (FORM + BLOCK + BLOCK.replace("table", "tabel"), "第9行“tabel”", "不认识"),
    ],
)
def test_each_fault_is_told_with_its_place(text: str, place: str, words: str) -> None:
    assert any(place in fault and words in fault for fault in faults(text)), faults(text)


def test_faults_come_with_the_others_of_the_profile(tmp_path: Path) -> None:
    home = tmp_path / "profile"
    home.mkdir()
    (home / "district.toml").write_text('name = "甲"\nyear = 25\n', encoding="utf-8")
    (home / "forms.toml").write_text(FORM, encoding="utf-8")
    with pytest.raises(ProfileError) as raised:
        load_profile(tmp_path)
    assert [fault.split(" ")[0] for fault in raised.value.faults] == [
        "profile/district.toml",
        "profile/forms.toml",
    ]
