"""A figure: one quantity said in a report, and its exact place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of quantity it is (design, section 4)."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    AREA = "area"
    LENGTH = "length"
    WEIGHT = "weight"
    VOLUME = "volume"
    ENERGY = "energy"
    DURATION = "duration"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    RANK = "rank"
    OTHER = "other"


class Change(StrEnum):
    """Which way a figure says something went."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NONE = ""


class Role(StrEnum):
    """What the figure is said of: this year's fact, a goal, the year before, a place."""

    ACTUAL = "actual"
    TARGET = "target"
    PREVIOUS = "previous"
    RANK = "rank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One quantity.

    `value` and `unit` as said, `normalized_value` and `normalized_unit` with 万/亿
    multiplied out and units converted (money 元, area ㎡, weight 千克, length 米).
    `lower` and `upper` bound the true normalised value, as rounding and `qualifier`
    imply; `upper` is None when open. `indicator` is what it counts, in the report's words;
    `canonical` the catalogue's name for it, or None; `suggested` is a name that it comes near
    without being it, which only a person can make canonical. `parent` is the id of the figure of
    which it is an 其中 part. `block` is the block's index, `start` and `end` the offsets of
    `text` in the block's text; `cell` is (row, column) in a table, 0-based. `total` marks
    a table's 合计 row or column, which is checked and never added.

    A figure that a person corrected holds the corrected values; `original` is the figure
    as the report has it (None: nothing changed), `review` the stable word for what was
    said of it (accept, correct, remove; rule: it fell under a rule; '': nobody looked),
    `removed` that it is not to be used, and `remark` what the person noted. `text` stays
    what stands in the report.
    """

    id: str
    block: int
    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    normalized_value: Decimal
    normalized_unit: str
    lower: Decimal
    upper: Decimal | None
    kind: Kind
    indicator: str
    sentence: str
    qualifier: str = ""
    change: Change = Change.NONE
    role: Role = Role.ACTUAL
    canonical: str | None = None
    suggested: str | None = None
    parent: str | None = None
    section: int | None = None
    cell: tuple[int, int] | None = None
    total: bool = False
    original: Figure | None = None
    review: str = ""
    removed: bool = False
    remark: str = ""

    @property
    def approximate(self) -> bool:
        """Whether the report itself gives it only roughly (约, 近, 余, 逾 …)."""
        return self.qualifier != ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedNumber:
    """A number in the text that is no figure, and why (date, ordinal, slogan …)."""

    block: int
    start: int
    end: int
    text: str
    reason: str
