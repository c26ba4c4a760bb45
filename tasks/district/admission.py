"""Which figures of an indicator may be added at all: the rules, each with its reason.

The first rule that fits keeps a figure out of the total; its Chinese reason is listed
beside the total (law 3: no wrong addition).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.department.report import DepartmentReport

Rule = Callable[[Figure, str], bool]

NOT_AMOUNTS: Final = frozenset(
    {Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.RATIO, Kind.MULTIPLE, Kind.RANK}
)
# What stands right before a number that is a difference to another year or value …
_DIFFERENCE: Final = re.compile(
    r"(?:增加|增长|增幅|减少|下降|降低|上升|提高|提升|压减|缩减|缩短|净增|多|少|降)了?[约近超逾]?(?:过)?$"
)
# … and one that compares; 同比增加至 14 个 gives the level, not the difference.
_COMPARED: Final = re.compile(r"(?:同比|环比|[比较]上?[年期去前]|[比较]20\d\d)[^至到达]*$")
_MEAN: Final = re.compile(
    r"(?:平均|[人户日月年]均|每(?:个|半)?(?:年|季度|季|月|周|日|天|次|场|人|户|名|件|家)[^，。；]{0,8})$"
)


def _is_no_amount(figure: Figure, _clause: str) -> bool:
    return figure.kind in NOT_AMOUNTS or figure.role is Role.RANK


def _is_target(figure: Figure, _clause: str) -> bool:
    return figure.role is Role.TARGET


def _is_previous(figure: Figure, _clause: str) -> bool:
    return figure.role is Role.PREVIOUS


def _is_difference(figure: Figure, clause: str) -> bool:
    if figure.change is Change.NONE:
        return False
    return bool(_DIFFERENCE.search(clause) or _COMPARED.search(clause))


def _is_mean(figure: Figure, clause: str) -> bool:
    return bool(_MEAN.search(clause)) or "平均" in figure.indicator or "人均" in figure.indicator


RULES: Final[tuple[tuple[Rule, str], ...]] = (
    (_is_no_amount, "比例、倍数、位次类数据不能相加"),
    (_is_target, "是目标或计划数，不是完成数"),
    (_is_previous, "是上年（上期）数，不是本年数"),
    (_is_difference, "是增减量，不是总量"),
    (_is_mean, "是平均数或频次，不是总量"),
)


def reason_against(figure: Figure, clause: str) -> str | None:
    """Return in Chinese why the figure is never added, or None when it may be."""
    return next((reason for rule, reason in RULES if rule(figure, clause)), None)


def clause_before(figure: Figure, report: DepartmentReport) -> str:
    """Return the text before the figure since the last stop or comma, without spaces.

    In a table it is '': the cell stands alone.
    """
    if figure.cell is not None:
        return ""
    text = next((block.text for block in report.blocks if block.index == figure.block), "")
    clause = re.split(r"[。；;！？!?，,：:、\n（(]", text[: figure.start])[-1]
    return "".join(clause.split())
