"""Problems and plans: parallel lists 一是 … 二是 …, in which no department is named.

Each item is headed by its cause (`causes`), and the sentence under it is a department's own:
the one that is nearest to what the others say and least bound to a single trade. The
plans follow the problems' order.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Final

from tasks.delivery.report.alike import pairs, same
from tasks.delivery.report.desk import Desk, passage
from tasks.delivery.report.items import Item
from tasks.delivery.report.judged import MANY
from tasks.delivery.report.judging import REASON
from tasks.delivery.report.passage import Passage, Theme
from tasks.delivery.report.rows import Rows
from tasks.delivery.report.selection import Candidate
from tasks.delivery.report.sentence import Sentence
from tasks.delivery.report.statements import statements
from tasks.profile.lexicon import Cause, SectionRole

_NUMBERS: Final = ("一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是")
_LACKING: Final = frozenset({SectionRole.PROBLEMS, SectionRole.ANSWERED})

_TWO: Final = 2
_COMMON: Final = 400
"""How much common wording counts, against a statement's length in characters."""


def problems(desk: Desk, number: int, room: int) -> tuple[Theme, ...]:
    """Return what is lacking by cause, those that most departments name first, and why."""
    return _theme(_problems(desk, number, room))


def plans(desk: Desk, number: int, room: int) -> tuple[Theme, ...]:
    """Return what is planned, in the order of the causes that the problems are named in."""
    return _theme(_plans(desk, number, room))


