"""A new workspace is ready to run and never overwrites anything."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tasks.delivery.layout.preflight import preflight
from tasks.delivery.layout.template import standard_template
from tasks.delivery.wording.templates import NAMES
from tasks.errors import ProfileError, WorkspaceError
from tasks.profile.lexicon_files import FILES as LEXICONS
from tasks.profile.load import default_profile, load_profile
from tasks.profile.workspace import create_workspace

FILES = (
    "inbox/.gitkeep",
    "outbox/.gitkeep",
    "profile/district.toml",
    "profile/roster.csv",
    "profile/outline.toml",
    "profile/indicators.csv",
    "profile/serving.toml",
    *(f"profile/wording/{name}.j2" for name in sorted(NAMES)),
    *(f"profile/lexicon/{name}" for name in LEXICONS),
)


def test_a_new_workspace_loads_with_the_defaults(tmp_path: Path) -> None:
    written = create_workspace(tmp_path / "新", district="榕城区", superior="揭阳市", year=2023)
    assert written == FILES
    profile = load_profile(tmp_path / "新")
    assert [name for name, _ in profile.wording] == sorted(NAMES)
    assert profile.district is not None
    assert (profile.district.name, profile.district.superior) == ("榕城区", "揭阳市")
    assert (profile.district.year, profile.district.deadline) == (2023, dt.date(2024, 3, 1))
    assert profile.outline == default_profile().outline
    assert profile.indicators == default_profile().indicators
    assert profile.roster == ()


def test_the_style_template_that_is_given_is_copied(tmp_path: Path) -> None:
    template = standard_template()
    written = create_workspace(
        tmp_path, district="榕城区", superior="", year=2023, template=template
    )
    assert written[-1] == "profile/report.docx"
    assert load_profile(tmp_path).template == template
    assert list(preflight(template)) == []


def test_what_is_there_is_kept_and_said(tmp_path: Path) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "roster.csv").write_text("名称\n甲局\n", encoding="utf-8")
    told: list[str] = []
    written = create_workspace(
        tmp_path, district="榕城区", superior="", year=2023, warn=told.append
    )
    assert "profile/roster.csv" not in written
    assert told == ["profile/roster.csv 已经存在，保留原样。"]
    assert load_profile(tmp_path).roster[0].name == "甲局"


@pytest.mark.parametrize("name", ['引"号区', "反\\斜区", "{花括号}区", "a#b", "制\t表"])
def test_any_name_survives_the_file(tmp_path: Path, name: str) -> None:
    create_workspace(tmp_path, district=name, superior=name, year=2023)
    settings = load_profile(tmp_path).district
    assert settings is not None
    assert (settings.name, settings.superior) == (name, name)


@pytest.mark.parametrize(
    ("district", "year", "words"), [("", 2023, "--district"), ("甲区", 23, "--year")]
)
def test_what_will_not_do_is_refused_before_anything_is_written(
    tmp_path: Path, district: str, year: int, words: str
) -> None:
    with pytest.raises(ProfileError, match=words):
        create_workspace(tmp_path / "新", district=district, superior="", year=year)
    assert not (tmp_path / "新").exists()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="无法"):
        create_workspace(tmp_path / "file", district="甲区", superior="", year=2023)


def test_the_sample_workspace_is_sound() -> None:
    folder = Path(__file__).parents[3] / "profile"
    settings = load_profile(folder).district
    assert settings is not None
    assert (settings.name, settings.superior, settings.year) == ("望澜区", "澄州市", 2025)
