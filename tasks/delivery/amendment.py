"""What is shown of a figure that a person corrected: both values, in words."""

from __future__ import annotations

from typing import Final

from tasks.delivery.display import shown
from tasks.delivery.labels import plain
from tasks.department.figures.figure import Figure

REMOVED: Final = "复核剔除"
_RULE: Final = "rule"


def amendment(figure: Figure) -> str:
    """Return in Chinese what was changed, from what to what; '' when nothing was."""
    before = figure.original
    if before is None:
        return ""
    parts = []
    if figure.removed:
        parts.append(f"{REMOVED}，原为{before.text}")
    elif _amount(before) != _amount(figure):
        parts.append(f"原为{before.text}，更正为{_amount(figure)}")
    if not figure.removed and before.canonical != figure.canonical:
        by = "按更正规则，" if figure.review == _RULE else ""
        parts.append(f"{by}指标由“{before.canonical or '无'}”改为“{figure.canonical or '无'}”")
    if figure.remark:
        parts.append(f"备注：{figure.remark}")
    return shown("；".join(parts))


def _amount(figure: Figure) -> str:
    return f"{figure.qualifier}{plain(figure.value)}{figure.unit}"
