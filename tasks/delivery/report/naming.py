"""How the report calls a department, and the department's own words for itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tasks.profile.derived import once_for_each_profile
from tasks.profile.model import Profile, RosterEntry

_KINDS: Final = "分局|局|委|办|中心|院|镇|乡|街道|单位|部门|站|队|所|会"
_OWN: Final = re.compile(rf"(?:我|本)(?:{_KINDS})(?!国)")
_WHOLE_STAFF: Final = re.compile(
    rf"全(?:{_KINDS}|街)(?=(?:广大)?(?:干部|党员|职工|人员|工作人员|执法人员|民警))"
)
"""全局干部职工 is 全体干部职工 once the department is named; 全局观念 is another word."""

_BODY_FIRST: Final = re.compile(
    rf"^(?:{_KINDS})(?=党组|党委|党工委|党支部|领导|机关|主要|班子|长|法规|政策)"
)
_BODY_INSIDE: Final = re.compile(
    r"(?<=[持开订由在经对把将为入和及与报向])(?:分局|局|委|镇|乡|街道)(?=党组|党委|党工委)|(?:局|委|镇)(?=属单位)"
)
"""主持局党组会 is 主持党组会 once the bureau is named, and 局属单位 is 所属单位."""

_NUMERAL: Final = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿]")
"""An alias with a numeral (区三防办) would bring a number into a sentence that has none."""

_HEADS: Final = ("分局", "局", "镇", "乡", "街道")
_OWN_BODY: Final = re.compile(
    r"(?<![一-龥])(?:分局|局|委|镇|街道)(?=党组|党委|机关|领导|属|长办公)"
    r"|(?<=[持开订由在经对把将为入和及与报向])(?:分局|局|镇|街道)(?=党组|党委|党工委|机关|领导|属|长办公)"
    r"|由(?:分局|局|镇|街道)(?=统一|牵头|负责|统筹)"
)
"""A body of one department, which the district has none of: 修订局党组议事规则, 由街道统一制作."""

_COMPOUND: Final = re.compile(r"[级村部面限势域区街居]")
"""After 镇, 局 … these make another word: 镇级, 镇村, 局部, 局面, 局限, 局势."""

_LEFT_OVER: Final = re.compile(
    r"我们|我(?!国|军|党)|本(?:局|委|办|镇|乡|街道|单位|部门|院|中心)|笔者"
)
_WIDER: Final = re.compile(r"^(?:全国|全区|全县|全市|全省|辖区|辖内|[区县](?![域级内别块位间分]))")
"""A sentence about the whole area, or another body of it, is not put in a department's mouth."""

_LEADING_TIME: Final = re.compile(
    r"^(?:(?:到|至|截至)?\d{4}年(?:\d{1,2}月)?(?:底|末|以来|度)?|\d{1,2}月(?:\d{1,2}日)?|上半年|下半年|年内|年初|年底|全年|[^，。]{0,12}期间|近年来)，"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A department as the report names it: `name` (区科技局), later `again` (该局)."""

    name: str
    again: str
    names: tuple[str, ...]


def speaker(department: str, profile: Profile) -> Speaker:
    """Return how to call the department: its shortest alias with 区, 县 or 市 before it."""
    district = profile.district.name if profile.district else ""
    entry = _entries(profile).get(department)
    names = (department, *(entry.aliases if entry else ()))
    again = f"该{_kind(entry.kind if entry else '', department)}"
    return Speaker(name=_called(department, names, district), again=again, names=names)


@once_for_each_profile
def _entries(profile: Profile) -> Mapping[str, RosterEntry]:
    return {entry.name: entry for entry in reversed(profile.roster)}


def _kind(kind: str, department: str) -> str:
    if department.endswith("分局"):
        return "分局"
    if kind:
        return kind
    found = re.search(rf"(?:{_KINDS})$", department.removesuffix("办事处").removesuffix("人民政府"))
    return found.group() if found else "单位"


def _called(department: str, names: tuple[str, ...], district: str) -> str:
    """Return 区科技局 for 望澜区科学技术局, 东湖街道 for 望澜区东湖街道办事处."""
    level = district[-1:] or "区"
    aliases = [name for name in names if name.startswith(level) and not _NUMERAL.search(name)]
    short = sorted(aliases, key=lambda name: (len(name), name))
    if short:
        return short[0]
    bare = department.removeprefix(district) if district else department
    bare = bare.removesuffix("办事处").removesuffix("人民政府") or department
    if bare == department or bare.endswith(("镇", "乡", "街道")):
        return bare
    return level + bare


def name_in(text: str, who: Speaker) -> str | None:
    """Return the sentence with the department as its speaker, or None when that fails.

    我局 becomes the name at first and 该局 after; a sentence that names nobody gets the
    name before it, behind a leading time (3月，区科技局…).
    """
    text = _BODY_INSIDE.sub(_inner, _WHOLE_STAFF.sub("全体", _without_kind(text, who)))
    named = any(name in text for name in (who.name, *who.names))
    if not named and _OWN.search(text):
        text, named = _OWN.sub(who.name, text, count=1), True
    text = _OWN.sub(who.again, text)
    if not named and not _WIDER.match(text):
        time = _LEADING_TIME.match(text)
        at = time.end() if time else 0
        text = text[:at] + who.name + text[at:]
    return None if _LEFT_OVER.search(text) else text


def _inner(found: re.Match[str]) -> str:
    return "所" if found.string.startswith("属单位", found.end()) else ""


def _without_kind(text: str, who: Speaker) -> str:
    """Return the sentence without 局, 镇 … at its head, which the name is going to say."""
    kind = who.again[1:]
    if kind in _HEADS and text.startswith(kind) and not _COMPOUND.match(text, len(kind)):
        return text[len(kind) :]
    return _BODY_FIRST.sub("", text)


def name_again(text: str, who: Speaker) -> str:
    """Return the sentence with 该局 for the name it begins with, after one of the same speaker."""
    return who.again + text.removeprefix(who.name) if text.startswith(who.name) else text


def leave_unnamed(text: str, who: Speaker) -> str | None:
    """Return the sentence as said of the whole district, or None when that fails.

    我局 becomes 部分单位; a sentence that names the department is refused.
    """
    if _OWN_BODY.search(text) or any(name in text for name in (who.name, *who.names)):
        return None
    text = _WHOLE_STAFF.sub("全体", _OWN.sub("部分单位", text))
    text = re.sub(r"部分单位(?=工作人员|干部|职工)", "", text)
    if re.search(
        r"(?:^|[，、；强高化全])(?:分局|局|镇|街道)(?!部|面|限|势)", text
    ) or _LEFT_OVER.search(text):
        return None
    return text
