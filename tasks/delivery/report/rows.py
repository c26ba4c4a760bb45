"""Many sentences: their rows, each a `Sentence` when it is asked for.

Whoever goes through all sentences asks for them by their sort (`where`): a question is asked
once of each sort, and each row is looked up in the answers.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from itertools import compress
from typing import TypeVar

from tasks.delivery.report.made import Made, References
from tasks.delivery.report.register import Traits
from tasks.delivery.report.sentence import Sentence
from tasks.delivery.report.voices import Voices

Key = TypeVar("Key", bound=Hashable)


class Rows(Made[Sentence]):
    """Sentences in an order of their own; their `numbers` are their rows in the register."""

    __slots__ = ("voices",)

    def __init__(self, numbers: Sequence[int], voices: Voices) -> None:
        """Take the sentences in these rows."""
        super().__init__(numbers, partial(Sentence, voices))
        self.voices = voices

    def __add__(self, other: Rows) -> Rows:
        """Return these sentences and the others behind them."""
        return self.of([*self.numbers, *other.numbers])

    def again(self, numbers: Sequence[int]) -> Rows:
        """Return the sentences in these rows instead."""
        return Rows(numbers, self.voices)

    def of(self, numbers: Iterable[int]) -> Rows:
        """Return the sentences in these rows, which are held in a column of their own."""
        return Rows(array("I", numbers), self.voices)

    def in_order(self) -> Rows:
        """Return them as the reports are read."""
        return self.of(sorted(self.numbers))

    def where(self, wanted: Callable[[Traits], bool]) -> Rows:
        """Return those of the sorts that are wanted."""
        register = self.voices.register
        answers = bytes(map(wanted, register.sorts))
        asked = map(answers.__getitem__, map(register.sort.__getitem__, self.numbers))
        return self.of(compress(self.numbers, asked))

    def parted(self, key: Callable[[Traits], Key]) -> dict[Key, Rows]:
        """Return the sentences by their sorts' key, each part in the order that they are in."""
        register = self.voices.register
        parts: dict[Key, array[int]] = {}
        place = [parts.setdefault(key(traits), array("I")).append for traits in register.sorts]
        for row, sort in zip(
            self.numbers, map(register.sort.__getitem__, self.numbers), strict=True
        ):
            place[sort](row)
        return {one: self.again(part) for one, part in parts.items() if part}

    def one_each(self) -> Rows:
        """Return the first sentence of each department."""
        heard = bytearray(len(self.voices.first))
        first = array("I")
        for row in self.numbers:
            place = self.voices.place(row)
            if not heard[place]:
                heard[place] = 1
                first.append(row)
        return self.again(first)

    def one_each_block(self) -> Rows:
        """Return the first sentence of each block, where they are as the reports are read."""
        first, last = array("I"), ""
        for row in self.numbers:
            here = self.voices.source(row)
            if here != last:
                first.append(row)
            last = here
        return self.again(first)

    @property
    def departments(self) -> int:
        """How many departments' sentences there are."""
        heard = bytearray(len(self.voices.first))
        for row in self.numbers:
            heard[self.voices.place(row)] = 1
        return sum(heard)

    @property
    def clauses(self) -> Made[Sequence[int]]:
        """Digests of each sentence's clauses."""
        return Made(self.numbers, self.voices.register.clauses)

    @property
    def sources(self) -> References:
        """The reference to each sentence's block."""
        return References(self.numbers, self.voices.source, self.voices.place)

    @property
    def quotes(self) -> Made[str]:
        """Each sentence as it stands in its block."""
        return Made(self.numbers, self.voices.original)
