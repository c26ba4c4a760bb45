"""Which figures of an indicator may be added at all: the rules, each with its reason.

The first rule that fits keeps a figure out of the total; its Chinese reason is listed
beside the total (law 3: no wrong addition).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.district.setting import Setting, leading_year, listed_year

Rule = Callable[[Figure, Setting], bool]

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
    r"(?:平均|[人户日月年]均|每(?:个|半|所)?(?:年|季度|季|月|周|日|天|次|场|人|户|名|件|家|村|社区|镇|"
    r"街道|单位|部门|学?校|企业)[^，。；]{0,12})$"
)


_PLANNED: Final = re.compile(
    r"(?:(?:^|[年度初底拟还将原])计划|^(?:下一步|明年|下一年度?)?，?拟(?!定|制|订|稿|提请|签)|"
    r"^(?:下一步|明年|下一年度?))[^，。；]{0,20}$"
)
"""计划 as what is meant to be done; 按计划, 执行计划 and a plan's name are none."""
_BY_PLAN: Final = re.compile(r"(?:按照?|根据|依照|依据|结合|对照|落实|执行|完成)[^，。；]{0,6}计划")
_SINCE: Final = re.compile(
    r"(?:自|从)?(?P<year>20\d\d)年[^，。；]{0,16}以来|(?:自|从)(?P<from>20\d\d)年[^，。；]{0,8}(?:起|至今)|"
    r"(?P<some>[二两三四五六七八九十\d]{1,2}年来|近[二两三四五六七八九十\d]{1,2}年|历年来?|"
    r"[“\"]?(?:十[二三四五]五|[六七八九]五)[”\"]?(?:普法|规划|时期|期间)?(?:启动|实施)?以来|党的[^，。；]{2,8}以来|"
    r"(?:建[院所局站]|成立|挂牌|建成|启用)以来)"
)
_HONOUR: Final = re.compile(
    r"(?:获评|评为|被评|荣获|获得|入选|推荐|报送)[^，。；]{0,10}(?:优秀|先进|示范|典型|十佳|精品)[^，。；]{0,8}$"
)
"""案卷评查中获评优秀案卷2份 counts what was honoured, not what was reviewed."""
_NOW: Final = re.compile(
    r"20\d\d年(?![^，。；]{0,16}(?:以来|至今)|[^，。；]{0,8}起)|今年|本年|全年|年内|一年来"
)
_ADDED_UP: Final = re.compile(r"累计|总计|合计|一共|共|先后")


def _is_no_amount(figure: Figure, _setting: Setting) -> bool:
    return figure.kind in NOT_AMOUNTS or figure.role is Role.RANK


def _is_target(figure: Figure, setting: Setting) -> bool:
    said = leading_year(setting)
    ahead = said is not None and setting.year is not None and said > setting.year
    planned = _PLANNED.search(setting.clause) and not _BY_PLAN.search(setting.clause)
    return ahead or figure.role is Role.TARGET or bool(planned)


def _is_previous(figure: Figure, setting: Setting) -> bool:
    listed = listed_year(setting)
    said = listed or leading_year(setting)
    earlier = said is not None and setting.year is not None and said < setting.year
    return earlier or (figure.role is Role.PREVIOUS and listed is None)


def _is_cumulative(_figure: Figure, setting: Setting) -> bool:
    """Say whether the last time named before the figure is a span of several years."""
    spans = [match for match in _SINCE.finditer(setting.led) if _is_long(match, setting.year)]
    if not spans:
        return False
    rest = setting.led[spans[-1].end() :]
    if _NOW.search(rest):
        return False
    return not re.search(r"[，；]", rest.strip("，")) or bool(_ADDED_UP.search(setting.clause))


def _is_long(match: re.Match[str], year: int | None) -> bool:
    """Say whether a span began before the report's year; 2025年以来 in a report on 2025 did not."""
    began = match["year"] or match["from"]
    return match["some"] is not None or (year is not None and int(began) < year)


def _is_honour(_figure: Figure, setting: Setting) -> bool:
    return bool(_HONOUR.search(setting.clause))


def _is_wider(_figure: Figure, setting: Setting) -> bool:
    return setting.wider


def _is_difference(figure: Figure, setting: Setting) -> bool:
    if figure.change is Change.NONE:
        return False
    return bool(_DIFFERENCE.search(setting.clause) or _COMPARED.search(setting.clause))


def _is_mean(figure: Figure, setting: Setting) -> bool:
    told = "平均" in figure.indicator or "人均" in figure.indicator
    return told or bool(_MEAN.search(setting.clause))


RULES: Final[tuple[tuple[Rule, str], ...]] = (
    (_is_no_amount, "比例、倍数、位次类数据不能相加"),
    (_is_target, "是目标或计划数，不是完成数"),
    (_is_previous, "是上年（上期）数，不是本年数"),
    (_is_cumulative, "是多年累计数，不是本年数"),
    (_is_wider, "是全市、全省等上级范围的数，不是本区数"),
    (_is_honour, "是获评、入选的数量，不是工作量"),
    (_is_difference, "是增减量，不是总量"),
    (_is_mean, "是平均数或频次，不是总量"),
)


def is_of_another_time(figure: Figure, setting: Setting) -> bool:
    """Say whether the figure is of another year, of several, or only meant to be."""
    rules = (_is_target, _is_previous, _is_cumulative)
    return any(rule(figure, setting) for rule in rules)


def reason_against(figure: Figure, setting: Setting) -> str | None:
    """Return in Chinese why the figure is never added, or None when it may be."""
    return next((reason for rule, reason in RULES if rule(figure, setting)), None)
