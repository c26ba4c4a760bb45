"""Typed and computed numbering: what family it is of and which place it counts.

The families and their usual order are those of GB/T 9704—2012, 7.3.3 (一、 （一） 1. （1）),
with the slips that real reports have: a bracket lost, full and half width mixed, a point
or a comma for 、.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_H = "一二三四五六七八九十百零〇"
_CAPITALS = "壹贰叁肆伍陆柒捌玖拾"
_ONE_SIGN = {
    # the first and the last sign of a row of characters that are a whole number each
    "①": "⑳",
    "㈠": "㈩",
    "⑴": "⒇",
    "⒈": "⒛",
    "Ⅰ": "Ⅻ",
}
_ORDINAL = rf"[{_H}]{{1,3}}|\d{{1,2}}"


class Family(IntEnum):
    """Numbering families from the outermost to the innermost."""

    PART = 1
    ARTICLE = 2
    DUN = 3
    PAREN = 4
    DOT = 5
    DECIMAL = 6
    DEEP_DECIMAL = 7
    ARABIC_PAREN = 8
    CIRCLED = 9
    SHI = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """A number at the beginning of a line: its family, its value, and where it ends.

    `said` is the number as written; `comma` tells `6、` from `6.`.
    """

    family: Family
    value: int
    end: int
    said: str
    comma: bool = False


_FORMS: tuple[tuple[Family, re.Pattern[str]], ...] = tuple(
    (family, re.compile(pattern))
    for family, pattern in (
        (
            Family.PART,
            rf"第\s?(?P<n>{_ORDINAL})\s?(?:部分|(?:章|篇|编)(?=[、：:，\s　]|$))[、：:，\s]?",
        ),
        (
            Family.ARTICLE,
            rf"第\s?(?P<n>{_ORDINAL})\s?节(?=[、：:，\s　]|$)[、：:，\s]?",
        ),
        (Family.SHI, rf"(?P<n>[{_H}]{{1,3}})[是要](?![否不])[：:，]?"),
        (Family.DUN, rf"(?P<n>[{_H}]{{1,3}})\s?(?:、|[.．，,](?!\d))\s?"),
        (Family.PAREN, rf"[（(﹙【〔]\s?(?P<n>[{_H}]{{1,3}})\s?[)）﹚】〕]?[、.．:：]?\s?"),
        (Family.PAREN, rf"(?P<n>[{_H}]{{1,3}})\s?[)）﹚]\s?"),
        (Family.DEEP_DECIMAL, r"(?P<n>\d{1,2})(?:[.．]\d{1,2}){2,3}(?!\d|[%％万亿元])[、.．]?\s?"),
        (Family.DECIMAL, r"(?P<n>\d{1,2})[.．]\d{1,2}(?!\d|[%％万亿元])[、.．]?\s?"),
        (Family.ARABIC_PAREN, r"[（(]\s?(?P<n>\d{1,2})\s?[)）]\s?|(?P<m>\d{1,2})\s?[)）]\s?"),
        (Family.DOT, r"(?P<n>\d{1,2})\s?(?:、|[.．](?!\d(?!\d{3}年)))\s?"),
        (Family.DOT, r"(?P<n>\d{1,2})(?:$|[ 　\t]+(?=[一-龥]))"),
        (Family.CIRCLED, r"(?P<n>[①-⑳])\s?"),
        (Family.DUN, rf"(?P<n>[{_CAPITALS}])\s?[、.．]\s?"),
        (Family.DUN, r"(?P<n>[Ⅰ-Ⅻ])\s?[、.．]\s?"),
        (Family.PAREN, r"(?P<n>[㈠-㈩])[、.．]?\s?"),
        (Family.ARABIC_PAREN, r"(?P<n>[⑴-⒇])[、.．]?\s?"),
        (Family.DOT, r"(?P<n>[⒈-⒛])\s?"),
    )
)  # fmt: skip
_SIGNS = {
    chr(code): code - ord(first) + 1
    for first, last in _ONE_SIGN.items()
    for code in range(ord(first), ord(last) + 1)
}
_BEGINNINGS = frozenset("第（(﹙【〔0123456789０１２３４５６７８９" + _H + _CAPITALS) | set(_SIGNS)
_VALUES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    c: n for n, c in enumerate(_CAPITALS, 1)
}


def parse_numbering(text: str) -> Numbering | None:
    """Return the numbering that `text` begins with, or None."""
    indent = len(text) - len(text.lstrip(" \t　"))
    if text[indent : indent + 1] not in _BEGINNINGS:
        return None
    for family, pattern in _FORMS:
        match = pattern.match(text, indent)
        if match:
            groups = match.groupdict()
            return Numbering(
                family=family,
                value=_value(groups["n"] or groups.get("m") or ""),
                end=match.end(),
                said=match[0].strip(),
                comma="、" in match[0],
            )
    return None


def _value(said: str) -> int:
    """Return the number that a short numeral says."""
    if said.isdecimal():
        return int(said)
    if said in _SIGNS:
        return _SIGNS[said]
    tens, ten, ones = said.partition("十")
    if ten:
        return _VALUES.get(tens, 1) * 10 + _VALUES.get(ones, 0)
    return _VALUES.get(said, 0)
