"""What departments add to a district, each a line of some fifty bytes until it is asked for.

A province's totals have a hundred thousand parts and more, which most stages go through one
after the other: as values they would take ten times the room.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final, TypeVar, overload

from tasks.district.district import Contribution, CoverageRow, LeftOut
from tasks.spans import Spans

Part = TypeVar("Part", Contribution, LeftOut, CoverageRow)

_BETWEEN: Final = "\t"  # nothing that is packed holds one, but a reason, which comes last
_OPEN: Final = "-"
_AT_HAND: Final = 8_192  # parts, of some hundreds of departments


class Owners:
    """The departments of a district, each once, by their place."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._places: dict[str, int] = {}
        self._names: list[str] = []
        self.at_hand = _AT_HAND

    def place(self, name: str) -> int:
        """Return the department's place, a new one for one that is new."""
        place = self._places.setdefault(name, len(self._names))
        if place == len(self._names):
            self._names.append(name)
        return place

    def __getitem__(self, place: int) -> str:
        """Return the department at this place."""
        return self._names[place]


class Packed(Sequence[Part]):
    """Parts in order, equal to any sequence of equal parts.

    Whoever makes it adds to it; nobody who was handed it does. The first parts of a district
    are at hand as values, so that a small one need not unpack any.
    """

    def __init__(self, names: Owners, parts: Iterable[Part] = ()) -> None:
        """Take these parts; `names` are those of the whole district."""
        self._names = names
        self._first: list[Part] = []
        self._lines = bytearray()
        self._spans, self._owners = Spans(), array("I")
        for part in parts:
            self.append(part)

    def append(self, part: Part) -> None:
        """Add the part at the end."""
        owner, line = self._names.place(part.department), self._packed(part)
        if len(self._first) == len(self) and self._names.at_hand:
            self._names.at_hand -= 1
            self._first.append(self._unpacked(self._names[owner], line))  # shares what is equal
        self._owners.append(owner)
        said = line.encode("utf-8", "surrogatepass")
        self._lines += said
        self._spans.append(len(said))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._owners)

    @overload
    def __getitem__(self, at: int) -> Part: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Part, ...]: ...
    def __getitem__(self, at: int | slice) -> Part | tuple[Part, ...]:
        """Return the part at this place, or those of a slice."""
        if isinstance(at, slice):
            return tuple(map(self._part, range(*at.indices(len(self)))))
        return self._part(range(len(self))[at])

    def __iter__(self) -> Iterator[Part]:
        """Yield the parts in order."""
        return chain(self._first, map(self._part, range(len(self._first), len(self))))

    def __eq__(self, other: object) -> bool:
        """Say whether the other is a sequence of the same parts."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(
            one == two for one, two in zip(self, other, strict=True)
        )

    def __hash__(self) -> int:
        """Return the hash of a tuple of the same parts."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Return the parts as a tuple shows them."""
        return repr(tuple(self))

    def _part(self, at: int) -> Part:
        if at < len(self._first):
            return self._first[at]
        line = self._lines[self._spans[at]]
        owner = self._names[self._owners[at]]
        return self._unpacked(owner, line.decode("utf-8", "surrogatepass"))

    @staticmethod
    @abstractmethod
    def _packed(part: Part) -> str:
        """Return all that the part says but whose it is."""

    @staticmethod
    @abstractmethod
    def _unpacked(department: str, line: str) -> Part:
        """Return the part that was packed."""


class Contributions(Packed[Contribution]):
    """What goes into a total."""

    def without(self, gone: Iterable[tuple[str, str]]) -> Contributions:
        """Return those that are not of these departments and figures."""
        keys = frozenset(gone)
        stay = (part for part in self if (part.department, part.figure) not in keys)
        return Contributions(self._names, stay)

    @staticmethod
    def _packed(part: Contribution) -> str:
        # Mostly value and bounds are one number, written once; equal is not enough (1.0, 1.00).
        value, lower = str(part.value), str(part.lower)
        upper = _OPEN if part.upper is None else str(part.upper)
        bounds = "" if lower == value == upper else f"{lower}{_BETWEEN}{upper}"
        section = "" if part.section is None else str(part.section)
        rough = "1" if part.approximate else ""
        return _BETWEEN.join((part.figure, part.block, section, rough, value, bounds))

    @staticmethod
    def _unpacked(department: str, line: str) -> Contribution:
        figure, block, section, rough, said, *bounds = line.split(_BETWEEN)
        value = Decimal(said)
        lower, upper = bounds if len(bounds) > 1 else (said, said)
        return Contribution(
            department=department,
            figure=figure,
            block=block,
            section=int(section) if section else None,
            value=value,
            lower=value if lower == said else Decimal(lower),
            upper=value if upper == said else None if upper == _OPEN else Decimal(upper),
            approximate=bool(rough),
        )


class Covered(Packed[CoverageRow]):
    """What departments wrote under each section."""

    @staticmethod
    def _packed(part: CoverageRow) -> str:
        numbers = part.characters, (part.unplaced,), part.merged
        return _BETWEEN.join(" ".join(map(str, some)) for some in numbers)

    @staticmethod
    def _unpacked(department: str, line: str) -> CoverageRow:
        characters, (unplaced,), merged = (
            tuple(map(int, some.split())) for some in line.split(_BETWEEN)
        )
        return CoverageRow(
            department=department, characters=characters, unplaced=unplaced, merged=merged
        )


class Leavings(Packed[LeftOut]):
    """What is left out of a total."""

    @staticmethod
    def _packed(part: LeftOut) -> str:
        return part.figure + _BETWEEN + part.reason

    @staticmethod
    def _unpacked(department: str, line: str) -> LeftOut:
        figure, _, reason = line.partition(_BETWEEN)
        return LeftOut(department=department, figure=figure, reason=reason)
