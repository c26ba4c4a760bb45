"""What many departments do alike in words of their own: found by a phrase, counted, said once.

`全区13个部门（单位）组织专题学习、集中学习` counts the departments whose reports say so; each one's
sentence stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tasks.delivery.report.passage import Passage
from tasks.delivery.report.sentences import Sentence
from tasks.delivery.wording import Wording

_PLANNED: Final = re.compile(r"计划|将(?:于|要|进一步)|拟|不够|不足|尚未|没有|未能|有待")
"""Not done, or not yet: such a sentence does not count as doing it."""

_FEWEST: Final = 3
_PART: Final = 5
_MOST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A practice: a word of the section's or theme's title, the phrase, and how it is said."""

    place: str
    pattern: re.Pattern[str]
    clause: str


def _row(place: str, pattern: str, clause: str) -> Practice:
    return Practice(place=place, pattern=re.compile(pattern), clause=clause)


# A clause says no more than the pattern proves, and holds no number.
PRACTICES: Final[tuple[Practice, ...]] = (
    # How it is called differs from one party committee to the next; it is all learning.
    _row(
        "组织学习",
        r"(?:专题|集中|中心组|党组|支部)学习|专题研[修讨]|学习会",
        "组织专题学习、集中学习",
    ),
    _row(
        "组织学习",
        r"(?:首要|重要)政治任务|第一议题|必[修学](?:课程|内容|课)",
        "把有关部署列入重要政治任务或必学内容",
    ),
    _row("组织学习", r"轮训|培训班|研[讨修]班|专题辅导|授课|宣讲", "开展培训、辅导或宣讲"),
    _row(
        "推动落实",
        r"大讨论|专题讨论|研讨|圆桌|交流(?:发言|学)",
        "围绕贯彻落实开展研讨交流",
    ),
    _row(
        "推动落实",
        r"对照[^。]{0,24}(?:问题|检查|分解|要求)|查摆|查找[^，。]{0,12}差距|任务台账|任务清单|整改台账",
        "对照部署查找问题、细化任务",
    ),
    _row("学法用法", r"旁听庭审|庭审观摩|观摩庭审|模拟法庭", "组织旁听庭审、模拟法庭等活动"),
    _row(
        "学法用法",
        r"(?:列入|列为|纳入|作为)[^，。]{0,14}(?:学习计划|学法计划|必学|必修|教育培训|培训)",
        "把法治内容列入学习计划或教育培训",
    ),
    _row("宣传贯彻", r"短视频|新媒体|融媒体|微课|公众号|直播", "运用短视频、新媒体开展宣传"),
    _row(
        "宣传贯彻",
        r"以案释法|典型案例|真实案例|案例(?:教学|展板)|身边事",
        "结合案例释法说理",
    ),
    # 述法 is done by persons; 述法制度 alone is no deed.
    _row(
        "述法考核",
        r"(?:年终|年末|年底|带头|专题|公开|现场|将)[^，。；]{0,10}述法",
        "主要负责人开展年终述法",
    ),
    _row(
        "述法考核",
        r"纳入[^，。]{0,16}(?:考核|绩效|评价)|考核(?:班子|社区|档案)|结果纳入",
        "将法治建设情况纳入考核评价",
    ),
    _row("述法考核", r"责任清单|责任书|“一岗双责”|任务清单|工作要点", "以清单、责任书等明确责任"),
    _row(
        "部署推动",
        r"包案|包联|督办|接访|下访|接待来访|协调解决",
        "负责人带头包案、督办、接访或协调解决难题",
    ),
    _row(
        "部署推动",
        r"(?:主持|召开|听取)[^，。；]{0,24}(?:法治|涉法|执法|案件|审议|审查会)",
        "主要负责人专题研究法治工作",
    ),
    _row("制度体系", r"公平竞争审查", "落实公平竞争审查制度"),
    _row("决策", r"法律顾问", "发挥法律顾问作用"),
    _row(
        "决策",
        r"集体(?:研究|讨论|决策|决定)|三重一大|民主集中制",
        "落实重大事项集体研究决定制度",
    ),
    _row(
        "执法",
        r"首(?:次|违)[^，。；]{0,8}不罚|不予处罚|轻微违法|初次",
        "推行轻微违法不予处罚等柔性执法",
    ),
    _row("执法", r"三项制度|执法公示", "落实行政执法公示等制度"),
    _row("执法", r"联合(?:执法|巡查|研判|处置|开展)", "开展联合执法"),
    _row(
        "矛盾纠纷",
        r"(?:调解室|调解中心|调处中心|综治中心|仲裁委员会)",
        "依托调解、综治等平台化解矛盾纠纷",
    ),
    _row("宣传教育", r"法律明白人", "培育用好“法律明白人”"),
    _row("宣传教育", r"谁执法谁普法", "落实“谁执法谁普法”普法责任制"),
    _row(
        "营商环境",
        r"一窗通办|一次办|一件事|全程网办|跨省通办|网办率|打捆",
        "推行集成办理、网上办理",
    ),
)


LEADERS: Final = re.compile(
    r"负责人|负责同志|主要领导|(?<!支部)书记|[局镇乡区县]长(?!期|效|远)|主任|班子成员"
)
"""Who does what the leaders' section tells, where a sentence outside of it names them."""

ANY_PRACTICE: Final = re.compile("|".join(row.pattern.pattern for row in PRACTICES))
"""What a sentence has to hold for any row to be looked for in it."""


def practised(
    place: str, said: Sequence[Sentence], speakers: int, wording: Wording
) -> tuple[Passage, ...]:
    """Return clauses of one sentence on what at least a fifth of `speakers` departments do."""
    least = max(_FEWEST, -(-speakers // _PART))
    found = [(row, _who(row, said)) for row in PRACTICES if row.place in place]
    spoken = [(row, who) for row, who in found if len(who) >= least][:_MOST]
    spoken.sort(key=lambda pair: -len(pair[1]))
    return tuple(
        Passage(
            text=wording.say(
                "practice",
                departments=len(who),
                clause=row.clause,
                first=at == 0,
                last=at == len(spoken) - 1,
            ),
            sources=tuple(sentence.source for sentence in who),
            quotes=tuple(sentence.original for sentence in who),
        )
        for at, (row, who) in enumerate(spoken)
    )


def _who(row: Practice, said: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return each department's first sentence that says it does so."""
    first: dict[str, Sentence] = {}
    for sentence in said:
        if row.pattern.search(sentence.text) and not _PLANNED.search(sentence.text):
            first.setdefault(sentence.department, sentence)
    return tuple(first.values())