def answered(desk: Desk, number: int, room: int) -> tuple[Theme, ...]:
    """Return a section's problems and behind them its plans, each with half of the room."""
    lacking = _problems(desk, number, room // 2)
    left = room - sum(len(said.text) for paragraph in lacking for said in paragraph)
    return _theme([*lacking, *_plans(desk, number, left)])


def _problems(desk: Desk, number: int, room: int) -> list[tuple[Passage, ...]]:
    said = statements(desk, number, ahead=False)
    # What gives a reason speaks to no cause.
    sayable = said.where(lambda traits: traits.sayable and traits.cause < 0)
    reasons = [row for row in sayable.numbers if REASON.search(said.voices.unnamed(row))]
    ranked = sorted(_with_statements(desk, number), key=lambda item: -item.departments)
    listed = _listed(desk, _worth_naming(ranked), room, "problem")
    paragraphs = _led(desk, number, listed, "problems")
    if reasons and paragraphs:
        best = _ranked(desk, said.of(reasons))[0]
        paragraphs.append((passage(_candidate(best)),))
    return paragraphs


def _plans(desk: Desk, number: int, room: int) -> list[tuple[Passage, ...]]:
    items = _items(desk, number, ahead=True)
    order = _order_of_problems(desk)
    ranked = sorted(items, key=lambda item: (_place(item.cause, order), -item.departments))
    mirrored = [item for item in ranked if item.cause in order]
    plain = [item for item in ranked if item.ranked]
    listed = _listed(desk, mirrored or _worth_naming(plain), room, "plan")
    return _led(desk, number, listed, "plans")


def _led(
    desk: Desk, number: int, listed: Sequence[tuple[Passage, ...]], template: str
) -> list[tuple[Passage, ...]]:
    """Return the list behind a sentence that leads to it; one item alone needs none."""
    if not any(one.number for paragraph in listed for one in paragraph):
        return list(listed)
    said = statements(desk, number, ahead=template == "plans")
    text = desk.wording.say(template, departments=said.departments)
    first, *rest = listed
    return [(Passage(text=text, sources=said.one_each_block().sources), *first), *rest]


def _with_statements(desk: Desk, number: int) -> list[Item]:
    """Return the causes with a statement that may stand in the report."""
    return [item for item in _items(desk, number) if item.ranked]


def _order_of_problems(desk: Desk) -> list[Cause]:
    """Return the causes in the order in which the problems name them."""
    found: list[Item] = []
    for number, title in enumerate(desk.district.sections, start=1):
        if desk.lexicon.role_of(title) in _LACKING:
            found += _with_statements(desk, number)
    ranked = sorted(found, key=lambda item: -item.departments)
    return [item.cause for item in _worth_naming(ranked)]


def _place(cause: Cause, order: Sequence[Cause]) -> int:
    return order.index(cause) if cause in order else len(order)


def _worth_naming(items: Sequence[Item]) -> list[Item]:
    """Return the causes of several departments, or all of them where none has several."""
    several = [item for item in items if item.departments >= _TWO]
    return (several or list(items))[: len(_NUMBERS) - 1]


def _theme(paragraphs: Sequence[tuple[Passage, ...]]) -> tuple[Theme, ...]:
    return (Theme(title="", paragraphs=tuple(paragraphs)),) if paragraphs else ()


def _sayable(said: Rows) -> Rows:
    """Return the sentences that can be said of the whole district."""
    return said.where(lambda traits: traits.sayable)


def _candidate(sentence: Sentence, others: Rows | None = None) -> Candidate:
    """Return the sentence, which can be, as said of the whole district."""
    return Candidate(
        sentence=sentence,
        text=sentence.voices.unnamed(sentence.row),
        worth=sentence.said_worth,
        others=others,
    )


def _items(desk: Desk, number: int, *, ahead: bool = False) -> list[Item]:
    """Return the section's causes in the table's order; reasons are no item."""
    if (number, ahead) not in desk.items:
        desk.items[number, ahead] = _found_items(desk, statements(desk, number, ahead=ahead))
    return desk.items[number, ahead]


def _found_items(desk: Desk, said: Rows) -> list[Item]:
    items = []
    for place, behind in sorted(said.parted(lambda traits: traits.cause).items()):
        if place >= 0:
            items.append(
                Item(
                    cause=desk.lexicon.causes[place],
                    ranked=_ranked(desk, _sayable(behind)),
                    behind=behind,
                    departments=behind.departments,
                )
            )
    return items


def _ranked(desk: Desk, group: Rows) -> Rows:
    """Return the group, first the plain statements in words that many departments use."""
    voices, spread = group.voices, desk.judged.spread
    worth = voices.register.said_worth
    scores = array(
        "d",
        (worth[row] + _COMMON * _commonness(voices.unnamed(row), spread) for row in group.numbers),
    )
    order = sorted(range(len(group)), key=lambda at: -scores[at])
    return group.of(map(group.numbers.__getitem__, order))


def _commonness(text: str, spread: Mapping[str, int]) -> float:
    """Return the part of a text's wording that several departments use, 0 to 1."""
    found = pairs(text)
    return sum(map(spread.__getitem__, found)) / (MANY * len(found)) if found else 0.0


def _listed(
    desk: Desk, items: Sequence[Item], room: int, template: str
) -> list[tuple[Passage, ...]]:
    """Return the items: one paragraph of the first statements of all, further ones as room is.

    A single item stands without a number.
    """
    chosen: dict[int, list[Candidate]] = {at: [] for at in range(len(items))}
    for more in (False, True):
        for at, item in enumerate(items):
            said = [c for group in chosen.values() for c in group]
            best = _fresh(item.ranked, said, room)
            if best and not (more and desk.lexicon.bound.search(best.text)):
                chosen[at].append(best)
                room -= len(best.text)
    # A plan answers each problem, if only by its heading; what is lacking needs a statement.
    answers = template == "plan"
    spoken = [(item, chosen[at]) for at, item in enumerate(items) if chosen[at] or answers]
    marks = _NUMBERS if len(spoken) > 1 else ("",)
    paragraph: list[Passage] = []
    for mark, (item, group) in zip(marks, spoken, strict=False):
        paragraph += [_headed(desk, item, mark, template), *map(passage, group)]
    return [tuple(paragraph)] if paragraph else []


def _fresh(ranked: Rows, said: Sequence[Candidate], room: int) -> Candidate | None:
    """Return the first statement that fits, was not said, with those that say the same."""
    for sentence in ranked:
        text = ranked.voices.unnamed(sentence.row)
        if len(text) <= room and not any(same(text, one.text) for one in said):
            return _candidate(sentence, _others(sentence, ranked))
    return None


def _others(sentence: Sentence, ranked: Rows) -> Rows | None:
    """Return the others that say the same, None where nobody does."""
    said_there = frozenset(sentence.clauses)
    agreeing = (
        row
        for row, clauses in zip(ranked.numbers, ranked.clauses, strict=True)
        if row != sentence.row and said_there.issubset(clauses)
    )
    return ranked.of(agreeing) or None


def _headed(desk: Desk, item: Item, mark: str, template: str) -> Passage:
    """Return the item's heading; it stands on every statement of its cause."""
    title = item.cause.title if template == "problem" else item.cause.plan
    return Passage(
        text=desk.wording.say(template, title=title, departments=item.departments),
        sources=item.behind.sources,
        quotes=item.behind.quotes,
        number=mark,
    )
