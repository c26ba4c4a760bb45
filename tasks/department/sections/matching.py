"""How well a heading, with the text under it, fits each section of the outline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tasks.profile.model import OutlineSection

_NOISE = re.compile(
    r"(?:19|20)\d\d\s?(?:年度?)?|[\s　“”‘’《》（）()，。、；：:;,.\-—]"
    r"|本年度|年度|本单位|本部门|深入|切实|进一步|有关|相关|的"
)
_ABOUT = re.compile(r"针对[^，。]{0,12}?(?:问题|不足|短板)(?:的|，)?")
"""针对存在问题的下一步措施 is about the steps, not about the problems."""
_GENERIC = re.compile(r"推进|加强|法治政府建设|法治建设|法治政府|依法治[区县市]|工作|情况")
"""Words that nearly every heading of the genre has; they tell nothing."""
_REMEMBERED = 4096
"""Headings whose comparison is kept: departments word many of them alike."""
_BODY_SHARE = 0.25
_EQUAL, _HOLDS_ALIAS, _HELD = 1.0, 0.8, 0.1
_PART_OF_ALIAS, _PAIRS_ALIKE = 0.45, 0.8
_ONE_KEYWORD, _MORE_KEYWORDS = 0.3, 0.1
_MIN_ALIAS = 4
THRESHOLD = 0.3
"""Under this score a heading is not placed by its wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a heading fits a section, 0..1 and a little over, and why (Chinese)."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """A title or alias: whose it is, as written, bare, and its pairs of characters."""

    place: int
    said: str
    bare: str
    grams: frozenset[str]


class Matcher:
    """The outline, ready to be compared with headings."""

    def __init__(self, outline: Sequence[OutlineSection]) -> None:
        """Index the pairs of characters of all titles and aliases."""
        self.outline = tuple(outline)
        self._wordings = [
            _Wording(place=place, said=said, bare=_bare(said), grams=_grams(_bare(said)))
            for place, section in enumerate(outline)
            for said in (section.title, section.short, *section.aliases)
        ]
        self._having: dict[str, list[int]] = {}
        for at, wording in enumerate(self._wordings):
            for gram in wording.grams:
                self._having.setdefault(gram, []).append(at)
        self._without = [at for at, wording in enumerate(self._wordings) if not wording.grams]
        self._by_wording = lru_cache(maxsize=_REMEMBERED)(self._compare)

    def fits(self, heading: str, body: str) -> tuple[Fit, ...]:
        """Return the fit with each section in order; `body` is the text under the heading."""
        heading = _ABOUT.sub("", heading)
        best = self._by_wording(_bare(heading))
        return tuple(
            _with_keywords(section, *best[place], heading=heading, body=body)
            for place, section in enumerate(self.outline)
        )

    def _compare(self, bare: str) -> tuple[tuple[float, str], ...]:
        """Return for each section its most alike wording's score, and the reason.

        Only wordings that share a pair of characters are compared, and those that have none.
        """
        grams = _grams(bare)
        shared = Counter(self._without)
        for gram in grams:
            shared.update(self._having.get(gram, ()))
        best = [(0.0, "")] * len(self.outline)
        for at in sorted(shared):
            wording = self._wordings[at]
            common = shared[at] if wording.grams else 0
            score = _likeness(bare, wording.bare, common, len(grams) + len(wording.grams))
            if score > best[wording.place][0]:
                best[wording.place] = (score, f"标题近似“{wording.said}”")
        return tuple(best)


def _with_keywords(
    section: OutlineSection, score: float, reason: str, *, heading: str, body: str
) -> Fit:
    words = [word for word in section.keywords if word in heading]
    if words:
        score = max(score, _ONE_KEYWORD) + _MORE_KEYWORDS * len(words)
        reason = f"标题含“{'”“'.join(words[:3])}”"
    if body:
        hits = sum(min(body.count(word), 3) for word in section.keywords)
        score += _BODY_SHARE * min(hits * 20 / max(len(body), 100), 1.0)
    return Fit(score=score, reason=reason)


def _likeness(a: str, b: str, shared: int, total: int) -> float:
    if a == b:
        return _EQUAL
    if len(b) >= _MIN_ALIAS and b in a:
        return _HOLDS_ALIAS * (1 + len(b) / len(a)) / 2 + _HELD
    if len(a) >= _MIN_ALIAS and a in b:
        return _PART_OF_ALIAS * (1 + len(a) / len(b))
    return _PAIRS_ALIKE * 2 * shared / total if total else 0.0


def _bare(text: str) -> str:
    return _NOISE.sub("", text)


def _grams(bare: str) -> frozenset[str]:
    said = _GENERIC.sub("", bare)
    return frozenset(said[i : i + 2] for i in range(len(said) - 1))


@lru_cache(maxsize=8)
def matcher_of(outline: tuple[OutlineSection, ...]) -> Matcher:
    """Return the matcher of an outline, made once for all reports."""
    return Matcher(outline)
