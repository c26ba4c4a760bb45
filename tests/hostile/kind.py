"""What a hostile file is, as one row of the tables beside this module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

READ = "read"
"""The outcome of a file that is a report all the same: its text is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of hostile file.

    `why` says what it tries, `make` returns its bytes, `outcomes` are the codes of the
    rejections that are right for it, or READ. `file` is its name where the name matters.
    """

    name: str
    why: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]
    file: str = ""


def kind(name: str, why: str, make: Callable[[], bytes], *outcomes: str, file: str = "") -> Kind:
    """Return the row."""
    return Kind(
        name=name, why=why, make=make, outcomes=frozenset(outcomes), file=file or f"{name}.docx"
    )
