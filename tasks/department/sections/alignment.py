"""Puts the report's headings onto the outline as a whole, not one by one.

The best path through (heading, section) is found by dynamic programming: wording and body
give each pair a score, following the outline's order adds a little, going back costs a
little. A heading no section claims goes to the section that takes all topics, when the
outline has one, and is marked as placed with low confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.department.sections.matching import LISTED, THRESHOLD, Fit, Matcher

_FORWARD, _SAME, _BACK = 0.12, 0.0, -0.12
_CATCH_ALL = 0.34
_OVERRIDE = 0.75
"""A sub-heading leaves its parent's section only when it fits another one so well."""
_MERGED, _MERGED_LONG, _SHORT = 0.4, 0.5, 20
_MERGED_ALL = 0.6
"""The words of themes that the catch-all has are not enough to name it."""
_SURE, _APART = 0.4, 0.06
"""Below that score, or nearer to the next best section than that, a person is asked."""
_POSSIBLE, _MOST_OTHERS = 0.2, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a heading goes: the outline's number or None, how sure, why, and what else fits.

    `also` is a second section that the same heading names (存在问题及下一步打算). `sure` is
    False where a person should look; `others` are the sections that fit next best.
    """

    section: int | None
    confidence: float
    reason: str
    also: int | None = None
    sure: bool = True
    others: tuple[int, ...] = ()


def align(
    headings: Sequence[tuple[str, str]], matcher: Matcher, *, year: int | None
) -> tuple[Placement, ...]:
    """Return the placement of each (heading, body) of the top level, in order.

    `year` is the report's; a heading that names the year after it is about plans.
    """
    rows = [matcher.fits(heading, body, year) for heading, body in headings]
    scores = [[_score(fit, place, matcher) for place, fit in enumerate(row)] for row in rows]
    path = _best_path(scores)
    placed = [
        _placement(place, row, matcher, heading)
        for place, row, (heading, _) in zip(path, rows, headings, strict=True)
    ]
    needed = _without_needless(placed, matcher)
    return tuple(
        _first_named(placement, heading, matcher)
        for placement, (heading, _) in zip(needed, headings, strict=True)
    )


def _without_needless(placed: Sequence[Placement], matcher: Matcher) -> Iterator[Placement]:
    """Yield the placements; the catch-all is a second section only where it has no heading."""
    catch_all = {section.number for section in matcher.outline if section.catch_all}
    headed = {placement.section for placement in placed} & catch_all
    for placement in placed:
        yield replace(placement, also=None) if placement.also in headed else placement


def _first_named(placement: Placement, heading: str, matcher: Matcher) -> Placement:
    """Return the placement of a heading of two sections with the one it names first in front."""
    own, also = placement.section, placement.also
    if (
        own is None
        or also is None
        or matcher.names_at(own, heading) < matcher.names_at(also, heading)
    ):
        return placement
    return replace(placement, section=also, also=own)


def _score(fit: Fit, place: int, matcher: Matcher) -> float:
    """Return what the path gains by the place; the catch-all never gains by texts alone."""
    if matcher.outline[place].catch_all:
        return max(fit.wording, _CATCH_ALL)
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
    """Return the placement at `place` of a heading whose fits are `row`."""
    fit, section = row[place], matcher.outline[place]
    ranked = _others(place, row)
    others = tuple(matcher.outline[n].number for n in ranked)
    if fit.score < THRESHOLD and not section.catch_all:
        reason = "与提纲各部分都不相近"
        return Placement(
            section=None, confidence=fit.score, reason=reason, sure=False, others=others
        )
    also = _also(place, row, matcher, heading)
    rival = max((row[n].score for n in ranked), default=0.0)
    sure = also is not None or (fit.score >= _SURE and fit.score - rival >= _APART)
    return Placement(
        section=section.number,
        confidence=min(max(fit.score, _CATCH_ALL), 1.0),
        reason=fit.reason if fit.score >= THRESHOLD else "没有更相近的部分",
        also=also,
        sure=sure,
        others=others,
    )


def _others(place: int, row: Sequence[Fit]) -> list[int]:
    """Return the places of the sections that fit next best, the best first."""
    found = [n for n, fit in enumerate(row) if n != place and fit.score >= _POSSIBLE]
    return sorted(found, key=lambda n: (-row[n].score, n))[:_MOST_OTHERS]


def _also(place: int, row: Sequence[Fit], matcher: Matcher, heading: str) -> int | None:
    """Return the other section that the heading names in its own words, or None."""
    own = row[place]
    if not own.named or own.wording >= LISTED:
        return None
    if matcher.outline[place].catch_all and own.wording < _MERGED_ALL:
        return None
    enough = _MERGED if len(heading) <= _SHORT else _MERGED_LONG
    least = [_MERGED_ALL if section.catch_all else enough for section in matcher.outline]
    named = [
        (fit.wording, -n)
        for n, fit in enumerate(row)
        if n != place and fit.named and fit.wording >= least[n]
    ]
    return matcher.outline[-max(named)[1]].number if named else None


def override(
    heading: str, body: str, parent: int | None, matcher: Matcher, year: int | None
) -> Placement | None:
    """Return where a sub-heading goes when it clearly belongs to another section, else None.

    Only problems and plans may be told by the text as well: every theme of the effects
    speaks of study, persons and deeds.
    """
    row = matcher.fits(heading, "", year)
    own = [n for n, section in enumerate(matcher.outline) if not section.catch_all]
    place = max(own, key=lambda n: (row[n].score, -n), default=0)
    fit, rival = row[place], max(fit.score for fit in row)
    if THRESHOLD <= fit.score < _OVERRIDE and matcher.outline[place].listing:
        fit = matcher.fits(heading, body, year)[place]
    section = matcher.outline[place]
    if section.number == parent or section.catch_all or fit.score < max(_OVERRIDE, rival):
        return None
    listed = any(each.listing for each in matcher.outline if each.number == parent)
    if listed and not section.listing:
        return None
    return Placement(section=section.number, confidence=min(fit.score, 1.0), reason=fit.reason)
