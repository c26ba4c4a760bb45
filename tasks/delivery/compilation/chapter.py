"""One department's chapter: its sections in outline order, its blocks whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final

from tasks.delivery.display import shown
from tasks.delivery.layout.grids import report_grid
from tasks.delivery.layout.numbering import chinese_number
from tasks.delivery.layout.pieces import Line, Piece, Style, line
from tasks.delivery.places import FRAME, PagedReport
from tasks.document import Block, BlockKind

UNPLACED: Final = "未归类内容"
_ABSENT: Final = "（未报送此部分内容）"

# Each row: a kind of block and the style it gets; headings and tables are made apart.
_STYLES: Final = {
    BlockKind.PARAGRAPH: Style.BODY,
    BlockKind.CAPTION: Style.TABLE_HEAD,
    BlockKind.FOOTNOTE: Style.NOTE,
    BlockKind.ENDNOTE: Style.NOTE,
    BlockKind.TEXTBOX: Style.BODY,
    BlockKind.ATTACHMENT: Style.BODY,
}
_PREFIXES: Final = {
    BlockKind.FOOTNOTE: "注：",
    BlockKind.ENDNOTE: "注：",
    BlockKind.TEXTBOX: "（文本框）",
}
_SENTENCE_BREAK: Final = re.compile(r"(?<=[。！？；：.!?;:”）])\s*\n\s*|\n\s*\n\s*")
_SOFT_BREAK: Final = re.compile(r"\s*\n\s*")
_OUTSIDE_LETTERS: Final = re.compile(r"[\W\d]|年度|年|情况|的|有关")


def chapter(page: PagedReport, sections: tuple[str, ...]) -> Iterator[Piece]:
    """Yield what opens a report, its sections, then what belongs to none.

    A section's own heading gives way to the uniform one when it says the same.
    """
    blocks = [block for block in page.report.blocks if block.kind not in FRAME]
    opening = list(takewhile(lambda block: block.section is None, blocks))
    blocks = blocks[len(opening) :]
    yield from _blocks(opening)
    for number, title in enumerate(sections, start=1):
        heading = f"（{chinese_number(number)}）{shown(title)}"
        yield line(Style.HEADING_2, heading)
        inside = [block for block in blocks if block.section == number]
        yield from _blocks(_without_title(inside, title)) if inside else (_absent(),)
    rest = [block for block in blocks if block.section is None]
    if rest:
        heading = f"（{chinese_number(len(sections) + 1)}）{UNPLACED}"
        yield line(Style.HEADING_2, heading)
        yield from _blocks(rest)


def _absent() -> Line:
    return line(Style.BODY, _ABSENT)


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """Return the blocks without a first heading that only repeats the section's title."""
    first = blocks[0]
    if first.kind is BlockKind.HEADING and first.level == 1 and _alike(first.text, title):
        return blocks[1:]
    return blocks


def _alike(heading: str, title: str) -> bool:
    """Return whether the heading's characters are nearly all in the title, or the reverse."""
    one, two = (set(_OUTSIDE_LETTERS.sub("", text)) for text in (heading, title))
    shorter = min(len(one), len(two))
    return shorter == 0 or len(one & two) / shorter >= 0.7  # noqa: PLR2004 - most of them


def _blocks(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        if block.table is not None:
            yield report_grid(block.table)
        elif block.kind is BlockKind.HEADING:
            yield _heading(block)
        else:
            yield from _prose(block)


def _prose(block: Block) -> Iterator[Line]:
    """Yield a block's paragraphs: a soft break in the midst of a sentence is none.

    Justified lines that end in a soft break would be torn apart over the whole width.
    """
    text = _PREFIXES.get(block.kind, "") + shown(block.number + block.text)
    for paragraph in _SENTENCE_BREAK.split(text.strip()):
        yield line(_STYLES[block.kind], _SOFT_BREAK.sub("", paragraph))


def _heading(block: Block) -> Line:
    """Return a report's own heading, one level below the uniform ones."""
    style = Style.HEADING_4 if (block.level or 1) > 2 else Style.HEADING_3  # noqa: PLR2004 - level
    return line(style, shown(block.number + block.text))
