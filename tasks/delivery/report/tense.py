"""Words of time in a report made to agree with the district report's year."""

from __future__ import annotations

import re
from typing import Final

_LEADING: Final = re.compile(
    r"^(?:今年以来|今年来|一年来|一年以来|本年度|本年|今年|过去一年|\d{4}年(?:度|以来|来)?)，"
)
"""The whole report is about the year: a sentence need not open with it."""

# Each row: what a report says (not as a part of 说明年度, 过去年份, 如今年), how far it is from
# the report's year, and what follows 年.
_WORDS: Final = (
    (re.compile(r"(?<!如)今年以?来"), 0, "以来"),
    (re.compile(r"本年度"), 0, "度"),
    (re.compile(r"(?<!如)今年"), 0, ""),
    (re.compile(r"(?<!过)(?<!失)去年"), -1, ""),
    (re.compile(r"(?<![说证表声阐标写注申查])明年"), 1, ""),
)


def in_year(text: str, year: int) -> str:
    """Return the text with 今年, 去年 and 明年 as years and without an opening 今年以来，."""
    opening = _LEADING.match(text)
    if opening and (not opening.group()[:4].isdigit() or opening.group()[:4] == str(year)):
        text = text[opening.end() :]
    for word, distance, rest in _WORDS:
        text = word.sub(f"{year + distance}年{rest}", text)
    return text
