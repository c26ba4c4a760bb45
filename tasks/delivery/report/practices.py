"""What many departments do alike in words of their own: found by a phrase, counted, said once.

`全区13个部门（单位）组织专题学习、集中学习` counts the departments whose reports say so; each one's
sentence stands behind it.
"""

from __future__ import annotations

from typing import Final

from tasks.delivery.report.desk import Desk
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.rows import Rows

_FEWEST: Final = 3
_PART: Final = 5
_MOST: Final = 3


def practised(desk: Desk, place: str, said: Rows) -> tuple[Passage, ...]:
    """Return clauses of one sentence on what at least a fifth of the departments do."""
    least = max(_FEWEST, -(-len(desk.district.reports) // _PART))
    rows = enumerate(desk.lexicon.practices)
    found = [(row, _who(at, said)) for at, row in rows if row.place in place]
    spoken = [(row, who) for row, who in found if len(who) >= least][:_MOST]
    spoken.sort(key=lambda pair: -len(pair[1]))
    return tuple(
        Passage(
            text=desk.wording.say(
                "practice",
                departments=len(who),
                clause=row.clause,
                first=at == 0,
                last=at == len(spoken) - 1,
            ),
            sources=who.sources,
            quotes=who.quotes,
        )
        for at, (row, who) in enumerate(spoken)
    )


def _who(practice: int, said: Rows) -> Rows:
    """Return each department's first sentence that says it does so."""
    return said.where(lambda traits: traits.practices >> practice & 1 == 1).one_each()
