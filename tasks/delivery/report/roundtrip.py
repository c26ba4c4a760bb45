"""An edited report held against the run it came from: numbers and sources, nothing else.

Wording is the editor's own affair. A number that differs from the data, and a sentence whose
department has since said something else, are what she wants to know before she signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from tasks.delivery.report.memory import Memory, Statement

_SENTENCE: Final = re.compile(r"[^。；！？]*[。；！？]?")
_UNITS: Final = (
    r"[%％‰]|个?百分点|[万亿]?(?:[人户家件场批]次|平方[公]?[米里]|[公千]克|[公英]里|工作日|[元人次件个名场份条起宗项户家"
    r"期批处吨亩页米篇册部年月日岁倍分])|[万亿]"
)
_NUMBER: Final = re.compile(
    r"百分之[〇零一二两三四五六七八九十百点]+"
    rf"|\d+(?:[.,]\d+)*余?(?:{_UNITS})?"
    r"|[〇零一二两三四五六七八九十百千]+余?(?:[人户家件场批]次|[次件名场份宗户批处])"
)
"""Numbers with what they count; Chinese numerals only where they count something done."""

_HEADING: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|附件\d)")
_LIKE: Final = 0.45
"""Two sentences that share this part are one sentence, edited."""

_QUOTED: Final = 40


class Kind(StrEnum):
    """What was found."""

    CHANGED = "数字改动"
    ADDED = "数字新增"
    REMOVED = "数字删去"
    SOURCE = "来源变化"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing found: its kind, the heading it stands under, and what it is, in Chinese."""

    kind: Kind
    place: str
    message: str


def compare(memory: Memory, edited: Sequence[str]) -> tuple[Difference, ...]:
    """Return every number of the edited lines that is not the run's, in the edited order."""
    before, after = _sentences(memory.lines), _sentences(edited)
    matcher = SequenceMatcher(
        None, [text for _, text in before], [text for _, text in after], autojunk=False
    )
    found: list[Difference] = []
    for tag, start, end, low, high in matcher.get_opcodes():
        if tag != "equal":
            found += _changed(before[start:end], after[low:high])
    return tuple(found)


def outdated(memory: Memory, latest: Memory, edited: Sequence[str]) -> tuple[Difference, ...]:
    """Return the statements still in the edited text whose sources the latest run changed."""
    text = "".join(edited)
    return tuple(
        Difference(kind=Kind.SOURCE, place=_quoted(statement.text), message=message)
        for statement in memory.statements
        if statement.text in text or _is_near(statement.text, edited)
        for message in _changes(statement, memory, latest)
    )


def _is_near(text: str, edited: Sequence[str]) -> bool:
    """Return whether one of the edited sentences is the statement with changes."""
    first = text[: len(text) // 2]
    return any(first in line for line in edited)


def _changes(statement: Statement, memory: Memory, latest: Memory) -> Iterator[str]:
    for department, key, sentence in statement.quotes:
        if department not in latest.sentences:
            yield f"{department}的报告已不在最新一次汇总中。"
        elif key not in latest.sentences[department]:
            yield f"{department}的报告已没有这句原文：“{_quoted(sentence)}”。"
    for figure in statement.figures:
        said, now = memory.amended.get(figure, ""), latest.amended.get(figure, "")
        if said != now:
            yield f"{figure.split('#')[0]}的数据复核有变：{now or '更正已撤销'}。"
    for indicator in statement.totals:
        said, now = memory.totals.get(indicator, "无"), latest.totals.get(indicator, "无")
        if said != now:
            yield f"{indicator}合计由{said}变为{now}。"


def _sentences(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return (heading above, sentence) of all lines, white space left out."""
    found: list[tuple[str, str]] = []
    place = "标题"
    for line in lines:
        text = "".join(line.split())
        if _HEADING.match(text):
            place = text
        found += [(place, part) for part in _SENTENCE.findall(text) if part]
    return found


def _changed(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> Iterator[Difference]:
    """Yield the differences in numbers between two stretches of sentences."""
    left = list(before)
    for place, text in after:
        old = _nearest(text, left)
        if old is not None:
            left.remove(old)
        yield from _numbers(place, old[1] if old else "", text)
    for place, text in left:
        yield from _numbers(place, text, "")


def _nearest(text: str, left: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the sentence that this one was before it was edited, or None."""
    scored = [(SequenceMatcher(None, one[1], text).ratio(), one) for one in left]
    best = max(scored, default=(0.0, None), key=lambda pair: pair[0])
    return best[1] if best[0] >= _LIKE else None


def _numbers(place: str, before: str, after: str) -> Iterator[Difference]:
    old, new = _NUMBER.findall(before), _NUMBER.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    quoted = _quoted(after or before)
    for tag, start, end, low, high in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, come = old[start:end], new[low:high]
        for was, now in zip(gone, come, strict=False):
            yield _difference(Kind.CHANGED, place, f"{was}→{now}", quoted)
        for was in gone[len(come) :]:
            yield _difference(Kind.REMOVED, place, was, quoted)
        for now in come[len(gone) :]:
            yield _difference(Kind.ADDED, place, now, quoted)


def _difference(kind: Kind, place: str, what: str, quoted: str) -> Difference:
    return Difference(kind=kind, place=place, message=f"{what}（{quoted}）")


def _quoted(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}……"
