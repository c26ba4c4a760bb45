"""A line notation for documents, so that a row of a test reads like the page it stands for.

One line is one paragraph. Marks in brackets stand before its text:

    [c] centred and large, as titles are    [b] wholly bold       [p6] its first 6 characters bold
    [h2] the style "heading 2"              [#一、] an automatic number
    [r] right aligned                       [k] 黑体, [q] 楷体    [s22] 22 points
    [note] a footnote                       [box] a text box      [t] a table: a|b／c|d

`⏎` is a soft break, `⇥` a tab, `~` alone a sentence of body text.
"""

from __future__ import annotations

import re
from itertools import cycle

from tasks.document import Cell, Document, Look, Paragraph, Story, Table

BODY = (
    "全年按照上级要求抓好落实，各项任务有序推进，取得了较好效果。",
    "有关股室分工负责，定期研究，及时协调，确保事事有人管、件件有着落。",
    "坚持常态推进与集中攻坚相结合，逐项细化分解，按季度跟踪督促。",
    "各基层单位同步跟进，上下联动，形成了齐抓共管的良好局面。",
)
TITLE = "[c]望澜区司法局2023年法治政府建设年度报告"
OPENING = "2023年，我局依法履职尽责，扎实做好各项工作。现将有关情况报告如下："

_MARKS = re.compile(r"(?:\[([a-z0-9]+|#[^\]]*)\])")
_STORIES = {"note": Story.FOOTNOTE, "box": Story.TEXTBOX}
_FONTS = {"k": "黑体", "q": "楷体_GB2312"}


def document(text: str, *, bare: bool = False) -> Document:
    """Return the document that the lines stand for, under a title and an opening."""
    lines = [line for line in text.strip("\n").split("\n") if line.strip()]
    bodies = cycle(BODY)
    if not bare:
        lines = [TITLE, OPENING, *lines]
    return Document(blocks=tuple(_piece(next(bodies) if x == "~" else x) for x in lines))


def table(text: str) -> Table:
    """Return the table whose rows are parted by ／ and whose cells by |."""
    rows = [row.split("|") for row in text.split("／")]
    return Table(
        rows=len(rows),
        columns=max(len(row) for row in rows),
        cells=tuple(
            Cell(row=r, column=c, text=said.strip())
            for r, row in enumerate(rows)
            for c, said in enumerate(row)
        ),
    )


def _piece(line: str) -> Paragraph | Table:
    marks: list[str] = []
    while found := _MARKS.match(line):
        marks.append(found.group(1))
        line = line[found.end() :]
    text = line.replace("⏎", "\n").replace("⇥", "\t")
    if "t" in marks:
        return table(text)
    numbers = [mark[1:] for mark in marks if mark.startswith("#")]
    bold = [int(mark[1:]) for mark in marks if re.fullmatch(r"p\d+", mark)]
    return Paragraph(
        text=text,
        number="".join(numbers),
        look=_look(marks),
        story=next((_STORIES[mark] for mark in marks if mark in _STORIES), Story.BODY),
        bold_prefix=sum(bold),
    )


def _look(marks: list[str]) -> Look:
    level = next((int(m[1:]) for m in marks if re.fullmatch(r"h\d", m)), None)
    size = next((float(m[1:]) for m in marks if re.fullmatch(r"s\d+", m)), 16.0)
    if "c" in marks:
        return Look(style="Normal", size=22.0, font="方正小标宋简体", alignment="center")
    return Look(
        style=f"heading {level}" if level else "Normal",
        outline_level=level,
        bold="b" in marks or level is not None,
        size=size,
        font=next((_FONTS[m] for m in marks if m in _FONTS), "仿宋_GB2312"),
        alignment="right" if "r" in marks else "both",
        first_line=0.0 if "r" in marks else 32.0,
    )
