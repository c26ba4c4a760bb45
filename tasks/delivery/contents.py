"""What the outputs are made from, prepared once for all of them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO

from tasks.delivery.findings import Finding, findings
from tasks.delivery.places import PagedReport, paged_reports, short_titles
from tasks.delivery.sketch import Mentioned, sketch
from tasks.delivery.sketches import Sketches
from tasks.delivery.standing import Standings
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.model import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The district with what several outputs need of it.

    `pages` are the counting reports and `sketches` what is shown of each, in their order;
    `sections` the short titles. `shelf` holds what earlier runs made of single reports.
    """

    district: District
    profile: Profile
    pages: tuple[PagedReport, ...]
    sketches: Sketches
    standings: Standings
    findings: tuple[Finding, ...]
    sections: tuple[str, ...]
    shelf: Shelf

    def figure(self, department: str, figure: str) -> tuple[PagedReport, Mentioned] | None:
        """Return a figure behind totals and contradictions with its report's page, or None."""
        at = self.sketches.place(department)
        said = None if at is None else self.sketches.mentioned(at, figure)
        return None if at is None or said is None else (self.pages[at], said)


def contents(
    district: District,
    profile: Profile,
    *,
    shelf: Shelf | None = None,
    scratch: IO[bytes] | None = None,
) -> Contents:
    """Return the prepared contents.

    `scratch` takes the sketches that are too many to hold, and has to stay open as long as
    the contents are used. Raise PublishError when it cannot be written.
    """
    kept = shelf or Shelf()
    pages, standings = paged_reports(district), Standings(district, profile)
    wanted = _contradicted(district)
    sketches = Sketches(scratch or io.BytesIO())
    for page in pages:
        asked = [*standings.figures(page.department), *wanted.get(page.department, ())]
        sketches.add(page.department, sketch(page, asked, district.sections, kept))
    return Contents(
        district=district,
        profile=profile,
        pages=pages,
        sketches=sketches,
        standings=standings,
        findings=findings(district, pages, sketches),
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
