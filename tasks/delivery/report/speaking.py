"""How a department's sentence is said in the district's report: by all, by several, by one.

Themes come first and departments dissolve into them: a sentence without a subject stands as
it is. A department is named for what it alone has, an award or a pilot; for its share of a
figure that all report; and for what happens in one town or street. Never for a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tasks.delivery.report.alike import Alike
from tasks.delivery.report.desk import Desk
from tasks.delivery.report.lexicon import PRAISE
from tasks.delivery.report.naming import Speaker, leave_unnamed, name_in
from tasks.delivery.report.selection import Candidate, faulty, stands_alone, worth
from tasks.delivery.report.sentences import Sentence
from tasks.delivery.report.tense import in_year
from tasks.department.figures.figure import Role

_SUBJECT: Final = re.compile(
    r"^(?:局|分局|街道|[镇乡](?![村街])|中心|委|党[组委工支]|支部|领导|班子|主要|分管|机关|全[局镇街体乡]|各[科股室镇村校]"
    r"|作为|与|会同|联合|配合|受|该|其|双方|书记|镇长|局长|主任|组织全|年[初中末底终])|、(?:局|办事处)主任"
)
"""Sentences whose subject is a body or a person of the department: it has to be named."""

_HERE: Final = re.compile(r"本[局镇街]|全[局镇]|[镇村]级|社区|居民|渔|全镇|街道|联系村")
"""What belongs to one town or street."""

_PLACES: Final = ("镇", "乡", "街道", "办事处", "镇人民政府", "乡人民政府")
_EMPTY: Final = re.compile(r"未发生|无败诉|无[^，。]{0,24}情形|零发生。$|^全年未")
"""That nothing happened in one department says nothing of the district."""

_ALIKE: Final = 6
"""How much each further department that says the same adds to a statement's worth."""


def speakable(desk: Desk, group: Sequence[Sentence]) -> Iterator[Candidate]:
    """Yield the sentences that may stand in the report, those that say the same as one."""
    usable = [s for s in group if _usable(s)]
    plain = [at for at, sentence in enumerate(usable) if not sentence.figures]
    near = Alike([usable[at].text for at in plain])
    ranks = {at: rank for rank, at in enumerate(plain)}
    said: set[int] = set()
    for at, sentence in enumerate(usable):
        if at in said:
            continue
        alike = (
            _others(at, [plain[i] for i in near.after(ranks[at])], usable) if at in ranks else []
        )
        said.update(alike)
        candidate = _of_several(desk, sentence, [usable[i] for i in alike]) or _of_one(
            desk, sentence
        )
        if candidate:
            yield candidate


def _usable(sentence: Sentence) -> bool:
    """Return whether the sentence stands alone, is no fault, and tells more than a total."""
    told = [figure for figure in sentence.figures if figure.role is not Role.TARGET]
    common = sum(figure.canonical is not None and figure.parent is None for figure in told)
    repeats = common > 0 and 2 * common >= len(told)
    nothing = _EMPTY.search(sentence.text) and not told
    return stands_alone(sentence) and not faulty(sentence.text) and not repeats and not nothing


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
        worth=worth(sentence) + _ALIKE * len(others),
        others=tuple(others),
        named=True,
    )


def _of_one(desk: Desk, sentence: Sentence) -> Candidate | None:
    said = in_year(sentence.text, desk.district.year)
    who = desk.who(sentence.department)
    if _dissolves(desk, sentence, said, who):
        return Candidate(sentence=sentence, text=said, worth=worth(sentence))
    text = name_in(said, who)
    if not text:
        return None
    return Candidate(sentence=sentence, text=text, worth=worth(sentence), named=True)


def _dissolves(desk: Desk, sentence: Sentence, said: str, who: Speaker) -> bool:
    """Return whether the sentence may stand without its department.

    A figure of a kind that no other department reports is the sum of what was reported.
    """
    shared = any(desk.shared(f, sentence.department) for f in sentence.figures)
    praised = any(word in said for word in PRAISE)
    placed = sentence.department.endswith(_PLACES) or _HERE.search(said)
    return (
        not (shared or praised or placed or _SUBJECT.search(said))
        and leave_unnamed(said, who) == said
    )
