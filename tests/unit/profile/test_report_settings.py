"""What a district configures of its report: its length, its wording, its style template."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.errors import ProfileError
from tasks.profile.load import load_profile
from tasks.profile.model import DistrictSettings, Profile

DISTRICT = 'name = "望澜区"\nyear = 2025\n'


def workspace(folder: Path, district: str = DISTRICT, **files: bytes) -> Path:
    """Write a workspace's profile; `files` are its template and wording, `__` for a folder."""
    home = folder / "profile"
    (home / "wording").mkdir(parents=True)
    (home / "district.toml").write_text(district, encoding="utf-8")
    for name, content in files.items():
        suffix = "docx" if name == "report" else "j2"
        (home / f"{name.replace('__', '/')}.{suffix}").write_bytes(content)
    return folder


def test_without_own_files_the_programs_own_hold(tmp_path: Path) -> None:
    profile = load_profile(workspace(tmp_path))
    assert (profile.wording, profile.template) == ((), b"")
    assert profile.district is not None
    assert profile.district.report_length == (4000, 8000)


def test_own_templates_are_read_by_name_in_whatever_encoding(tmp_path: Path) -> None:
    text = "{{ title }}。"
    profile = load_profile(
        workspace(tmp_path, wording__problem=text.encode("gb18030"), wording__plan=text.encode())
    )
    assert profile.wording == (("plan", text), ("problem", text))


def test_the_style_template_is_kept_as_bytes_and_counts_in_the_profiles_values(
    tmp_path: Path,
) -> None:
    profile = load_profile(workspace(tmp_path, report=b"PK\x03\x04\xff\xfe"))
    assert profile.template == b"PK\x03\x04\xff\xfe"
    again = Profile.model_validate_json(profile.model_dump_json())
    assert again == profile


def test_what_is_no_word_file_is_no_style_template(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"profile/report\.docx"):
        load_profile(workspace(tmp_path, report=b"<html>"))


@pytest.mark.parametrize("length", ["[8000, 4000]", "[1, 2]", "[4000]", "[4000, 90000]", '"短"'])
def test_a_length_out_of_order_or_out_of_reason_is_named_with_its_line(
    tmp_path: Path, length: str
) -> None:
    with pytest.raises(ProfileError, match=r"profile/district\.toml 第3行“report_length”"):
        load_profile(workspace(tmp_path, DISTRICT + f"report_length = {length}\n"))


def test_a_length_that_is_in_order_holds() -> None:
    settings = DistrictSettings(name="望澜区", year=2025, report_length=(3000, 5000))
    assert settings.report_length == (3000, 5000)
