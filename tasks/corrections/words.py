"""What is said in Chinese of a correction that cannot simply be applied."""

from __future__ import annotations

from typing import Final

from tasks.corrections.correction import Action, Correction
from tasks.corrections.matching import Found, Match
from tasks.diagnostics import Diagnostic, Severity

CODE: Final = "correction_conflict"
NOT_TAKEN: Final = "correction_problem"

_LONGEST: Final = 30

# How a figure was (not) found again, what is said of it, what to do.
_WORDS: Final = {
    Found.CHANGED: (
        "现报告中相近的句子写的是“{now}”，更正未套用",
        "请在新的汇总表中对这一条重新复核。",
    ),
    Found.AMBIGUOUS: (
        "现报告中有几处同样相近，无法确定是哪一处，更正未套用",
        "请在新的汇总表中对相应的一条重新复核。",
    ),
    Found.GONE: (
        "现报告中已找不到这一句，更正未套用",
        "如已不需要，请用 huizong corrections undo {number} 撤销；否则重新复核。",
    ),
}


def conflict(correction: Correction, match: Match) -> Diagnostic:
    """Return the question that a re-submitted report raises about an earlier correction."""
    said, remedy = _WORDS[match.found]
    now = match.figure.text if match.figure else ""
    return Diagnostic(
        code=CODE,
        severity=Severity.WARNING,
        message=f"此前对“{shorten(correction.sentence)}”中“{correction.said}”的复核"
        f"（{told(correction)}）：{said.format(now=now)}。",
        remedy=remedy.format(number=correction.number),
        block=match.figure.block if match.figure else None,
    )


def told(correction: Correction) -> str:
    """Return in Chinese what the correction says."""
    if correction.action is Action.REMOVE:
        return "剔除"
    if correction.action is Action.ACCEPT:
        return "采纳原值"
    parts = []
    if correction.new_value is not None:
        parts.append(f"更正为{correction.new_value:f}{correction.unit}")
    if correction.new_indicator is not None:
        parts.append(f"指标改为“{correction.new_indicator or '无'}”")
    return "，".join(parts)


def shorten(text: str) -> str:
    """Return the text, its middle left out when it is long."""
    plain = "".join(text.split())
    if len(plain) <= _LONGEST:
        return plain
    half = _LONGEST // 2
    return f"{plain[:half]}……{plain[-half:]}"
