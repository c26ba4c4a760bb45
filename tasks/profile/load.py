"""Load a workspace's profile, or the one that ships with the package."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from tasks.errors import ProfileError
from tasks.profile.decoding import decode, read_text
from tasks.profile.district import parse_district
from tasks.profile.indicators import parse_indicators
from tasks.profile.model import Profile
from tasks.profile.outline import parse_outline
from tasks.profile.roster import parse_roster

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tasks.profile.model import DistrictSettings, Indicator, OutlineSection, RosterEntry

FOLDER: Final = "profile"
DISTRICT: Final = "district.toml"
ROSTER: Final = "roster.csv"
OUTLINE: Final = "outline.toml"
INDICATORS: Final = "indicators.csv"
WORDING: Final = "wording"
TEMPLATE: Final = "report.docx"
LARGEST_TEMPLATE: Final = 4 * 1024 * 1024


def _silent(_message: str) -> None:
    """Take a warning and say nothing."""


def load_profile(folder: Path, *, warn: Callable[[str], None] = _silent) -> Profile:
    """Return the profile in `folder`: a workspace, or its `profile` folder itself.

    `district.toml` must be there. Without `outline.toml` or `indicators.csv` the default
    ones hold; without `roster.csv` the roster is empty and nobody can be missing. `warn`
    is told, in Chinese, what was taken instead. Raises `ProfileError` with every fault.
    """
    home = folder / FOLDER if (folder / FOLDER).is_dir() else folder
    faults: list[str] = []
    profile = Profile.model_construct(
        district=_district(home, faults),
        roster=_roster(home, faults, warn),
        outline=_outline(home, faults, warn),
        indicators=_indicators(home, faults, warn),
        wording=_wording(home, faults),
        template=_template(home, faults),
    )
    if faults:
        raise ProfileError(tuple(dict.fromkeys(faults)))
    return profile


@cache
def default_profile() -> Profile:
    """Return the profile for 法治政府建设年度报告 that ships with the package.

    It has the outline and the indicators; district and roster are a workspace's own.
    """
    faults: list[str] = []
    outline = parse_outline(default_text(OUTLINE), OUTLINE, faults)
    indicators = parse_indicators(default_text(INDICATORS), INDICATORS, faults)
    if faults:
        raise ProfileError(tuple(faults))
    return Profile(outline=outline, indicators=indicators)


def default_text(name: str) -> str:
    """Return the text of a file of the default profile."""
    data = resources.files("tasks.profile").joinpath("default", name).read_bytes()
    return decode(data) or ""


def default_wording() -> tuple[str, ...]:
    """Return the names of the wording's templates that ship with the package, in order."""
    folder = resources.files("tasks.profile").joinpath("default", WORDING)
    return tuple(sorted(f"{WORDING}/{file.name}" for file in folder.iterdir()))


def _district(home: Path, faults: list[str]) -> DistrictSettings | None:
    """Return the district's settings; their absence is a fault."""
    name = f"{FOLDER}/{DISTRICT}"
    if not (home / DISTRICT).exists():
        faults.append(
            f"{name}：没有找到这个文件。请先运行 huizong init 生成工作目录，或检查目录是否选对。"
        )
        return None
    text = read_text(home / DISTRICT, name, faults)
    return None if text is None else parse_district(text, name, faults)


def _roster(home: Path, faults: list[str], warn: Callable[[str], None]) -> tuple[RosterEntry, ...]:
    """Return the roster, empty when there is none."""
    name = f"{FOLDER}/{ROSTER}"
    if not (home / ROSTER).exists():
        warn(f"{name}：没有名册，无法判断哪些部门未报送。")
        return ()
    text = read_text(home / ROSTER, name, faults)
    before = len(faults)
    entries = () if text is None else parse_roster(text, name, faults)
    if text is not None and not entries and len(faults) == before:
        warn(f"{name}：名册中还没有部门，无法判断哪些部门未报送。")
    return entries


def _outline(
    home: Path, faults: list[str], warn: Callable[[str], None]
) -> tuple[OutlineSection, ...]:
    """Return the workspace's outline or the default one."""
    name = f"{FOLDER}/{OUTLINE}"
    if not (home / OUTLINE).exists():
        warn(f"{name}：没有这个文件，使用程序自带的提纲。")
        return default_profile().outline
    text = read_text(home / OUTLINE, name, faults)
    return () if text is None else parse_outline(text, name, faults)


def _indicators(
    home: Path, faults: list[str], warn: Callable[[str], None]
) -> tuple[Indicator, ...]:
    """Return the workspace's catalogue or the default one."""
    name = f"{FOLDER}/{INDICATORS}"
    if not (home / INDICATORS).exists():
        warn(f"{name}：没有这个文件，使用程序自带的口径表。")
        return default_profile().indicators
    text = read_text(home / INDICATORS, name, faults)
    return () if text is None else parse_indicators(text, name, faults)


def _wording(home: Path, faults: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the district's own sentence templates by name; the default ones fill the gaps."""
    found = []
    for path in sorted((home / WORDING).glob("*.j2")):
        text = read_text(path, f"{FOLDER}/{WORDING}/{path.name}", faults)
        if text is not None:
            found.append((path.stem, text))
    return tuple(found)


def _template(home: Path, faults: list[str]) -> bytes:
    """Return the bytes of the district's style template, empty when there is none."""
    name, path = f"{FOLDER}/{TEMPLATE}", home / TEMPLATE
    if not path.exists():
        return b""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_TEMPLATE + 1)
    except OSError as error:
        faults.append(f"{name}：无法打开（{error.strerror}）。请关闭正在编辑它的程序后重试。")
        return b""
    if len(data) > LARGEST_TEMPLATE or not data.startswith(b"PK"):
        faults.append(f"{name}：不是可用的 Word 文档（.docx）。删除它即使用程序自带的版式。")
        return b""
    return data
