"""Punctuation: half-width marks between Chinese characters, and marks without their partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tasks.department.checks.rule import Subject, around, found, quote
from tasks.diagnostics import Diagnostic
from tasks.document import Block

_HALF: Final = re.compile(
    r"(?<=[一-龥”’）》])[,;:?!](?=[一-龥“‘《（]|$)|(?<=[一-龥”）》])\.(?=[一-龥“]|$)"
)
_BRACKETED: Final = re.compile(r"(?<=[一-龥”》])\((?=[一-龥]{2})[^()\n]*\)")
_STRAIGHT: Final = re.compile(r"\"(?=[^\"\n]*[一-龥])[^\"\n]{1,40}\"")
_PAIRS: Final = {"》": "《", "”": "“", "）": "（", "〉": "〈", "』": "『", "」": "「", "】": "【"}
_POINT: Final = re.compile(
    r"(?<![\d.])(?:\d{1,2}|[一二三四五六七八九十]{1,2}|(?<![a-zA-Z])[a-zA-Z])$"
)
"""`1）` and `一）` number points with half a bracket, rightly or not; numbering is not paired."""
_QUOTES: Final = "“”"
_REACH: Final = 5
_FOLDED: Final = str.maketrans("()", "（）")


def check_halfwidth(subject: Subject) -> Iterator[Diagnostic]:
    """Find half-width marks between Chinese characters: one finding for the whole report."""
    places = [
        (block, match)
        for block in subject.blocks
        if block.table is None
        for pattern in (_HALF, _STRAIGHT, _BRACKETED)
        for match in pattern.finditer(block.text)
    ]
    if places:
        block, match = places[0]
        said = around(block.text, match.start(), match.end(), 5)
        yield found(
            "halfwidth_punctuation",
            f"全文有{len(places)}处半角标点，第一处在{quote(block)}的“{said}”。",
            block.index,
        )


def check_pairs(subject: Subject) -> Iterator[Diagnostic]:
    """Find 《》“”（） without their partner, over each whole paragraph of the document."""
    texts: dict[int, list[Block]] = {}
    for block in subject.blocks:
        texts.setdefault(block.source, []).append(block)
    whole = [(blocks, tuple(_texts(blocks))) for blocks in texts.values()]
    for at, (blocks, parts) in enumerate(whole):
        odd = next((mark for part in parts if (mark := _odd(part))), None)
        if odd and not (odd == _QUOTES and _goes_on([p for _, p in whole], at)):
            yield found("unbalanced_marks", f"{quote(blocks[0])}中“{odd}”不成对。", blocks[0].index)


def _texts(blocks: list[Block]) -> Iterator[str]:
    """Yield a paragraph's pieces as one text, a table's cells one by one."""
    table = blocks[0].table
    if table is None:
        yield "".join(block.text for block in blocks)
    else:
        yield from (cell.text for cell in table.cells)


def _goes_on(texts: list[tuple[str, ...]], at: int) -> bool:
    """Say whether a quotation runs over several paragraphs: opened here, closed further on.

    Each of its paragraphs may open anew, and only the last one closes.
    """
    surplus = "".join(texts[at]).count("“") - "".join(texts[at]).count("”")
    following = "".join(texts[at + 1]) if at + 1 < len(texts) else ""
    if surplus > 0 and following.lstrip().startswith("“"):
        return True
    near = texts[at + 1 : at + _REACH] if surplus > 0 else texts[max(0, at - _REACH) : at]
    others = [("".join(text).count("“"), "".join(text).count("”")) for text in near]
    return any((opened - closed) * surplus < 0 for opened, closed in others)


def _odd(text: str) -> str:
    """Return the first kind of marks that is not paired in a text, as its pair, or ''.

    Each kind is paired by itself: marks of two kinds that cross are another matter.
    """
    folded = text.translate(_FOLDED)
    for closing, opening in _PAIRS.items():
        depth = 0
        for match in re.finditer(f"[{opening}{closing}]", folded):
            if match[0] == closing == "）" and not depth and _POINT.search(folded[: match.start()]):
                continue
            depth += 1 if match[0] == opening else -1
            if depth < 0:
                break
        if depth:
            return opening + closing
    return ""
