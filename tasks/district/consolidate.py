"""Bring all results together into the district's state for one year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tasks.department.report import DepartmentReport
from tasks.district.contradictions import describe, find_contradictions
from tasks.district.digest import Digest, kept_digest
from tasks.district.district import District, RatePart, Receipt
from tasks.district.facts import fact_groups
from tasks.district.forms.sums import sum_forms
from tasks.district.forms.values import FormReading
from tasks.district.joint import shared_groups
from tasks.district.mention import Mention
from tasks.district.notices import notices
from tasks.district.packed import Covered, Owners
from tasks.district.rates import find_rates
from tasks.district.senders import Names, roster_order
from tasks.district.shared import Places, describe_shared, find_shared
from tasks.district.status import settle
from tasks.district.totals import Totals
from tasks.errors import ProfileError
from tasks.intake.submission import Rejection
from tasks.ledger.shelf import Shelf
from tasks.profile.model import DistrictSettings, Profile


def consolidate(
    results: Sequence[DepartmentReport | Rejection], profile: Profile, shelf: Shelf | None = None
) -> District:
    """Return the district's state; the order of the results makes no difference.

    The `shelf` keeps what was found in single reports for the next run. Raises
    `ProfileError` when the profile names no district.
    """
    settings, shelf = _settings(profile), shelf or Shelf()
    receipts = settle(results, profile, settings)
    reports = _counting(receipts, profile)
    missing = _missing(reports, profile)
    found = _gathered(reports, profile, shelf)
    groups = shared_groups(found.mentions)
    totals, doubts = found.totals.settle(groups)
    forms, told = sum_forms(found.forms, profile)
    contradictions = find_contradictions((*groups, *fact_groups(found.facts)))
    shared = find_shared(reports, found.places, shelf)
    return District(
        name=settings.name,
        year=settings.year,
        subject=settings.subject,
        sections=tuple(section.title for section in profile.outline),
        receipts=receipts,
        reports=reports,
        missing=missing,
        totals=totals,
        contradictions=contradictions,
        coverage=found.coverage,
        diagnostics=(
            *notices(receipts, missing),
            *(describe(contradiction) for contradiction in contradictions),
            *doubts,
            *told,
            *describe_shared(shared),
        ),
        rates=find_rates(found.rates, profile),
        forms=forms,
    )


def _settings(profile: Profile) -> DistrictSettings:
    if profile.district is None:
        raise ProfileError(("profile/district.toml：没有本区名称和报告年度，无法汇总。请先填写。",))
    return profile.district


@dataclass(slots=True)
class _Gathered:
    """What all reports that count come to, taken in one after the other.

    Their digests are not kept: together they are as large as all that is made of them.
    """

    totals: Totals
    coverage: Covered
    places: Places = field(default_factory=Places)
    mentions: list[Mention] = field(default_factory=list)
    facts: list[Mention] = field(default_factory=list)
    forms: list[FormReading] = field(default_factory=list)
    rates: list[tuple[str, RatePart]] = field(default_factory=list)

    def take(self, digest: Digest, identity: str | None) -> None:
        """Take in the next report."""
        for statement in digest.statements:
            self.totals.add(statement)
        self.places.add(digest.paragraphs, identity)
        self.mentions += digest.mentions
        self.facts += digest.facts
        self.forms += digest.forms
        self.rates += digest.rates
        self.coverage.append(digest.coverage)


def _gathered(reports: Iterable[DepartmentReport], profile: Profile, shelf: Shelf) -> _Gathered:
    names, owners = Names.of(profile), Owners()
    found = _Gathered(totals=Totals(profile, owners), coverage=Covered(owners))
    for report in reports:
        digest = kept_digest(report, profile, names, shelf)
        found.take(digest, shelf.identity(report.submission.file))
    return found


def _counting(receipts: Sequence[Receipt], profile: Profile) -> tuple[DepartmentReport, ...]:
    """Return the reports that count, in roster order, then by name."""
    places = roster_order(profile)
    reports = [receipt.report for receipt in receipts if receipt.counts and receipt.report]

    def place(report: DepartmentReport) -> tuple[int, str]:
        department = report.department or ""
        return places.get(department, len(places)), department

    return tuple(sorted(reports, key=place))


def _missing(reports: Sequence[DepartmentReport], profile: Profile) -> tuple[str, ...]:
    """Return the roster's departments without a report that counts, in roster order."""
    present = {report.department for report in reports}
    return tuple(entry.name for entry in profile.roster if entry.name not in present)
