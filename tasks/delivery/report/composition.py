"""From the district to the report's text: opening, sections, themes, each with its sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tasks.delivery.report.attributed import measures, narrative, other
from tasks.delivery.report.desk import Desk, lay_out
from tasks.delivery.report.lexicon import ROLES, SHARES, SectionRole
from tasks.delivery.report.listed import listed
from tasks.delivery.report.passage import Composition, Passage, Section, Theme
from tasks.district.district import District
from tasks.profile.model import Profile

LENGTH: Final = 6500
"""How many characters the text aims at: 4,000 to 8,000 is what such reports have."""

_COMPOSERS: Final[dict[SectionRole, Callable[[Desk, int, int], tuple[Theme, ...]]]] = {
    SectionRole.MEASURES: measures,
    SectionRole.NARRATIVE: narrative,
    SectionRole.OTHER: other,
    SectionRole.PROBLEMS: listed,
    SectionRole.PLANS: listed,
}


def compose(district: District, profile: Profile) -> Composition:
    """Return the report's text, chosen and made to agree, not yet verified.

    Sentences are the departments' own, whole and said once; totals lead; problems and
    plans name nobody. The text is as long as `LENGTH` where the reports give that much.
    """
    desk = lay_out(district, profile)
    roles = [role_of(title) for title in district.sections]
    composed = _sections(desk, roles)
    return Composition(
        opening=_opening(desk),
        sections=tuple(
            Section(title=title, themes=composed[number])
            for number, title in enumerate(district.sections, start=1)
        ),
    )


def _sections(desk: Desk, roles: list[SectionRole]) -> dict[int, tuple[Theme, ...]]:
    """Return the themes of each section; the measures, made last, get what others leave."""
    whole = sum(SHARES[role] for role in roles) or 1
    left = LENGTH
    composed: dict[int, tuple[Theme, ...]] = {}
    numbered = sorted(enumerate(roles, start=1), key=lambda row: row[1] is SectionRole.MEASURES)
    for number, role in numbered:
        share = LENGTH * SHARES[role] // whole
        room = max(share, left) if number == numbered[-1][0] else share
        composed[number] = _COMPOSERS[role](desk, number, room)
        left -= _length(composed[number])
    return composed


def _length(themes: tuple[Theme, ...]) -> int:
    return sum(len(p.text) for theme in themes for group in theme.paragraphs for p in group)


def role_of(title: str) -> SectionRole:
    """Return how a section of the outline is composed, by the words of its title."""
    for role, words in ROLES:
        if any(word in title for word in words):
            return role
    return SectionRole.NARRATIVE


def _opening(desk: Desk) -> tuple[Passage, ...]:
    """Return the sentence that opens the report; it stands on all reports that count."""
    first: dict[str, str] = {}
    for ref, origin in desk.sources.blocks.items():
        first.setdefault(origin.department, ref)
    if not first:
        return ()
    name, year = desk.district.name, desk.district.year
    text = (
        f"{year}年度，{name}共有{len(first)}个部门（单位）报送法治政府建设年度报告。"
        f"现将{name}{year}年法治政府建设情况报告如下，文中全区合计数均为各部门报送数之和。"
    )
    return (Passage(text=text, sources=tuple(first.values())),)
