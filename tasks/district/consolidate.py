"""Bring all results together into the district's state for one year."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.department.report import DepartmentReport
from tasks.district.contradictions import describe, find_contradictions
from tasks.district.digest import Digest, kept_digest
from tasks.district.district import District, Receipt
from tasks.district.facts import fact_groups
from tasks.district.forms.sums import sum_forms
from tasks.district.joint import shared_groups
from tasks.district.notices import notices
from tasks.district.rates import find_rates
from tasks.district.senders import Names, roster_order
from tasks.district.shared import describe_shared, find_shared
from tasks.district.status import settle
from tasks.district.totals import total_up
from tasks.errors import ProfileError
from tasks.intake.submission import Rejection
from tasks.ledger.shelf import Shelf
from tasks.profile.model import Profile


def consolidate(
    results: Sequence[DepartmentReport | Rejection], profile: Profile, shelf: Shelf | None = None
) -> District:
    """Return the district's state; the order of the results makes no difference.

    The `shelf` keeps what was found in single reports for the next run. Raises
    `ProfileError` when the profile names no district.
    """
    settings = profile.district
    if settings is None:
        raise ProfileError(("profile/district.toml：没有本区名称和报告年度，无法汇总。请先填写。",))
    shelf = shelf or Shelf()
    known = _digests(results, profile, shelf)
    wordings = {file: digest.wording for file, digest in known.items()}
    receipts = settle(results, profile, settings, wordings)
    reports = _counting(receipts, profile)
    missing = _missing(reports, profile)
    digests = [known[report.submission.file] for report in reports]
    groups = shared_groups(one for digest in digests for one in digest.mentions)
    facts = fact_groups(one for digest in digests for one in digest.facts)
    stated = (one for digest in digests for one in digest.statements)
    totals, doubts = total_up(stated, profile, groups)
    forms, told = sum_forms([one for digest in digests for one in digest.forms], profile)
    contradictions = find_contradictions((*groups, *facts))
    shared = find_shared(reports, (digest.paragraphs for digest in digests), shelf)
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
        coverage=tuple(digest.coverage for digest in digests),
        diagnostics=(
            *notices(receipts, missing, wordings),
            *(describe(contradiction) for contradiction in contradictions),
            *doubts,
            *told,
            *describe_shared(shared),
        ),
        rates=find_rates((part for digest in digests for part in digest.rates), profile),
        forms=forms,
    )


def _digests(
    results: Sequence[DepartmentReport | Rejection], profile: Profile, shelf: Shelf
) -> dict[str, Digest]:
    """Return the reports' digests by file."""
    names = Names.of(profile)
    return {
        report.submission.file: kept_digest(report, profile, names, shelf)
        for report in results
        if isinstance(report, DepartmentReport)
    }


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
