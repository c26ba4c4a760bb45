"""The sides of a narrative section: what its paragraphs are about, instead of who wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.delivery.report.lexicon import Topic
from tasks.delivery.report.selection import topic_of
from tasks.delivery.report.sentences import Sentence
from tasks.district.district import Total

# Each row: a word of the section's title, and its sides in the order in which they are told.
# The first takes what no words speak for. A side's title is the place of its practices.
_SIDES: Final[tuple[tuple[str, tuple[Topic, ...]], ...]] = (
    (
        "重大部署",
        (
            Topic(
                title="重大部署·组织学习",
                words=("学习", "研讨", "宣讲", "培训", "轮训", "授课", "辅导", "中心组", "研修"),
            ),
            Topic(
                title="重大部署·推动落实",
                words=(
                    "落实",
                    "对照",
                    "查摆",
                    "台账",
                    "整改",
                    "梳理",
                    "转化",
                    "结合",
                    "分解",
                    "大讨论",
                ),
            ),
        ),
    ),
    (
        "法治思想",
        (
            Topic(
                title="法治思想·学法用法",
                words=(
                    "学法",
                    "考试",
                    "培训",
                    "旁听",
                    "庭审",
                    "学习",
                    "中心组",
                    "轮训",
                    "测试",
                    "必修",
                ),
            ),
            Topic(
                title="法治思想·宣传贯彻",
                words=(
                    "宣传",
                    "普法",
                    "案例",
                    "编印",
                    "法治文化",
                    "阵地",
                    "品牌",
                    "短视频",
                    "读本",
                ),
            ),
        ),
    ),
    (
        "第一责任人",
        (
            Topic(
                title="第一责任人·部署推动",
                words=(
                    "研究",
                    "部署",
                    "督办",
                    "审议",
                    "调研",
                    "包案",
                    "包联",
                    "协调",
                    "出庭",
                    "接访",
                ),
            ),
            Topic(
                title="第一责任人·述法考核",
                words=("述法", "述职", "考核", "责任书", "清单", "评议", "测评", "约谈", "绩效"),
            ),
        ),
    ),
)

Side = tuple[str, Sequence[Sentence], Sequence[Total]]


def aspects(title: str, group: Sequence[Sentence], totals: Sequence[Total]) -> tuple[Side, ...]:
    """Return the section's sides, each with its sentences and totals; one for other sections."""
    sides = next((sides for word, sides in _SIDES if word in title), None)
    if sides is None:
        return ((title, group, totals),)
    said: dict[str, list[Sentence]] = {side.title: [] for side in sides}
    for sentence in group:
        said.get(topic_of(sentence, sides).title, said[sides[0].title]).append(sentence)
    sums: dict[str, list[Total]] = {side.title: [] for side in sides}
    for total in totals:
        scores = [sum(word in total.indicator for word in side.words) for side in sides]
        sums[sides[scores.index(max(scores))].title].append(total)
    return tuple((side.title, said[side.title], sums[side.title]) for side in sides)
