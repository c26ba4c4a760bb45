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


def _row(first: str) -> str:
    """Return all signs of the row that begins with `first`."""
    return "".join(map(chr, range(ord(first), ord(_ONE_SIGN[first]) + 1)))


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


_OPEN = "（(﹙【〔"
_DIGITS = "0123456789０１２３４５６７８９"
_FORMS: tuple[tuple[Family, str, str], ...] = (
    # (family, what it may begin with, pattern); the first that fits is taken
    (
        Family.PART,
        "第",
        rf"第\s?(?P<n>{_ORDINAL})\s?(?:部分|(?:章|篇|编)(?=[、：:，\s　]|$))[、：:，\s]?",
    ),
    (
        Family.ARTICLE,
        "第",
        rf"第\s?(?P<n>{_ORDINAL})\s?节(?=[、：:，\s　]|$)[、：:，\s]?",
    ),
    (Family.SHI, _H, rf"(?P<n>[{_H}]{{1,3}})[是要](?![否不])[：:，]?"),
    (Family.DUN, _H, rf"(?P<n>[{_H}]{{1,3}})\s?(?:、|[.．，,](?!\d))\s?"),
    (Family.PAREN, _OPEN, rf"[{_OPEN}]\s?(?P<n>[{_H}]{{1,3}})\s?[)）﹚】〕]?[、.．:：]?\s?"),
    (Family.PAREN, _H, rf"(?P<n>[{_H}]{{1,3}})\s?[)）﹚]\s?"),
    (
        Family.DEEP_DECIMAL,
        _DIGITS,
        r"(?P<n>\d{1,2})(?:[.．]\d{1,2}){2,3}(?!\d|[%％万亿元])[、.．]?\s?",
    ),
    (Family.DECIMAL, _DIGITS, r"(?P<n>\d{1,2})[.．]\d{1,2}(?!\d|[%％万亿元])[、.．]?\s?"),
    (Family.ARABIC_PAREN, "（(", r"[（(]\s?(?P<n>\d{1,2})\s?[)）]\s?"),
    (Family.ARABIC_PAREN, _DIGITS, r"(?P<n>\d{1,2})\s?[)）]\s?"),
    (Family.DOT, _DIGITS, r"(?P<n>\d{1,2})\s?(?:、|[.．](?!\d(?!\d{3}年)))\s?"),
    (Family.DOT, _DIGITS, r"(?P<n>\d{1,2})(?:$|[ 　\t]+(?=[一-龥]))"),
    (Family.CIRCLED, _row("①"), r"(?P<n>[①-⑳])\s?"),
    (Family.DUN, _CAPITALS, rf"(?P<n>[{_CAPITALS}])\s?[、.．]\s?"),
    (Family.DUN, _row("Ⅰ"), r"(?P<n>[Ⅰ-Ⅻ])\s?[、.．]\s?"),
    (Family.PAREN, _row("㈠"), r"(?P<n>[㈠-㈩])[、.．]?\s?"),
    (Family.ARABIC_PAREN, _row("⑴"), r"(?P<n>[⑴-⒇])[、.．]?\s?"),
    (Family.DOT, _row("⒈"), r"(?P<n>[⒈-⒛])\s?"),
)
_BY_FIRST: dict[str, list[tuple[Family, re.Pattern[str]]]] = {}
for _family, _first, _pattern in _FORMS:
    for _sign in _first:
        _BY_FIRST.setdefault(_sign, []).append((_family, re.compile(_pattern)))
_SIGNS = {sign: n for first in _ONE_SIGN for n, sign in enumerate(_row(first), 1)}
_VALUES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    c: n for n, c in enumerate(_CAPITALS, 1)
}


def parse_numbering(text: str) -> Numbering | None:
    """Return the numbering that `text` begins with, or None."""
    indent = len(text) - len(text.lstrip(" \t　"))
    for family, pattern in _BY_FIRST.get(text[indent : indent + 1], ()):
        match = pattern.match(text, indent)
        if match:
            return Numbering(
                family=family,
                value=_value(match["n"]),
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
