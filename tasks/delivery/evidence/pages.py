"""The evidence pages: an index and one page a department, plain HTML that needs nothing else."""

from __future__ import annotations

from tasks.artefact import Artefact
from tasks.delivery.evidence.department_page import department_view
from tasks.delivery.evidence.index_page import index_view
from tasks.delivery.evidence.rendering import page
from tasks.delivery.places import paged_reports, short_titles
from tasks.delivery.standing import Standings
from tasks.district.district import District
from tasks.profile.model import Profile


def build_evidence(district: District, profile: Profile) -> tuple[Artefact, ...]:
    """Return `溯源/index.html` and a page for every counting report, in the district's order."""
    paged = paged_reports(district)
    standings = Standings(district, profile)
    sections = short_titles(district, profile)
    index = page("index.html", "index.html", view=index_view(district, profile, paged))
    others = tuple(
        page(
            each.page,
            "department.html",
            view=department_view(each, standings, sections),
            district=f"{district.name}{district.year}年",
            before=paged[number - 1] if number else None,
            after=paged[number + 1] if number + 1 < len(paged) else None,
        )
        for number, each in enumerate(paged)
    )
    return (index, *others)
