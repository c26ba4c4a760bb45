"""Which of many rules may find something in a text: a cheap look that saves a search.

A report's rules are many and each fits few sentences. Each rule says which characters a
text must have to be worth searching.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Generic, TypeVar

Rule = TypeVar("Rule")


class Sieve(Generic[Rule]):
    """Rules with what they need: groups of characters, of each of which a text must have one."""

    def __init__(self, rules: Sequence[Rule], needs: Sequence[Sequence[str]]) -> None:
        """Give each group of each rule a bit."""
        self._bits: dict[str, int] = {}
        self._asked: list[tuple[int, Rule]] = []
        bit = 1
        for rule, groups in zip(rules, needs, strict=True):
            asked = 0
            for group in groups:
                asked |= bit
                for character in group:
                    self._bits[character] = self._bits.get(character, 0) | bit
                bit <<= 1
            self._asked.append((asked, rule))
        self._telling = frozenset(self._bits)
        self._rules = lru_cache(maxsize=4096)(self._having)

    def of(self, text: str) -> tuple[Rule, ...]:
        """Return the rules that may find something in the text, in their order."""
        had = 0
        for character in self._telling.intersection(text):
            had |= self._bits[character]
        return self._rules(had)

    def _having(self, had: int) -> tuple[Rule, ...]:
        return tuple(rule for asked, rule in self._asked if not asked & ~had)
