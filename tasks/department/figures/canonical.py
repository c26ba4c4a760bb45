"""Which indicator of the catalogue (口径表) a figure belongs to, or nearly belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.department.figures.nearness import Nearness
from tasks.department.figures.units import UNITS
from tasks.department.figures.words import lengths_of
from tasks.profile.model import Indicator

_NOISE = re.compile(r"[“”‘’\s的了、，（）()]|全年|累计|共计|合计|各类|各级|本局|我局|有关|相关")
_OTHER_THING = re.compile(
    r"中(?!心)|获|被|入选|列为|纳入|用于|评查|优秀|典型|示范|案例|系统|平台|制度|经费|竞赛|标兵|先进|骨干"
)
"""Behind a wording, words that make another thing of it: 行政处罚案件评查."""


class Catalogue:
    """The profile's indicators, ready to be matched: names and aliases, longest first."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        """Index every name and alias; indicators that share a wording are told by their units."""
        named: dict[str, list[Indicator]] = {}
        for indicator in indicators:
            for word in (indicator.name, *indicator.aliases):
                owners = named.setdefault(_NOISE.sub("", word), [])
                if indicator not in owners:
                    owners.append(indicator)
        named.pop("", None)
        self._named = named
        self._lengths = lengths_of(named)
        self._near = Nearness(named)

    def match(self, phrase: str, unit: str) -> Indicator | None:
        """Return the indicator of the last wording in the phrase whose unit agrees, or None.

        A wording that is only part of another thing's name (行政处罚案件评查) is no match.
        """
        return self._last(phrase, lambda indicator: unit in (indicator.unit, *indicator.units))

    def match_bare(self, phrase: str) -> Indicator | None:
        """Return the one counted indicator of the last wording in a phrase without a unit.

        Fixed forms give their counts no unit: the catalogue's own holds there.
        """
        return self._last(phrase, lambda indicator: _is_count(indicator.unit))

    def _last(self, phrase: str, fits: Callable[[Indicator], bool]) -> Indicator | None:
        """Return the indicator of the last wording in the phrase that just one fitting owns."""
        said = _NOISE.sub("", phrase)
        for word, end in reversed(self._wordings(said)):
            fitting = [owner for owner in self._named[word] if fits(owner)]
            if len(fitting) == 1:
                return None if _OTHER_THING.search(said, end) else fitting[0]
        return None

    def _wordings(self, said: str) -> list[tuple[str, int]]:
        """Return the wordings in a squeezed phrase and their ends; none overlaps another."""
        found: list[tuple[str, int]] = []
        free = 0
        for at, first in enumerate(said):
            for length in self._lengths.get(first, ()) if at >= free else ():
                word = said[at : at + length]
                if word in self._named:
                    free = at + len(word)
                    found.append((word, free))
                    break
        return found

    def suggest(self, figure: Figure) -> Indicator | None:
        """Return the one indicator that a figure's phrase nearly names, or None."""
        said = _NOISE.sub("", figure.indicator)
        return self._near.of(said, figure.normalized_unit, figure.sentence)


@lru_cache(maxsize=8)
def catalogue_of(indicators: tuple[Indicator, ...]) -> Catalogue:
    """Return the catalogue of a profile, made once for all reports."""
    return Catalogue(indicators)


def with_canonical(figures: Sequence[Figure], catalogue: Catalogue) -> tuple[Figure, ...]:
    """Return the figures with the catalogue's name filled in where one fits.

    Where one nearly fits it is only suggested: nothing is counted by it.
    """
    return tuple(_named(figure, catalogue) for figure in figures)


def _named(figure: Figure, catalogue: Catalogue) -> Figure:
    if figure.kind is Kind.RANK:
        return figure
    if _is_bare(figure):
        named = catalogue.match_bare(figure.indicator)
        return (
            replace(figure, canonical=named.name, normalized_unit=named.unit) if named else figure
        )
    indicator = catalogue.match(figure.indicator, figure.normalized_unit)
    if indicator is not None:
        return replace(figure, canonical=indicator.name)
    near = catalogue.suggest(figure) if _counts(figure) else None
    return replace(figure, suggested=near.name) if near else figure


def _is_bare(figure: Figure) -> bool:
    """Say whether a figure is a whole number in a table that nothing gives a unit."""
    whole = figure.value == figure.value.to_integral_value()
    return figure.cell is not None and not figure.normalized_unit and whole


def _is_count(unit: str) -> bool:
    return unit in UNITS and UNITS[unit].kind is Kind.COUNT


def _counts(figure: Figure) -> bool:
    """Say whether a figure is one that would be counted, if somebody named it."""
    actual = figure.role is Role.ACTUAL and figure.change is Change.NONE
    return actual and figure.parent is None and not figure.total
