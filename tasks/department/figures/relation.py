"""A relation: how some figures of one sentence, or of one row of a table, stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RelationKind(StrEnum):
    """What sort of relation it is, and which terms it has."""

    PART = "part"
    """其中, 包括, brackets: one whole and its parts."""
    LIST = "list"
    """分别: items of one list, in order."""
    SUM = "sum"
    """合计 behind a list: one total and its addends."""
    SHARE = "share"
    """占…的: a share, the part it is said of, and the whole where it is said too."""
    SHARES = "shares"
    """占…、占…: shares of one whole, which together are not more than all of it."""
    RATE = "rate"
    """应办60件, 按期57件, 95%: a rate, and the part and the whole it is made from."""
    CHANGE = "change"
    """由…至…, 同比: the value now, the one before, and the changes, as far as they are said."""
    TARGET = "target"
    """考核要求, 任务数: what was reached, what was asked for, and the rate if it is said."""
    MEAN = "mean"
    """人均, 户均: a mean, the total, and the number of heads."""


class TermRole(StrEnum):
    """What a figure is in its relation."""

    WHOLE = "whole"
    PART = "part"
    ITEM = "item"
    TOTAL = "total"
    ADDEND = "addend"
    SHARE = "share"
    RATE = "rate"
    NOW = "now"
    BEFORE = "before"
    CHANGE = "change"
    ACTUAL = "actual"
    TARGET = "target"
    MEAN = "mean"
    HEADS = "heads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One figure of a relation: what it is there, and its id."""

    role: TermRole
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How figures stand to each other, by their ids; `reason` is in Chinese, for a reader.

    A relation says what the text says, not that its numbers agree: the checks judge that.
    """

    kind: RelationKind
    terms: tuple[Term, ...]
    reason: str

    def every(self, role: TermRole) -> tuple[str, ...]:
        """Return the ids of all figures with this role, in the order of the text."""
        return tuple(term.figure for term in self.terms if term.role is role)

    def one(self, role: TermRole) -> str | None:
        """Return the id of the first figure with this role, or None."""
        return next((term.figure for term in self.terms if term.role is role), None)
