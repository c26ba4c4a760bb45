"""What a district configures: its names, its roster, the outline and the indicators.

These come from files that people edit, so they are checked by Pydantic on the way in;
after that they are read-only values.
"""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
)
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from tasks.profile.lexicon import Lexicon

SHORTEST_REPORT = 500
LONGEST_REPORT = 30000

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


_CHECKED = ConfigDict(
    extra="forbid",
    ser_json_bytes="base64",
    val_json_bytes="base64",
    # A worker has its profile from elsewhere and checks none: what checks is built when it is used.
    defer_build=True,
)


class _Value(BaseModel):
    model_config = ConfigDict(**_CHECKED, frozen=True)


class DistrictSettings(_Value):
    """`profile/district.toml`.

    `name` is the district (望澜区), `superior` the city above it (澄州市), `year` the report
    year. `deadline` is the last day for reports to arrive. `subject` is what the reports are
    about, as their titles say it before 年度报告. `report_title` heads the
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
    subject: Name = "法治政府建设"
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


@dataclass(frozen=True, slots=True, kw_only=True, config=_CHECKED)
class RosterEntry:
    """A department that must report: its name, its other names, its kind (局 委 办 镇 街道).

    With slots: a province has twenty thousand, and a model takes three times the room. The
    department's report has the same name in the same place.
    """

    name: Annotated[Name, AfterValidator(sys.intern)]
    aliases: tuple[str, ...] = ()
    kind: str = ""


class SignPlace(StrEnum):
    """Where the words of a sign are looked for: in a heading, or in the text under it."""

    HEADING = "heading"
    TEXT = "text"


class Sign(_Value):
    """Words that speak for a section of the outline, or below zero against it, and why.

    A heading that has one of the words gains or loses `weight`; a sentence of the text
    speaks for the section as strongly as its strongest sign, less its strongest against.
    `…` in a word stands for a few characters of the same sentence.
    """

    place: SignPlace
    words: tuple[Name, ...] = Field(min_length=1)
    weight: float = Field(ge=-1, le=1)
    reason: str = ""


class OutlineSection(_Value):
    """One section of the outline that the notice demands.

    `number` is 1-based; `title` heads it in the outputs, `short` in tables. `aliases` are
    other headings for it, `keywords` words in a heading that speak for it, `signs` words
    in heading or text that do so more or less, `may_be_empty` whether 无。 is an answer.
    `listing` marks a section of statements (problems, plans), where a numbered clause is no
    heading; `plans` one whose figures are goals; `catch_all` the one that takes the topics
    no other section claims.
    """

    number: int = Field(ge=1)
    title: Name
    short: Name
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
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


class Balance(_Value):
    """One equation that a table must keep (勾稽关系): both sides add up to the same.

    `table` is a header word by which the table is known, `name` how the equation is said.
    `lines` says whether the sides are rows (行) or columns (列), each named by its header
    words without their number: `甲…乙` names all lines from 甲 to 乙, `甲／乙` those under both,
    a header over several lines all of them. The equation holds in every line across.
    """

    name: Name
    table: Name
    lines: Literal["行", "列"]
    left: tuple[Name, ...] = Field(min_length=1)
    right: tuple[Name, ...] = Field(min_length=1)


class FormBlock(_Value):
    """Rows and columns of a form under one head: one count where each two of them meet.

    `table` is a header word by which a department's table is known to hold them. Names are
    as the form prints them: `甲／乙` is 乙 below 甲, an empty name between (`甲／／乙`) lets 甲
    take two steps, `乙｜丙` are wordings of one thing. Without `rows` there is one, unnamed.
    `title` stands over the whole block, `corner` over the rows' names; `unit` is the one in
    which the form asks for money.
    """

    table: Name
    columns: tuple[Name, ...] = Field(min_length=1)
    rows: tuple[Name, ...] = ()
    title: str = ""
    corner: str = ""
    unit: str = ""


class Form(_Value):
    """A table that every report has in the same form; the district's is their sum.

    `section` is a word of the title of the outline's section in which it stands, `title`
    what the table is called.
    """

    section: Name
    title: Name
    blocks: tuple[FormBlock, ...] = Field(min_length=1)


class Profile(_Value):
    """Everything a district configures. `district` is None outside a workspace.

    `wording` holds the district's own sentence templates (name without `.j2`, text) in
    the order of their names, `template` the bytes of its style template (`report.docx`);
    both are empty where the program's own hold. `balances` are what tables must keep, `forms`
    the tables of which the district's report has the sums.
    `lexicon` are the words by which the report is told; None lets those hold that the
    program brings for the kind of report.
    """

    district: DistrictSettings | None = None
    roster: tuple[RosterEntry, ...] = ()
    outline: tuple[OutlineSection, ...]
    indicators: tuple[Indicator, ...] = ()
    balances: tuple[Balance, ...] = ()
    forms: tuple[Form, ...] = ()
    wording: tuple[tuple[str, str], ...] = ()
    lexicon: Lexicon | None = None
    template: bytes = Field(default=b"", repr=False)
