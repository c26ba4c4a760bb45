"""The line that dates a report (成文日期: GB/T 9704—2012, 7.3.5.4), alone or after the sender."""

from __future__ import annotations

import re

_DATE = (
    r"(?:(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|"
    r"二[〇○零0][一二三四五六七八九〇○零]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_DATE_LINE = re.compile(rf"^\s*[（(]?\s*(?P<date>{_DATE})\s*[)）]?\s*$")
_SIGNED_DATE = re.compile(rf"^\s*(?P<who>[^，。；：:\d]{{4,40}}?)\s+(?P<date>{_DATE})\s*$")
_HAN_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_YEAR_LENGTH = 4
_LONGEST = 90
"""Characters of the longest sender with a date behind it and blanks between."""
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def match_date(line: str) -> re.Match[str] | None:
    """Return the match of a line that is a date and nothing else (group `date`), or None."""
    return _match(_DATE_LINE, line)


def match_signed_date(line: str) -> re.Match[str] | None:
    """Return the match of a sender with the date on one line (`who`, `date`), or None."""
    return _match(_SIGNED_DATE, line)


def _match(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    """Return the match of the line without blanks around it, None for a whole sentence."""
    said = line.strip()
    if len(said) > _LONGEST or "日" not in said:
        return None
    return pattern.match(said.translate(_HALF_WIDTH))


def iso_date(line: str) -> str:
    """Return the date of a line that is a date or a signature with one, as ISO text, else ''."""
    match = match_date(line) or match_signed_date(line)
    if match is None:
        return ""
    said = re.split(r"[年月日]", re.sub(r"\s", "", match["date"]))[:3]
    year, month, day = map(number_of, said)
    return f"{year:04d}-{month:02d}-{day:02d}"


def number_of(said: str) -> int:
    """Return the number in digits or characters: 2026, 二〇二六, 十二, 二十一."""
    if said.isdecimal():
        return int(said)
    if len(said) == _YEAR_LENGTH:
        return int("".join(_HAN_DIGITS.get(c, c) for c in said))
    tens, ten, ones = said.partition("十")
    if not ten:
        return int(_HAN_DIGITS[said])
    return int(_HAN_DIGITS.get(tens, "1")) * 10 + int(_HAN_DIGITS.get(ones, "0"))
