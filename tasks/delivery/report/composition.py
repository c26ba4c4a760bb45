"""From the district to the report's text: opening, sections, themes, each with its sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tasks.delivery.report.attributed import measures, narrative
from tasks.delivery.report.desk import Desk, lay_out
from tasks.delivery.report.forms import tables_of
from tasks.delivery.report.listed import answered, plans, problems
from tasks.delivery.report.passage import Composition, Passage, Section, Theme
from tasks.delivery.report.remarks import other
from tasks.district.district import District
from tasks.profile.lexicon import SectionRole
from tasks.profile.model import Profile

_LENGTH: Final = (4000, 8000)
"""How many characters such reports have, where no profile says it."""

_COMPOSERS: Final[dict[SectionRole, Callable[[Desk, int, int], tuple[Theme, ...]]]] = {
    SectionRole.MEASURES: measures,
    SectionRole.NARRATIVE: narrative,
    SectionRole.OTHER: other,
    SectionRole.PROBLEMS: problems,
    SectionRole.PLANS: plans,
    SectionRole.ANSWERED: answered,
}


def compose(district: District, profile: Profile) -> Composition:
    """Return the report's text, chosen and made to agree, not yet verified.

    Sentences are the departments' own, whole and said once; totals lead; problems and
    plans name nobody. The text aims at the middle of the profile's range, by choosing.
    """
    return compose_on(lay_out(district, profile))


def compose_on(desk: Desk) -> Composition:
    """Return the report's text, made of what lies on the desk."""
    district = desk.district
    roles = [desk.lexicon.role_of(title) for title in district.sections]
    composed = _sections(desk, roles, _aim(desk.profile))
    return Composition(
        opening=_opening(desk),
        sections=tuple(
            Section(title=title, themes=composed[number], tables=tables_of(desk, number))
            for number, title in enumerate(district.sections, start=1)
        ),
    )


def _aim(profile: Profile) -> int:
    """Return how many characters the text aims at."""
    least, most = profile.district.report_length if profile.district else _LENGTH
    return (least + most) // 2


def _sections(desk: Desk, roles: list[SectionRole], length: int) -> dict[int, tuple[Theme, ...]]:
    """Return the themes of each section; the measures, made last, get what others leave."""
    shares = [desk.lexicon.share_of(title) for title in desk.district.sections]
    whole = sum(shares) or 1
    left = length
    composed: dict[int, tuple[Theme, ...]] = {}
    numbered = sorted(enumerate(roles, start=1), key=lambda row: row[1] is SectionRole.MEASURES)
    for number, role in numbered:
        share = length * shares[number - 1] // whole
        room = max(share, left) if number == numbered[-1][0] else share
        composed[number] = _COMPOSERS[role](desk, number, room)
        left -= sum(theme.length for theme in composed[number])
    return composed


def _opening(desk: Desk) -> tuple[Passage, ...]:
    """Return the sentence that opens the report; it stands on all reports that count."""
    first = desk.judged.firsts
    if not first:
        return ()
    text = desk.wording.say(
        "opening",
        district=desk.district.name,
        year=desk.district.year,
        departments=len(first),
    )
    return (Passage(text=text, sources=first),)
