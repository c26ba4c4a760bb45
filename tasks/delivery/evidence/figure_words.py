"""What is known of a figure, in words: shown where it stands and in the list of figures."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.delivery import labels
from tasks.delivery.amendment import REMOVED, amendment
from tasks.delivery.display import shown
from tasks.delivery.standing import Standing
from tasks.department.figures.figure import Figure


def figure_tip(
    figure: Figure,
    standing: Standing,
    *,
    whole: Figure | None = None,
    parts: Sequence[Figure] = (),
    related: Sequence[str] = (),
) -> str:
    """Return in Chinese, a line each, all that is known of a figure.

    `whole` is the figure of which this is a part, `parts` are those that are parts of this,
    `related` the lines that say what else it stands with.
    """
    lines = (
        f"指标：{shown(figure.indicator)}",
        f"口径指标：{shown(standing.indicator)}" if standing.indicator else "",
        f"数值：{amount(figure)}",
        f"区间：{interval(figure)}",
        f"修饰词：{shown(figure.qualifier)}" if figure.qualifier else "",
        f"性质：{labels.KIND[figure.kind]}·{labels.ROLE[figure.role]}"
        + (f"·{labels.CHANGE[figure.change]}" if figure.change else ""),
        f"其中项，属于：{shown(whole.indicator)} {shown(whole.text)}" if whole else "",
        f"其中：{_listed(parts)}" if parts else "",
        *related,
        f"更正：{amendment(figure)}" if figure.original else "",
        "计入全区合计" if standing.counted else f"未计入合计：{why_not(figure, standing)}",
    )
    return "\n".join(line for line in lines if line)


def _listed(parts: Sequence[Figure]) -> str:
    return "；".join(f"{shown(part.indicator)} {shown(part.text)}" for part in parts)


def why_not(figure: Figure, standing: Standing) -> str:
    """Return why the figure is in no total."""
    return REMOVED if figure.removed else shown(standing.reason)


def amount(figure: Figure) -> str:
    """Return the value with its unit, and normalised where that says something else."""
    said = f"{labels.plain(figure.value)}{figure.unit}"
    normal = f"{labels.plain(figure.normalized_value)}{figure.normalized_unit}"
    return shown(said if said == normal else f"{said} = {normal}")


def interval(figure: Figure) -> str:
    """Return the interval of the true value in the normalised unit, open ends in words."""
    unit = shown(figure.normalized_unit)
    lower = labels.plain(figure.lower)
    if figure.upper is None:
        return f"{lower}{unit}以上"
    if figure.lower == figure.upper:
        return f"{lower}{unit}"
    return f"{lower}—{labels.plain(figure.upper)}{unit}"
