"""Headings that are known by how they look, when no number tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.department.sections.numbering import parse_numbering
from tasks.document import Look, Paragraph, Story, Table

_HEADING_STYLE = re.compile(r"^(?:heading|标题)\s?(?P<level>[1-9])", re.IGNORECASE)
_HEADING_FONTS = ("黑体", "楷体", "小标宋", "heiti", "simhei", "kaiti")
_LONGEST = 42
_BODY_LENGTH = 50
_BIGGER = 1.0
_LEAST_MARKED, _MOST_MARKED = 2, 30
_LEAST_BOLD, _MOST_BOLD = 4, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLook:
    """How most of the text of a report looks."""

    size: float | None
    font: str
    bold: bool


def body_look(blocks: Sequence[Paragraph | Table]) -> BodyLook:
    """Return the look of most characters in the long paragraphs."""
    counted: Counter[tuple[float | None, str, bool]] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text) > _BODY_LENGTH:
            counted[block.look.size, block.look.font, block.look.bold] += len(block.text)
    size, font, bold = counted.most_common(1)[0][0] if counted else (None, "", False)
    return BodyLook(size=size, font=font, bold=bold)


def style_level(look: Look) -> int | None:
    """Return the outline level that style or paragraph gives, 1..9, or None."""
    match = _HEADING_STYLE.match(look.style)
    return look.outline_level or (int(match["level"]) if match else None)


def stands_out(paragraph: Paragraph, body: BodyLook) -> bool:
    """Whether a line without a number is a heading by its looks."""
    text, look = paragraph.text.strip(), paragraph.look
    if paragraph.story is not Story.BODY or not text or len(text) > _LONGEST:
        return False
    if style_level(look) is not None:
        return True
    if text.endswith(("。", "；", "，", ";", ",", "：", ":", "！", "!")) or "\t" in text:
        return False
    if re.fullmatch(r"[\d\W]+", text) or text.startswith(("（", "(", "附")):
        return False
    bolder = look.bold and not body.bold
    bigger = look.size is not None and body.size is not None and look.size >= body.size + _BIGGER
    font = look.font.lower()
    other = font != body.font.lower() and any(name in font for name in _HEADING_FONTS)
    return bolder or bigger or other


def marked_bold_head(block: Paragraph) -> bool:
    """Whether bold words open the paragraph and end with a mark: a run-in heading."""
    said = block.text[: block.bold_prefix].rstrip()
    return _LEAST_MARKED <= block.bold_prefix <= _MOST_MARKED and said.endswith(
        ("。", "：", ":", "．")
    )


def bold_head(block: Paragraph) -> bool:
    """Whether bold words without a mark open a sentence; believed where several do."""
    said = block.text[: block.bold_prefix].strip()
    return (
        _LEAST_BOLD <= len(said) <= _MOST_BOLD
        and not re.search(r"[，。；：、\d]", said)
        and "。" in block.text[block.bold_prefix :]
        and parse_numbering(block.text) is None
    )
