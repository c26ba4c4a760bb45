"""Finds every number in a text, whatever it turns out to be.

One pass of one pattern without nested repeats, so that the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tasks.department.figures.cardinals import cardinal, guessed

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[  ]\d{3})+(?![\d年])|\d+)(?:\.\d+)?"
_HAN = "零一二三四五六七八九十百千万亿两"
_PATTERN = re.compile(
    rf"[近约]?(?P<parts>百分之|千分之|万分之)(?P<of>{_ARABIC}|[{_HAN}]{{1,12}}(?:点[零一二三四五六七八九]{{1,8}})?)"
    rf"|[近约]?(?P<below>[{_HAN}]{{1,6}})分之(?P<above>[{_HAN}]{{1,8}})"
    rf"|[近约]?(?P<tenths>[{_HAN}]{{1,2}}|\d(?:\.\d)?)(?P<tq>多)?成(?P<fifth>[一二三四五六七八九])?(?P<half>半)?"
    rf"(?![立员果效功品熟绩份套就都才不])"
    rf"|(?P<arabic>{_ARABIC})(?P<aq>[余多几])?"
    rf"(?:[ 　](?=[万亿]))?(?P<scale>百万|千万|十万|万亿|[万亿])?"
    rf"(?P<mixed>(?<=[万亿])(?:\d{{1,4}}(?:[千百十]万?|万)?){{1,4}}(?![\d.%]))?(?P<aq2>[余多])?(?P<scale2>万|亿)?"
    rf"|(?P<han>[上近数几]?[{_HAN}]{{1,24}}(?:点[零一二三四五六七八九]{{1,8}}[万亿]?)?)(?P<hq>[余多几])?(?P<hscale>万|亿)?"
    rf"|(?P<circled>[①-⑳])"
    rf"|(?P<semi>半)(?=年|天|个月|小时)"
)
_GROUPING = str.maketrans("", "", ", \u00a0")
_SCALES = {
    "": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12, "十万": 10**5, "百万": 10**6, "千万": 10**7,
}  # fmt: skip
_MAX_DIGITS = 25
"""More digits than any quantity has: a code."""
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
    """Return what the pattern found; its groups tell the form."""
    for form, read in _READERS:
        if match[form]:
            return read(match)
    return Number(start=match.start(), end=match.end(), value=Decimal("0.5"), arabic=False)


def _parts(match: re.Match[str]) -> Number | None:
    value = cardinal(match["of"])
    unit = {"百分之": "%", "千分之": "‰", "万分之": "‱"}[match["parts"]]
    if value is None:
        return None
    return replace(_percent(match, value, unit=unit), start=match.start("parts"))


def _fraction(match: re.Match[str]) -> Number | None:
    below, above = cardinal(match["below"]), cardinal(match["above"])
    if not below or above is None:
        return None
    return replace(_percent(match, 100 * above / below), start=match.start("below"))


def _tenths(match: re.Match[str]) -> Number | None:
    """Return 九成, 三成半, 九成五; 成为 is another word unless the number is hedged."""
    follows = match.string[match.end() : match.end() + 1]
    hedged = match.string[max(0, match.start("tenths") - 1) : match.start("tenths")]
    if follows == "为" and hedged not in set("近约占有超逾过达"):
        return _word(match)
    value = cardinal(match["tenths"])
    ones = cardinal(match["fifth"]) if match["fifth"] else None
    rest = ones or (5 if match["half"] else 0)
    if value is None:
        return None
    percent = _percent(match, value * 10 + rest, match["tq"] or "")
    return replace(percent, start=match.start("tenths"))


def _percent(
    match: re.Match[str], value: Decimal, qualifier: str = "", *, unit: str = "%"
) -> Number:
    return Number(start=match.start(), end=match.end(), value=value, unit=unit, qualifier=qualifier)


def _word(match: re.Match[str]) -> Number:
    """Return a number that counts nothing: a circled digit, 一一, a word's part."""
    return Number(start=match.start(), end=match.end(), value=Decimal(0), arabic=False, unit="?")


def _arabic(match: re.Match[str]) -> Number:
    digits = match["arabic"].translate(_GROUPING)
    if len(digits) > _MAX_DIGITS:
        return _word(match)
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
    guess = guessed(said)
    if guess is not None:
        low, high = guess
        return Number(
            start=start, end=match.end(), value=low * factor, top=high * factor, arabic=False
        )
    if said == "一一":
        return _word(match)
    value = cardinal(said)
    if value is None and said.startswith(("十", "百", "千", "万", "亿")):
        value = cardinal("一" + said)
    if value is None:
        return _word(match)
    return Number(
        start=start, end=match.end(), value=value * factor, qualifier=qualifier, arabic=False
    )


_READERS = (
    ("arabic", _arabic),
    ("circled", _word),
    ("han", _han),
    ("parts", _parts),
    ("below", _fraction),
    ("tenths", _tenths),
)
"""Which reader knows each form, the most frequent first."""
