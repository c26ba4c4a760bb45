"""Finds every number in a text, whatever it turns out to be.

One pass of one pattern without nested repeats, so that the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tasks.department.figures.numerals import cardinal

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[  ]\d{3})+(?![\d年])|\d+)(?:\.\d+)?"
_HAN = "零一二三四五六七八九十百千万亿两"
_PATTERN = re.compile(
    rf"(?P<parts>百分之|千分之|万分之)(?P<of>{_ARABIC}|[{_HAN}]{{1,12}}(?:点[零一二三四五六七八九]{{1,8}})?)"
    rf"|(?P<below>[{_HAN}]{{1,6}})分之(?P<above>[{_HAN}]{{1,8}})"
    rf"|(?P<tenths>[{_HAN}]{{1,2}}|\d(?:\.\d)?)(?P<tq>多)?成(?P<half>半)?(?=[左以多的。，；、）)]|$)"
    rf"|(?P<arabic>{_ARABIC})(?P<aq>[余多几])?(?P<scale>百万|千万|十万|万亿|[万亿])?"
    rf"(?P<mixed>(?<=[万亿])(?:\d{{1,4}}[千百十]?){{1,4}}(?![\d.%]))?(?P<aq2>[余多])?(?P<scale2>万|亿)?"
    rf"|(?P<han>[上近数几]?[{_HAN}]{{1,24}}(?:点[零一二三四五六七八九]{{1,8}}[万亿]?)?)(?P<hq>[余多几])?(?P<hscale>万|亿)?"
    rf"|(?P<semi>半)(?=年|天|个月|小时)"
)
_SCALES = {
    "": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12, "十万": 10**5, "百万": 10**6, "千万": 10**7,
}  # fmt: skip
_TWO_DIGITS = re.compile("[一二两三四五六七八九]{2}")
"""Two neighbouring digits are a guess (三五个, 八九家: GB/T 15835—2011, 5.2.2)."""
_LOOSE = {"上", "近", "数", "几"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text.

    `value` is the mantissa as said, `scale` its 万/亿 as said ('' for Chinese numerals,
    whose value is whole), `factor` what the scale multiplies by. `top` is the other end of
    a range. `unit` is set for percentages written in words, and is '?' for characters that
    make no number. `arabic` tells digits from characters.
    """

    start: int
    end: int
    value: Decimal
    scale: str = ""
    factor: int = 1
    qualifier: str = ""
    top: Decimal | None = None
    unit: str = ""
    arabic: bool = True


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a folded text in order; none overlaps another."""
    for match in _PATTERN.finditer(text):
        found = _read(match)
        if found is not None:
            yield found


def _read(match: re.Match[str]) -> Number | None:
    if match["arabic"]:
        return _arabic(match)
    if match["han"]:
        return _han(match)
    if match["parts"]:
        value = cardinal(match["of"])
        scale = {"百分之": 1, "千分之": 10, "万分之": 100}[match["parts"]]
        return None if value is None else _percent(match, value / scale)
    if match["below"]:
        below, above = cardinal(match["below"]), cardinal(match["above"])
        return _percent(match, 100 * above / below) if below and above is not None else None
    if match["tenths"]:
        value = cardinal(match["tenths"])
        half = 5 if match["half"] else 0
        return None if value is None else _percent(match, value * 10 + half, match["tq"] or "")
    return Number(start=match.start(), end=match.end(), value=Decimal("0.5"), arabic=False)


def _percent(match: re.Match[str], value: Decimal, qualifier: str = "") -> Number:
    return Number(start=match.start(), end=match.end(), value=value, unit="%", qualifier=qualifier)


def _arabic(match: re.Match[str]) -> Number:
    digits = re.sub(r"[, \u00a0]", "", match["arabic"])
    scale = (match["scale"] or "") + (match["scale2"] or "")
    value, factor = Decimal(digits), _SCALES[match["scale"] or ""] * _SCALES[match["scale2"] or ""]
    if match["mixed"]:
        whole = cardinal(digits + (match["scale"] or "") + match["mixed"])
        if whole is not None:
            value, scale, factor = whole, "", 1
    return Number(
        start=match.start(),
        end=match.end(),
        value=value,
        scale=scale,
        factor=factor,
        qualifier=match["aq"] or match["aq2"] or "",
    )


def _han(match: re.Match[str]) -> Number | None:
    said, start = match["han"], match.start()
    qualifier = match["hq"] or ""
    if said[0] in _LOOSE:
        if said[0] in "上近" and len(said) > 2:  # noqa: PLR2004 - 上千 is loose, 近三百 is 300
            said, start = said[1:], start + 1
        else:
            qualifier, said = qualifier or said[0], said[1:]
    factor = _SCALES[match["hscale"] or ""]
    if _TWO_DIGITS.fullmatch(said):
        low, high = cardinal(said[0]), cardinal(said[1])
        if low is not None and high is not None and low < high:
            return Number(
                start=start, end=match.end(), value=low * factor, top=high * factor, arabic=False
            )
    value = cardinal(said)
    if value is None and said.startswith(("十", "百", "千", "万", "亿")):
        value = cardinal("一" + said)
    if value is None:
        return Number(start=start, end=match.end(), value=Decimal(0), arabic=False, unit="?")
    return Number(
        start=start, end=match.end(), value=value * factor, qualifier=qualifier, arabic=False
    )
