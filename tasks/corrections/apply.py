"""Figures with the corrections on top of them, both values kept: pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tasks.corrections.correction import Action, Correction, Scope
from tasks.corrections.matching import Found, Match, Neighbours, alone, find
from tasks.corrections.words import CORRECTED, OWN_CODES, RULE, amendment, conflict
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.intake.submission import Rejection

Result = DepartmentReport | Rejection

_NOISE = re.compile(r"[\s“”‘’、，（）()]|全年|累计|共计|合计|本局|我局|本单位")
"""What two departments' wordings of one indicator may differ in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The results with the corrections applied.

    `used` are the numbers of the corrections that some figure of some report carries.
    """

    results: tuple[Result, ...]
    used: frozenset[int]


def apply(
    results: Sequence[Result], corrections: Sequence[Correction], neighbours: Neighbours = alone
) -> Applied:
    """Return the results with these corrections and no others.

    Applying is free of order and history: earlier corrections on the results are taken
    off first, so that apply(apply(r, a), b) is apply(r, b). A correction whose figure
    says something else in a re-submission is asked again, as a diagnostic; what was
    changed is told by another, beside its place.
    """
    made = [_corrected(result, corrections, neighbours) for result in results]
    used = frozenset(number for _, numbers in made for number in numbers)
    return Applied(results=tuple(result for result, _ in made), used=used)


def as_reported(figure: Figure) -> Figure:
    """Return the figure without any correction."""
    if figure.original is not None:
        return figure.original
    return replace(figure, review="", remark="") if figure.review else figure


def _corrected(
    result: Result, corrections: Sequence[Correction], neighbours: Neighbours
) -> tuple[Result, frozenset[int]]:
    if isinstance(result, Rejection):
        return result, frozenset()
    own = [c for c in corrections if (c.year, c.department) == (result.year, result.department)]
    rules = [c for c in corrections if c.is_rule and _reaches(c, result)]
    if not (own or rules or result.reviewed or _says_of_corrections(result)):
        return result, frozenset()  # and nobody had to look at its figures
    figures = tuple(map(as_reported, result.figures))
    decided, asked = decide(own, figures, neighbours)
    changed = tuple(_amended(figure, decided.get(figure.id), rules) for figure in figures)
    noticed = (d for d in result.diagnostics if d.code not in OWN_CODES)
    told = (_told(figure) for figure in changed if figure.original is not None)
    diagnostics = (*noticed, *asked, *told)
    same = changed == result.figures and diagnostics == result.diagnostics
    report = result if same else replace(result, figures=changed, diagnostics=diagnostics)
    return report, frozenset(correction.number for correction in decided.values())


def _says_of_corrections(report: DepartmentReport) -> bool:
    return any(diagnostic.code in OWN_CODES for diagnostic in report.diagnostics)


def _told(figure: Figure) -> Diagnostic:
    """Return what was changed, for those who see neither colours nor hints."""
    return Diagnostic(
        code=CORRECTED,
        severity=Severity.INFO,
        message=f"{figure.indicator}：{amendment(figure)}。",
        block=figure.block,
    )


def _reaches(rule: Correction, report: DepartmentReport) -> bool:
    """Say whether the rule holds for the report; a rule holds from its year on."""
    if report.year is None or report.year < rule.year:
        return False
    return rule.scope is Scope.ALL or rule.department == report.department


def decide(
    corrections: Sequence[Correction],
    figures: Sequence[Figure],
    neighbours: Neighbours = alone,
) -> tuple[Mapping[str, Correction], tuple[Diagnostic, ...]]:
    """Return which correction each figure gets, and what has to be asked again.

    A correction of the very figure goes before one that was carried over to it; two that
    were carried over to one figure and say different things are both asked again.
    """
    found = [(correction, find(correction, figures, neighbours)) for correction in corrections]
    own = {m.figure.id: c for c, m in found if m.figure is not None and m.found is Found.SAME}
    moved: dict[str, list[Correction]] = {}
    for correction, match in found:
        if match.figure is not None and match.found is Found.MOVED:
            moved.setdefault(match.figure.id, []).append(correction)
    agreed = {key: many[-1] for key, many in moved.items() if len({c.effect for c in many}) == 1}
    decided = {**agreed, **own}
    asked = ((c, _open(c, match, decided)) for c, match in found if c.action is not Action.ACCEPT)
    return decided, tuple(conflict(c, match) for c, match in asked if match is not None)


_ASKED = frozenset({Found.CHANGED, Found.AMBIGUOUS, Found.GONE, Found.CONTESTED})


def _open(correction: Correction, match: Match, decided: Mapping[str, Correction]) -> Match | None:
    """Return the match as it has to be asked about, or None when there is nothing to ask.

    A later word on the figure itself answers what an earlier correction would ask.
    """
    figure = match.figure
    holds = decided.get(figure.id) if figure is not None else None
    if match.found is Found.MOVED and holds != correction:
        match = Match(found=Found.CONTESTED, figure=figure)
    answered = holds is not None and (
        holds.number > correction.number or holds.effect == correction.effect
    )
    ruled = figure is not None and match.found is Found.CHANGED and _rules(correction, figure)
    return match if match.found in _ASKED and not (answered or ruled) else None


def _rules(correction: Correction, figure: Figure) -> bool:
    """Say whether all that the correction says of the figure is a rule that it falls under."""
    return correction.is_rule and correction.new_value is None and _fits(correction, figure)


def _amended(figure: Figure, correction: Correction | None, rules: Sequence[Correction]) -> Figure:
    """Return the figure, as reported, under its own correction and the rules it falls under."""
    if correction is not None and correction.action is Action.ACCEPT:
        return replace(figure, review=correction.action.value, remark=correction.remark)
    rule = _rule_for(figure, rules)
    ruled = figure if rule is None else replace(figure, canonical=rule.new_indicator or None)
    if correction is not None:
        changed, by, word = _changed(ruled, correction), correction, correction.action.value
    elif rule is not None and ruled != figure:
        changed, by, word = ruled, rule, RULE
    else:
        return figure
    before = None if changed == figure else figure
    return replace(changed, original=before, review=word, remark=by.remark)


def _rule_for(figure: Figure, rules: Sequence[Correction]) -> Correction | None:
    """Return the last rule for the figure's wording and unit."""
    return next((rule for rule in reversed(rules) if _fits(rule, figure)), None)


