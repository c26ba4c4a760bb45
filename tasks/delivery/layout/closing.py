"""Titles broken by meaning, and signature and date placed by their lengths."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from tasks.delivery.layout.measure import CHARACTER, HALF_CHARACTER, TITLE_CHARACTERS
from tasks.delivery.layout.pieces import Line, Style, line

_BREAKS: Final = re.compile(r"(?=关于)|(?=\d{4}年)|(?=年度报告)|(?=分部门)|(?=情况的?报告)")
"""Where a title may be broken: never inside a name or a number, nor behind a year."""


def title_lines(title: str, style: Style = Style.TITLE) -> tuple[Line, ...]:
    """Return the title as one line, or two: before 关于, else where they balance best."""
    if _width(title) <= TITLE_CHARACTERS:
        return (line(style, title),)
    places = [m.start() for m in _BREAKS.finditer(title) if 0 < m.start() < len(title)]
    fitting = [at for at in places if _fits(title[:at]) and _fits(title[at:])]
    if not fitting:
        return (line(style, title),)
    about = [at for at in fitting if title.startswith("关于", at)]
    at = min(about or fitting, key=lambda at: abs(_width(title[:at]) - _width(title[at:])))
    return (line(style, title[:at]), line(style, title[at:]))


def _fits(text: str) -> bool:
    return _width(text) <= TITLE_CHARACTERS


def _width(text: str) -> float:
    """Return the width in full-width characters."""
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def closing_lines(signature: str, date: str) -> tuple[Line, ...]:
    """Return signature and date: GB/T 9704, 7.3.5.3 (no seal).

    The signature ends two characters before the right edge and the date begins two
    characters right of the signature's beginning; where the date is the longer one, it is
    the date that ends two characters before the edge.
    """
    name, day = _advance(signature), _advance(date)
    two = 2 * CHARACTER
    right, date_right = two, name - day
    if date_right < two:
        right, date_right = 2 * two + day - name, two
    blank = line(Style.BODY, keep=True)
    return (
        blank,
        blank,
        line(Style.SIGNATURE, signature, right=right, keep=True),
        line(Style.DATE, date, right=date_right),
    )


def _advance(text: str) -> int:
    """Return how far a line of body text advances, in twips."""
    return sum(
        CHARACTER if unicodedata.east_asian_width(sign) in "WFA" else HALF_CHARACTER
        for sign in text
    )
