"""How well a heading, with the text under it, fits each section of the outline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.profile.model import OutlineSection

_NOISE = re.compile(
    r"(?:19|20)\d\d\s?(?:年度?)?|[\s　“”‘’《》（）()，。、；：:;,.\-—]"
    r"|本年度|年度|本单位|本部门|深入|切实|进一步|有关|相关|的"
)
_GENERIC = re.compile(r"推进|加强|法治政府建设|法治建设|法治政府|依法治[区县市]|工作|情况")
"""Words that nearly every heading of the genre has; they tell nothing."""
_BODY_SHARE = 0.25
_EQUAL, _HOLDS_ALIAS = 1.0, 0.9
_PART_OF_ALIAS = 0.45
_MIN_ALIAS = 4
THRESHOLD = 0.3
"""Under this score a heading is not placed by its wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a heading fits a section, 0..1 and a little over, and why (Chinese)."""

    score: float
    reason: str


class Matcher:
    """The outline, ready to be compared with headings."""

    def __init__(self, outline: Sequence[OutlineSection]) -> None:
        """Prepare titles and aliases once for all headings."""
        self.outline = tuple(outline)
        self._wordings = [
            [(_bare(word), word) for word in (section.title, section.short, *section.aliases)]
            for section in outline
        ]
        self._grams = [
            [(_grams(_GENERIC.sub("", bare)), word) for bare, word in wordings]
            for wordings in self._wordings
        ]

    def fits(self, heading: str, body: str) -> tuple[Fit, ...]:
        """Return the fit with each section in order; `body` is the text under the heading."""
        bare = _bare(heading)
        grams = _grams(_GENERIC.sub("", bare))
        return tuple(
            self._fit(place, bare, grams, heading, body) for place in range(len(self.outline))
        )

    def _fit(self, place: int, bare: str, grams: Counter[str], heading: str, body: str) -> Fit:
        score, reason = self._by_wording(place, bare, grams)
        section = self.outline[place]
        words = [word for word in section.keywords if word in heading]
        if words:
            score = max(score, 0.3) + 0.1 * len(words)
            reason = f"标题含“{'”“'.join(words[:3])}”"
        if body:
            hits = sum(min(body.count(word), 3) for word in section.keywords)
            share = hits * 20 / max(len(body), 100)
            score += _BODY_SHARE * min(share, 1.0)
        return Fit(score=score, reason=reason)

    def _by_wording(self, place: int, bare: str, grams: Counter[str]) -> tuple[float, str]:
        best, reason = 0.0, ""
        for (wording, said), (gram, _) in zip(
            self._wordings[place], self._grams[place], strict=True
        ):
            score = _likeness(bare, wording, grams, gram)
            if score > best:
                best, reason = score, f"标题近似“{said}”"
        return best, reason


def _likeness(a: str, b: str, a_grams: Counter[str], b_grams: Counter[str]) -> float:
    if a == b:
        return _EQUAL
    if len(b) >= _MIN_ALIAS and b in a:
        return _HOLDS_ALIAS
    if len(a) >= _MIN_ALIAS and a in b:
        return _PART_OF_ALIAS * (1 + len(a) / len(b))
    total = sum(a_grams.values()) + sum(b_grams.values())
    shared = sum((a_grams & b_grams).values())
    return 0.8 * 2 * shared / total if total else 0.0


def _bare(text: str) -> str:
    return _NOISE.sub("", text)


def _grams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))
