"""What can stand in a cell, and how text and numbers get there unharmed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.worksheet.hyperlink import Hyperlink

from tasks.delivery.display import shown

LONGEST_TEXT: Final = 32_767  # characters in a cell (Excel specifications and limits)
MOST_LINKS: Final = 65_000  # Excel takes 65,530 hyperlinks in a sheet
_CUT: Final = "……（过长，后略，见溯源）"
ACTIVE: Final = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_EXACT_INTEGER: Final = 2**53
EXACT_DIGITS: Final = 15  # so many decimal digits a binary number always keeps
_REMEMBERED: Final = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula beginning with `=`, its result shown with `places` decimals or as text."""

    text: str
    places: int | None = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A formula whose result is shown as a percentage with its sign."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A name of our own making (a hash, an id), written as it is and never masked."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead to a file beside the workbook or, without one, to a cell in it."""

    text: str
    target: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A number that leads to where it stands; the link's own words are not shown."""

    value: Decimal
    link: Link


Value: TypeAlias = str | int | Decimal | Formula | Share | Link | Linked | Token | None


@lru_cache(maxsize=_REMEMBERED)
def safe_text(text: str) -> str:
    """Return the text as a cell can hold it.

    Personal numbers are masked, what XML and Excel forbid is left out, and a text beyond
    Excel's limit ends in a note that says so.
    """
    clean = ILLEGAL_CHARACTERS_RE.sub("", shown(text))
    if 2 * len(clean) <= LONGEST_TEXT or _utf16_length(clean) <= LONGEST_TEXT:
        return clean
    return _cut(clean, LONGEST_TEXT - len(_CUT)) + _CUT


def _utf16_length(text: str) -> int:
    """Return the length as Excel counts it: a sign beyond U+FFFF is two."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def _cut(text: str, room: int) -> str:
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore")


def exact_number(value: Decimal) -> int | float | None:
    """Return the number that a cell keeps without loss, or None when there is none."""
    digits = str(value)
    if digits.isdigit() and len(digits) <= EXACT_DIGITS:
        return int(digits)
    if not value.is_finite():
        return None
    if value == value.to_integral_value():
        return int(value) if abs(value) <= _EXACT_INTEGER else None
    near = float(value)
    return near if Decimal(repr(near)) == value else None


def decimal_places(value: Decimal) -> int:
    """Return how many digits stand behind the point, trailing zeros not counted."""
    if str(value).isdigit():  # nearly all are, and this takes a third of the time
        return 0
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def put_text(cell: Cell, text: str) -> None:
    """Write text that stays text, also when it begins like a formula."""
    clean = safe_text(text)
    put_token(cell, clean)
    if clean.startswith(ACTIVE):
        cell.quotePrefix = True


def put_token(cell: Cell, text: str) -> None:
    """Write our own text as it is, as text whatever it looks like."""
    cell.value = text
    cell.data_type = "s"


def put_number(cell: Cell, value: Decimal) -> None:
    """Write the number, or its digits as text when a cell cannot keep it exactly."""
    number = exact_number(value)
    if number is None:
        put_text(cell, f"{value:f}")
    else:
        cell.value = number


def put_link(cell: Cell, link: Link) -> None:
    """Write the words and the hyperlink, relative to the workbook's folder."""
    put_text(cell, link.text)
    cell.hyperlink = Hyperlink(
        ref=cell.coordinate, target=link.target or None, location=link.location or None
    )
