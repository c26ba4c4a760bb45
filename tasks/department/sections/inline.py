"""Numbered items within one paragraph: `1.严打违法。…2.狠抓安全。…`, each with a title.

They are believed only when they count on without a gap and every one has a title and a text;
the clauses of one sentence (1.修订制度5项；2.清理文件12件。) have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.department.sections.numbering import Family, Numbering, parse_numbering

_SHORTEST_TEXT = 6
_MARKS = re.compile(
    r"(?<=[。：\n])[ 　]*"
    r"(?=\d{1,2}[.．、](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳])"
)
_TITLE = re.compile(r"[^。；：:;\n\d]{2,24}[。：:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Where an item's number, its title and its text begin; `end` is where its text ends."""

    numbering: Numbering
    start: int
    title: int
    text: int
    end: int


def inline_items(text: str, at: int, before: Numbering | None) -> tuple[Item, ...]:
    """Return the items of the text from `at` on that count on from `before`, or from 1."""
    found: list[tuple[int, Numbering]] = []
    family, value = (before.family, before.value) if before else (None, 0)
    for mark in _MARKS.finditer(text, at):
        numbering = parse_numbering(text[mark.end() : mark.end() + 8])
        if numbering is None or numbering.family is Family.DUN:
            continue
        if numbering.value == value + 1 and family in {None, numbering.family}:
            found.append((mark.end(), numbering))
            family, value = numbering.family, numbering.value
    ends = [start for start, _ in found[1:]] + [len(text)] * bool(found)
    items = [
        _item(text, start, end, numbering)
        for (start, numbering), end in zip(found, ends, strict=True)
    ]
    believed = tuple(item for item in items if item is not None)
    enough = len(believed) == len(items) and len(items) + (before is not None) > 1
    return believed if enough else ()


def _item(text: str, start: int, end: int, numbering: Numbering) -> Item | None:
    title = start + numbering.end
    match = _TITLE.match(text, title, end)
    if match is None or len(text[match.end() : end].strip()) < _SHORTEST_TEXT:
        return None
    return Item(numbering=numbering, start=start, title=title, text=match.end(), end=end)
