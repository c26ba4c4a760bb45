"""How well a heading, with the text under it, fits each section of the outline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tasks.department.sections.signs import HeadingSigns, TextSigns, sentence_ends
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
LISTED = 2.0
"""The score of a heading that the outline lists word for word, whatever else it says."""
_HOLDS_ALIAS, _HELD = 0.8, 0.1
_GENERIC_ALIAS = 0.4
"""What an alias tells that has only words of the genre (工作情况), within a longer heading."""
_PART_OF_ALIAS, _PAIRS_ALIKE = 0.45, 0.8
_ONE_KEYWORD, _MORE_KEYWORDS = 0.3, 0.1
_MIN_ALIAS = 4
_TEXT_MOST, _TEXT_SLOPE, _TEXT_LEAST = 0.6, 1.1, 0.45
"""What the text adds at most, how fast it gets there, and the share of sentences that a
section needs to be placed by the text alone."""
_NEARLY_ALL = 0.95
_SILENT, _DEEDS, _WEAK, _CONTRADICTED = 0.1, 0.6, 0.6, 0.2
_NEXT_YEAR = 0.6
_NOTHING = re.compile(r"\s*(?:暂?无|没有)[。.]?\s*")
_ANSWERED = 0.5
"""What 无。 under a heading says for a section that may be empty."""
_WHOLLY, _MOSTLY = 0.3, 0.6
"""What it adds when so much of a heading are key words of problems or plans (问题短板)."""
THRESHOLD = 0.3
"""Under this score a heading is not placed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a heading with its text fits a section: 0..1 and over, and why (Chinese).

    `score` is of both, `wording` of the heading alone; `named` says that the heading has
    words of the section's own.
    """

    score: float
    wording: float
    reason: str
    named: bool = False


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
        self._heading_signs = [HeadingSigns(section) for section in self.outline]
        self._text_signs = [TextSigns(section) for section in self.outline]
        self.wordings = lru_cache(maxsize=_REMEMBERED)(self._read_heading)

    def fits(self, heading: str, body: str, year: int | None = None) -> tuple[Fit, ...]:
        """Return the fit with each section in order.

        `body` is the text under the heading; `year` the report's: what is said of the year
        after it is about plans.
        """
        row = self.wordings(heading)
        if year is not None:
            row = self._with_year(row, heading, year + 1)
        second, best = sorted(fit.score for fit in row)[-2:] if len(row) > 1 else (0.0, LISTED)
        if not body or best - second >= _TEXT_MOST:
            return row
        if _NOTHING.fullmatch(body):
            return self._answered(row)
        ends, next_year = sentence_ends(body), f"{year + 1}年" if year else ""
        shares = [signs.share(body, ends, next_year) for signs in self._text_signs]
        deeds = max(
            (share for each, share in zip(self.outline, shares, strict=True) if each.catch_all),
            default=0.0,
        )
        return tuple(_with_text(fit, share, deeds) for fit, share in zip(row, shares, strict=True))

    def names_at(self, number: int, heading: str) -> int:
        """Return where a heading's first key word of a section stands; its length without one."""
        words = (w for each in self.outline if each.number == number for w in each.keywords)
        return min((at for word in words if (at := heading.find(word)) >= 0), default=len(heading))

    def wording(self, number: int | None, heading: str) -> float:
        """Return how well a heading alone fits a section."""
        row = zip(self.outline, self.wordings(heading), strict=True)
        return max((fit.wording for each, fit in row if each.number == number), default=0.0)

    def share(self, number: int | None, text: str, year: int | None) -> float:
        """Return which share of the text's sentences speaks for a section, 0..1."""
        ends, next_year = sentence_ends(text), f"{year + 1}年" if year else ""
        return max(
            (
                signs.share(text, ends, next_year)
                for section, signs in zip(self.outline, self._text_signs, strict=True)
                if section.number == number
            ),
            default=0.0,
        )

    def _answered(self, row: tuple[Fit, ...]) -> tuple[Fit, ...]:
        """Return the fits with a heading under which stands 无。 and no more."""
        return tuple(
            replace(fit, score=fit.score + _ANSWERED, reason=fit.reason or "正文为“无”")
            if section.may_be_empty
            else fit
            for fit, section in zip(row, self.outline, strict=True)
        )

    def best(self, heading: str) -> tuple[int, Fit]:
        """Return the place (0-based) that a heading alone fits best, and how well."""
        row = self.wordings(heading)
        place = max(range(len(row)), key=lambda n: (row[n].score, -n))
        return place, row[place]

    def _with_year(self, row: tuple[Fit, ...], heading: str, year: int) -> tuple[Fit, ...]:
        if re.search(rf"(?<![\d—\-－至]){year}(?!\d)", heading) is None:
            return row
        return tuple(
            replace(fit, score=fit.score + _NEXT_YEAR, reason=f"标题含“{year}年”", named=True)
            if section.plans
            else fit
            for fit, section in zip(row, self.outline, strict=True)
        )

    def _read_heading(self, heading: str) -> tuple[Fit, ...]:
        """Return the fit of a heading alone with each section, by its wording and its words."""
        heading = _ABOUT.sub("", heading)
        best = self._compare(_bare(heading))
        return tuple(
            self._with_words(place, *best[place], heading) for place in range(len(self.outline))
        )

    def _with_words(self, place: int, score: float, reason: str, heading: str) -> Fit:
        """Add what key words and signs in the heading say for the section or against it."""
        words = [word for word in self.outline[place].keywords if word in heading]
        if score >= LISTED:
            return Fit(score=score, wording=score, reason=reason, named=bool(words))
        weight, said = self._heading_signs[place].weigh(heading)
        if words:
            score = max(score, _ONE_KEYWORD) + _MORE_KEYWORDS * len(words)
            more = [word for word in said if not any(known in word for known in words)]
            wholly = sum(map(len, words + more)) >= _MOSTLY * len(_bare(heading))
            score += _WHOLLY * (wholly and self.outline[place].listing)
            reason = f"标题含“{'”“'.join(words[:3])}”"
        elif said:
            reason = f"标题含“{'”“'.join(said)}”"
        score = max(score + weight, 0.0)
        return Fit(score=score, wording=score, reason=reason, named=bool(words or said))

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
            total = len(grams) + len(wording.grams)
            score = _likeness(bare, wording.bare, common, total)
            if not wording.grams and score < LISTED:
                score = min(score, _GENERIC_ALIAS)
            if score > best[wording.place][0]:
                best[wording.place] = (score, f"标题近似“{wording.said}”")
        return tuple(best)


def _with_text(fit: Fit, share: float, deeds: float) -> Fit:
    """Add what the text under the heading says; alone it needs a fair share of sentences.

    A text that speaks of `deeds` and not at all of the section speaks against a heading that
    has no more than a word of it.
    """
    if share < _SILENT and deeds >= _DEEDS and fit.score < _WEAK:
        return replace(fit, score=max(fit.score - _CONTRADICTED, 0.0))
    if fit.score < THRESHOLD and share < _TEXT_LEAST:
        return fit
    reason = fit.reason
    if fit.score < THRESHOLD:
        much = "都" if share > _NEARLY_ALL else f"约有{round(share * 10)}成"
        reason = f"标题无明显线索，正文语句{much}与之相符"
    return replace(fit, score=fit.score + min(_TEXT_SLOPE * share, _TEXT_MOST), reason=reason)


def _likeness(a: str, b: str, shared: int, total: int) -> float:
    if a == b:
        return LISTED
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
