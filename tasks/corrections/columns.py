"""The detail sheet as writer and reader both know it: its name, its columns, its seal."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from tasks.corrections.correction import Action, Scope

SHEET: Final = "数据明细"
"""The sheet of all figures; further ones, when one cannot hold them, are called 数据明细2 …"""

HEADER_ROW: Final = 3

DEPARTMENT, SAID_INDICATOR, INDICATOR = "部门", "指标（原文）", "规范指标"
SAID_VALUE, SAID_UNIT, SENTENCE = "原文数值", "单位", "原句"
FIGURE, SEAL = "数据编号", "校验"
REVIEW, NEW_VALUE, NEW_INDICATOR, SCOPE, REMARK = "复核", "更正值", "更正指标", "适用范围", "备注"

ACTION_WORDS: Final = {Action.ACCEPT: "采纳", Action.CORRECT: "更正", Action.REMOVE: "剔除"}
SCOPE_WORDS: Final = {
    Scope.FIGURE: "仅本条",
    Scope.DEPARTMENT: "本部门同类",
    Scope.ALL: "全区同类",
}
NO_INDICATOR: Final = "无"
"""Written under 更正指标: the figure belongs to no indicator of the catalogue."""

_SEAL_LENGTH: Final = 10
_REMEMBERED: Final = 4_096  # departments, units and sentences come again from row to row


def seal(district: str, year: int, said: tuple[object, ...]) -> str:
    """Return the mark that a row carries over what it said when it was written.

    It tells a row that was typed over from one that was reviewed. Spaces and the way a
    program spells a number do not matter: Excel, WPS and LibreOffice write them anew.
    """
    words = (district, str(year), *(_spelled(value) for value in said))
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).hexdigest()[:_SEAL_LENGTH]


@lru_cache(maxsize=_REMEMBERED)
def _spelled(value: object) -> str:
    """Return a cell's value without what programs change in it."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(repr(value) if isinstance(value, float) else value).normalize():f}"
    return re.sub(r"\s+|_x000[dD]_", "", str(value))
