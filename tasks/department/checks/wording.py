"""Slips of the pen that real published reports contain: words, dashes, marks, repetitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tasks.department.checks.rule import Subject, around, found, quote
from tasks.diagnostics import Diagnostic
from tasks.document import Block, BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A pattern that is wrong in such reports: its rule, what to say, and why it is wrong."""

    code: str
    pattern: re.Pattern[str]
    message: str
    why: str


def _slip(code: str, pattern: str, message: str, why: str) -> Slip:
    return Slip(code=code, pattern=re.compile(pattern), message=message, why=why)


SLIPS: Final = (
    _slip("legal_term",
          r"法制(?=政府|社会|国家|中国|思维|意识|观念|理念|信仰|素养|精神|方式|轨道|化|保障|氛围|"
          r"环境|文化|乡村|副校长|"
          r"营商|建设|思想|宣传|教育|培训|讲座|课堂|进校园|大讲堂)|依法制[国省市区县]|全面依法制",
          "“法制”疑为“法治”", "这些搭配自2014年起公文一律用“法治”"),
    _slip("legal_term", r"(?:重大|行政)?执法决定法治审核|法治审核(?=制度|机构|"
                        r"人员)", "“法治审核”应为“法制审核”",
          "行政处罚法第五十八条：法制审核"),
    _slip("lost_dash", r"[（(]20\d\d\s?20\d\d\s?年?[)）]|20\d\d20\d\d年|20\d\d[一丨]20\d\d年?",
          "年份区间缺少连接号", "起止年份连写，读不出区间"),
    _slip("lost_dash", r"(?<!\d)20\d\d[ \u3000]{1,3}20\d\d年", "年份区间缺少连接号",
          "起止年份之间只有空格"),
    _slip("lost_dash", r"(?<!\d)20\d\d年20\d\d年(?!\d|[两二三]|.{0,4}[均都])",
          "年份区间缺少连接号", "起止年份连写"),
    _slip("doubled_word", r"的的(?!确|士)|了了(?!解|结)|(?<![谐祥])和和(?!谐|睦|平|美|气)|"
                          r"与与(?!会)|(?<!求)是是(?!非)|"
          r"(?<![存所现实])在在(?!校|编|岗|册|建|职)|对对(?!联|照)|及及时?(?=[一-龥])(?!时)|将将|"
          r"并并|我(?:局局|镇镇|委委(?!员)|办办(?!公))", "字词重复", "虚字不重叠"),
    _slip("doubled_word", r"([，。、；：！？])\1", "标点重复", "点号不叠用（省略号、破折号除外）"),
)  # fmt: skip
_DOUBLED: Final = re.compile(r"(?P<word>[一-龥]{2,8})(?P=word)")
_RIGHTLY_DOUBLED: Final = re.compile(
    r"^(?:一.|逐.|层.|分.|家家|户户|人人|事事|处处|时时|年年|天天|月月|个个|件件|点点|条条|次次|"
    r"步步|村村|"
    r"比学|研究|讨论|商量|考虑|学习|了解|休息|反复)$"
)
"""Words that are doubled on purpose: 一项一项, 逐条逐条, 研究研究."""
_CLAUSE: Final = re.compile(
    r"(?:^|[，。；、])(?P<said>[一-龥]{6,30})[，。；](?P=said)(?=[，。；、]|$)"
)
_QUOTED: Final = re.compile(r"《[^《》]*》|“[^“”]*”")
_LONG_PARAGRAPH: Final = 30


def check_slips(subject: Subject) -> Iterator[Diagnostic]:
    """Find 法制 for 法治 and the reverse, a lost dash, doubled words, marks and clauses."""
    before: Block | None = None
    for block in subject.blocks:
        if block.table is None:
            joined = before is not None and before.run_in and before.source == block.source
            yield from _slips(block, before.text[-1:] if before and joined else "")
        before = block


def _slips(block: Block, last: str) -> Iterator[Diagnostic]:
    """Find the slips of a block; `last` is the mark of the run-in heading before it."""
    told: set[str] = set()
    for slip in SLIPS:
        said = last + block.text
        text = _QUOTED.sub("■", said) if slip.code == "legal_term" else said
        match = slip.pattern.search(text)
        if match and slip.code not in told:
            told.add(slip.code)
            near = around(text, match.start(), match.end(), 4)
            yield found(slip.code, f"{quote(block)}中“{near}”：{slip.message}。", block.index)
    twice = next(_twice(block.text), None) if "doubled_word" not in told else None
    if twice:
        yield found("doubled_word", f"{quote(block)}中“{twice}”：文字重复。", block.index)


def _twice(text: str) -> Iterator[str]:
    """Yield what is written twice in a row: a word of two characters and more, or a clause."""
    for match in _DOUBLED.finditer(text):
        word = match["word"]
        if not _RIGHTLY_DOUBLED.match(word) and len(set(word)) > 1:
            yield match[0]
    yield from (match[0].strip("，。；、") for match in _CLAUSE.finditer(text))


def check_repeated(subject: Subject) -> Iterator[Diagnostic]:
    """Find paragraphs that stand in the report twice, word for word."""
    first: dict[str, Block] = {}
    pieces: dict[int, list[Block]] = {}
    for block in subject.blocks:
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
            pieces.setdefault(block.source, []).append(block)
    for blocks in pieces.values():
        text = "".join("".join(block.text for block in blocks).split())
        block = blocks[-1]
        if len(text) < _LONG_PARAGRAPH:
            continue
        other = first.setdefault(text, block)
        if other is not block:
            yield found(
                "repeated_paragraph",
                f"{quote(block)}一段与第{other.index + 1}段完全相同。",
                block.index,
            )
