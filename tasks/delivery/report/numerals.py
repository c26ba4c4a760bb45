"""Figures as one text writes them: Arabic digits throughout, ranges with ～ (GB/T 15835—2011).

Departments write 学习九次 beside 学习10次; a report made of both writes one of them, and the
standard asks for Arabic digits wherever something is counted or measured (4.1.1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tasks.corrections.words import said_anew
from tasks.delivery.labels import plain
from tasks.department.figures.figure import Figure, Kind

_CHINESE: Final = re.compile(r"[〇零一二两三四五六七八九十百千]+")
_WORDED: Final = re.compile(r"[〇零一二两三四五六七八九十百千—–~〜－-]")
"""What a text in Arabic digits has to have before anything in it can be changed."""

_LARGE: Final = re.compile(r"[万亿]")
_RANGE: Final = re.compile(r"(?<=\d)(%?)\s*(?:[—–~〜]+|－|-)\s*(?=\d)")


def arabic(figure: Figure) -> str:
    """Return the figure's text in Arabic digits, as it is where only words can say it.

    九次 becomes 9次, 百分之八点六 8.6%, 3—5天 3～5天; 八成, 数十次 and 第二 stay as they are.
    A figure that a person corrected is the corrected value.
    """
    if corrected := said_anew(figure):
        return corrected
    if not _WORDED.search(figure.text):
        return figure.text
    text = _RANGE.sub(r"\1～", figure.text)
    if figure.kind is Kind.RANK:
        return text
    found = _CHINESE.findall(text)
    if figure.kind is Kind.PERCENT and text.startswith("百分之"):
        return f"{plain(figure.value)}%{_tail(text)}"
    whole = figure.value == figure.value.to_integral_value()
    if len(found) != 1 or not whole or _LARGE.search(text) or re.search(r"\d|成|分之|点|数", text):
        return text
    return _CHINESE.sub(plain(figure.value), text, count=1)


def _tail(text: str) -> str:
    """Return what follows the number: 以上 of 百分之九十以上."""
    found = re.search(r"(?:以上|以下|以内|左右|多)$", text)
    return found.group() if found else ""


def in_arabic(text: str, start: int, figures: Sequence[Figure]) -> str:
    """Return a stretch of a block, which begins at `start` there, its figures as we say them."""
    for figure in sorted(figures, key=lambda figure: -figure.start):
        at = figure.start - start
        end = figure.end - start
        if figure.cell is None and text[at:end] == figure.text:
            text = text[:at] + arabic(figure) + text[end:]
    return text
