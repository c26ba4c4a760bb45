"""Load a workspace's profile, or the one that ships with the package."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from tasks.errors import ProfileError
from tasks.profile.balances import parse_balances
from tasks.profile.decoding import read_text
from tasks.profile.district import parse_district
from tasks.profile.forms import parse_forms
from tasks.profile.indicators import parse_indicators
from tasks.profile.kinds import Kind, kind_of, kind_text
from tasks.profile.lexicon_files import LEXICON, parse_lexicon
from tasks.profile.model import Profile
from tasks.profile.outline import parse_outline
from tasks.profile.roster import parse_roster

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tasks.profile.lexicon import Lexicon
    from tasks.profile.model import (
        Balance,
        DistrictSettings,
        Form,
        Indicator,
        OutlineSection,
        RosterEntry,
    )

FOLDER: Final = "profile"
DISTRICT: Final = "district.toml"
ROSTER: Final = "roster.csv"
OUTLINE: Final = "outline.toml"
INDICATORS: Final = "indicators.csv"
BALANCES: Final = "balances.toml"
FORMS: Final = "forms.toml"
WORDING: Final = "wording"
TEMPLATE: Final = "report.docx"
LARGEST_TEMPLATE: Final = 4 * 1024 * 1024


def _silent(_message: str) -> None:
    """Take a warning and say nothing."""


def load_profile(folder: Path, *, warn: Callable[[str], None] = _silent) -> Profile:
    """Return the profile in `folder`: a workspace, or its `profile` folder itself.

    `district.toml` must be there; its `subject` says which kind of report it is. Without
    `outline.toml`, `indicators.csv` or a file of `lexicon/` those of the kind hold; without
    `roster.csv` the roster is empty and nobody can be missing. `warn` is told, in Chinese,
    what was taken instead. Raises `ProfileError` with every fault.
    """
    home = folder / FOLDER if (folder / FOLDER).is_dir() else folder
    faults: list[str] = []
    district = _district(home, faults)
    kind = kind_of(district.subject) if district else Kind.RULE_OF_LAW
    roster, outline = _roster(home, faults, warn), _outline(home, kind, faults, warn)
    profile = Profile.model_construct(
        district=district,
        roster=roster,
        outline=outline,
        indicators=_indicators(home, kind, faults, warn),
        balances=_balances(home, faults),
        forms=_forms(home, outline, faults),
        wording=_wording(home, faults),
        lexicon=_lexicon(home, kind, faults),
        template=_template(home, faults),
    )
    if faults:
        raise ProfileError(tuple(dict.fromkeys(faults)))
    return profile


@cache
def default_profile(kind: Kind = Kind.RULE_OF_LAW) -> Profile:
    """Return the profile for a kind of report that ships with the package.

    It has the outline and the indicators; district and roster are a workspace's own, and
    the words by which a report is told are only read where one is told.
    """
    faults: list[str] = []
    outline = parse_outline(kind_text(OUTLINE, kind), OUTLINE, faults)
    indicators = parse_indicators(kind_text(INDICATORS, kind), INDICATORS, faults)
    if faults:
        raise ProfileError(tuple(faults))
    return Profile(outline=outline, indicators=indicators)


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
    home: Path, kind: Kind, faults: list[str], warn: Callable[[str], None]
) -> tuple[OutlineSection, ...]:
    """Return the workspace's outline or the kind's."""
    name = f"{FOLDER}/{OUTLINE}"
    if not (home / OUTLINE).exists():
        warn(f"{name}：没有这个文件，使用程序自带的提纲。")
        return default_profile(kind).outline
    text = read_text(home / OUTLINE, name, faults)
    return () if text is None else parse_outline(text, name, faults)


def _indicators(
    home: Path, kind: Kind, faults: list[str], warn: Callable[[str], None]
) -> tuple[Indicator, ...]:
    """Return the workspace's catalogue or the kind's."""
    name = f"{FOLDER}/{INDICATORS}"
    if not (home / INDICATORS).exists():
        warn(f"{name}：没有这个文件，使用程序自带的口径表。")
        return default_profile(kind).indicators
    text = read_text(home / INDICATORS, name, faults)
    return () if text is None else parse_indicators(text, name, faults)


def _balances(home: Path, faults: list[str]) -> tuple[Balance, ...]:
    """Return what the workspace says of its fixed tables; without the file, nothing."""
    name = f"{FOLDER}/{BALANCES}"
    if not (home / BALANCES).exists():
        return ()
    text = read_text(home / BALANCES, name, faults)
    return () if text is None else parse_balances(text, name, faults)


def _forms(home: Path, outline: tuple[OutlineSection, ...], faults: list[str]) -> tuple[Form, ...]:
    """Return the tables of which the workspace wants the sums; without the file, none."""
    name = f"{FOLDER}/{FORMS}"
    if not (home / FORMS).exists():
        return ()
    text = read_text(home / FORMS, name, faults)
    return () if text is None else parse_forms(text, name, outline, faults)


def _lexicon(home: Path, kind: Kind, faults: list[str]) -> Lexicon | None:
    """Return the words by which the report is told: the workspace's files, the kind's others."""
    texts: dict[str, str] = {}
    before = len(faults)
    for path in sorted((home / LEXICON).glob("*.toml")):
        text = read_text(path, f"{FOLDER}/{LEXICON}/{path.name}", faults)
        if text is not None:
            texts[path.name] = text
    lexicon = parse_lexicon(texts, f"{FOLDER}/{LEXICON}", kind, faults)
    return lexicon if len(faults) == before else None


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
