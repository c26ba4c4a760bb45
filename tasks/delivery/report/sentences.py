"""Cutting the reports into whole sentences, each with its place, heading and figures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tasks.delivery.display import shown
from tasks.delivery.report.numerals import in_arabic
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.document import Block, BlockKind

_ENDS: Final = re.compile(
    r"[。！？!?]+(?![。！？!?”’」』）)》])|[。！？!?]+[”’」』）)》]+(?![的等是为之，、；：])"
    r"|；(?=\s*[二三四五六七八九十]{1,2}是)"
)
"""Where a sentence ends: not at a 。 inside a quotation that the sentence goes on after."""

_NUMBERING: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是(?:要)?|（[一二三四五六七八九十\d]{1,3}）"
    r"|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*"
)
_LINKS: Final = re.compile(r"^(?:同时|此外|另外|并且|其次|再次|最后|首先|目前|下一步|接下来)[，,]")
_WIDE_DIGITS: Final = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF05: "%"}
"""GB/T 15835: numbers are written with half-width Arabic digits."""

_ODD_DIGITS: Final = re.compile(r"[０-９％．]|\d,\d")
"""What has to be there before digits are made plain."""

_SOFT_BREAK: Final = re.compile(r"\s*\n\s*")
_TITLE_LINE: Final = re.compile(r"[^，、；：,;:（(“\s]\s*\n")
"""A line that ends without a comma before a soft break: a heading, no part of the sentence."""

_GROUPING: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_WIDE_POINT: Final = re.compile(r"(?<=\d)．(?=\d)")
_DIGEST: Final = 16
_LABEL: Final = 20
"""A shorter line without an end sign is a label, a name or a date, no sentence."""

_PAIRS: Final = ("（）", "《》", "“”", "()", "【】")
_PAIRED: Final = re.compile(r"[（）《》“”()【】]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One whole sentence as it is cut out of its block, at `start`.

    `text` is without numbering and links before it and ends with 。, `original` as it
    stands in the block; `heading` is the nearest one above it within the section.
    """

    block: Block
    start: int
    heading: str
    text: str
    original: str
    figures: tuple[Figure, ...]


def sentences_of(report: DepartmentReport) -> Iterator[Cut]:
    """Yield the whole sentences of prose in a report's sections."""
    figures: dict[int, list[Figure]] = {}
    for figure in report.figures:
        figures.setdefault(figure.block, []).append(figure)
    heading = ""
    for block in report.blocks:
        if block.kind is BlockKind.HEADING:
            heading = block.text if (block.level or 1) > 1 else ""
        elif block.kind is BlockKind.PARAGRAPH and block.section is not None:
            yield from _of_block(block, heading, figures.get(block.index, ()))


def _of_block(block: Block, heading: str, figures: Sequence[Figure]) -> Iterator[Cut]:
    text = shown(block.text)
    for start, end in _stretches(text):
        original = text[start:end].strip()
        inside = tuple(f for f in figures if start <= f.start < end)
        said = bare(in_arabic(text[start:end], start, inside).strip())
        if said and _whole(original):
            yield Cut(
                block=block,
                start=start,
                heading=heading,
                text=said,
                original=original,
                figures=inside,
            )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends; a rest without an end sign counts too."""
    start = 0
    for sign in _ENDS.finditer(text):
        yield start, sign.end()
        start = sign.end()
    if start < len(text):
        yield start, len(text)


def bare(original: str) -> str:
    """Return a sentence without numbering and links, its digits plain, closed by 。."""
    said = _SOFT_BREAK.sub("", original) if "\n" in original else original
    said = _LINKS.sub("", _NUMBERING.sub("", said)).rstrip("；;")
    said = plain_digits(said)
    if said and said[-1] not in "。！？!?”’」』）)》":
        said += "。"
    return said


def plain_digits(text: str) -> str:
    """Return the text with half-width digits and without the commas in 1,234."""
    if not _ODD_DIGITS.search(text):
        return text
    return _GROUPING.sub("", _WIDE_POINT.sub(".", text.translate(_WIDE_DIGITS)))


def _whole(original: str) -> bool:
    """Return whether brackets and quotation marks are balanced and nothing else is in it."""
    balanced = not _PAIRED.search(original) or all(
        original.count(pair[0]) == original.count(pair[1]) for pair in _PAIRS
    )
    open_end = original.endswith(("：", ":", "，", "、"))
    label = len(original) < _LABEL and original[-1] not in "。！？!?；;”’」』）)》"
    return (
        balanced
        and not open_end
        and not label
        and not ("\n" in original and _TITLE_LINE.search(original))
    )


def digest(sentence: str) -> str:
    """Return the digest of a sentence, white space left out."""
    return hashlib.sha256("".join(sentence.split()).encode("utf-8", "replace")).hexdigest()[
        :_DIGEST
    ]
