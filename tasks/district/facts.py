"""What several departments say of the whole district: one fact, and one number for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from tasks.department.figures.figure import Change, Figure, Role
from tasks.department.report import DepartmentReport
from tasks.district.admission import is_of_another_time
from tasks.district.mention import Mention
from tasks.district.setting import own_area, setting_of
from tasks.district.statements import phrase_of

_TELLING: Final = 4  # characters that say what is counted


def fact_groups(facts: Iterable[Mention]) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions of each fact that two departments and more give, first of each.

    Only the same words in the same unit are one fact: 全区行政复议案件 and
    全区行政复议纠错案件 are two.
    """
    found: dict[tuple[str, str], dict[str, Mention]] = {}
    for mention in facts:
        key = mention.counted, mention.unit
        found.setdefault(key, {}).setdefault(mention.department, mention)
    return tuple(tuple(said.values()) for said in found.values() if len(said) > 1)


def facts_of(report: DepartmentReport, district: str) -> Iterator[Mention]:
    """Yield the report's figures that are said of the whole district and of this year."""
    area = own_area(district)
    texts = {block.index: block.text for block in report.blocks if area in block.text}
    for figure in report.figures:
        if figure.block not in texts or figure.cell is not None or not _is_level(figure):
            continue
        setting = setting_of(figure, texts, district=district, year=report.year)
        counted = phrase_of(figure.indicator.replace(area, ""))
        if setting.whole and len(counted) >= _TELLING and not is_of_another_time(figure, setting):
            yield Mention.of(figure, report.department or "", action=area, counted=counted)


def _is_level(figure: Figure) -> bool:
    return figure.role is Role.ACTUAL and figure.change is Change.NONE
