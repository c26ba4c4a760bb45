"""Blocks in the making: what a piece of the document is, before levels and places are known."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.department.sections.numbering import Numbering
from tasks.document import PLAIN, BlockKind, Look, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A piece of the document with its kind and where it was cut from.

    `level` is None for a heading until the hierarchy of the whole report is known;
    `aside` marks what stands outside the report's sections (title, signature, contacts).
    """

    kind: BlockKind
    text: str
    source: int
    offset: int = 0
    number: str = ""
    typed: bool = False
    numbering: Numbering | None = None
    level: int | None = None
    run_in: bool = False
    look: Look = PLAIN
    table: Table | None = None
    aside: bool = False
