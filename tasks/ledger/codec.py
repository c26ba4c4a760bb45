"""Frozen values to bytes and back: JSON by the values' own types, compressed.

What lies on a disk is never unpickled: a file can be exchanged, and a pickle runs what its
writer wants. What is read must have just the types that the fields say, else `ValueError`: a
payload is thrown away rather than half understood.
"""

from __future__ import annotations

import json
import zlib
from functools import cache
from typing import Any, Final, TypeVar, cast

import msgspec

Value = TypeVar("Value")

_LEVEL: Final = 1
_ENCODER: Final = msgspec.json.Encoder()


def pack(value: object) -> bytes:
    """Return a dataclass, or a tuple of plain values, as bytes; the same for equal ones."""
    return zlib.compress(plain(value), _LEVEL)


def plain(value: object) -> bytes:
    """Return the value as JSON, not compressed."""
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:  # half a character, which UTF-8 does not know
        said = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
        return said.encode("utf-8", "surrogatepass")


def unpack(kind: type[Value], content: bytes) -> Value:
    """Return the value of this type; ValueError when the bytes hold none."""
    try:
        said = zlib.decompress(content)
        try:
            return cast("Value", _decoder(cast("Any", kind)).decode(said))
        except UnicodeDecodeError:
            return msgspec.convert(json.loads(said.decode("utf-8", "surrogatepass")), kind)
    except (zlib.error, RecursionError) as error:  # msgspec and json raise ValueError themselves
        raise ValueError(str(error)) from error


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - a type as annotations spell it
    return msgspec.json.Decoder(kind)
