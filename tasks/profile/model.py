"""What a district configures: its names, its roster, the outline and the indicators.

These come from files that people edit, so they are checked by Pydantic on the way in;
after that they are read-only values.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

SHORTEST_REPORT = 500
LONGEST_REPORT = 30000

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class _Value(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )


class DistrictSettings(_Value):
    """`profile/district.toml`.

    `name` is the district (望澜区), `superior` the city above it (澄州市), `year` the report
    year. `deadline` is the last day for reports to arrive. `report_title` heads the
    district report ('' lets it be made from name and year); `addressee` and `signature`
    stand in it, `dated` is its date (None leaves the day open). `report_length` is how
    many characters its text should have, at least and at most. `report_pdf` asks for the
    report and the compilation as PDF too, where LibreOffice is there.
    """

    name: Name
    superior: str = ""
    year: int = Field(ge=2000, le=2100)
    deadline: dt.date | None = None
    office: str = ""
    report_title: str = ""
    addressee: str = ""
    signature: str = ""
    dated: dt.date | None = None
    report_length: tuple[int, int] = (4000, 8000)
    report_pdf: bool = False

    @field_validator("report_length")
    @classmethod
    def _in_order(cls, length: tuple[int, int]) -> tuple[int, int]:
        """Return the range; the report needs some room, and the least comes first."""
        least, most = length
        if not SHORTEST_REPORT <= least <= most <= LONGEST_REPORT:
            raise PydanticCustomError("report_length", "report length out of range")
        return length


class RosterEntry(_Value):
    """A department that must report: its name, its other names, its kind (局 委 办 镇 街道)."""

    name: Name
    aliases: tuple[str, ...] = ()
    kind: str = ""


class OutlineSection(_Value):
    """One section of the outline that the notice demands.

    `number` is 1-based; `title` heads it in the outputs, `short` in tables. `aliases` are
    other headings for it, `keywords` words that speak for it, `may_be_empty` whether 无。
    is an answer. `listing` marks a section of statements (problems, plans), where a
    numbered clause is no heading; `plans` one whose figures are goals; `catch_all` the one
    that takes the topics no other section claims.
    """

    number: int = Field(ge=1)
    title: Name
    short: Name
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    may_be_empty: bool = False
    listing: bool = False
    plans: bool = False
    catch_all: bool = False


class Indicator(_Value):
    """One row of the catalogue (口径表).

    `unit` is the normalised unit totals are given in; figures in units of the same family
    (`units`, e.g. 场, 场次, 次) count. `additive` says whether departments' values may be
    added. `notes` defines what counts.
    """

    name: Name
    aliases: tuple[str, ...] = ()
    unit: str = ""
    units: tuple[str, ...] = ()
    additive: bool = True
    notes: str = ""


class Profile(_Value):
    """Everything a district configures. `district` is None outside a workspace.

    `wording` holds the district's own sentence templates (name without `.j2`, text) in
    the order of their names, `template` the bytes of its style template (`report.docx`);
    both are empty where the program's own hold.
    """

    district: DistrictSettings | None = None
    roster: tuple[RosterEntry, ...] = ()
    outline: tuple[OutlineSection, ...]
    indicators: tuple[Indicator, ...] = ()
    wording: tuple[tuple[str, str], ...] = ()
    template: bytes = Field(default=b"", repr=False)
