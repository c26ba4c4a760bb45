"""Choosing sentences: the best that say different things and fit the length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from tasks.delivery.report.alike import Told
from tasks.delivery.report.rows import Rows
from tasks.delivery.report.sentence import Sentence

_EACH: Final = 2
"""How many statements of one department a theme holds."""

_CONSIDERED: Final = 240
"""How many of the best sentences of a theme are looked at; a theme has room for about 12."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence made to agree, `text`, with its worth.

    `others` say the same elsewhere, None where nobody does; `named` says that the text names
    its department.
    """

    sentence: Sentence
    text: str
    worth: int
    others: Rows | None = None
    named: bool = False


def choose(
    candidates: Iterable[Candidate],
    *,
    room: int,
    taken: Told,
    used: Counter[str],
    each: int = _EACH,
    cost: Callable[[Candidate], int] = lambda candidate: len(candidate.text),
) -> tuple[Candidate, ...]:
    """Return the best candidates that fit into `room` characters, in their original order.

    A department already heard (`used`) has to offer more; what was said (`taken`) is not
    said again. Both are brought up to date. No department is chosen more than `each` times.
    """
    waiting = nsmallest(_CONSIDERED, candidates, key=lambda c: (-c.worth, c.sentence.row))
    chosen: list[Candidate] = []
    heard: Counter[str] = Counter()
    waiting.sort(key=lambda c: (-_rank(c, used), c.sentence.row))
    while waiting:
        best = waiting.pop(0)
        if heard[best.sentence.department] >= each:
            continue
        if cost(best) > room or taken.says(best.sentence.text):
            continue
        chosen.append(best)
        heard[best.sentence.department] += 1
        taken.add(best.sentence.text)
        used[best.sentence.department] += 1
        room -= cost(best)
        waiting.sort(key=lambda c: (-_rank(c, used), c.sentence.row))
    return tuple(sorted(chosen, key=lambda c: c.sentence.row))


def _rank(candidate: Candidate, used: Counter[str]) -> int:
    return candidate.worth - 4 * used[candidate.sentence.department]
