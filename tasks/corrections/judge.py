"""From the rows she filled in to corrections, and to what could not be taken over and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from tasks.corrections import columns
from tasks.corrections.amounts import amount
from tasks.corrections.apply import as_reported, decide
from tasks.corrections.correction import Action, Correction, Scope
from tasks.corrections.matching import Found, Neighbours, alone, find
from tasks.corrections.reader import Review, Reviews
from tasks.corrections.words import outdated, told
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.ledger import FigureEntry

Remembered = Callable[[str, str], FigureEntry | None]
"""A figure of an earlier run, by department and id; None when no run had it."""

_ACTIONS: Final = {word: action for action, word in columns.ACTION_WORDS.items()}
_SCOPES: Final = {word: scope for scope, word in columns.SCOPE_WORDS.items()}
_FOREIGN: Final = (
    "这一行的原有内容（部门、原文数值、单位、原句等）被改动过，或不是本区本年度的汇总表，没有采用。"
    "请在程序生成的汇总表中，只在橙色表头的复核各栏填写。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A row that was not taken over, and why (Chinese); `place` says where it stands."""

    place: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What came of a workbook: new corrections, rows known already, rows not taken over."""

    corrections: tuple[Correction, ...]
    known: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What rows are judged against.

    `reports` are this year's reports as read, `corrections` those in force, `indicators`
    the catalogue's names, `remembered` finds figures of earlier runs, `neighbours` those
    that stood beside one. `undone` are corrections taken back, by the number of the row that
    took them back.
    """

    district: str
    year: int
    reports: tuple[DepartmentReport, ...]
    corrections: tuple[Correction, ...]
    indicators: frozenset[str]
    remembered: Remembered
    neighbours: Neighbours = alone
    undone: Mapping[int, Correction] = field(default_factory=dict)


class _RefusedError(Exception):
    """Why a row is not taken over."""


def judge(reviews: Reviews, ground: Ground) -> Judgement:
    """Return what the reviewed rows come to; nothing is applied silently."""
    made: list[Correction] = []
    problems = [Problem(place="汇总表", message=fault) for fault in reviews.faults]
    known = 0
    standing = _standing(ground)
    for row in reviews.rows:
        try:
            correction = _correction(row, ground)
            _refuse_undone(correction, standing.get(correction.key), ground)
        except _RefusedError as refused:
            problems.append(Problem(place=row.place, message=str(refused)))
            continue
        old = standing.get(correction.key)
        if _is_known(correction, old):
            known += 1
        else:
            moved = old is not None and old.key != correction.key
            made.append(replace(correction, replaces=old.number if old and moved else None))
    return Judgement(corrections=tuple(made), known=known, problems=tuple(problems))


def _refuse_undone(new: Correction, old: Correction | None, ground: Ground) -> None:
    """Refuse what was taken back: a workbook of before is filled in with what was in force."""
    if _is_known(new, old):
        return
    for number, undone in ground.undone.items():
        if undone.key == new.key and _is_known(new, undone):
            raise _RefusedError(
                f"这一条更正（编号 {undone.number}，{told(undone)}）此前已撤销，没有重新采用。"
                f"如要恢复，请运行 huizong corrections undo {number}。"
            )


def _standing(ground: Ground) -> Mapping[tuple[int, str, str], Correction]:
    """Return the correction that each figure has now, also one carried over to it."""
    found: dict[tuple[int, str, str], Correction] = {c.key: c for c in ground.corrections}
    for report in ground.reports:
        own = [c for c in ground.corrections if c.department == report.department]
        decided, _ = decide(own, tuple(map(as_reported, report.figures)), ground.neighbours)
        for figure, correction in decided.items():
            found[ground.year, report.department or "", figure] = correction
    return found


def _is_known(new: Correction, old: Correction | None) -> bool:
    """Say whether the figure's correction says so already.

    The workbook is filled in with what is in force, without the scope: a row left as it
    was must not narrow a rule.
    """
    if old is None or not _same_amount(new.new_value, old.new_value):
        return False
    narrowed = new.scope is Scope.FIGURE or new.scope is old.scope
    said = (new.action, new.new_indicator, new.remark)
    return narrowed and said == (old.action, old.new_indicator, old.remark)


def _same_amount(one: Decimal | None, other: Decimal | None) -> bool:
    """Compare amounts to six places: 亩 and 公顷 do not come back from a cell exactly."""
    if one is None or other is None:
        return one is other
    return round(one, 6) == round(other, 6)


