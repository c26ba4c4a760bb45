"""How all outputs look, as values: the page and the named styles, standard or a district's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from tasks.delivery.layout import measure
from tasks.delivery.layout.styles import RULES, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's lengths in twips; `pitch` is the line grid's, `footer` from the lower edge."""

    width: int = measure.PAGE_WIDTH
    height: int = measure.PAGE_HEIGHT
    top: int = measure.MARGIN_TOP
    bottom: int = measure.MARGIN_BOTTOM
    left: int = measure.MARGIN_LEFT
    right: int = measure.MARGIN_RIGHT
    footer: int = measure.FOOTER_DISTANCE
    pitch: int = measure.LINE

    @property
    def type_width(self) -> int:
        """How wide the type area is."""
        return self.width - self.left - self.right

    def turned(self) -> Page:
        """Return the page for a wide table: what was on its left side is its upper side."""
        return replace(
            self,
            width=self.height,
            height=self.width,
            top=self.left,
            right=self.top,
            bottom=self.right,
            left=self.bottom,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page and the styles that an output is written with."""

    page: Page = Page()
    rules: tuple[Rule, ...] = RULES


STANDARD: Final = Sheet()
"""GB/T 9704—2012 as measured (see `measure` and `styles`)."""
