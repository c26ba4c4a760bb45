"""How a district total is said in a sentence (GB/T 15835: Arabic numerals, 万元 where exact)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tasks.delivery.labels import plain
from tasks.delivery.report.desk import Desk
from tasks.delivery.report.lexicon import REMAINING, THEMES
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.selection import faulty
from tasks.delivery.report.sources import reference
from tasks.district.district import Total

# Each row: money at least this large is said in this unit, when two decimals hold it exactly.
_MONEY_STEPS: Final = ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"))

_COUNT_WORD: Final = re.compile(
    r"(?:案件|[件次家份人户处项起个宗场条]|人次|场次|家次|件次|批次)?数$|(?:场次|人次|家次|户次|批次)$"
)
"""The end of an indicator's name that only says how it is counted."""

_LEAD_TOTALS: Final = 5
_PART: Final = 4
"""A total is said when at least this part of the departments reports it."""

# Each row: a word of an indicator's name, and why its sum is in the annex and no sentence.
_UNSPOKEN: Final = (
    ("问题", "what counts as a problem differs from one department to the next"),
    ("持证", "a stock at year's end that few departments report"),
)

# Each row: what the indicator's name and unit look like (`普法宣传活动场次`, the count word cut
# off), and the verb that makes a statement of it; the first row that fits holds.
_VERBS: Final[tuple[tuple[str, str], ...]] = (
    # Names that begin with a verb, or with who acts, already say what was done.
    (r"^(?:发放|出动|检查|研究|培训|整改|办理|办结|开展|举办|组织|召开|审查|审核|受理)", ""),
    (r"^(?:化解|新增|培育|申报|抽检|查处|排查|立案|清理|制定|修订|公开|答复|聘请|提供)", ""),
    (r"^(?:接受|接待|述法|普法覆盖|发现|移送|主动公开|调解|负责人|法律顾问)", ""),
    # An examination counted by people is sat, one counted by times is held.
    (r"考试 (?:人|人次|名)$", "参加"),
    # People take part in a training, they do not hold it.
    (r"^法治培训 (?:人|人次|名)$", "参加"),
    # Other people are counted, not held.
    (r" (?:人|人次|名)$", ""),
    (r"(?:讲座|培训|培训班|考试|比赛) ", "举办"),
    (r"(?:会议|会) ", "召开"),
    (r"(?:活动|检查|宣讲|演练|抽查|审核|审查|评查|清理|学法) ", "开展"),
    # Not to punish and to decide are decisions.
    (r"^(?:不予|重大行政决策)", "作出"),
    (r"(?:案件|复议|诉讼|应诉|信访|许可|处罚|强制|审批|公证|公开|提案) ", "办理"),
    (r"热线", "承办"),
)


def amount(total: Total) -> str:
    """Return the total as said, with unit, and 约 when a part of it is only rough."""
    about = "约" if total.approximate else ""
    value, unit = total.value, total.unit
    if unit == "元":
        value, unit = _money(value)
    return f"{about}{plain(value)}{unit}"


def _money(value: Decimal) -> tuple[Decimal, str]:
    for step, unit in _MONEY_STEPS:
        scaled = value / step
        if abs(value) >= step and scaled == scaled.quantize(Decimal("0.01")):
            return scaled, unit
    return value, "元"


def statement(total: Total) -> str:
    """Return the total as a clause: 开展普法宣传活动412场次."""
    name = _COUNT_WORD.sub(
        lambda m: "案件" if m.group().startswith("案件") else "", total.indicator
    )
    name = (name or total.indicator).replace("行政处罚罚没", "罚没")
    verb = next(
        (verb for pattern, verb in _VERBS if re.search(pattern, f"{name} {total.unit}")), ""
    )
    return f"{verb}{name}{amount(total)}"


def spoken(totals: Sequence[Total], speakers: int) -> tuple[Total, ...]:
    """Return the totals worth a sentence: of many departments, of one thing, no fault.

    What a few of `speakers` departments report is no total of the district.
    """
    least = max(2, -(-speakers // _PART))
    fit = [
        total
        for total in totals
        if _departments(total) >= least
        and not faulty(total.indicator)
        and not any(word in total.indicator for word, _ in _UNSPOKEN)
    ]
    return tuple(sorted(fit, key=lambda total: -_departments(total))[:_LEAD_TOTALS])


def _departments(total: Total) -> int:
    return len({part.department for part in total.contributions})


def topic_of_total(total: Total) -> str:
    """Return the title of the theme whose words the indicator's name holds most of."""
    scores = [sum(word in total.indicator for word in topic.words) for topic in THEMES]
    best = max(scores)
    return THEMES[scores.index(best)].title if best else REMAINING.title


def lead(totals: tuple[Total, ...], desk: Desk) -> tuple[Passage, ...]:
    """Return one sentence that says the totals, with every figure that goes into them."""
    figures = tuple(
        reference(part.department, part.figure) for total in totals for part in total.contributions
    )
    found = desk.sources.figures
    blocks = (found[figure][0] for figure in figures if figure in found)
    sources = tuple(dict.fromkeys(reference(o.department, o.block.id) for o in blocks))
    if not sources:
        return ()
    departments = len({part.department for total in totals for part in total.contributions})
    text = desk.wording.say(
        "totals",
        departments=departments,
        most=2 * departments >= len(desk.district.reports),
        clauses=[statement(total) for total in totals],
    )
    return (Passage(text=text, sources=sources, figures=figures),)
