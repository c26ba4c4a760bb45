"""Frozen values to bytes and back: JSON by the dataclass's own fields, compressed.

What lies on a disk is never unpickled. A value is written as the list of its fields in
their order; what is read must have just the types that the fields say, else `ValueError`:
a payload is thrown away rather than half understood.
"""

from __future__ import annotations

import dataclasses
import json
import types
import zlib
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")

_Convert = Callable[[Any], Any]
_LEVEL: Final = 3
_PLAIN: Final = {str: (str,), int: (int,), bool: (bool,), float: (float, int)}


def pack(value: object) -> bytes:
    """Return the value of a dataclass as bytes; the same for equal values."""
    plain = _writer(cast("Any", type(value)))(value)
    text = json.dumps(plain, ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), _LEVEL)


def unpack(kind: type[Value], content: bytes) -> Value:
    """Return the value of this dataclass; ValueError when the bytes hold none."""
    try:
        made: Value = _reader(cast("Any", kind))(json.loads(zlib.decompress(content)))
    except (zlib.error, TypeError, KeyError, InvalidOperation, RecursionError) as error:
        raise ValueError(str(error)) from error
    return made


@cache
def _writer(kind: Any) -> _Convert:  # noqa: ANN401 - a type as annotations spell it
    """Return what turns a value of this type into plain JSON values."""
    if dataclasses.is_dataclass(kind):
        return _class_writer(kind)
    if get_origin(kind) is tuple:
        return _tuple_writer(get_args(kind))
    if _is_union(kind):
        return _union_writer(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    return str if kind is Decimal else lambda value: value


@cache
def _reader(kind: Any) -> _Convert:  # noqa: ANN401 - as above
    """Return what turns plain JSON values into a value of this type."""
    if dataclasses.is_dataclass(kind):
        return _class_reader(kind)
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if _is_union(kind):
        return _union_reader(kind)
    if kind in _PLAIN:
        return _plain_reader(_PLAIN[kind])
    words: _Convert = kind  # an enumeration or Decimal reads its own words
    return words


def _fields(kind: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - as above
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]


def _class_writer(kind: Any) -> _Convert:  # noqa: ANN401 - as above
    parts: list[tuple[str, _Convert]] = []

    def write(value: Any) -> list[Any]:  # noqa: ANN401 - as above
        if not parts:  # found at the first value: a class may hold values of itself
            parts.extend((name, _writer(hint)) for name, hint in _fields(kind))
        return [convert(getattr(value, name)) for name, convert in parts]

    return write


def _class_reader(kind: Any) -> _Convert:  # noqa: ANN401 - as above
    parts: list[tuple[str, _Convert]] = []

    def read(plain: Any) -> Any:  # noqa: ANN401 - as above
        if not parts:
            parts.extend((name, _reader(hint)) for name, hint in _fields(kind))
        if not isinstance(plain, list) or len(plain) != len(parts):
            message = f"no {kind.__name__}"
            raise ValueError(message)
        pairs = zip(parts, plain, strict=True)
        return kind(**{name: convert(part) for (name, convert), part in pairs})

    return read


def _tuple_writer(kinds: tuple[Any, ...]) -> _Convert:
    if kinds[-1] is Ellipsis:
        each = _writer(kinds[0])
        return lambda value: [each(part) for part in value]
    converts = [_writer(kind) for kind in kinds]
    return lambda value: [convert(part) for convert, part in zip(converts, value, strict=True)]


def _tuple_reader(kinds: tuple[Any, ...]) -> _Convert:
    many = kinds[-1] is Ellipsis
    converts = [_reader(kind) for kind in kinds if kind is not Ellipsis]

    def read(plain: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
        if not isinstance(plain, list):
            message = "no list"
            raise TypeError(message)
        if many:
            return tuple(converts[0](part) for part in plain)
        return tuple(convert(part) for convert, part in zip(converts, plain, strict=True))

    return read


def _is_union(kind: Any) -> bool:  # noqa: ANN401 - as above
    return get_origin(kind) in (Union, types.UnionType)


def _choices(kind: Any) -> list[Any]:  # noqa: ANN401 - as above
    return [choice for choice in get_args(kind) if choice is not type(None)]


def _union_writer(kind: Any) -> _Convert:  # noqa: ANN401 - as above
    """`X | None` is X or null; of several classes, the value's own is named."""
    choices = _choices(kind)
    if len(choices) == 1:
        only = _writer(choices[0])
        return lambda value: None if value is None else only(value)
    names = {choice.__name__: _writer(choice) for choice in choices}
    return lambda value: (
        None if value is None else [type(value).__name__, names[type(value).__name__](value)]
    )


def _union_reader(kind: Any) -> _Convert:  # noqa: ANN401 - as above
    choices = _choices(kind)
    if len(choices) == 1:
        only = _reader(choices[0])
        return lambda plain: None if plain is None else only(plain)
    names = {choice.__name__: _reader(choice) for choice in choices}
    return lambda plain: None if plain is None else names[plain[0]](plain[1])


def _plain_reader(kinds: tuple[type, ...]) -> _Convert:
    def read(plain: Any) -> Any:  # noqa: ANN401 - as above
        if type(plain) not in kinds:
            message = f"no {kinds[0].__name__}"
            raise TypeError(message)
        return plain

    return read
