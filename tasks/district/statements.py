"""What one department says of one indicator: which of its figures are the statement.

A report gives a number in the opening, its parts in the text, and all of it again in a
table. Added up, the district would count the same cases three times; so each rule here
takes out what another figure already holds, and says so. Where the report leaves it
open, the smaller sum is taken and a doubt is raised for a person to settle.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from tasks.department.figures.figure import Figure
from tasks.district.measures import Measure

# Words that say a number is the whole: 全年共, 累计, 合计.
_WHOLE: Final = re.compile(r"共|累计|合计|总计|总数|全年|年内|今年以来|本年度")
# Words of a phrase that tell the stage of the same thing, not another thing: a case that
# is 受理 and 办结 is one case.
_STAGE_WORDS: Final = re.compile(
    r"共|累计|全年|合计|总计|开展|组织|举办|召开|办理|受理|办结|审结|结案|立案|查处|作出|收到|"
    r"完成|实施|印发|发放|参加|参与|接受|各类|各种|各项|场次|次数|件数|数量|人次|总数|的|了|等"
)
_BEGUN: Final = re.compile(r"受理|立案|收到|接到|收案|排查")
_ENDED: Final = re.compile(r"办结|审结|结案|作出|决定|化解|成功|完成")
_REPEATED: Final = "同一报告重复出现，只计一次"
_TABLE_TOTAL: Final = "表格合计行，只核对、不相加"
_OTHER_VALUE: Final = "同一指标在报告中有不同数值，只计首次出现的"


@dataclass(slots=True)
class Selection:
    """The figures that make the statement, those left out with reasons, and the doubts.

    `kept` are in reading order; a doubt is a Chinese clause for the diagnostic.
    """

    kept: list[Measure]
    left_out: list[tuple[Measure, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def drop(self, gone: Iterable[Measure], reason: str) -> None:
        """Leave these out for this reason."""
        for measure in tuple(gone):
            self.kept.remove(measure)
            self.left_out.append((measure, reason))

    def doubt(self, text: str) -> None:
        """Raise a doubt, once."""
        if text not in self.doubts:
            self.doubts.append(text)


def select(measures: Sequence[Measure], figures: Sequence[Figure]) -> Selection:
    """Return the department's statement, chosen among `measures` of one indicator.

    `figures` are all of the report's, to follow 其中 relations.
    """
    selection = Selection(kept=sorted(measures, key=lambda measure: measure.place))
    _leave_table_totals(selection)
    _leave_parts(selection, figures)
    for rule in _RULES:
        if len(selection.kept) > 1:
            rule(selection)
    return selection


def _leave_table_totals(selection: Selection) -> None:
    """Leave 合计 rows out when the rows are there; alone, the largest is the statement."""
    totals = [measure for measure in selection.kept if measure.figure.total]
    if totals and len(totals) == len(selection.kept):
        totals.remove(max(totals, key=lambda measure: measure.value))
    selection.drop(totals, _TABLE_TOTAL)


def _leave_parts(selection: Selection, figures: Sequence[Figure]) -> None:
    """Leave out each 其中 part whose whole is a figure of the same indicator."""
    if all(measure.figure.parent is None for measure in selection.kept):
        return  # most statements: not to look through all of the report's figures
    parents = {figure.id: figure.parent for figure in figures}
    wholes = {measure.figure.id: measure for measure in selection.kept}
    for measure in tuple(selection.kept):
        whole = _ancestor(measure, parents, wholes)
        if whole is not None:
            selection.drop((measure,), f"是“{whole.figure.text}”的其中项，已含在内")


def _ancestor(
    measure: Measure, parents: dict[str, str | None], wholes: dict[str, Measure]
) -> Measure | None:
    """Return the nearest whole above the measure, or None; a ring of parents ends it."""
    seen = {measure.figure.id}
    above = measure.figure.parent
    while above is not None and above not in seen:
        if above in wholes:
            return wholes[above]
        seen.add(above)
        above = parents.get(above)
    return None


def _leave_repeats(selection: Selection) -> None:
    """Leave out a value given before; two items of one list or table are no repeat."""
    first: list[Measure] = []
    for measure in tuple(selection.kept):
        same = next((one for one in first if _is_repeat(one, measure)), None)
        if same is None:
            first.append(measure)
            continue
        selection.drop((measure,), _REPEATED)
        if phrase(same) != phrase(measure):
            selection.doubt(
                f"“{same.figure.text}”在“{same.figure.indicator}”和“{measure.figure.indicator}”中各出现一次，按一次计"
            )


def _is_repeat(one: Measure, other: Measure) -> bool:
    """Say whether the two give one value for one thing."""
    if one.value != other.value:
        return False
    return phrase(one) == phrase(other) or not _together(one, other)


def _together(one: Measure, other: Measure) -> bool:
    """Say whether both stand in one sentence, or in one table."""
    if one.figure.block != other.figure.block:
        return False
    if one.figure.cell is not None and other.figure.cell is not None:
        return True
    return one.figure.sentence == other.figure.sentence


def _leave_stages(selection: Selection) -> None:
    """Leave out a later stage of the same cases in the same sentence: 立案60件，作出决定60件."""
    for first in tuple(selection.kept):
        later = [one for one in selection.kept if _is_later_stage(first, one)]
        if first in selection.kept and later:
            selection.drop(later, f"与“{first.figure.text}”是同一批事项的前后环节，不重复计入")
            if any(one.value != first.value for one in later):
                selection.doubt(
                    f"“{first.figure.indicator}”“{later[0].figure.indicator}”是前后环节，按前者计"
                )


def _is_later_stage(first: Measure, other: Measure) -> bool:
    """Say whether `other` follows `first` in one sentence, at a later stage and not larger."""
    if other is first or first.figure.cell is not None or not _together(first, other):
        return False
    later = _BEGUN.search(_said(first)) and _ENDED.search(_said(other))
    return bool(later) and first.place < other.place and other.value <= first.value


def _said(measure: Measure) -> str:
    return measure.clause + measure.figure.indicator


def _leave_rough(selection: Selection) -> None:
    """Leave out 300余件 when 312件 is given elsewhere: the same, said roughly."""
    for rough in tuple(selection.kept):
        exact = next((one for one in selection.kept if _is_said_roughly(rough, one)), None)
        if exact is not None:
            selection.drop((rough,), f"是“{exact.figure.text}”的概数说法，以较精确者为准")


def _is_said_roughly(rough: Measure, exact: Measure) -> bool:
    """Say whether `rough` may be `exact` in round numbers."""
    if not rough.figure.approximate or exact.figure.approximate:
        return False
    if _together(rough, exact) and phrase(rough) != phrase(exact):
        return False
    return rough.lower <= exact.value and (rough.upper is None or exact.value <= rough.upper)


def _leave_summed(selection: Selection) -> None:
    """Leave out figures that add up to another one: it is their total."""
    for whole in sorted(selection.kept, key=lambda measure: measure.value, reverse=True):
        others = [measure for measure in selection.kept if measure is not whole]
        if whole not in selection.kept:
            continue
        for group in (others, *_by_block(others)):
            if len(group) > 1 and _sum(group) == whole.value:
                selection.drop(group, f"各分项之和等于“{whole.figure.text}”，已含在内")
                break


def _leave_below_whole(selection: Selection) -> None:
    """Leave out what a number called 共, 累计, 全年 … can hold."""
    whole = max(selection.kept, key=lambda measure: measure.value)
    others = [measure for measure in selection.kept if measure is not whole]
    if _WHOLE.search(whole.clause) and _sum(others) <= whole.value:
        selection.drop(others, f"报告已给出总数“{whole.figure.text}”，视为含在内")


def _leave_narrower(selection: Selection) -> None:
    """Leave out a narrower phrase that a wider one can hold: 涉企处罚案件 in 处罚案件."""
    for wide in sorted(selection.kept, key=lambda measure: measure.value, reverse=True):
        narrow = [one for one in selection.kept if _is_narrower(one, wide)]
        if wide in selection.kept and narrow and _sum(narrow) <= wide.value:
            selection.drop(narrow, f"可能已含在“{wide.figure.indicator}{wide.figure.text}”内")
            selection.doubt(
                f"“{narrow[0].figure.indicator}”是否已含在“{wide.figure.indicator}”内不明确"
            )


def _is_narrower(one: Measure, wide: Measure) -> bool:
    """Say whether `one`'s phrase is `wide`'s with more words."""
    return one is not wide and phrase(wide) != phrase(one) and phrase(wide) in phrase(one)


def _leave_other_values(selection: Selection) -> None:
    """Keep the first value of each phrase; different phrases are different activities."""
    first: dict[str, Measure] = {}
    for measure in tuple(selection.kept):
        kept = first.setdefault(phrase(measure), measure)
        if kept is not measure:
            selection.drop((measure,), _OTHER_VALUE)
            selection.doubt(
                f"“{kept.figure.indicator}”有“{kept.figure.text}”“{measure.figure.text}”等不同数值"
            )


_RULES: Final[tuple[Callable[[Selection], None], ...]] = (
    _leave_repeats,
    _leave_stages,
    _leave_rough,
    _leave_summed,
    _leave_below_whole,
    _leave_narrower,
    _leave_other_values,
)


def phrase(measure: Measure) -> str:
    """Return what the figure counts, without words for the stage of the same thing."""
    return phrase_of(measure.figure.indicator)


def phrase_of(indicator: str) -> str:
    """Return an indicator's words without those for the stage of the same thing."""
    text = "".join(indicator.split())
    return _STAGE_WORDS.sub("", text) or text


def _by_block(measures: Iterable[Measure]) -> list[list[Measure]]:
    """Return the measures of each block together, in order."""
    blocks: dict[int, list[Measure]] = {}
    for measure in measures:
        blocks.setdefault(measure.figure.block, []).append(measure)
    return list(blocks.values())


def _sum(measures: Iterable[Measure]) -> Decimal:
    """Return the sum of the values."""
    return sum((measure.value for measure in measures), Decimal(0))
