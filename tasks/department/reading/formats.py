"""What formatting says, as far as it is read: of runs, of indents, and of their inheritance."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.department.reading.markup import VAL, Element, W, points, switched_on, whole

_B: Final = W + "b"
_SZ: Final = W + "sz"
_RFONTS: Final = W + "rFonts"
_VANISH: Final = W + "vanish"
_RSTYLE: Final = W + "rStyle"
_EAST_ASIA: Final = W + "eastAsia"
_EAST_ASIA_THEME: Final = W + "eastAsiaTheme"


class RunProperties(NamedTuple):
    """What one `w:rPr` says; None is silence.

    `size` is in points; `font` is the eastAsia font, or a theme's name for it after '+'.
    """

    style: str | None = None
    bold: bool | None = None
    size: float | None = None
    font: str | None = None
    hidden: bool | None = None


class RunFormat(NamedTuple):
    """How a run finally looks."""

    bold: bool = False
    size: float | None = None
    font: str = ""
    hidden: bool = False


class Indents(NamedTuple):
    """What one `w:ind` says, in points or, for `…_chars`, hundredths of a character.

    A hanging indent is a negative first line.
    """

    left: float | None = None
    left_chars: int | None = None
    first: float | None = None
    first_chars: int | None = None

    def over(self, base: Indents) -> Indents:
        """Return these indents where they speak, else `base`."""
        if self is NO_INDENTS or base is NO_INDENTS:
            return base if self is NO_INDENTS else self
        return Indents(
            base.left if self.left is None else self.left,
            base.left_chars if self.left_chars is None else self.left_chars,
            base.first if self.first is None else self.first,
            base.first_chars if self.first_chars is None else self.first_chars,
        )

    def resolved(self, size: float | None) -> tuple[float, float]:
        """Return (first line, left) in points for text of `size` points.

        Character units count before absolute ones (ECMA-376 Part 1, 17.3.1.12).
        """
        em = (size or _USUAL_SIZE) / 100
        first = self.first_chars * em if self.first_chars else self.first or 0.0
        left = self.left_chars * em if self.left_chars else self.left or 0.0
        return round(first, 2), round(left, 2)


NO_INDENTS: Final = Indents()
PLAIN_RUN: Final = RunFormat()
_USUAL_SIZE: Final = 10.5  # Word's own default for Chinese text (五号)
_LARGEST_CHARS: Final = 10_000
_LARGEST_LIST_ID: Final = 2**31 - 1
DEEPEST_LEVEL: Final = 8  # ECMA-376 Part 1, 17.9.6: nine levels, 0..8


def run_properties(element: Element) -> RunProperties:
    """Return what a `w:rPr` says, revision history (`w:rPrChange`) aside."""
    style = bold = size = font = hidden = None
    for child in element:
        tag = child.tag
        if tag == _RFONTS:
            theme = child.get(_EAST_ASIA_THEME)
            font = f"+{theme}" if theme else child.get(_EAST_ASIA)
        elif tag == _SZ:
            size = half_points(child.get(VAL))
        elif tag == _B:
            bold = switched_on(child)
        elif tag == _RSTYLE:
            style = child.get(VAL)
        elif tag == _VANISH:
            hidden = switched_on(child)
    return RunProperties(style, bold, size, font, hidden)


def half_points(text: str | None) -> float | None:
    """Return a font size in points from half-points or from a number with its unit."""
    if text and text.isdigit():
        return int(text[:5]) / 2
    return points(text)


def indents(element: Element | None) -> Indents:
    """Return what a `w:ind` says; strict documents say start for left."""
    if element is None:
        return NO_INDENTS
    get = element.get
    left = points(get(W + "left") or get(W + "start"))
    left_chars = _chars(get(W + "leftChars") or get(W + "startChars"))
    hanging, hanging_chars = points(get(W + "hanging")), _chars(get(W + "hangingChars"))
    first, first_chars = points(get(W + "firstLine")), _chars(get(W + "firstLineChars"))
    return Indents(
        left,
        left_chars,
        -hanging if hanging is not None else first,
        -hanging_chars if hanging_chars else first_chars,
    )


def _chars(text: str | None) -> int | None:
    return whole(text, least=-_LARGEST_CHARS, most=_LARGEST_CHARS)


def list_id(element: Element) -> int | None:
    """Return a list's id from the `w:val` of a `w:numId`, None where it is no number."""
    return whole(element.get(VAL), least=0, most=_LARGEST_LIST_ID)


def list_level(text: str | None) -> int | None:
    """Return a list level, clamped to 0..8, None where it is no number."""
    return whole(text, least=0, most=DEEPEST_LEVEL)
