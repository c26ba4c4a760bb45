"""Pages as poppler sees them: words with their places, put together to lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

MILLIMETRE = 72 / 25.4
SAME = 2.6
"""Millimetres between the middles of two words of one line; lines of tables are 5.6 apart."""

NUMBER = re.compile(r"—(\d+)—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: its text without white space, its edges in millimetres from the sheet's."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's size in millimetres, its lines without the page number, and that line."""

    width: float
    height: float
    lines: tuple[Line, ...]
    number: Line | None

    @property
    def text(self) -> str:
        """The text without white space."""
        return "".join(line.text for line in self.lines)


def pages(listing: bytes) -> list[Page]:
    """Return the pages of `pdftotext -bbox`'s listing."""
    root = etree.fromstring(listing)
    return [_page(page) for page in root.iter("{*}page")]


def _page(page: etree._Element) -> Page:
    rows: dict[int, list[tuple[float, float, float, float, str]]] = {}
    for word in page.iter("{*}word"):
        left, right, top, bottom = (
            float(word.get(name) or 0) / MILLIMETRE for name in ("xMin", "xMax", "yMin", "yMax")
        )
        middle = (top + bottom) / 2
        key = next((at for at in rows if abs(at / 10 - middle) < SAME), round(middle * 10))
        rows.setdefault(key, []).append((left, right, top, bottom, word.text or ""))
    lines = [_line(sorted(words)) for _, words in sorted(rows.items())]
    number = next((line for line in lines[::-1] if NUMBER.fullmatch(line.text)), None)
    return Page(
        width=float(page.get("width") or 0) / MILLIMETRE,
        height=float(page.get("height") or 0) / MILLIMETRE,
        lines=tuple(line for line in lines if line is not number),
        number=number,
    )


def _line(words: list[tuple[float, float, float, float, str]]) -> Line:
    return Line(
        text="".join("".join(text.split()) for *_, text in words),
        left=min(word[0] for word in words),
        right=max(word[1] for word in words),
        top=min(word[2] for word in words),
        bottom=max(word[3] for word in words),
    )
