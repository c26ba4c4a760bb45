"""What a Word output is made of, before it is written: lines, tables, contents.

The builders (report, compilation, notes) speak only in these; how they look is in
`styles` and how they are spelled in Open XML in `markup`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tasks.document import Cell


class Style(StrEnum):
    """The named styles; nothing is formatted in any other way. The value is the style's id."""

    TITLE = "公文标题"
    ADDRESSEE = "主送机关"
    BODY = "公文正文"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    HEADING_4 = "Heading4"
    ATTACHMENT = "附件说明"
    ATTACHMENT_MORE = "附件说明续"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    ANNEX_MARK = "附件标识"
    ANNEX_TITLE = "附件标题"
    TABLE_HEAD = "表头"
    TABLE_TEXT = "表格文字"
    TABLE_NUMBER = "表格数字"
    TABLE_NOTE = "表注"
    SMALL_HEAD = "小表头"
    SMALL_TEXT = "小表格文字"
    SMALL_NUMBER = "小表格数字"
    NOTE = "脚注"
    PAGE_NUMBER = "页码"
    CONTENTS_TITLE = "目录标题"
    CONTENTS_1 = "TOC1"
    CONTENTS_2 = "TOC2"
    COMMENT_TEXT = "CommentText"


HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a line. `comment` holds the lines of a Word comment on it, or none."""

    text: str
    comment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph.

    `bookmark` names it as a target of the contents; `new_page` starts a page before it;
    `keep` keeps it on the page of what follows; `right` overrides the style's right indent
    (twips), which only signature and date need. `turns` ends the upright pages: what
    follows stands on turned ones.
    """

    style: Style
    spans: tuple[Span, ...] = ()
    bookmark: str = ""
    new_page: bool = False
    keep: bool = False
    right: int | None = None
    turns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table over the type area.

    `cells` are as in `document.Table`; the first `header` rows repeat on each page.
    `widths` are the columns' shares of the width; `numeric` the columns set to the right.
    `heads` are the places of further cells that head others; `compact` sets the whole small,
    for forms with more columns than the type area is wide.
    """

    rows: int
    columns: int
    cells: Sequence[Cell]
    widths: tuple[int, ...]
    header: int = 1
    numeric: frozenset[int] = frozenset()
    heads: frozenset[tuple[int, int]] = frozenset()
    compact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the contents, leading to the bookmark; `page` is 0 while it is not known."""

    level: int
    text: str
    bookmark: str
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The table of contents, its entries already written."""

    entries: tuple[Entry, ...]


Piece = Line | Grid | Contents


def line(
    style: Style,
    text: str = "",
    *,
    bookmark: str = "",
    new_page: bool = False,
    keep: bool = False,
    right: int | None = None,
) -> Line:
    """Return a line of one span without a comment."""
    return Line(
        style=style,
        spans=(Span(text=text),) if text else (),
        bookmark=bookmark,
        new_page=new_page,
        keep=keep,
        right=right,
    )
