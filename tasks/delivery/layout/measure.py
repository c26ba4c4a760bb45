"""The sizes of a page after GB/T 9704—2012, in twips (1/20 point) unless a name says otherwise.

The standard gives millimetres, lines and characters; the point values here are those that
fill the page with 22 lines of 28 characters in Word, WPS and LibreOffice, as measured.
"""

from __future__ import annotations

from typing import Final

PAGE_WIDTH: Final = 11906
PAGE_HEIGHT: Final = 16838
MARGIN_TOP: Final = 2098
MARGIN_BOTTOM: Final = 1984
MARGIN_LEFT: Final = 1587
MARGIN_RIGHT: Final = 1474
TYPE_WIDTH: Final = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT

FOOTER_DISTANCE: Final = 1423
"""Puts the dashes of the page number 7 mm under the type area."""

LINE: Final = 579
"""One line of the grid: 22 of them fill the type area; 580 gives 21."""

BODY_SPACING: Final = -6
"""Condensing of body text: 28 characters a line; 0 gives 27."""

CHARACTER: Final = 314
"""How far one full-width character of body text advances (16 pt less the condensing)."""

HALF_CHARACTER: Final = 154
"""How far one digit of body text advances."""

TITLE_CHARACTERS: Final = 20
"""Characters of 22 pt that fit on one line."""
