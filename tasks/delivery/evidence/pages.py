"""The evidence pages: an index and one page a department, plain HTML that needs nothing else."""

from __future__ import annotations

from tasks.artefact import Artefact, Output
from tasks.delivery.evidence.department_page import department_view
from tasks.delivery.evidence.index_page import index_view
from tasks.delivery.evidence.rendering import page
from tasks.delivery.making import Making
from tasks.delivery.places import FOLDER, PagedReport, paged_reports, short_titles
from tasks.delivery.standing import Standings
from tasks.district.district import District
from tasks.profile.model import Profile


def build_evidence(
    district: District, profile: Profile, *, making: Making | None = None
) -> tuple[Output, ...]:
    """Return `溯源/index.html` and a page for every counting report, in the district's order.

    A page that `making` knows as published by the run before, of all the same, is not made.
    """
    made = _Pages(district, profile)
    means = making or Making()
    index = page("index.html", "index.html", view=index_view(district, profile, made.paged))
    return (index, *(made.department(number, means) for number in range(len(made.paged))))


class _Pages:
    """The departments' pages, each by its place."""

    def __init__(self, district: District, profile: Profile) -> None:
        self.paged = paged_reports(district)
        self._standings = Standings(district, profile)
        self._sections = short_titles(district, profile)
        self._district = f"{district.name}{district.year}年"

    def department(self, number: int, making: Making) -> Output:
        """Return the page, made only when something it shows is new."""
        each, before, after = self.paged[number], self._at(number - 1), self._at(number + 1)
        ground = [
            self._district,
            self._sections,
            self._standings.state(each.report.department or ""),
            [(other.name, other.page) if other else None for other in (each, before, after)],
        ]

        def make() -> Artefact:
            return page(
                each.page,
                "department.html",
                view=department_view(each, self._standings, self._sections),
                district=self._district,
                before=before,
                after=after,
            )

        return making.page(f"{FOLDER}/{each.page}", each.report.submission.file, ground, make)

    def _at(self, number: int) -> PagedReport | None:
        return self.paged[number] if 0 <= number < len(self.paged) else None
