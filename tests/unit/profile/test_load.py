"""A profile's faults are all reported at once, each with file, line and remedy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.errors import ProfileError
from tasks.profile.load import default_profile, load_profile

DISTRICT = 'name = "望澜区"\nsuperior = "澄州市"\nyear = 2025\ndeadline = 2026-03-01\n'
INDICATOR_HEAD = "指标名称,别名,计量单位,可比单位,是否可加,口径说明\n"


def write(folder: Path, **files: str | bytes) -> Path:
    """Write profile files (district, roster, outline, indicators) and return the workspace."""
    home = folder / "profile"
    home.mkdir(exist_ok=True)
    names = {"district": "district.toml", "outline": "outline.toml"}
    for name, text in ({"district": DISTRICT} | files).items():
        data = text if isinstance(text, bytes) else text.encode()
        (home / names.get(name, f"{name}.csv")).write_bytes(data)
    return folder


def faults(folder: Path, **files: str | bytes) -> tuple[str, ...]:
    with pytest.raises(ProfileError) as raised:
        load_profile(write(folder, **files))
    return raised.value.faults


def test_only_the_district_must_be_there(tmp_path: Path) -> None:
    told: list[str] = []
    profile = load_profile(write(tmp_path), warn=told.append)
    assert profile.district is not None
    assert profile.district.deadline == dt.date(2026, 3, 1)
    assert profile.outline == default_profile().outline
    assert profile.indicators == default_profile().indicators
    assert profile.roster == ()
    assert [line.split("：")[0] for line in told] == [
        "profile/roster.csv",
        "profile/outline.toml",
        "profile/indicators.csv",
    ]


def test_the_profile_folder_itself_will_do(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    assert load_profile(workspace / "profile") == load_profile(workspace)


def test_without_a_district_file(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="huizong init"):
        load_profile(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('name = "望澜区\nyear = 2025', "第1行", "引号"),
        ("name = 望澜区\nyear = 2025", "第1行", "双引号"),
        ("year = 2025", "“name”", "缺少必填项"),
        ('name = "甲"', "“year”", "缺少必填项"),
        ('name = ""\nyear = 2025', "第1行“name”", "不能为空"),
        ("name = 3\nyear = 2025", "第1行“name”", "双引号"),
        ('name = "甲"\n\nyear = "去年"', "第3行“year”", "整数"),
        ('name = "甲"\nyear = 25', "第2行“year”", "不小于 2000"),
        ('name = "甲"\nyear = 2205', "第2行“year”", "不大于 2100"),
        ('name = "甲"\nyear = 2025\ndeadline = "三月一日"', "第3行“deadline”", "2026-03-01"),
        ('name = "甲"\nyear = 2025\ndeadline = "2026-02-30"', "第3行“deadline”", "日期"),
        ('name = "甲"\nyear = 2025\ndaedline = 2026-03-01', "第3行“daedline”", "不认识"),
        ('name = "甲"\nyear = 2025\nyear = 2026', "第3行", "两遍"),
        ("", "district.toml", "空的"),
        (b"name = \x81\xff\xff", "district.toml", "UTF-8"),
        (b"name\0", "district.toml", "UTF-8"),
    ],
)
def test_faults_of_the_district(tmp_path: Path, text: str | bytes, line: str, words: str) -> None:
    found = faults(tmp_path, district=text)
    assert len(found) == 1
    assert found[0].startswith("profile/district.toml")
    assert line in found[0]
    assert words in found[0]


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        ("名称,别名\n甲局,\n甲局,\n", "第3行", "第2行“甲局”的名称重复"),
        ("名称,别名\n甲局,小甲\n乙局,小 甲\n", "第3行", "的别名重复"),
        ("名称,别名\n甲局,乙局\n乙局,\n", "第3行", "第2行“甲局”的别名重复"),
        ("名称,电话\n甲局,1\n", "第1行", "不认识“电话”"),
        ("别名,类别\n甲,局\n", "第1行", "缺少“名称”"),
        ("名称,部门\n甲局,甲\n", "第1行", "两列"),
        ("名称,别名\n,甲\n", "第2行", "名称为空"),
        ("名称,别名,类别\n甲局,小甲,局,大甲\n", "第2行", "大甲"),
        ('名称,别名\n"甲局,小甲\n乙局,\n', "第2行", "双引号"),
        (f"名称\n{'甲' * 201}\n", "第2行", "太长"),
        ("# 只有说明\n", "", "没有表头"),
        (" \n", "", "空的"),
    ],
)
def test_faults_of_the_roster(tmp_path: Path, rows: str, line: str, words: str) -> None:
    found = faults(tmp_path, roster=rows)
    assert len(found) == 1
    assert found[0].startswith("profile/roster.csv")
    assert line in found[0]
    assert words in found[0]


@pytest.mark.parametrize(
    ("encoding", "newline", "separator"),
    [
        ("utf-8", "\n", ","),
        ("utf-8-sig", "\r\n", ","),
        ("gb18030", "\r\n", ","),
        ("utf-16", "\r\n", "\t"),
        ("utf-8", "\r", "\t"),
    ],
)
def test_a_roster_as_excel_and_wps_save_it(
    tmp_path: Path, encoding: str, newline: str, separator: str
) -> None:
    rows = [
        ("序号", "名称", "简称/别名", "类别", ""),
        ("1", " 望澜区教育局 ", "区教育局、区教体局；教育局;区教育局", "局", ""),
        ("", "", "", "", ""),
        ("2", "沙埔镇人民政府", "沙埔镇、沙埔镇人民政府", "镇", ""),
    ]
    text = newline.join(separator.join(row) for row in rows)
    roster = load_profile(write(tmp_path, roster=text.encode(encoding))).roster
    assert [(entry.name, entry.kind) for entry in roster] == [
        ("望澜区教育局", "局"),
        ("沙埔镇人民政府", "镇"),
    ]
    assert roster[0].aliases == ("区教育局", "区教体局", "教育局")
    assert roster[1].aliases == ("沙埔镇",)


def test_a_quoted_cell_may_hold_commas_and_new_lines(tmp_path: Path) -> None:
    roster = load_profile(write(tmp_path, roster='名称,别名\n甲局,"小甲\n大甲"\n乙局,\n')).roster
    assert [entry.name for entry in roster] == ["甲局", "乙局"]
    assert roster[0].aliases == ("小甲", "大甲")


SECTION = '[[section]]\ntitle = "成效"\nshort = "成效"\n'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[other]\n", "outline.toml", "没有任何部分"),
        (SECTION + "[[section]]\ntitle = '不足'\n", "第4行", "缺少必填项"),
        (SECTION + "alias = ['甲']\n", "第4行“alias”", "不认识"),
        (SECTION + 'aliases = "甲"\n', "第4行“aliases”", "方括号"),
        (SECTION + 'may_be_empty = "也许"\n', "第4行“may_be_empty”", "true"),
        (SECTION + SECTION, "第5行“title”", "第1部分"),
        (SECTION + "[[section]]\ntitle='a'\nshort='a'\naliases=['成 效']\n", "第7行", "第1部分"),
        ("version = 1\n" + SECTION, "第1行“version”", "[[section]]"),
        ("section = ['a']\n", "outline.toml", "单独占一行"),
        (SECTION + "number = 3\n", "第4行“number”", "先后顺序"),
    ],
)
def test_faults_of_the_outline(tmp_path: Path, text: str, line: str, words: str) -> None:
    found = [fault for fault in faults(tmp_path, outline=text) if words in fault]
    assert found
    assert line in found[0]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("普法,,场,,也许,", "也许"),
        ("普法,,场,,,", "请填 是 或 否"),
        (",,场,,是,", "指标名称为空"),
        ("参考率,,%,,是,", "不能相加"),
        ("参考率,,％,,是,", "不能相加"),
        ("普法,,,,是,", "计量单位"),
        ("普法,,场,,是,\n宣传,普法,次,场,是,", "第3行"),
    ],
)
def test_faults_of_the_catalogue(tmp_path: Path, row: str, words: str) -> None:
    found = faults(tmp_path, indicators=INDICATOR_HEAD + row + "\n")
    assert len(found) == 1
    assert words in found[0]


def test_one_wording_in_two_units_is_two_indicators(tmp_path: Path) -> None:
    rows = "考试场次,学法考试,场,,是,\n考试人次,学法考试,人次,人、名,是,\n"
    found = load_profile(write(tmp_path, indicators=INDICATOR_HEAD + rows)).indicators
    assert [indicator.units for indicator in found] == [("场",), ("人次", "人", "名")]


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        district="year = 2025\nextra = 1\n",
        roster="名称\n甲局\n甲局\n",
        outline="[[section]]\n",
        indicators=INDICATOR_HEAD + "普法,,场,,也许,\n",
    )
    files = [fault.split("：")[0].split(" ")[0] for fault in found]
    assert sorted(set(files)) == [
        "profile/district.toml",
        "profile/indicators.csv",
        "profile/outline.toml",
        "profile/roster.csv",
    ]
    assert files.count("profile/district.toml") == 2
    assert files.count("profile/outline.toml") == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.sampled_from(["district", "roster", "outline", "indicators"]),
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode(errors="replace")),
)
def test_any_bytes_give_a_profile_or_its_faults(tmp_path: Path, name: str, data: bytes) -> None:
    workspace = write(tmp_path, **{name: data})
    found = outcome(workspace)
    for path in (workspace / "profile").iterdir():
        path.unlink()
    assert all(fault.startswith("profile/") for fault in found)


def outcome(workspace: Path) -> tuple[str, ...]:
    """Return the faults of the workspace's profile, none when it loads."""
    try:
        load_profile(workspace)
    except ProfileError as error:
        return error.faults
    return ()
