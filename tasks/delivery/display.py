"""How text from a report may appear in a table or on a page.

Text comes from strangers' files: a sign that turns the reading direction can make a line
say something else than its characters, and control characters are forbidden in XML.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tasks.delivery.masking import mask

# A sentence is shown once for each of its figures, a department's name in each of its rows.
_REMEMBERED: Final = 8_192

SUBSTITUTE: Final = "▯"

# Each row: first and last code point, and why the signs between must not pass unseen.
_HIDDEN: tuple[tuple[int, int, str], ...] = (
    (0x00, 0x08, "control characters, forbidden in XML 1.0 (2.2)"),
    (0x0B, 0x0C, "vertical tab and form feed, forbidden in XML 1.0"),
    (0x0E, 0x1F, "control characters, forbidden in XML 1.0"),
    (0x7F, 0x9F, "delete and C1 controls: invisible, discouraged by XML 1.0"),
    (0x061C, 0x061C, "Arabic letter mark: turns the reading direction (UAX 9)"),
    (0x200E, 0x200F, "left-to-right and right-to-left mark (UAX 9)"),
    (0x202A, 0x202E, "embeddings and overrides of direction (UAX 9)"),
    (0x2066, 0x2069, "isolates of direction (UAX 9)"),
    (0xD800, 0xDFFF, "lone surrogates: cannot be written as UTF-8"),
    (0xFFFE, 0xFFFF, "no characters, forbidden in XML 1.0"),
)
_TABLE: Final = {
    point: SUBSTITUTE for first, last, _ in _HIDDEN for point in range(first, last + 1)
} | {0x0D: "\n"}

_ANY: Final = re.compile("[\r" + "".join(f"{chr(a)}-{chr(b)}" for a, b, _ in _HIDDEN) + "]")
"""Whether there is any such sign: `translate` looks every character up, most texts have none."""


@lru_cache(maxsize=_REMEMBERED)
def shown(text: str) -> str:
    """Return the text as it may be shown, equally long.

    Personal numbers are masked; control characters and signs that turn the reading
    direction become `▯`, so that a trick is seen instead of working.
    """
    masked = mask(text)
    return masked.translate(_TABLE) if _ANY.search(masked) else masked
