"""What is said in Chinese of corrections: of those applied, and of those to be asked again."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from tasks.corrections.correction import Action, Correction, Scope
from tasks.corrections.matching import Found, Match
from tasks.department.figures.figure import Figure
from tasks.diagnostics import Diagnostic, Severity

CONFLICT: Final = "correction_conflict"
CORRECTED: Final = "corrected_figure"
OWN_CODES: Final = frozenset({CONFLICT, CORRECTED})
"""The diagnostics that this room adds to a report, and takes off again."""

REVIEWED: Final = "review_taken"
NOT_TAKEN: Final = "correction_problem"
"""The diagnostics that say what came of a reviewed workbook."""

REMOVED: Final = "复核剔除"
RULE: Final = "rule"
"""What `Figure.review` says of a figure that only fell under a rule."""

_LONGEST: Final = 30
_LARGE: Final = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))

# How a figure was (not) found again, what is said of it, what to do.
_WORDS: Final = {
    Found.CHANGED: (
        "现报告中相近的句子写的是“{now}”",
        "请在新的汇总表中对这一条重新复核。",
    ),
    Found.AMBIGUOUS: (
        "现报告中有几处同样相近，无法确定是哪一处",
        "请在新的汇总表中对相应的一条重新复核。",
    ),
    Found.CONTESTED: (
        "与对别处的另一条复核落在现报告的同一处（“{now}”）",
        "请在新的汇总表中对相应的一条重新复核。",
    ),
    Found.SETTLED: ("现报告已改为“{now}”", ""),
    Found.GONE: (
        "现报告中已找不到这一句",
        "如已不需要，请用 huizong corrections undo {number} 撤销；否则重新复核。",
    ),
}


def conflict(correction: Correction, match: Match) -> Diagnostic:
    """Return the question that a re-submitted report raises about an earlier correction."""
    happened, remedy = _happened(match)
    return Diagnostic(
        code=CONFLICT,
        severity=Severity.WARNING,
        message=f"此前对“{shorten(correction.sentence)}”中“{correction.said}”的复核"
        f"（{told(correction)}）：{happened}，更正未套用。",
        remedy=remedy.format(number=correction.number),
        block=match.figure.block if match.figure else None,
    )


def outdated(correction: Correction, match: Match) -> str:
    """Return why a row of an earlier workbook is not taken over: the report has changed since."""
    happened, _ = _happened(match)
    return (
        f"这份汇总表生成之后部门重新报送了报告，“{shorten(correction.sentence)}”中的"
        f"“{correction.said}”：{happened}，没有采用。请用最近一次的汇总表填写。"
    )


def _happened(match: Match) -> tuple[str, str]:
    said, remedy = _WORDS[match.found]
    return said.format(now=match.figure.text if match.figure else ""), remedy


def told(correction: Correction) -> str:
    """Return in Chinese what the correction says."""
    if correction.action is Action.REMOVE:
        return "剔除"
    if correction.action is Action.ACCEPT:
        return "采纳原值"
    parts = []
    if correction.new_value is not None:
        parts.append(f"更正为{spelled(correction.new_value)}{correction.unit}")
    if correction.new_indicator is not None:
        parts.append(f"指标改为“{correction.new_indicator or '无'}”")
    return "，".join(parts)


def rule(correction: Correction) -> str:
    """Return in Chinese which other figures the correction's indicator holds for."""
    of = correction.department if correction.scope is Scope.DEPARTMENT else "各部门"
    unit = f"、单位为“{correction.unit}”" if correction.unit else ""
    goes = f"都归入“{correction.new_indicator}”" if correction.new_indicator else "都不归入任何指标"
    return f"{correction.year}年起，{of}报告中指标为“{correction.indicator}”{unit}的数据{goes}"


def spelled(value: Decimal) -> str:
    """Return the number as people write it: in 万 or 亿 where that is shorter and exact."""
    large = [plain(value / size) + word for size, word in _LARGE if abs(value) >= size]
    return min((*large, plain(value)), key=len)


def plain(value: Decimal) -> str:
    """Return the number without exponent and without trailing zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amendment(figure: Figure) -> str:
    """Return in Chinese what was changed, from what to what; '' when nothing was."""
    before = figure.original
    if before is None:
        return ""
    parts = []
    if figure.removed:
        parts.append(f"{REMOVED}，原为{before.text}")
    elif said_anew(figure):
        parts.append(f"原为{before.text}，更正为{said_anew(figure)}")
    if not figure.removed and before.canonical != figure.canonical:
        by = "按更正规则，" if figure.review == RULE else ""
        parts.append(f"{by}指标由“{before.canonical or '无'}”改为“{figure.canonical or '无'}”")
    if figure.remark:
        parts.append(f"备注：{figure.remark}")
    return "；".join(parts)


def said_anew(figure: Figure) -> str:
    """Return the corrected amount in the unit as said; '' when the amount was not corrected."""
    before = figure.original
    if before is None or figure.removed or _amount(before) == _amount(figure):
        return ""
    return _amount(figure)


def _amount(figure: Figure) -> str:
    return f"{figure.qualifier}{plain(figure.value)}{figure.unit}"


def shorten(text: str) -> str:
    """Return the text, its middle left out when it is long."""
    plain = "".join(text.split())
    if len(plain) <= _LONGEST:
        return plain
    half = _LONGEST // 2
    return f"{plain[:half]}……{plain[-half:]}"
