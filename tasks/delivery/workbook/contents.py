"""What the sheets are made from, prepared once."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.delivery.findings import Finding, findings
from tasks.delivery.places import FOLDER, PagedReport, paged_reports, short_titles
from tasks.delivery.standing import Standings
from tasks.delivery.workbook.values import Link
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.model import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The district with what several sheets need of it; `sections` are the short titles.

    `shelf` holds what earlier runs made of single reports.
    """

    district: District
    profile: Profile
    pages: tuple[PagedReport, ...]
    standings: Standings
    findings: tuple[Finding, ...]
    sections: tuple[str, ...]
    shelf: Shelf


def contents(district: District, profile: Profile, *, shelf: Shelf) -> Contents:
    """Return the prepared contents."""
    return Contents(
        district=district,
        profile=profile,
        pages=paged_reports(district),
        standings=Standings(district, profile),
        findings=findings(district),
        sections=short_titles(district, profile),
        shelf=shelf,
    )


def evidence_link(page: str, anchor: str = "", *, linked: bool = True) -> Link | str | None:
    """Return the link to a place on an evidence page, or None without a page.

    One that is not `linked`, beyond Excel's limit, is the path as text.
    """
    if not page:
        return None
    target = f"{FOLDER}/{page}"
    if not linked:
        return f"{target}#{anchor}" if anchor else target
    return Link(text="查看", target=target, location=anchor)
