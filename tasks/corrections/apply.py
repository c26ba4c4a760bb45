"""Figures with the corrections on top of them, both values kept: pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tasks.corrections.correction import Action, Correction, Scope
from tasks.corrections.matching import Found, find
from tasks.corrections.words import CODE, conflict
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic
from tasks.intake.submission import Rejection

Result = DepartmentReport | Rejection

RULE = "rule"
"""What `Figure.review` says of a figure that only fell under a rule."""

_NOISE = re.compile(r"[\s“”‘’、，（）()]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The results with the corrections applied.

    `used` are the numbers of the corrections that some figure of some report carries.
    """

    results: tuple[Result, ...]
    used: frozenset[int]


def apply(results: Sequence[Result], corrections: Sequence[Correction]) -> Applied:
    """Return the results with these corrections and no others.

    Applying is free of order and history: earlier corrections on the results are taken
    off first, so that apply(apply(r, a), b) is apply(r, b). A correction whose figure
    says something else in a re-submission is asked again, as a diagnostic.
    """
    made = [_corrected(result, corrections) for result in results]
    used = frozenset(number for _, numbers in made for number in numbers)
    return Applied(results=tuple(result for result, _ in made), used=used)


def as_reported(figure: Figure) -> Figure:
    """Return the figure without any correction."""
    if figure.original is not None:
        return figure.original
    return replace(figure, review="", remark="") if figure.review else figure


def _corrected(result: Result, corrections: Sequence[Correction]) -> tuple[Result, frozenset[int]]:
    if isinstance(result, Rejection):
        return result, frozenset()
    figures = tuple(map(as_reported, result.figures))
    own = [c for c in corrections if (c.year, c.department) == (result.year, result.department)]
    rules = [c for c in corrections if c.is_rule and _reaches(c, result)]
    decided, asked = decide(own, figures)
    changed = tuple(_amended(figure, decided.get(figure.id), rules) for figure in figures)
    report = replace(
        result,
        figures=changed,
        diagnostics=(*(d for d in result.diagnostics if d.code != CODE), *asked),
    )
    return report, frozenset(correction.number for correction in decided.values())


def _reaches(rule: Correction, report: DepartmentReport) -> bool:
    """Say whether the rule holds for the report; a rule holds from its year on."""
    if report.year is None or report.year < rule.year:
        return False
    return rule.scope is Scope.ALL or rule.department == report.department


def decide(
    corrections: Sequence[Correction], figures: Sequence[Figure]
) -> tuple[Mapping[str, Correction], tuple[Diagnostic, ...]]:
    """Return which correction each figure gets, and what has to be asked again.

    A correction of the very figure goes before one that was carried over to it.
    """
    found = [(correction, find(correction, figures)) for correction in corrections]
    decided: dict[str, Correction] = {}
    for wanted in (Found.MOVED, Found.SAME):
        for correction, match in found:
            if match.found is wanted and match.figure is not None:
                decided[match.figure.id] = correction
    asked = tuple(
        conflict(correction, match)
        for correction, match in found
        if correction.action is not Action.ACCEPT
        and match.found in {Found.CHANGED, Found.AMBIGUOUS, Found.GONE}
        and (match.figure is None or match.figure.id not in decided)
    )
    return decided, asked


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
    return replace(changed, original=figure, review=word, remark=by.remark)


def _rule_for(figure: Figure, rules: Sequence[Correction]) -> Correction | None:
    """Return the last rule for the figure's wording and unit."""
    fitting = (
        rule
        for rule in reversed(rules)
        if rule.unit == figure.normalized_unit and _same_words(rule.indicator, figure.indicator)
    )
    return next(fitting, None)


def _same_words(one: str, other: str) -> bool:
    return bool(one) and _NOISE.sub("", one) == _NOISE.sub("", other)


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
