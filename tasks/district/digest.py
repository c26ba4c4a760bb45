"""What the district has to know of one report: all that bringing the reports together looks at.

It follows from the report and the profile alone, so it is made once and kept beside the
report; of a thousand reports, a run makes anew only those that changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from tasks.department.report import DepartmentReport
from tasks.district.coverage import cover
from tasks.district.district import CoverageRow, RatePart
from tasks.district.facts import facts_of
from tasks.district.forms.reading import read_forms
from tasks.district.forms.values import FormReading
from tasks.district.joint import mentions_of
from tasks.district.mention import Mention
from tasks.district.paragraphs import Printed, printed
from tasks.district.rates import rates_of
from tasks.district.senders import Names
from tasks.district.stated import Statement, statements
from tasks.ledger.shelf import Shelf
from tasks.profile.model import Profile

_SORT = "district"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One report's part of totals, joint actions, facts, rates, forms, coverage, shared text.

    `rates` are by indicator, `paragraphs` are those that are compared with others'.
    """

    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Mention, ...]
    rates: tuple[tuple[str, RatePart], ...]
    coverage: CoverageRow
    paragraphs: Printed
    forms: tuple[FormReading, ...]


def digest_of(report: DepartmentReport, profile: Profile, names: Names) -> Digest:
    """Return the report's digest; `names` are the spellings of the profile's roster."""
    return Digest(
        statements=tuple(statements(report, profile)),
        mentions=tuple(mentions_of(report, names)),
        facts=tuple(facts_of(report, profile.district.name if profile.district else "")),
        rates=tuple(rates_of(report, profile)),
        coverage=cover(report, profile),
        paragraphs=printed(report),
        forms=tuple(read_forms(report, profile)),
    )


def kept_digest(report: DepartmentReport, profile: Profile, names: Names, shelf: Shelf) -> Digest:
    """Return the report's digest, from the shelf when it lies there."""
    return shelf.value(
        Digest,
        _SORT,
        report.submission.file,
        None,
        lambda: digest_of(report, profile, names),
    )
