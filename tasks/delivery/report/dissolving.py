"""Whether a department's sentence may stand in the district's report without its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tasks.delivery.report.judgement import Dissolving
from tasks.delivery.report.lexicon import Lexicon
from tasks.delivery.report.naming import Speaker, leave_unnamed
from tasks.delivery.report.numerals import arabic
from tasks.delivery.report.sentences import plain_digits
from tasks.department.figures.figure import Figure

_SUBJECT: Final = re.compile(
    r"^(?:局|分局|街道|[镇乡](?![村街])|中心|委|党[组委工支]|支部|领导|班子|主要|分管|机关|全[局镇街体乡]|各[科股室镇村校]"
    r"|作为|学习中|与|会同|联合|配合|受|该|其|双方|书记|镇长|局长|主任|组织全|年[初中末底终])|、(?:局|办事处)主任"
)
"""Sentences whose subject is a body or a person of the department: it has to be named."""

_HERE: Final = re.compile(r"本[局镇街]|全[局镇]|[镇村]级|社区|居民|渔|全镇|街道|联系村")
"""What belongs to one town or street."""

_CLAUSES: Final = re.compile(r"[，；。]")

_INSIDE: Final = re.compile(
    r"中队|分队|大队|支队|所队|逐所|派出所|基层所|科室|股室|处室|各科|全系统|系统内|班组|驻村干部|镇村干部|班子成员|法规[科股处]|办公室人员"
)
"""Parts of one department: the district has no 科室 of its own to speak of."""

_PLACES: Final = ("镇", "乡", "街道", "办事处", "镇人民政府", "乡人民政府")
_TIMES: Final = frozenset({"次", "场", "场次", "期", "批", "批次", "回", "轮"})
"""Measure words that all count how often something was held."""

Kind = tuple[str, str]


def kind(figure: Figure) -> Kind:
    """Return what a figure is of: its unit and the noun that its name ends in."""
    unit = figure.normalized_unit
    return "次" if unit in _TIMES else unit, figure.indicator[-2:]


def dissolving(
    said: str, figures: Sequence[Figure], department: str, who: Speaker, lexicon: Lexicon
) -> Dissolving:
    """Return whether the sentence may stand without its department.

    It may when each of its figures is the district's: of the department's own trade, and
    where others have a figure of the kind too, in a clause that says so.
    """
    placed = department.endswith(_PLACES) or _HERE.search(said) or _INSIDE.search(said)
    if lexicon.praise.search(said) or placed or _SUBJECT.search(said):
        return Dissolving.NEVER
    if leave_unnamed(said, who) != said:
        return Dissolving.NEVER
    alone = [is_the_districts(f, said, department, lexicon, shared=False) for f in figures]
    shared = [is_the_districts(f, said, department, lexicon, shared=True) for f in figures]
    if all(alone) and all(shared):
        return Dissolving.ALWAYS
    some = (one or other for one, other in zip(alone, shared, strict=True))
    return Dissolving.ASK if all(some) else Dissolving.NEVER


def is_the_districts(
    figure: Figure, said: str, department: str, lexicon: Lexicon, *, shared: bool
) -> bool:
    """Return whether a figure of one department is the sum of what there is in the district.

    `shared` says that other departments have a figure of the kind too.
    """
    if figure.parent is not None:
        return True
    counted = shared or figure.canonical is not None
    return lexicon.own_matter(_clause_of(figure, said) if counted else said, department)


def _clause_of(figure: Figure, said: str) -> str:
    """Return the clause that the figure stands in, '' when it cannot be found."""
    text = plain_digits(arabic(figure))
    return next((clause for clause in _CLAUSES.split(said) if text in clause), "")
