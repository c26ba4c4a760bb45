"""Frozen values to bytes and back: JSON by the dataclass's own fields, compressed.

What lies on a disk is never unpickled: a file can be exchanged, and a pickle runs what its
writer wants. Many values of one class are written as columns, all values of a field beside
each other, so that checking and making them is done by the column, in C, and costs about
what a pickle would. What is read must have just the types that the fields say, else
`ValueError`: a payload is thrown away rather than half understood.
"""

from __future__ import annotations

import dataclasses
import json
import types
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache, lru_cache
from itertools import chain, islice
from operator import attrgetter
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")

_Write = Callable[[Sequence[Any]], Any]
"""Turns the values of a column into plain JSON values."""

_Read = Callable[[Any, int], list[Any]]
"""Turns plain JSON values into so many values of a column; raises what `unpack` expects."""

_LEVEL: Final = 1
_AMOUNTS: Final = 4_096  # numbers that are kept to be used again
_PLAIN: Final[dict[Any, set[type]]] = {str: {str}, int: {int}, bool: {bool}, float: {float, int}}
_UNFIT: Final = (
    zlib.error,
    TypeError,
    LookupError,
    AttributeError,
    InvalidOperation,
    RecursionError,
)


def pack(value: object, kind: Any = None) -> bytes:  # noqa: ANN401 - a type as annotations spell it
    """Return the value of a dataclass, or of this kind, as bytes; the same for equal values."""
    plain = _writer(cast("Any", kind or type(value)))([value])
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(kind: type[Value], content: bytes) -> Value:
    """Return the value of this dataclass; ValueError when the bytes hold none."""
    try:
        text = zlib.decompress(content).decode("utf-8", "surrogatepass")
        made: Value = _reader(cast("Any", kind))(json.loads(text), 1)[0]
    except _UNFIT as error:
        raise ValueError(str(error)) from error
    return made


@cache
def _writer(kind: Any) -> _Write:  # noqa: ANN401 - a type as annotations spell it
    """Return what writes a column of this type."""
    if dataclasses.is_dataclass(kind):
        return _class_writer(kind)
    if _is_row(kind):
        return lambda values: list(map(list, values))
    if get_origin(kind) is tuple:
        return _tuple_writer(get_args(kind))
    if _is_union(kind):
        return _optional_writer(kind) if _plain_choice(kind) else _union_writer(kind)
    return _single_writer(kind)


def _single_writer(kind: Any) -> _Write:  # noqa: ANN401 - as above
    if kind is Decimal:
        return lambda values: list(map(str, values))
    if issubclass(kind, Enum) and not issubclass(kind, str):
        return lambda values: [value.value for value in values]
    return list  # a StrEnum's member is the text of its value


@cache
def _reader(kind: Any) -> _Read:  # noqa: ANN401 - as above
    """Return what reads a column of this type."""
    if dataclasses.is_dataclass(kind):
        return _class_reader(kind)
    if _is_row(kind):
        return lambda plain, count: list(map(kind._make, _listed(plain, count)))
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if _is_union(kind):
        return _optional_reader(kind) if _plain_choice(kind) else _union_reader(kind)
    return _single_reader(kind)


def _single_reader(kind: Any) -> _Read:  # noqa: ANN401 - as above
    if kind in _PLAIN:
        return _plain_reader(_PLAIN[kind])
    if kind is Decimal:
        return lambda plain, count: list(map(_amount, _plain_reader({str})(plain, count)))
    words = {member.value: member for member in kind}
    return lambda plain, count: list(map(words.__getitem__, _listed(plain, count)))


def _fields(kind: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - as above
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]


def _class_writer(kind: Any) -> _Write:  # noqa: ANN401 - as above
    parts: list[tuple[attrgetter[Any], _Write]] = []

    def write(values: Sequence[Any]) -> list[Any]:
        if not parts:  # found at the first value: a class may hold values of itself
            parts.extend((attrgetter(name), _writer(hint)) for name, hint in _fields(kind))
        return [convert(list(map(get, values))) for get, convert in parts] if values else []

    return write


def _class_reader(kind: Any) -> _Read:  # noqa: ANN401 - as above
    """Values are made field by field, past `__init__`: our dataclasses have nothing else in it."""
    parts: list[tuple[Callable[[Any, Any], None], _Read]] = []

    def read(plain: Any, count: int) -> list[Any]:  # noqa: ANN401 - as above
        if not parts:
            parts.extend(
                (getattr(kind, name).__set__, _reader(hint)) for name, hint in _fields(kind)
            )
        made = [object.__new__(kind) for _ in range(count)]
        columns = _listed(plain, len(parts) if count else 0)
        for (put, convert), column in zip(parts, columns, strict=bool(count)):
            _exhaust(map(put, made, convert(column, count)))
        return made

    return read


@lru_cache(maxsize=_AMOUNTS)
def _amount(text: str) -> Decimal:
    """Return the number; value, bounds and normalised value are mostly one and the same."""
    return Decimal(text)


