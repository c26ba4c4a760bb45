"""Which measure words count things of one sort: persons, events, cases, places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_FAMILIES: Final = (
    ("persons", "人 名 位 人次 人头 余人次 员"),
    ("events", "场 次 期 场次 班次 轮 堂 节 讲 班 回"),
    ("cases and papers", "件 宗 起 案 例 桩 件次 单 笔 票 份 册 本 张 篇 部 封 条 则 卷"),
    ("sites", "家 户 间 所 家次 户次 间次 店 座 栋 幢 厂 家户"),
    ("vehicles", "辆 台 艘 架 车次 辆次 艘次 架次 台次"),
)
"""Units that count things of one sort. Of two sorts, neither is part of the other."""
FAMILY: Final = {unit: name for name, units in _FAMILIES for unit in units.split()}


def same_sort(unit: str, units: Iterable[str]) -> bool:
    """Say whether a unit is one of these, or counts the same sort of thing as one of them."""
    known = tuple(units)
    family = FAMILY.get(unit)
    return unit in known or (family is not None and any(FAMILY.get(u) == family for u in known))
