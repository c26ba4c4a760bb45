"""Puts the report's headings onto the outline as a whole, not one by one.

The best path through (heading, section) is found by dynamic programming: wording and body
give each pair a score, following the outline's order adds a little, going back costs a
little. A heading no section claims goes to the section that takes all topics, when the
outline has one, and is marked as placed with low confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.department.sections.matching import THRESHOLD, Fit, Matcher

_FORWARD, _SAME, _BACK = 0.12, 0.0, -0.12
_CATCH_ALL = 0.34
_NEXT_YEAR = 0.6
_OVERRIDE = 0.75
"""A sub-heading leaves its parent's section only when it fits another one so well."""
_MERGED, _MERGED_LONG, _SHORT = 0.4, 0.5, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a heading goes: the outline's number or None, how sure, why, and what else fits.

    `also` is a second section that the same heading names (存在问题及下一步打算).
    """

    section: int | None
    confidence: float
    reason: str
    also: int | None = None


def align(
    headings: Sequence[tuple[str, str]], matcher: Matcher, *, year: int | None
) -> tuple[Placement, ...]:
    """Return the placement of each (heading, body) of the top level, in order.

    `year` is the report's; a heading that names the year after it is about plans.
    """
    rows = [
        _with_year(matcher.fits(heading, body), heading, matcher, year)
        for heading, body in headings
    ]
    scores = [[_score(fit, place, matcher) for place, fit in enumerate(row)] for row in rows]
    path = _best_path(scores)
    return tuple(
        _placement(place, row, matcher, heading)
        for place, row, (heading, _) in zip(path, rows, headings, strict=True)
    )


def _with_year(
    row: tuple[Fit, ...], heading: str, matcher: Matcher, year: int | None
) -> tuple[Fit, ...]:
    if year is None or f"{year + 1}年" not in heading or f"—{year + 1}" in heading:
        return row
    return tuple(
        Fit(score=fit.score + _NEXT_YEAR, reason=f"标题含“{year + 1}年”")
        if matcher.outline[place].plans
        else fit
        for place, fit in enumerate(row)
    )


def _score(fit: Fit, place: int, matcher: Matcher) -> float:
    if matcher.outline[place].catch_all:
        return max(fit.score, _CATCH_ALL)
    return fit.score if fit.score >= THRESHOLD else 0.0


def _best_path(scores: Sequence[Sequence[float]]) -> list[int]:
    if not scores:
        return []
    best, back = list(scores[0]), []
    for row in scores[1:]:
        steps = [_step(best, now) for now in range(len(row))]
        best = [best[p] + _move(p, now) + row[now] for now, p in enumerate(steps)]
        back.append(steps)
    at = max(range(len(best)), key=lambda place: (best[place], -place))
    path = [at]
    for steps in reversed(back):
        at = steps[at]
        path.append(at)
    return path[::-1]


def _step(best: Sequence[float], now: int) -> int:
    """Return the place before from which it is best to come to `now`."""
    return max(range(len(best)), key=lambda place: (best[place] + _move(place, now), -place))


def _move(before: int, now: int) -> float:
    if now > before:
        return _FORWARD
    return _SAME if now == before else _BACK


def _placement(place: int, row: Sequence[Fit], matcher: Matcher, heading: str) -> Placement:
    fit, section = row[place], matcher.outline[place]
    if fit.score < THRESHOLD:
        if section.catch_all:
            return Placement(
                section=section.number, confidence=_CATCH_ALL, reason="没有更相近的部分"
            )
        return Placement(section=None, confidence=fit.score, reason="与提纲各部分都不相近")
    others = [
        (other.score, matcher.outline[n].number)
        for n, other in enumerate(row)
        if n != place and not matcher.outline[n].catch_all and other.reason.startswith("标题含")
    ]
    second = max(others, default=(0.0, 0))
    enough = _MERGED if len(heading) <= _SHORT else _MERGED_LONG
    also = second[1] if second[0] >= enough and fit.reason.startswith("标题含") else None
    return Placement(
        section=section.number, confidence=min(fit.score, 1.0), reason=fit.reason, also=also
    )


def override(heading: str, parent: int | None, matcher: Matcher) -> Placement | None:
    """Return where a sub-heading goes when it clearly belongs to another section, else None."""
    row = matcher.fits(heading, "")
    place = max(range(len(row)), key=lambda n: (row[n].score, -n))
    section, fit = matcher.outline[place], row[place]
    if section.number == parent or section.catch_all or fit.score < _OVERRIDE:
        return None
    listed = any(each.listing for each in matcher.outline if each.number == parent)
    if listed and not section.listing:
        return None
    return Placement(section=section.number, confidence=min(fit.score, 1.0), reason=fit.reason)
