"""Which wording of the catalogue a phrase comes near, without being it.

Three ways of being near are known, each of which an official sees at once: the wording with
words put in between (普法宣传主题活动: 普法宣传活动), the wording with another unit of the same
sort (行政复议案件12案), and a phrase that shares most pairs of characters with it. Of two
indicators that come equally near, neither is suggested.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from tasks.department.figures.unit_families import same_sort
from tasks.profile.model import Indicator

_SHORTEST: Final = 4
"""A wording of fewer characters (参考, 罚款) comes near to too much."""
_INSERTED: Final = 4
_LIKE: Final = 0.66
_HEAD: Final = 2
"""Of two phrases that mean one thing, the last two characters agree: a noun's head is last."""


class Nearness:
    """The catalogue's wordings by the pairs of characters in them."""

    def __init__(self, named: Mapping[str, Sequence[Indicator]]) -> None:
        """Index the wordings that are long enough to tell something."""
        self._named = {word: tuple(owners) for word, owners in named.items()}
        self._words = [word for word in named if len(word) >= _SHORTEST]
        self._holding: dict[str, list[int]] = {}
        for at, word in enumerate(self._words):
            for pair in _pairs(word):
                self._holding.setdefault(pair, []).append(at)
        self._near = lru_cache(maxsize=4096)(self._nearest)

    def of(self, phrase: str, unit: str, sentence: str) -> Indicator | None:
        """Return the indicator that the squeezed phrase nearly names, or None.

        Where the phrase leaves the wording's first word out (成功率: 调解成功率), the
        sentence must have it.
        """
        near = [(score, one) for score, one, lead in self._near(phrase, unit) if lead in sentence]
        tied = len(near) > 1 and near[0][0] == near[1][0]
        return near[0][1] if near and not tied else None

    def _nearest(self, phrase: str, unit: str) -> tuple[tuple[float, Indicator, str], ...]:
        """Return the indicators near to a phrase with their best score and that wording's lead."""
        shared = Counter(at for pair in _pairs(phrase) for at in self._holding.get(pair, ()))
        best: dict[str, tuple[float, Indicator, str]] = {}
        for at, count in shared.items():
            word = self._words[at]
            if 3 * count < len(word) - 1:
                continue
            score = _score(phrase, word, count)
            for owner in self._named[word] if score else ():
                held = best.get(owner.name)
                if same_sort(unit, (owner.unit, *owner.units)) and (not held or held[0] < score):
                    best[owner.name] = (score, owner, word[:_HEAD])
        return tuple(sorted(best.values(), key=lambda scored: (-scored[0], scored[1].name)))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _score(phrase: str, word: str, shared: int) -> float:
    """Return how near the end of the phrase comes to the wording, from 0 to 1."""
    if phrase.endswith(word) or (2 * shared >= len(word) - 1 and _is_inserted(phrase, word)):
        return 1.0 + len(word) / 100
    if phrase[-_HEAD:] != word[-_HEAD:]:
        return 0.0
    tail = phrase[-len(word) - _INSERTED :]
    pairs, wanted = _pairs(tail), _pairs(word)
    like = 2 * len(pairs & wanted) / (len(pairs) + len(wanted))
    return like if like >= _LIKE else 0.0


def _is_inserted(phrase: str, word: str) -> bool:
    """Say whether the phrase ends in the wording with a few characters put in between."""
    tail = phrase[-len(word) - _INSERTED :]
    if tail[-1] != word[-1]:
        return False
    at = 0
    for character in tail[tail.find(word[:_HEAD]) :] if word[:_HEAD] in tail else "":
        at += at < len(word) and character == word[at]
    return at == len(word)
