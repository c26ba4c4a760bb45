"""How a department's sentence is said in the district's report: by all, by several, by one.

Themes come first and departments dissolve into them: a sentence without a subject stands as
it is. A department is named for what it alone has, an award or a pilot; for its share of a
figure that all report; and for what happens in one town or street. Never for a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from typing import Final

from tasks.delivery.report.agreeing import Agreeing
from tasks.delivery.report.desk import Desk
from tasks.delivery.report.dissolving import is_the_districts
from tasks.delivery.report.judgement import Dissolving
from tasks.delivery.report.naming import Speaker, name_in
from tasks.delivery.report.rows import Rows
from tasks.delivery.report.selection import Candidate
from tasks.delivery.report.sentence import Sentence
from tasks.delivery.report.tense import in_year

_LOOKED_AT: Final = 480
"""How many of the most promising sentences of a theme are worded; it has room for about 12."""

_ALIKE: Final = 6
"""How much each further department that says the same adds to a statement's worth."""


def speakable(
    desk: Desk, group: Rows, *, naming: bool = True, shown: bool = False
) -> Iterator[Candidate]:
    """Yield the sentences that may stand in the report, those that say the same as one.

    Without `naming` a department is named for an award or a pilot only. `shown` says that
    departments' figures stand in a showcase already: whole sentences do not repeat its form.
    """
    for sentence, others in _most_promising(usable(group)):
        candidate = _of_several(desk, sentence, others) or _of_one(desk, sentence, shown=shown)
        if candidate and (naming or _is_general(desk, candidate)):
            yield candidate


def _most_promising(usable: Rows) -> Iterator[tuple[Sentence, Rows | None]]:
    """Yield the best sentences with those of other departments that say the same."""
    worth = usable.voices.register.worth

    def from_best(one: tuple[int, Rows | None]) -> int:
        row, others = one
        return -_promise(worth[row], others)

    for row, others in nsmallest(_LOOKED_AT, _said(usable), key=from_best):
        yield usable.make(row), others


def _said(usable: Rows) -> Iterator[tuple[int, Rows | None]]:
    """Yield each sentence's row with those of other departments that say the same, each once."""
    agreeing, rows = Agreeing(usable.clauses), usable.numbers
    said = bytearray(len(rows))
    for at, row in enumerate(rows):
        if said[at]:
            continue
        places = agreeing.after(at)
        if places:
            places = _others(at, places, usable)
            for place in places:
                said[place] = 1
        yield row, usable.of(map(rows.__getitem__, places)) if places else None


def _promise(worth: int, others: Rows | None) -> int:
    """Return what a statement is worth, before it is known how it can be said."""
    return worth + _ALIKE * len(others or ())


def usable(group: Rows) -> Rows:
    """Return the sentences that may be said at all."""
    return group.where(lambda traits: traits.usable)


def _is_general(desk: Desk, candidate: Candidate) -> bool:
    """Return whether the statement is of several, of all, or of one that was praised."""
    return not candidate.named or bool(
        candidate.others or desk.lexicon.praise.search(candidate.text)
    )


def _others(at: int, places: Sequence[int], usable: Rows) -> list[int]:
    """Return the first place of each other department."""
    rows, report = usable.numbers, usable.voices.place
    heard = {report(rows[at])}
    found = []
    for place in places:
        whose = report(rows[place])
        if whose not in heard:
            heard.add(whose)
            found.append(place)
    return found


def _of_several(desk: Desk, sentence: Sentence, others: Rows | None) -> Candidate | None:
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
        worth=_promise(sentence.worth, others),
        others=others,
        named=True,
    )


def _of_one(desk: Desk, sentence: Sentence, *, shown: bool) -> Candidate | None:
    said, worth = in_year(sentence.text, desk.district.year), sentence.worth
    if _dissolves(desk, sentence, said):
        return Candidate(sentence=sentence, text=said, worth=worth)
    text = name_in(said, desk.who(sentence.department))
    if not text or (shown and not _worth_a_name(desk, sentence, said)):
        return None
    return Candidate(sentence=sentence, text=text, worth=worth, named=True)


def _worth_a_name(desk: Desk, sentence: Sentence, said: str) -> bool:
    """Return whether a whole sentence may name its department.

    An award, a pilot, or what is done in one town alone; figures stand in the showcase.
    """
    traits = sentence.traits
    if not (traits.figured and traits.showable):
        return True
    return desk.lexicon.praise.search(said) is not None


def _dissolves(desk: Desk, sentence: Sentence, said: str) -> bool:
    """Return whether the sentence may stand without its department."""
    asked = sentence.traits.dissolving
    if asked != Dissolving.ASK:
        return asked == Dissolving.ALWAYS
    name = sentence.department
    return all(
        is_the_districts(figure, said, name, desk.lexicon, shared=desk.shared(figure))
        for figure in sentence.figures
    )


def showcased(group: Rows) -> Iterator[Candidate]:
    """Yield what each sentence shows of its department in a clause or two."""
    offered = group.where(lambda traits: traits.usable and traits.figured)
    worth = group.voices.register.worth
    for row in nsmallest(_LOOKED_AT, offered.numbers, key=lambda row: -worth[row]):
        sentence = group.make(row)
        text = sentence.shown
        if text is not None:
            yield Candidate(sentence=sentence, text=text, worth=sentence.said_worth, named=True)
