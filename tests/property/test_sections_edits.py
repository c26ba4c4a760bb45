"""Laws of finding sections: harmless edits change nothing, answers hold, time is linear."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.department.sections import Sectioned, find_sections
from tasks.document import BlockKind, Document, Paragraph
from tasks.profile.load import default_profile
from tasks.profile.model import OutlineSection

OUTLINE = default_profile().outline

_REPORT = (
    "望澜区司法局2023年法治政府建设年度报告",
    "区委、区政府：",
    "2023年，我局推进法治建设，现将有关情况报告如下。",
    "一、学习贯彻习近平法治思想情况",
    "中心组专题学习6次。",
    "二、头雁领航担重任，一级带着一级干",
    "局长带头学法讲法，亲自协调解决执法难题4个。",
    "三、主要举措和成效",
    "（一）强化组织领导。全年召开会议5次，研究议题8项。",
    "（二）规范行政执法",
    "1.修订裁量基准。公布执法规程3项。",
    "2.开展案卷评查。评查案卷30宗。",
    "一是抓实普法。开展活动22场。二是建强队伍。培训120人次。",
    "四、存在的不足和原因",
    "执法力量仍显不足，普法形式较为单一。",
    "五、下一年度主要安排",
    "加强执法培训，全年不少于4期。",
    "望澜区司法局",
    "2024年1月15日",
)
_WIDE = str.maketrans("0123456789(),.", "０１２３４５６７８９（），．")
_HALF = str.maketrans("（）", "()")
_HEADED = range(3, 17)
"""The lines that edits are made to: not title, addressee and date."""

_EDITS: dict[str, Callable[[str], str]] = {
    "indented": lambda line: "　　" + line,
    "blanks behind": lambda line: line + "  ",
    "blank after the number": lambda line: line.replace("、", "、 ", 1),
    "full-width digits": lambda line: line.translate(_WIDE),
    "half-width brackets": lambda line: line.translate(_HALF),
    "a colon in half width": lambda line: line.replace("：", ":"),
    "an empty line behind": lambda line: line + "\n",
}
_PLACES = st.lists(st.sampled_from(_HEADED), unique=True, max_size=6)


def _found(lines: tuple[str, ...], outline: tuple[OutlineSection, ...] = OUTLINE) -> Sectioned:
    return find_sections(Document(blocks=tuple(Paragraph(text=line) for line in lines)), outline)


AS_IT_IS = _found(_REPORT)


def _shape(found: Sectioned) -> list[tuple[str, int | None, int | None, bool]]:
    return [(str(b.kind), b.level, b.section, b.run_in) for b in found.blocks]


@given(st.sampled_from(sorted(_EDITS)), _PLACES)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_harmless_edits_leave_kinds_levels_and_places(edit: str, places: list[int]) -> None:
    edited = tuple(_EDITS[edit](line) if at in places else line for at, line in enumerate(_REPORT))
    assert _shape(_found(edited)) == _shape(AS_IT_IS)


@given(st.permutations([_REPORT[3:5], _REPORT[5:7], _REPORT[7:13], _REPORT[13:15], _REPORT[15:17]]))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_chapters_keep_their_places_in_any_order(chapters: list[tuple[str, ...]]) -> None:
    numbered = [
        ("一二三四五"[at] + chapter[0][1:], *chapter[1:]) for at, chapter in enumerate(chapters)
    ]
    lines = (*_REPORT[:3], *(line for chapter in numbered for line in chapter), *_REPORT[17:])
    straight = {b.text: b.section for b in AS_IT_IS.blocks}
    assert {b.text: b.section for b in _found(lines).blocks} == straight


@given(
    st.sampled_from(OUTLINE),
    st.text("推进执法普法监督学习问题成效安排不足打算负责人情况建设的和", min_size=4, max_size=20),
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_a_heading_that_the_outline_lists_is_there_and_not_asked_about(
    section: OutlineSection, heading: str
) -> None:
    taken = {word for each in OUTLINE for word in (each.title, each.short, *each.aliases)}
    listed = tuple(
        each.model_copy(update={"aliases": (*each.aliases, heading)})
        if each is section and heading not in taken
        else each
        for each in OUTLINE
    )
    found = _found((*_REPORT[:3], "一、" + heading, "全年推进落实各项工作。"), listed)
    at = next(b for b in found.blocks if b.kind is BlockKind.HEADING)
    assert heading in taken or (at.section, found.diagnostics) == (section.number, ())


_HOSTILE = (
    *(
        "（",
        "）",
        "1.",
        "一是",
        "一、",
        "（一）",
        "（1）",
        "①",
        "。1.",
        "。（一）",
        "第一",
        "第1部分",
    ),
    *(
        "针对",
        "主要负责人",
        "问题",
        "“",
        "《",
        "。",
        "，",
        "：",
        "\n",
        "　",
        "  ",
        "1",
        "年",
        "附件1：",
    ),
    *("一是一。", "1.一。一一一一一一。", "负责人主持", "计划落实", "2024年"),
)


@pytest.mark.parametrize("piece", _HOSTILE)
def test_a_long_paragraph_costs_no_more_a_character_than_a_short_one(piece: str) -> None:
    """The time of ten times the text is at most some twenty times the time, never a hundred."""
    head = ("一、头雁领航",)
    short, long = ((*head, piece * (size // len(piece))) for size in (5_000, 50_000))
    _seconds(short)
    assert _seconds(long) < 25 * max(_seconds(short), 0.004)


def _seconds(lines: tuple[str, ...]) -> float:
    """Return the least time of three, without the collector: it walks all that the tests hold."""
    gc.disable()
    try:
        return min(_once(lines) for _ in range(3))
    finally:
        gc.enable()


def _once(lines: tuple[str, ...]) -> float:
    began = time.process_time()
    _found(lines)
    return time.process_time() - began


def _steps(lines: tuple[str, ...]) -> int:
    """Return how many lines of Python are run: the same on every machine, every time."""
    steps = 0

    def count(_frame: FrameType, event: str, _value: object) -> Any:  # noqa: ANN401 - itself
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        _found(lines)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize(
    "line", ["一、头雁领航", "（一）规范执法", "1.修订规程。", "问题仍有不足。"]
)
def test_many_lines_cost_no_more_each_than_few(line: str) -> None:
    few, many = ((line,) * size for size in (100, 1000))
    _found(few)
    assert _steps(many) < 12 * _steps(few)
