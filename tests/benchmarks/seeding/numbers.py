"""Sentences with figures: each with an arithmetic fault, and once more without it.

Every maker gives the faulty text and its clean look-alike, which must raise no alarm.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from tasks.document import Paragraph, Table

Piece = Paragraph | Table
Pair = tuple[Sequence[Piece], Sequence[Piece]]
Maker = Callable[[random.Random], Pair]

THINGS = (
    # what is counted, its unit, and its kinds
    ("办理行政处罚案件", "件", ("食品类案件", "药品类案件", "特种设备类案件", "广告类案件")),
    ("调解矛盾纠纷", "件", ("邻里纠纷", "劳务纠纷", "婚姻家庭纠纷", "物业纠纷")),
    ("承办12345热线工单", "件", ("市容环境类", "物业管理类", "交通出行类", "消费维权类")),
    ("开展普法宣传活动", "场次", ("进校园活动", "进企业活动", "进社区活动", "进乡村活动")),
    ("接待群众来访", "批次", ("土地征收类", "社会保障类", "教育医疗类", "城乡建设类")),
)
LEADS = ("全年", "2025年，我单位", "", "一年来，", "强化源头治理，全年")


def _paragraphs(*texts: str) -> tuple[Piece, ...]:
    return tuple(Paragraph(text=text) for text in texts)


def _pair(wrong: str, right: str) -> Pair:
    return _paragraphs(wrong), _paragraphs(right)


def counts(rng: random.Random, many: int) -> list[int]:
    """Return so many counts of the size that reports have."""
    return [rng.randint(12, 180) for _ in range(many)]


def off(rng: random.Random, value: int) -> int:
    """Return the value as a slip of the pen leaves it: a digit more or less, never the same."""
    return value + rng.choice([-1, 1]) * rng.choice([1, 2, 3, 9, 10])


def percent_of(part: Decimal, whole: Decimal, digits: str = "0.1") -> Decimal:
    """Return the percentage, rounded to the digits."""
    return (part * 100 / whole).quantize(Decimal(digits), ROUND_HALF_UP)


def over(rng: random.Random) -> Pair:
    """Parts of a 其中 that are more than their whole."""
    what, unit, kinds = rng.choice(THINGS)
    parts = counts(rng, rng.choice([2, 3]))
    listed = "、".join(f"{k}{n}{unit}" for k, n in zip(kinds, parts, strict=False))
    total = sum(parts)
    lead = rng.choice(LEADS)
    wrong = total - rng.choice([1, 3, 10])
    right = total + rng.choice([0, 7, 25])
    return _pair(
        f"{lead}{what}{max(wrong, *parts)}{unit}，其中{listed}。",
        f"{lead}{what}{right}{unit}，其中{listed}。",
    )


def closed(rng: random.Random) -> Pair:
    """A list with 其他 that does not add up."""
    what, unit, kinds = rng.choice(THINGS)
    parts = counts(rng, 4)
    listed = "、".join(f"{k}{n}{unit}" for k, n in zip((*kinds[:3], "其他"), parts, strict=True))
    total = sum(parts)
    mark = rng.choice(["，其中", "，包括"])
    text = f"{rng.choice(LEADS)}{what}{{}}{unit}{mark}{listed}。"
    return _pair(text.format(off(rng, total)), text.format(total))


def bracket(rng: random.Random) -> Pair:
    """A bracket that holds all parts."""
    what, unit, kinds = rng.choice(THINGS)
    parts = counts(rng, 3)
    listed = "、".join(f"{k}{n}{unit}" for k, n in zip(kinds, parts, strict=False))
    text = f"{rng.choice(LEADS)}{what}{{}}{unit}（{listed}），群众反映良好。"
    return _pair(text.format(off(rng, sum(parts))), text.format(sum(parts)))


def apart(rng: random.Random) -> Pair:
    """分别 behind a whole."""
    what, unit, kinds = rng.choice(THINGS)
    one, two = counts(rng, 2)
    text = (
        f"{rng.choice(LEADS)}{what}{{}}{unit}，其中{kinds[0]}、{kinds[1]}和其他事项"
        f"分别为{one}{unit}、{two}{unit}、9{unit}。"
    )
    whole = one + two + 9
    return _pair(text.format(off(rng, whole)), text.format(whole))


def behind(rng: random.Random) -> Pair:
    """A total named behind what it sums."""
    what, unit, kinds = rng.choice(THINGS)
    one, two, three = counts(rng, 3)
    text = (
        f"{rng.choice(LEADS)}{what}成效明显，{kinds[0]}{one}{unit}、{kinds[1]}{two}{unit}、"
        f"{kinds[2]}{three}{unit}，合计{{}}{unit}。"
    )
    return _pair(text.format(off(rng, one + two + three)), text.format(one + two + three))


def money(rng: random.Random) -> Pair:
    """Amounts in 万元 with one decimal: the right sum differs by rounding only."""
    one, two = (Decimal(rng.randint(80, 900)) / 10 for _ in range(2))
    text = (
        f"全年投入法治建设经费{{}}万元，其中普法经费{one:.1f}万元、"
        f"办案经费{two:.1f}万元、其他经费3.5万元。"
    )
    total = one + two + Decimal("3.5")
    slip = Decimal(rng.choice(["0.4", "-1", "3"]))
    near = total + Decimal(rng.choice(["0", "0.1"]))
    return _pair(text.format(f"{total + slip:.1f}"), text.format(f"{near:.1f}"))


def exceeds(rng: random.Random) -> Pair:
    """One part that is more than its whole."""
    what, unit, kinds = rng.choice(THINGS)
    whole = rng.randint(40, 400)
    text = f"{rng.choice(LEADS)}{what}{whole}{unit}，其中{rng.choice(kinds)}{{}}{unit}。"
    return _pair(text.format(whole + rng.randint(2, 60)), text.format(rng.randint(5, whole)))


RATES = (
    ("承办12345热线工单{}件，按期办结{}件，按期办结率{}%", 1),
    ("调解纠纷{}件，调解成功{}件，调解成功率{}%", 1),
    ("发现问题隐患{}处，完成整改{}处，整改率{}%", 1),
    ("抽检食品{}批次，合格{}批次，合格率为{}%", 1),
    ("应参加学法考试{}人，实际参加{}人，参考率达到{}%", 1),
    ("受理信访事项{}件，已办结{}件，办结率达{}%", 1),
)


def rate(rng: random.Random) -> Pair:
    """A rate that is not that of the two counts before it."""
    text, _ = rng.choice(RATES)
    whole = rng.randint(60, 900)
    part = rng.randint(whole * 8 // 10, whole - 1)
    true = percent_of(Decimal(part), Decimal(whole))
    wrong = true + Decimal(rng.choice(["0.9", "-2.3", "-5.1", "1.2"]))
    if wrong > 100:
        wrong = true - Decimal("1.7")
    lead = rng.choice(LEADS)
    return _pair(
        f"{lead}{text.format(whole, part, wrong)}。", f"{lead}{text.format(whole, part, true)}。"
    )


def share(rng: random.Random) -> Pair:
    """A share said with 占 behind its count."""
    what, unit, kinds = rng.choice(THINGS)
    whole = rng.randint(100, 900)
    part = rng.randint(20, whole // 2)
    true = percent_of(Decimal(part), Decimal(whole))
    verb = rng.choice(["占", "占比", "占总数的"])
    text = f"{rng.choice(LEADS)}{what}{whole}{unit}，其中{kinds[0]}{part}{unit}，{verb}{{}}%。"
    wrong = true + Decimal(rng.choice(["1.3", "-3.1"]))
    return _pair(text.format(wrong), text.format(true))


def shares(rng: random.Random) -> Pair:
    """Shares of one whole that are more than all of it."""
    _, _, kinds = rng.choice(THINGS)
    one, two = rng.randint(30, 50), rng.randint(20, 40)
    rest = 100 - one - two
    wrong = rest + rng.choice([4, 7, 11])
    text = f"从类型看，{kinds[0]}占{one}%，{kinds[1]}占{two}%，{kinds[2]}占{{}}%。"
    if rng.random() < 0.5:
        text = f"从类型看，{kinds[0]}、{kinds[1]}、{kinds[2]}分别占{one}%、{two}%、{{}}%。"
    return _pair(text.format(wrong), text.format(rest))


def change(rng: random.Random) -> Pair:
    """A change in percent that is not that between the two values beside it."""
    what, unit, _ = rng.choice(THINGS)
    before, now = rng.randint(60, 400), rng.randint(60, 400)
    if before == now:
        now += 30
    up = now > before
    word, reach = ("增长", "增加至") if up else ("下降", "减少至")
    true = abs(percent_of(Decimal(now - before), Decimal(before)))
    forms = (
        f"{what}由上年的{before}{unit}{reach}{now}{unit}，{word}{{}}%。",
        f"全年{what}{now}{unit}，同比{word}{{}}%（上年为{before}{unit}）。",
        f"全年{what}{now}{unit}，上年{before}{unit}，同比{word}{{}}%。",
        f"{what}由2024年的{before}{unit}{reach}2025年的{now}{unit}，同比{word}{{}}%。",
    )
    text = rng.choice(forms)
    return _pair(text.format(true + Decimal(rng.choice(["2", "3.4", "10"]))), text.format(true))


def difference(rng: random.Random) -> Pair:
    """A change in units that is not the difference of the two values."""
    what, unit, _ = rng.choice(THINGS)
    before, more = rng.randint(60, 400), rng.randint(5, 90)
    text = f"{what}由上年的{before}{unit}增加至{before + more}{unit}，增加{{}}{unit}。"
    return _pair(text.format(more + rng.choice([1, 5, 10])), text.format(more))


def direction(rng: random.Random) -> Pair:
    """减少至 a larger number."""
    low = rng.randint(8, 40)
    high = low + rng.randint(2, 30)
    verb = rng.choice(["减少至", "压减至", "降至"])
    return _pair(
        f"清理证明事项，证明事项由{low}项{verb}{high}项。",
        f"清理证明事项，证明事项由{high}项{verb}{low}项。",
    )


def impossible(rng: random.Random) -> Pair:
    """A rate over 100 % that cannot be."""
    name = rng.choice(
        ["群众满意率", "工单按期办结率", "行政执法人员持证率", "负责人出庭应诉率", "普法覆盖率"]
    )
    text = f"全年{name}达到{{}}%。"
    return _pair(
        text.format(rng.choice([101, 102.5, 110, 998])), text.format(rng.choice([100, 98.5]))
    )


def said_twice(rng: random.Random) -> Pair:
    """One indicator with two values in two paragraphs that both call them the year's whole."""
    count = rng.randint(20, 400)
    first = f"全年共开展法治主题宣讲活动{count}场次，覆盖全部社区。"
    text = "在此基础上，全年累计开展法治主题宣讲活动{}场次，营造了良好氛围。"
    return (
        _paragraphs(first, text.format(off(rng, count))),
        _paragraphs(first, text.format(count)),
    )
