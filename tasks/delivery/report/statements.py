"""What is said in a section of problems, of plans, or of both in turn (一是…。下一步，将…).

A section of both has its problems often as run-in headings (一是更新不及时。); they are
statements there, as the sentences are.
"""

from __future__ import annotations

from tasks.delivery.report.desk import Desk
from tasks.delivery.report.rows import Rows
from tasks.profile.lexicon import SectionRole


def statements(desk: Desk, number: int, *, ahead: bool) -> Rows:
    """Return what a section says of what is lacking, or, `ahead`, of what is planned.

    A section of one sort says only that, whatever its sentences look like.
    """
    if desk.lexicon.role_of(desk.district.sections[number - 1]) is not SectionRole.ANSWERED:
        return desk.inside(number)
    headlines = desk.headlines.where(lambda traits: traits.section == number)
    every = (desk.inside(number) + headlines).in_order()
    return every.where(lambda traits: traits.ahead is ahead)
