"""A sequence whose values are made when they are asked for: a number stands for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import eq
from typing import Self, TypeVar, overload

Value = TypeVar("Value")


class Made(Sequence[Value]):
    """Values by number: only the `numbers` are held, `make` makes a value of each.

    It is equal to the tuple of its values.
    """

    __slots__ = ("make", "numbers")

    def __init__(self, numbers: Sequence[int], make: Callable[[int], Value]) -> None:
        """Take the numbers in the order of the values."""
        self.numbers, self.make = numbers, make

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self.numbers)

    def __iter__(self) -> Iterator[Value]:
        """Yield the values in order."""
        return map(self.make, self.numbers)

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: int | slice) -> Value | Self:
        """Return the value at this place, or those of a stretch."""
        if isinstance(at, slice):
            return self.again(self.numbers[at])
        return self.make(self.numbers[at])

    def __eq__(self, other: object) -> bool:
        """Return whether the other is a sequence of equal values."""
        if not isinstance(other, Made | tuple):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        """Return that of the tuple."""
        return hash(tuple(self))

    def again(self, numbers: Sequence[int]) -> Self:
        """Return the values of these numbers instead."""
        return type(self)(numbers, self.make)


class References(Made[str]):
    """References to what stands in reports; `place` says of a number whose report it is."""

    __slots__ = ("place",)

    def __init__(
        self, numbers: Sequence[int], make: Callable[[int], str], place: Callable[[int], int]
    ) -> None:
        """Take the numbers in the order of the references."""
        super().__init__(numbers, make)
        self.place = place

    def again(self, numbers: Sequence[int]) -> References:
        """Return the references of these numbers instead."""
        return References(numbers, self.make, self.place)