def _exhaust(steps: Iterable[None]) -> None:
    deque(steps, maxlen=0)


def _tuple_writer(kinds: tuple[Any, ...]) -> _Write:
    if kinds[-1] is Ellipsis:
        each = _writer(kinds[0])
        return lambda values: [list(map(len, values)), each(list(chain.from_iterable(values)))]
    converts = [_writer(kind) for kind in kinds]
    return lambda values: [
        convert([value[at] for value in values]) for at, convert in enumerate(converts)
    ]


def _tuple_reader(kinds: tuple[Any, ...]) -> _Read:
    converts = [_reader(kind) for kind in kinds if kind is not Ellipsis]

    def read_many(plain: Any, count: int) -> list[Any]:  # noqa: ANN401 - as above
        lengths, flat = _listed(plain, 2)
        sizes = _reader(int)(lengths, count)
        parts = iter(converts[0](flat, sum(sizes)))
        return [tuple(islice(parts, size)) for size in sizes]

    def read(plain: Any, count: int) -> list[Any]:  # noqa: ANN401 - as above
        columns = zip(converts, _listed(plain, len(converts)), strict=True)
        return list(zip(*(convert(column, count) for convert, column in columns), strict=True))

    return read_many if kinds[-1] is Ellipsis else read


def _is_row(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether it is a named tuple: plain values, of which there are very many."""
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_make")


def _is_union(kind: Any) -> bool:  # noqa: ANN401 - as above
    return get_origin(kind) in (Union, types.UnionType)


def _choices(kind: Any) -> list[Any]:  # noqa: ANN401 - as above
    return [choice for choice in get_args(kind) if choice is not types.NoneType]


def _plain_choice(kind: Any) -> Any:  # noqa: ANN401 - as above
    """Return X of `X | None` when no value of X is written as null, else None."""
    choice, *others = _choices(kind)
    return choice if not others and (choice in _PLAIN or choice is Decimal) else None


def _optional_writer(kind: Any) -> _Write:  # noqa: ANN401 - as above
    if _plain_choice(kind) is not Decimal:
        return list
    return lambda values: [None if value is None else str(value) for value in values]


def _optional_reader(kind: Any) -> _Read:  # noqa: ANN401 - as above
    choice = _plain_choice(kind)
    if choice is not Decimal:
        return _plain_reader({*_PLAIN[choice], types.NoneType})
    texts = _plain_reader({str, types.NoneType})
    return lambda plain, count: [
        None if text is None else _amount(text) for text in texts(plain, count)
    ]


def _union_writer(kind: Any) -> _Write:  # noqa: ANN401 - as above
    """Each class has a column; before it stands where its values are in the union's."""
    choices = [(_test(choice), _writer(choice)) for choice in _choices(kind)]

    def write(values: Sequence[Any]) -> list[Any]:
        made: list[Any] = []
        for fits, convert in choices:
            places = [at for at, value in enumerate(values) if fits(value)]
            made += [places, convert([values[at] for at in places])]
        return made

    def write_optional(values: Sequence[Any]) -> list[Any]:
        places = [at for at, value in enumerate(values) if value is not None]
        return [places, choices[0][1]([values[at] for at in places])]

    return write if choices[1:] else write_optional


def _test(choice: Any) -> Callable[[Any], bool]:  # noqa: ANN401 - as above
    """Return what tells a value of this choice from one of another, and from None."""
    return lambda value: isinstance(value, choice)


def _union_reader(kind: Any) -> _Read:  # noqa: ANN401 - as above
    converts = [_reader(choice) for choice in _choices(kind)]
    optional = types.NoneType in get_args(kind)

    def read(plain: Any, count: int) -> list[Any]:  # noqa: ANN401 - as above
        made: list[Any] = [None] * count
        columns = iter(_listed(plain, 2 * len(converts)))
        for convert, places, column in zip(converts, columns, columns, strict=True):
            for at, value in zip(places, convert(column, len(places)), strict=True):
                made[at] = value
        if not optional and None in made:
            message = "a value is missing"
            raise TypeError(message)
        return made

    return read


def _plain_reader(kinds: set[type]) -> _Read:
    def read(plain: Any, count: int) -> list[Any]:  # noqa: ANN401 - as above
        if not set(map(type, _listed(plain, count))) <= kinds:
            message = "values of another type"
            raise TypeError(message)
        return cast("list[Any]", plain)

    def read_texts(plain: Any, count: int) -> list[Any]:  # noqa: ANN401 - as above
        """Return the texts of a column; equal ones are one object, for they are many."""
        known: dict[str, str] = {}
        return list(map(known.setdefault, read(plain, count), plain))

    return read_texts if str in kinds else read


def _listed(plain: Any, count: int) -> list[Any]:  # noqa: ANN401 - as above
    if type(plain) is not list or len(plain) != count:
        message = f"no list of {count}"
        raise TypeError(message)
    return plain
