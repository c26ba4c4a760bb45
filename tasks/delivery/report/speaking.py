"""How a department's sentence is said in the district's report: by all, by several, by one.

Themes come first and departments dissolve into them: a sentence without a subject stands as
it is. A department is named for what it alone has, an award or a pilot; for its share of a
figure that all report; and for what happens in one town or street. Never for a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import nsmallest
from typing import Final

from tasks.delivery.report.agreeing import Agreeing
from tasks.delivery.report.desk import Desk
from tasks.delivery.report.naming import Speaker, leave_unnamed, name_in
from tasks.delivery.report.numerals import arabic
from tasks.delivery.report.selection import Candidate, worth
from tasks.delivery.report.sentences import Sentence, plain_digits
from tasks.delivery.report.showcase import showcase
from tasks.delivery.report.tense import in_year
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
_LOOKED_AT: Final = 480
"""How many of the most promising sentences of a theme are worded; it has room for about 12."""

_ALIKE: Final = 6
"""How much each further department that says the same adds to a statement's worth."""


def speakable(
    desk: Desk, group: Sequence[Sentence], *, naming: bool = True, shown: bool = False
) -> Iterator[Candidate]:
    """Yield the sentences that may stand in the report, those that say the same as one.

    Without `naming` a department is named for an award or a pilot only. `shown` says that
    departments' figures stand in a showcase already: whole sentences do not repeat its form.
    """
    said = _said(usable(desk, group))
    best = nsmallest(_LOOKED_AT, said, key=lambda one: (-_promise(desk, *one), one[0].order))
    for sentence, others in best:
        candidate = _of_several(desk, sentence, others) or _of_one(desk, sentence, shown=shown)
        if candidate and (naming or _is_general(desk, candidate)):
            yield candidate


def _said(usable: Sequence[Sentence]) -> Iterator[tuple[Sentence, list[Sentence]]]:
    """Yield each sentence with those of other departments that say the same, each once."""
    plain = [at for at, sentence in enumerate(usable) if not sentence.figures]
    agreeing = Agreeing([usable[at].original for at in plain])
    ranks = {at: rank for rank, at in enumerate(plain)}
    said: set[int] = set()
    for at, sentence in enumerate(usable):
        if at in said:
            continue
        same = [plain[rank] for rank in agreeing.after(ranks[at])] if at in ranks else []
        others = _others(at, same, usable)
        said.update(others)
        yield sentence, [usable[place] for place in others]


def _promise(desk: Desk, sentence: Sentence, others: Sequence[Sentence] = ()) -> int:
    """Return what a statement is worth, before it is known how it can be said."""
    return desk.worths[sentence.order] + _ALIKE * len(others)


def usable(desk: Desk, group: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that may be said at all."""
    return [sentence for sentence in group if desk.usable[sentence.order]]


def _is_general(desk: Desk, candidate: Candidate) -> bool:
    """Return whether the statement is of several, of all, or of one that was praised."""
    return not candidate.named or bool(
        candidate.others or desk.lexicon.praise.search(candidate.text)
    )


def _others(at: int, places: Sequence[int], usable: Sequence[Sentence]) -> list[int]:
    """Return the first place of each other department."""
    heard = {usable[at].department}
    found = []
    for place in places:
        if usable[place].department not in heard:
            heard.add(usable[place].department)
            found.append(place)
    return found


def _of_several(desk: Desk, sentence: Sentence, others: Sequence[Sentence]) -> Candidate | None:
    """Return the sentence as said by all who say it, or None when it is one department's."""
    if not others:
        return None
    speakers = [desk.who(s.department) for s in (sentence, *others)]
    names = [who.name for who in speakers]
    first = speakers[0]
    together = Speaker(
        name=desk.wording.say("merged", names=names, departments=len(names)),
        again=first.again,
        names=first.names,
    )
    text = name_in(in_year(sentence.text, desk.district.year), together)
    rest = (text or "").replace(together.name, "", 1)
    if text is None or first.again in rest or any(name in rest for name in first.names):
        return None
    return Candidate(
        sentence=sentence,
        text=text,
        worth=worth(sentence, desk.lexicon) + _ALIKE * len(others),
        others=tuple(others),
        named=True,
    )


def _of_one(desk: Desk, sentence: Sentence, *, shown: bool) -> Candidate | None:
    said = in_year(sentence.text, desk.district.year)
    who = desk.who(sentence.department)
    if _dissolves(desk, sentence, said, who):
        return Candidate(sentence=sentence, text=said, worth=worth(sentence, desk.lexicon))
    text = name_in(said, who)
    if not text or (shown and not _worth_a_name(desk, sentence, said, who)):
        return None
    return Candidate(sentence=sentence, text=text, worth=worth(sentence, desk.lexicon), named=True)


def _worth_a_name(desk: Desk, sentence: Sentence, said: str, who: Speaker) -> bool:
    """Return whether a whole sentence may name its department.

    An award, a pilot, or what is done in one town alone; figures stand in the showcase.
    """
    return bool(
        desk.lexicon.praise.search(said)
        or not sentence.figures
        or showcase(said, sentence, who, desk.lexicon) is None
    )


def _dissolves(desk: Desk, sentence: Sentence, said: str, who: Speaker) -> bool:
    """Return whether the sentence may stand without its department.

    It may when each of its figures is the district's: of the department's own trade, and
    where others have a figure of the kind too, in a clause that says so.
    """
    placed = sentence.department.endswith(_PLACES) or _HERE.search(said) or _INSIDE.search(said)
    return (
        not (desk.lexicon.praise.search(said) or placed or _SUBJECT.search(said))
        and leave_unnamed(said, who) == said
        and all(_is_the_districts(desk, sentence, said, figure) for figure in sentence.figures)
    )


def _is_the_districts(desk: Desk, sentence: Sentence, said: str, figure: Figure) -> bool:
    """Return whether a figure of one department is the sum of what there is in the district."""
    if figure.parent is not None:
        return True
    told = said if not desk.shared(figure, sentence.department) else _clause_of(figure, said)
    return desk.lexicon.own_matter(told, sentence.department)


def _clause_of(figure: Figure, said: str) -> str:
    """Return the clause that the figure stands in, '' when it cannot be found."""
    text = plain_digits(arabic(figure))
    return next((clause for clause in _CLAUSES.split(said) if text in clause), "")


def showcased(desk: Desk, group: Sequence[Sentence]) -> Iterator[Candidate]:
    """Yield what each sentence shows of its department in a clause or two."""
    offered = (s for s in usable(desk, group) if s.figures)
    for sentence in nsmallest(_LOOKED_AT, offered, key=lambda s: (-_promise(desk, s), s.order)):
        who = desk.who(sentence.department)
        text = showcase(in_year(sentence.text, desk.district.year), sentence, who, desk.lexicon)
        if text is not None:
            shown = tuple(f for f in sentence.figures if plain_digits(arabic(f)) in text)
            value = worth(replace(sentence, text=text, figures=shown), desk.lexicon)
            yield Candidate(sentence=sentence, text=text, worth=value, named=True)