def _correction(row: Review, ground: Ground) -> Correction:
    """Return what the row says."""
    if row.seal != columns.seal(ground.district, ground.year, row.said):
        raise _RefusedError(_FOREIGN)
    action = _action(row)
    bare, figure = _subject(row, ground)
    if action is not Action.CORRECT:
        return replace(bare, action=action, remark=row.remark)
    value = _value(row, figure)
    indicator = _indicator(row, ground.indicators)
    if value is None and indicator is None:
        raise _RefusedError("复核选了“更正”，但更正值和更正指标都没有填。请填写其中一项。")
    return replace(
        bare,
        action=action,
        new_value=value,
        new_indicator=indicator,
        scope=_scope(row) if indicator is not None else Scope.FIGURE,
        remark=row.remark,
    )


def _action(row: Review) -> Action:
    """Return what was chosen; a value or an indicator without a choice is a correction."""
    if not row.action:
        return Action.CORRECT
    if row.action not in _ACTIONS:
        raise _RefusedError(f"“复核”填的是“{row.action}”。请选 采纳、更正 或 剔除。")
    return _ACTIONS[row.action]


def _subject(row: Review, ground: Ground) -> tuple[Correction, Figure]:
    """Return the figure that the row is about, and a correction that only names it."""
    reports = _reports(row, ground.reports)
    for report in reports:
        for figure in map(as_reported, report.figures):
            if figure.id == row.figure:
                return _bare(figure, report.department or "", ground.year), figure
    past = ground.remembered(row.department, row.figure)
    if past is None:
        raise _RefusedError(
            "这一条不在本工作区任何一次汇总的记录中，没有采用。请用最近一次的汇总表填写。"
        )
    bare = _from_past(past, row.department, ground.year)
    return bare, _again(bare, reports, ground.neighbours)


def _reports(row: Review, reports: Iterable[DepartmentReport]) -> tuple[DepartmentReport, ...]:
    """Return the reports of the row's department, the one with the very figure first."""
    own = [report for report in reports if report.department == row.department]
    return tuple(
        sorted(own, key=lambda report: all(figure.id != row.figure for figure in report.figures))
    )


def _again(bare: Correction, reports: Sequence[DepartmentReport], neighbours: Neighbours) -> Figure:
    """Return the figure in a re-submission, where it is said with the same value."""
    matches = [
        find(bare, tuple(map(as_reported, report.figures)), neighbours) for report in reports
    ]
    sure = next((m.figure for m in matches if m.found in {Found.SAME, Found.MOVED}), None)
    if sure is not None:
        return sure
    if not matches:
        raise _RefusedError("这个部门的报告已不在收件目录中，没有采用。")
    raise _RefusedError(outdated(bare, matches[0]))


def _bare(figure: Figure, department: str, year: int) -> Correction:
    return Correction(
        action=Action.ACCEPT,
        year=year,
        department=department,
        figure=figure.id,
        section=figure.section,
        sentence=figure.sentence,
        said=figure.text,
        said_value=figure.normalized_value,
        unit=figure.normalized_unit,
        indicator=figure.indicator,
    )


def _from_past(past: FigureEntry, department: str, year: int) -> Correction:
    return Correction(
        action=Action.ACCEPT,
        year=year,
        department=department,
        figure=past.figure,
        section=past.section,
        sentence=past.sentence,
        said=past.text,
        said_value=Decimal(past.said or past.value),
        unit=past.unit,
        indicator=past.indicator,
    )


def _value(row: Review, figure: Figure) -> Decimal | None:
    if row.new_value is None:
        return None
    value = amount(row.new_value, figure)
    if value is None:
        raise _RefusedError(
            f"更正值“{row.new_value}”看不懂，没有采用。"
            f"请只填数字（单位按“{figure.unit or '无'}”计），或写明单位，如“12{figure.unit}”。"
        )
    return value


def _indicator(row: Review, indicators: frozenset[str]) -> str | None:
    if not row.new_indicator:
        return None
    if row.new_indicator == columns.NO_INDICATOR:
        return ""
    if row.new_indicator not in indicators:
        raise _RefusedError(
            f"更正指标“{row.new_indicator}”不在口径表中，没有采用。"
            f"请从下拉表中选择，或先在 profile/indicators.csv 中增加；"
            f"不属于任何指标的填“{columns.NO_INDICATOR}”。"
        )
    return row.new_indicator


def _scope(row: Review) -> Scope:
    if not row.scope:
        return Scope.FIGURE
    if row.scope not in _SCOPES:
        raise _RefusedError(f"“适用范围”填的是“{row.scope}”。请选 {'、'.join(_SCOPES)}。")
    return _SCOPES[row.scope]
