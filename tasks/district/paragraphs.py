"""The paragraphs of a report that are worth comparing with others', and their fingerprints."""

from __future__ import annotations

import re
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from tasks.department.report import DepartmentReport
from tasks.district.shingles import Shingled, shingle
from tasks.document import Block, BlockKind

_SHORTEST: Final = 40  # Chinese characters of a paragraph worth comparing
_PRINT: Final = "I"  # a fingerprint has 32 bits
FORMULAS: Final = (
    # what every report quotes, and why it is nobody's own wording
    (r"习近平新时代中国特色社会主义思想", "the name itself"),
    (r"深刻领悟“?两个确立”?的决定性意义", "fixed wording since 2021"),
    (r"增强“?四个意识”?、?坚定“?四个自信”?、?(?:切实)?做到“?两个维护”?", "fixed wording"),
    (r"党的二十大和二十届[一二三四五六七八九十、中]+全会精神", "names of meetings"),
    (r"习近平总书记(?:关于[^，。；]{2,20})?的?重要(?:讲话|论述|指示)[^，。；]{0,8}精神", "names"),
    (r"科学立法、严格执法、公正司法、全民守法", "the sixteen characters of 2012"),
    (r"法治国家、法治政府、法治社会一体建设", "fixed wording"),
    (r"行政执法公示、?(?:制度、)?执法全过程记录、?(?:制度、)?重大执法决定法制审核", "三项制度"),
)
_FORMULA: Final = re.compile("|".join(pattern for pattern, _ in FORMULAS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The fingerprints of a report's paragraphs.

    `blocks` are the paragraphs' indices, `counts` how many prints each has, `values` the
    prints themselves, one paragraph's behind the other's, as text: thousands of numbers
    are kept and read as one value.
    """

    blocks: tuple[int, ...]
    counts: tuple[int, ...]
    values: str

    def __iter__(self) -> Iterator[tuple[int, array[int]]]:
        """Yield each paragraph's block and prints; ValueError when the text holds others."""
        every = array(_PRINT)
        every.frombytes(b64decode(self.values))
        if sys.byteorder == "big":
            every.byteswap()
        ends = list(accumulate(self.counts, initial=0))
        if ends[-1] != len(every):
            message = "other prints than counted"
            raise ValueError(message)
        for block, (begin, end) in zip(self.blocks, pairwise(ends), strict=True):
            yield block, every[begin:end]


def printed(report: DepartmentReport) -> Printed:
    """Return the fingerprints of the paragraphs that are worth comparing with others'."""
    found = [(block.index, sorted(shingled.prints())) for block, shingled in _paragraphs(report)]
    every = array(_PRINT, (value for _, prints in found for value in prints))
    if sys.byteorder == "big":
        every.byteswap()
    return Printed(
        blocks=tuple(index for index, _ in found),
        counts=tuple(len(prints) for _, prints in found),
        values=b64encode(every.tobytes()).decode("ascii"),
    )


def _paragraphs(report: DepartmentReport) -> Iterator[tuple[Block, Shingled]]:
    for block in report.blocks:
        if block.kind is not BlockKind.PARAGRAPH or len(block.text) < _SHORTEST:
            continue
        shingled = plain_shingles(block.text)
        if len(shingled.han) >= _SHORTEST:
            yield block, shingled


def comparable(report: DepartmentReport) -> Iterator[tuple[int, str]]:
    """Yield (index, text) of the report's paragraphs that are worth comparing with others."""
    for block, _ in _paragraphs(report):
        yield block.index, block.text


def plain_shingles(text: str) -> Shingled:
    """Return the text shingled, without the formulas that every report quotes."""
    return shingle(_FORMULA.sub("……", text))
