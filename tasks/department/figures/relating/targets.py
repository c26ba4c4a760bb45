"""What was reached against what was asked for, and means against total and heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from tasks.department.figures.figure import Figure, Kind, Role
from tasks.department.figures.passage import Passage
from tasks.department.figures.relating.terms import comparable, related
from tasks.department.figures.relation import Relation, RelationKind, TermRole

_NEXT: Final = re.compile(r"[，,（(][^，。；（()）]{0,12}$")
"""A target is said in the bracket or clause right behind: 逾期率2.1%（考核要求3%以下）."""
_LATER: Final = re.compile(r"；|明年|来年|下一?年|今后|下一步")
"""A goal for a later year is none of this year's."""
_DONE: Final = re.compile(
    r"[，,；]?(?:[一-龥]{0,6})(?:实际|已|全年)?(?:完成|办理|达到?|实现|检查)[^，。；]{0,6}$"
)
"""How a result is joined to the target before it: 计划检查200家，实际检查210家."""
_RATE: Final = re.compile(r"(?:完成率|完成(?:进度|比例)|的)(?:达到?|为|是)?$")
_REACH = 3
_MEANS: Final = {
    # how the mean is said: what its heads are counted with
    "人均": ("人", "名", "位", "人次"),
    "户均": ("户", "家"),
    "案均": ("件", "起", "宗"),
    "件均": ("件",),
    "场均": ("场", "场次", "次"),
    "次均": ("次", "场次", "人次"),
    "村均": ("个",),
    "校均": ("所",),
    "亩均": ("㎡",),
}
_MEAN: Final = re.compile(rf"(?P<word>{'|'.join(_MEANS)})[^，。；]{{0,8}}$")
_FAR = 12
_VALUED: Final = frozenset({Kind.MONEY, Kind.COUNT, Kind.DURATION, Kind.AREA, Kind.WEIGHT})


def find_targets(passage: Passage, sentence: Sequence[Figure]) -> Iterator[Relation]:
    """Yield each target with the result beside it, and the rate of the two if it is said."""
    for at, (one, other) in enumerate(pairwise(sentence)):
        pair = _facing(passage, one, other)
        if pair is not None:
            rate = _rate_of(passage, sentence[at + 2 : at + _REACH])
            terms = ((TermRole.ACTUAL, pair[0]), (TermRole.TARGET, pair[1]), (TermRole.RATE, rate))
            yield related(RelationKind.TARGET, pair[2], terms)


def _facing(passage: Passage, one: Figure, other: Figure) -> tuple[Figure, Figure, str] | None:
    """Return (actual, target, reason) when the two neighbours are that, or None."""
    roles = (one.role, other.role)
    if not comparable(one, other):
        return None
    gap = passage.between(one, other)
    if roles == (Role.ACTUAL, Role.TARGET) and _NEXT.search(gap) and not _LATER.search(gap):
        return one, other, "数值后写明目标、要求"
    if roles == (Role.TARGET, Role.ACTUAL) and _DONE.match(gap):
        return other, one, "目标后写明完成数"
    return None


def _rate_of(passage: Passage, rest: Sequence[Figure]) -> Figure | None:
    """Return the rate that stands right behind, named as one of completion."""
    if not rest or rest[0].kind is not Kind.PERCENT:
        return None
    return rest[0] if _RATE.search(passage.before(rest[0], 8)) else None


def find_means(passage: Passage, sentence: Sequence[Figure]) -> Iterator[Relation]:
    """Yield each mean with the total and the heads said before it; both must be there."""
    for at, mean in enumerate(sentence):
        match = _MEAN.search(passage.before(mean, 10))
        if match is None or mean.kind not in _VALUED:
            continue
        before = sentence[max(0, at - _FAR) : at][::-1]
        heads = next((f for f in before if f.normalized_unit in _MEANS[match["word"]]), None)
        total = next((f for f in before if f is not heads and comparable(f, mean)), None)
        if (
            heads is not None
            and total is not None
            and total.normalized_value >= mean.normalized_value
        ):
            terms = ((TermRole.MEAN, mean), (TermRole.TOTAL, total), (TermRole.HEADS, heads))
            yield related(RelationKind.MEAN, f"“{match['word']}”前写明总数和个数", terms)
