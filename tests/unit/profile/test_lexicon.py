"""The words of the report: a workspace's own files hold, faults are all named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.errors import ProfileError
from tasks.profile.kinds import SUBJECTS, Kind
from tasks.profile.lexicon import any_of
from tasks.profile.lexicon_files import FILES, LEXICON, parse_lexicon, shipped_lexicon
from tasks.profile.load import load_profile
from tasks.profile.workspace import create_workspace

FOLDER = "profile/lexicon"
REST = '[[theme]]\ntitle = "其余"\nrest = true\n'


def faults(**texts: str) -> list[str]:
    """Return the faults of these files (themes, causes …)."""
    found: list[str] = []
    files = {f"{name}.toml": text for name, text in texts.items()}
    assert parse_lexicon(files, FOLDER, Kind.RULE_OF_LAW, found) is None
    return found


@pytest.mark.parametrize(
    ("file", "text", "place", "words"),
    [
        ("themes", '[[theme]]\ntitle = "甲"\nwords = ["乙"]', "themes.toml", "rest = true"),
        ("themes", REST + REST.replace("其余", "甲"), "themes.toml", "rest = true"),
        ("themes", REST + '[[theme]]\ntitle = "甲"', "第2个 [[theme]]", "都不写"),
        ("themes", REST + '[[theme]]\ntitle = "甲"\nword = ["乙"]', "第6行“word”", "不认识"),
        ("themes", REST + '[[theme]]\nwords = ["乙"]', "“title”", "缺少必填项"),
        ("themes", REST + '[[theme]]\ntitle = "3个"\nwords = ["乙"]', "第5行“title”", "数字"),
        ("themes", REST + '[[theme]]\ntitle = "其余"\nwords = ["乙"]', "“title”", "前面已经写过"),
        ("themes", REST + '[theme2]\ntitle = "甲"', "“theme2”", "不认识"),
        ("themes", 'theme = "甲"', "themes.toml", "[[theme]]"),
        ("themes", "theme = [1]", "themes.toml", "[[theme]]"),
        ("themes", "[[theme]\n", "第1行", "方括号"),
        ("sections", '[[section]]\nrole = "问题"\nwords = ["甲"]\nshare = 1', "最后", "不带 words"),
        ("sections", '[[section]]\nrole = "甲"\nshare = 1', "第2行“role”", "问题及改进"),
        ("sections", '[[section]]\nrole = "叙述"\nshare = 101', "第3行“share”", "不大于 100"),
        (
            "sections",
            '[[section]]\nrole = "叙述"\nshare = 1\n\n[[section]]\nrole = "其他"\nshare = 1',
            "第1行",
            "移到最后",
        ),
        ("practices", '[[practice]]\nplace = "甲"\nclause = "乙"', "第1行", "至少写一项"),
        (
            "practices",
            '[[practice]]\nplace = "甲"\nclause = "乙"\npattern = "学.*法"',
            "第4行“pattern”",
            "没有上限",
        ),
        (
            "practices",
            '[[practice]]\nplace = "甲"\nclause = "乙"\nwords = ["…学"]',
            "第4行“words”",
            "中间",
        ),
        (
            "practices",
            64 * '[[practice]]\nplace = "甲"\nclause = "乙"\nwords = ["丙"]\n',
            "practices.toml",
            "最多 63 项",
        ),
        ("causes", '[[cause]]\ntitle = "甲"\nplan = "乙"\nwords = []', "第4行“words”", "不能为空"),
        ("totals", '[[saying]]\nindicator = "甲"\ntext = "乙"', "第1行", "只能写一种"),
        ("totals", '[[saying]]\npattern = "甲"\ntext = "乙…"', "第1行", "只能写一种"),
        ("totals", '[[saying]]\nverb = "甲"', "第1行", "只能写一种"),
        ("topics", "", "topics.toml", "themes.toml"),
    ],
)
def test_a_fault_is_named_with_its_file_its_place_and_the_remedy(
    file: str, text: str, place: str, words: str
) -> None:
    [fault] = faults(**{file: text})
    assert fault.startswith(f"{FOLDER}/{file}.toml")
    assert place in fault
    assert words in fault


def test_all_faults_of_all_files_are_told_at_once() -> None:
    found = faults(
        themes=REST + '[[theme]]\ntitle = "甲"',
        causes='[[cause]]\ntitle = "甲"\n\n[[cause]]\nplan = "乙"',
    )
    assert len(found) == 5


@pytest.mark.parametrize("kind", Kind)
def test_without_files_the_words_of_the_kind_of_report_hold(kind: Kind, tmp_path: Path) -> None:
    home = tmp_path / "profile"
    home.mkdir()
    text = f'name = "望澜区"\nyear = 2025\nsubject = "{SUBJECTS[kind]}"\n'
    (home / "district.toml").write_text(text, encoding="utf-8")
    profile = load_profile(tmp_path)
    assert profile.lexicon == shipped_lexicon(kind)
    create_workspace(tmp_path / "新", district="望澜区", superior="", year=2025, kind=kind)
    assert load_profile(tmp_path / "新").lexicon == profile.lexicon


def test_a_file_of_the_workspace_takes_the_place_of_the_programs_own(tmp_path: Path) -> None:
    create_workspace(tmp_path, district="望澜区", superior="", year=2025)
    for name in FILES:
        (tmp_path / "profile" / LEXICON / name).unlink()
    own = REST + '[[theme]]\ntitle = "海洋"\nwords = ["渔船"]\n'
    path = tmp_path / "profile" / LEXICON / "themes.toml"
    path.write_bytes(("\ufeff" + own).encode())
    found = load_profile(tmp_path).lexicon
    assert found is not None
    assert [topic.title for topic in found.topics] == ["其余", "海洋"]
    assert found.causes == shipped_lexicon().causes
    path.write_text(own + '[[theme]]\ntitle = "空"\n', encoding="utf-8")
    with pytest.raises(ProfileError, match=r"profile/lexicon/themes\.toml"):
        load_profile(tmp_path)


def test_a_word_is_taken_as_it_stands_and_its_gap_ends_with_the_clause() -> None:
    assert any_of(("PM2.5", "清理…文件")) == r"PM2\.5|清理[^，。；：！？]{0,12}文件"
