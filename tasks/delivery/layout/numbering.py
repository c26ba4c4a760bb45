"""Numbers of headings: 一、 二、 … 十一、 … after GB/T 9704, 7.3.3."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_TEN: Final = 10
_HUNDRED: Final = 100


def chinese_number(number: int) -> str:
    """Return 1..999 in Chinese numerals as headings have them (10 十, 21 二十一, 105 一百零五)."""
    hundreds, rest = divmod(number, _HUNDRED)
    tens, ones = divmod(rest, _TEN)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
