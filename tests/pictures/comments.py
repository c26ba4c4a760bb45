"""A page of the draft with its Word comments in the margin, as Word shows them.

LibreOffice leaves comments out of the pages it makes without a screen, so the page is its
own and the margin is drawn beside it: the document's comments, word for word, each at the
height of the line where its passage ends, the long ones cut off.
"""

from __future__ import annotations

import base64
import html
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from tests.pictures.image import Image, trimmed, write_png
from tests.pictures.paper import page, pdf_of
from tests.pictures.screen import shot
from tests.render.pdf import MILLIMETRE, Line, Page, pages
from tests.unit.delivery.browser import Tab

NUMBER: Final = 2
DOTS: Final = 80
WIDTH: Final = 400
SHOWN: Final = 90  # characters of a comment; Word cuts long ones off as well
IN_A_LINE: Final = 29  # of them
LINE: Final = 18  # pixels
GAP: Final = 6  # the same, within a box and between two
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE: Final = (
    "body{margin:0;position:relative;background:#fff;font:12.5px/1.45 'Noto Sans CJK SC'}"
    "img{position:absolute;left:0;top:0}"
    "p{position:absolute;margin:0;box-sizing:border-box;padding:3px 8px;background:#fdf3f3;"
    "border-left:3px solid #c0392b}"
    "svg{position:absolute;left:0;top:0;width:100%;height:100%}"
    "polyline{fill:none;stroke:#c0392b;stroke-width:0.8;stroke-dasharray:4 3}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What a comment says, and the last words of the passage it stands at."""

    text: str
    passage: str


def comments(document: Path) -> list[Comment]:
    """Return the document's comments in the order of their passages."""
    with zipfile.ZipFile(document) as package:
        said = etree.fromstring(package.read("word/comments.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    texts = {
        comment.get(f"{_W}id"): " ".join(
            "".join(node.text or "" for node in line.iter(f"{_W}t")) for line in comment
        )
        for comment in said
    }
    found, passage = [], ""
    for node in body.iter(f"{_W}commentRangeStart", f"{_W}commentRangeEnd", f"{_W}t"):
        if node.tag == f"{_W}t":
            passage += node.text or ""
        elif node.tag == f"{_W}commentRangeStart":
            passage = ""
        else:
            found.append(Comment(text=texts[node.get(f"{_W}id")], passage=passage))
    return found


def show_comments(tab: Tab, document: Path, work: Path) -> Image:
    """Return a page of the document with its comments in the margin."""
    pdf = pdf_of(document, work)
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True)
    sheet, picture = pages(said.stdout)[NUMBER - 1], page(pdf, NUMBER, DOTS)
    content = base64.b64encode(write_png(picture)).decode()
    boxes = "".join(_boxes(comments(document), sheet, picture))
    made = work / "批注.html"
    made.write_text(
        f"<meta charset=utf-8><style>{_STYLE}</style>"
        f'<img src="data:image/png;base64,{content}">{boxes}',
        encoding="utf-8",
    )
    size = {"width": picture.width + WIDTH, "height": len(picture.rows)}
    tab.send("Emulation.setDeviceMetricsOverride", **size, deviceScaleFactor=1, mobile=False)
    return trimmed(shot(tab.open(made.as_uri())))


def _boxes(found: list[Comment], sheet: Page, picture: Image) -> Iterator[str]:
    """Yield a box and a line to it for each comment whose passage ends on the page."""
    free = 0
    for comment in found:
        line = _ending(comment.passage, sheet)
        if line is None:
            continue
        short = comment.text[:SHOWN] + "…" * (len(comment.text) > SHOWN)
        height = -(-len(short) // IN_A_LINE) * LINE + GAP
        top, end = (round(edge * MILLIMETRE / 72 * DOTS) for edge in (line.top, line.right))
        free = max(top, free)
        if free + height > len(picture.rows):
            return
        yield (
            f'<svg><polyline points="{end + 6},{top + 14} {picture.width - 40},{top + 14} '
            f'{picture.width},{free + 14}"/></svg>'
            f'<p style="top:{free}px;left:{picture.width}px;width:{WIDTH - 10}px">'
            f"{html.escape(short)}</p>"
        )
        free += height + GAP


def _ending(passage: str, sheet: Page) -> Line | None:
    """Return the line of the page in which the passage ends, if it does."""
    last = "".join(passage.split())[-8:]
    for line, following in zip(sheet.lines, (*sheet.lines[1:], None), strict=True):
        place = (line.text + (following.text if following else "")).find(last)
        if 0 <= place < len(line.text):
            return line if place + len(last) <= len(line.text) else following
    return None