def _fits(rule: Correction, figure: Figure) -> bool:
    bare = _NOISE.sub("", rule.indicator)
    same = bool(bare) and bare == _NOISE.sub("", figure.indicator)
    return same and rule.unit == figure.normalized_unit


def _changed(figure: Figure, correction: Correction) -> Figure:
    if correction.action is Action.REMOVE:
        return replace(figure, canonical=None, removed=True)
    changed = figure if correction.new_value is None else _valued(figure, correction.new_value)
    if correction.new_indicator is not None:
        changed = replace(changed, canonical=correction.new_indicator or None)
    return changed


def _valued(figure: Figure, value: Decimal) -> Figure:
    """Return the figure with another value, given in its normalised unit: an exact one."""
    if value == figure.normalized_value and not figure.qualifier:
        return figure
    return replace(
        figure,
        value=_plain(value / factor(figure)),
        normalized_value=value,
        lower=value,
        upper=value,
        qualifier="",
    )


def _plain(value: Decimal) -> Decimal:
    """Return the number without exponent and trailing zeros, at most nine places long."""
    rounded = round(value, 9)
    whole = rounded.to_integral_value()
    return whole.quantize(Decimal(1)) if rounded == whole else rounded.normalize()


def factor(figure: Figure) -> Decimal:
    """Return how many normalised units one of the unit as said is (万元: 10000)."""
    return figure.normalized_value / figure.value if figure.value else Decimal(1)
