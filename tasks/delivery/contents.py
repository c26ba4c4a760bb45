"""What the outputs are made from, prepared once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.delivery.findings import Finding, findings
from tasks.delivery.places import PagedReport, paged_reports, short_titles
from tasks.delivery.sketch import Mentioned, Sketch, sketch
from tasks.delivery.standing import Standings
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.model import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The district with what several outputs need of it.

    `pages` are the counting reports and `sketches` what is shown of each, in their order;
    `figures` those behind totals and contradictions, by department and id; `sections` the
    short titles. `shelf` holds what earlier runs made of single reports.
    """

    district: District
    profile: Profile
    pages: tuple[PagedReport, ...]
    sketches: tuple[Sketch, ...]
    figures: Mapping[tuple[str, str], tuple[PagedReport, Mentioned]]
    standings: Standings
    findings: tuple[Finding, ...]
    sections: tuple[str, ...]
    shelf: Shelf


def contents(district: District, profile: Profile, *, shelf: Shelf | None = None) -> Contents:
    """Return the prepared contents."""
    kept = shelf or Shelf()
    pages, standings = paged_reports(district), Standings(district, profile)
    wanted = _contradicted(district)
    sketches = tuple(
        sketch(
            page,
            [*standings.figures(page.department), *wanted.get(page.department, ())],
            district.sections,
            kept,
        )
        for page in pages
    )
    sketched = list(zip(pages, sketches, strict=True))
    return Contents(
        district=district,
        profile=profile,
        pages=pages,
        sketches=sketches,
        figures={
            (page.department, key): (page, figure)
            for page, drawn in sketched
            for key, figure in drawn.mentioned.items()
        },
        standings=standings,
        findings=findings(district, sketched),
        sections=short_titles(district, profile),
        shelf=kept,
    )


def _contradicted(district: District) -> dict[str, list[str]]:
    """Return the figures that contradict others, by department."""
    found: dict[str, list[str]] = {}
    for contradiction in district.contradictions:
        for department, _, figure in contradiction.values:
            found.setdefault(department, []).append(figure)
    return found
