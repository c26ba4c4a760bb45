"""Numbers of headings: 一、 二、 … 十一、 … after GB/T 9704, 7.3.3."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_PLACES: Final = ("", "十", "百", "千")
_MYRIAD: Final = 10_000
MOST: Final = _MYRIAD * _MYRIAD - 1


def chinese_number(number: int) -> str:
    """Return 1..99,999,999 in Chinese numerals as headings have them (10 十, 105 一百零五).

    Raises ValueError for others.
    """
    if not 1 <= number <= MOST:
        message = f"no heading has the number {number}"
        raise ValueError(message)
    myriads, rest = divmod(number, _MYRIAD)
    gap = "零" if myriads and 0 < rest < _MYRIAD // 10 else ""
    text = (_below_myriad(myriads) + "万" if myriads else "") + gap + _below_myriad(rest)
    return text.removeprefix("一") if text.startswith("一十") else text


def _below_myriad(number: int) -> str:
    """Return 0..9999 in Chinese numerals, '' for 0; zeros between digits are one 零."""
    text, gap = "", False
    for place in range(len(_PLACES) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
        gap = digit == 0
    return text
