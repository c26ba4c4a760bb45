"""Personal numbers leave the program masked, at the same length.

The length stays because figures and checks point into a text by offsets: a masked text
can stand wherever the text stood.
"""

from __future__ import annotations

import re

_KEPT_BEFORE, _KEPT_AFTER = 3, 4

# Each row: what it is, why it is masked, and how it is written. A number counts only when
# it is no part of a longer run of digits; an amount of money (…元) is no personal number.
_GAP = r"[\s\-—－]"
_ALONE_BEFORE = r"(?<!\d)(?<!\d[.．])"
_ALONE_AFTER = r"(?!\d)(?![.．]\d)"
_PERSONAL: tuple[tuple[str, str, str], ...] = (
    (
        "identity card",
        "GB 11643: 17 digits and a digit or X (15 digits before 1999); bank cards have 16 to 19",
        r"\d{14,18}[\dXxＸｘ](?!\s*(?:[万亿千百]*元))",
    ),
    (
        "identity card in groups",
        "typed as 6 + 8 + 4 with spaces, hyphens or dashes between, or one of them",
        rf"\d{{6}}{_GAP}?\d{{8}}{_GAP}?\d{{3}}[\dXxＸｘ]",
    ),
    (
        "mobile telephone",
        "11 digits from 13 to 19 (工信部 numbering plan), often grouped 3 + 4 + 4",
        rf"[1１][3-9３-９]\d(?:{_GAP}?\d{{4}}){{2}}(?!\s*(?:[万亿千百]*元))",
    ),
)
_PATTERN = re.compile(
    _ALONE_BEFORE + "(?:" + "|".join(row[2] for row in _PERSONAL) + ")" + _ALONE_AFTER
)


def mask(text: str) -> str:
    """Return the text with the middle digits of personal numbers as `*`, equally long.

    Identity-card, bank-card and mobile numbers keep their first three and last four
    characters; all other text is returned as it is.
    """
    return _PATTERN.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    number = match.group()
    middle = number[_KEPT_BEFORE : len(number) - _KEPT_AFTER]
    hidden = "".join("*" if sign.isdigit() else sign for sign in middle)
    return number[:_KEPT_BEFORE] + hidden + number[-_KEPT_AFTER:]
