"""Slips of the pen that real published reports contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.department.checks.rule import Subject, info, quote
from tasks.diagnostics import Diagnostic
from tasks.document import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A pattern that is wrong in such reports: code, pattern, what to say, how to mend it."""

    code: str
    pattern: re.Pattern[str]
    message: str
    remedy: str


SLIPS: tuple[Slip, ...] = (
    Slip(
        code="legal_term",
        pattern=re.compile(r"法制(?:政府|建设宣传|思维|宣传教育)|依法制[区市]"),
        message="“法制”疑为“法治”",
        remedy="机构和审核名称（法制审核、法制机构）之外，一般应写“法治”。",
    ),
    Slip(
        code="lost_dash",
        pattern=re.compile(r"[（(]20\d\d\s?20\d\d\s?年?[)）]|20\d\d20\d\d年"),
        message="年份区间缺少连接号",
        remedy="应写作“2021—2025年”（GB/T 15835—2011）。",
    ),
    Slip(
        code="doubled_word",
        pattern=re.compile(
            r"的的(?!确)|了了|和和(?!谐|睦)|，，|。。|、、|进一步进一步|推进推进|开展开展|加强加强"
        ),
        message="字词或标点重复",
        remedy="请删去重复的字词或标点。",
    ),
)
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"))


def check_slips(subject: Subject) -> Iterator[Diagnostic]:
    """Find 法制 for 法治, a lost dash, doubled words, brackets and quotes without their partner."""
    for block in subject.report.blocks:
        for slip in SLIPS:
            match = slip.pattern.search(block.text)
            if match:
                yield info(
                    slip.code,
                    f"{quote(block)}中“{match[0]}”：{slip.message}。",
                    slip.remedy,
                    block.index,
                )
    yield from _unbalanced(subject)


def _unbalanced(subject: Subject) -> Iterator[Diagnostic]:
    """Compare openings and closings over each paragraph of the document, not its pieces."""
    texts: dict[int, list[Block]] = {}
    for block in subject.report.blocks:
        texts.setdefault(block.source, []).append(block)
    for blocks in texts.values():
        text = "".join(block.text for block in blocks)
        for opening, closing in _PAIRS:
            if text.count(opening) != text.count(closing):
                yield info(
                    "unbalanced_marks",
                    f"{quote(blocks[0])}中“{opening}{closing}”不成对。",
                    "请补上或删去多余的一半。",
                    blocks[0].index,
                )
