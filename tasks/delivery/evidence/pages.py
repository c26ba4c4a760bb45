"""The evidence pages: an index and one page a department, plain HTML that needs nothing else."""

from __future__ import annotations

from typing import BinaryIO

from tasks.artefact import Artefact, MediaType, Output
from tasks.delivery.contents import Contents, contents
from tasks.delivery.evidence.department_page import department_view
from tasks.delivery.evidence.index_page import index_view
from tasks.delivery.evidence.rendering import page, write_page
from tasks.delivery.making import Making
from tasks.delivery.places import FOLDER, PagedReport
from tasks.district.district import District
from tasks.profile.model import Profile


def build_evidence(
    district: District,
    profile: Profile,
    *,
    making: Making | None = None,
    prepared: Contents | None = None,
) -> tuple[Output, ...]:
    """Return `溯源/index.html` and a page for every counting report, in the district's order.

    A page that `making` knows as published by the run before, of all the same, is not made.
    `prepared` is what the outputs share, where it is at hand.
    """
    means = making or Making()
    made = _Pages(prepared or contents(district, profile, shelf=means.shelf))
    return (
        made.index(means),
        *(made.department(number, means) for number in range(len(made.paged))),
    )


class _Pages:
    """The index, and the departments' pages, each by its place."""

    def __init__(self, made: Contents) -> None:
        self.paged = made.pages
        self._made = made
        self._district = f"{made.district.name}{made.district.year}年"

    def index(self, making: Making) -> Output:
        """Return the index."""

        def write(file: BinaryIO) -> None:
            write_page(file, "index.html", view=index_view(self._made))

        return making.large(f"{FOLDER}/index.html", MediaType.HTML, write)

    def department(self, number: int, making: Making) -> Output:
        """Return the page, made only when something it shows is new."""
        each, before, after = self.paged[number], self._at(number - 1), self._at(number + 1)
        ground = [
            self._district,
            self._made.sections,
            self._made.standings.state(each.department),
            [(other.name, other.page) if other else None for other in (each, before, after)],
        ]

        def make() -> Artefact:
            return page(
                each.page,
                "department.html",
                view=department_view(each, self._made.standings, self._made.sections),
                district=self._district,
                before=before,
                after=after,
            )

        return making.page(each.target, each.report.submission.file, ground, make)

    def _at(self, number: int) -> PagedReport | None:
        return self.paged[number] if 0 <= number < len(self.paged) else None
