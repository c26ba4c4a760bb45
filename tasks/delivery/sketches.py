"""The sketches of all reports: those of a thousand at hand, the others read again when asked for.

A sketch takes four kilobytes, and each output needs a little of every one: with twenty
thousand reports they would be most of what a run holds. What is asked of all reports is
counted once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import IO, Final, overload

from tasks.delivery.sketch import Mentioned, Sketch, mention, unpacked
from tasks.delivery.store import Store

AT_HAND: Final = 1_024
"""So many sketches are held: the first, since outputs go through all of them in order."""


class Sketches(Sequence[Sketch]):
    """Sketches in the reports' order.

    `amended` has for each the number of corrected figures, `unplaced` that of blocks under
    no section.
    """

    def __init__(self, file: IO[bytes], *, at_hand: int | None = None) -> None:
        """Begin without any; `file` takes those beyond the first `at_hand` (AT_HAND)."""
        self.amended, self.unplaced = array("I"), array("I")
        self._store, self._at_hand = Store(file), AT_HAND if at_hand is None else at_hand
        self._held: list[Sketch] = []
        self._places: dict[str, int] = {}

    def add(self, department: str, packed: bytes) -> None:
        """Take in the next report's sketch; raise PublishError when it cannot be written."""
        made = unpacked(packed)
        self._places[department] = len(self)
        self.amended.append(made.amended)
        self.unplaced.append(len(made.unplaced))
        if len(self._held) < self._at_hand:
            self._held.append(made)
        else:
            self._store.write(packed)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.amended)

    @overload
    def __getitem__(self, at: int) -> Sketch: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Sketch]: ...
    def __getitem__(self, at: int | slice) -> Sketch | Sequence[Sketch]:
        """Return the sketch of the report at this place."""
        if isinstance(at, slice):
            return [self[place] for place in range(len(self))[at]]
        place = range(len(self))[at]
        return self._held[place] if place < len(self._held) else unpacked(self._read(place))

    def place(self, department: str) -> int | None:
        """Return the place of the department's report, or None when it has none."""
        return self._places.get(department)

    def mentioned(self, place: int, figure: str) -> Mentioned | None:
        """Return what is shown of a figure of the report at this place; None if nothing is."""
        if place < len(self._held):
            return self._held[place].mentioned.get(figure)
        return mention(self._read(place), figure)

    def _read(self, place: int) -> bytes:
        return self._store.read(place - len(self._held))
