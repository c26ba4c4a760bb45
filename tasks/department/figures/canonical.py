"""Which indicator of the catalogue (口径表) a figure belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from tasks.department.figures.figure import Figure, Kind
from tasks.profile.model import Indicator

_NOISE = re.compile(r"[“”‘’\s的了、，（）()]|全年|累计|共计|合计|各类|各级|本局|我局|有关|相关")


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
        words = sorted(named, key=lambda key: (-len(key), key))
        self._pattern = re.compile("|".join(map(re.escape, words))) if words else None

    def match(self, phrase: str, unit: str) -> Indicator | None:
        """Return the indicator of the last wording in the phrase whose unit agrees, or None."""
        if self._pattern is None:
            return None
        found = [self._named[m[0]] for m in self._pattern.finditer(_NOISE.sub("", phrase))]
        for owners in reversed(found):
            fitting = [i for i in owners if unit in (i.unit, *i.units)]
            if len(fitting) == 1:
                return fitting[0]
        return None


@lru_cache(maxsize=8)
def catalogue_of(indicators: tuple[Indicator, ...]) -> Catalogue:
    """Return the catalogue of a profile, made once for all reports."""
    return Catalogue(indicators)


def with_canonical(figures: Iterable[Figure], catalogue: Catalogue) -> tuple[Figure, ...]:
    """Return the figures with the catalogue's name filled in where one fits."""
    return tuple(_named(figure, catalogue) for figure in figures)


def _named(figure: Figure, catalogue: Catalogue) -> Figure:
    if figure.kind is Kind.RANK:
        return figure
    indicator = catalogue.match(figure.indicator, figure.normalized_unit)
    return replace(figure, canonical=indicator.name) if indicator else figure
