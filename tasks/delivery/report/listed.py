"""Problems and plans: parallel lists 一是 … 二是 …, in which no department is named.

Each item is headed by its cause (`causes`), and the sentence under it is a department's own:
the one that is nearest to what the others say and least bound to a single trade. The
plans follow the problems' order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from typing import Final

from tasks.delivery.report.alike import pairs, same
from tasks.delivery.report.desk import Desk, passage
from tasks.delivery.report.items import Behind, Item
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
_MANY: Final = 4
"""Words that so many other departments use are as common as can be."""

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
    reasons = [c for c in _unnamed(said) if REASON.search(c.text)]
    ranked = sorted(_sayable(desk, number), key=lambda item: -item.departments)
    listed = _listed(desk, _worth_naming(ranked), room, "problem")
    paragraphs = _led(desk, number, listed, "problems")
    if reasons and paragraphs:
        paragraphs.append((passage(_ranked(desk, reasons)[0]),))
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
    sources = tuple(dict.fromkeys(said.sources))
    return [(Passage(text=text, sources=sources), *first), *rest]


def _sayable(desk: Desk, number: int) -> list[Item]:
    """Return the causes with a statement that may stand in the report."""
    return [item for item in _items(desk, number) if item.ranked]


def _order_of_problems(desk: Desk) -> list[Cause]:
    """Return the causes in the order in which the problems name them."""
    found: list[Item] = []
    for number, title in enumerate(desk.district.sections, start=1):
        if desk.lexicon.role_of(title) in _LACKING:
            found += _sayable(desk, number)
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


def _unnamed(said: Iterable[Sentence]) -> list[Candidate]:
    """Return the sentences as said of the whole district, where they can be."""
    return [
        Candidate(sentence=s, text=text, worth=s.said_worth)
        for s in said
        if (text := s.unnamed) is not None
    ]


def _items(desk: Desk, number: int, *, ahead: bool = False) -> list[Item]:
    """Return the section's causes in the table's order; reasons are no item."""
    if (number, ahead) not in desk.items:
        desk.items[number, ahead] = _found_items(desk, statements(desk, number, ahead=ahead))
    return desk.items[number, ahead]


def _found_items(desk: Desk, said: Rows) -> list[Item]:
    causes = desk.lexicon.causes
    behind: dict[int, list[Behind]] = {}
    offered: dict[int, list[Candidate]] = {}
    for sentence in said:  # once, in their order: their words come report by report
        cause = sentence.traits.cause
        if cause >= 0:
            one = Behind(sentence.department, sentence.source, sentence.original)
            behind.setdefault(cause, []).append(one)
            offered.setdefault(cause, []).extend(_unnamed((sentence,)))
    return [
        Item(
            cause=causes[place],
            ranked=tuple(_ranked(desk, offered[place])),
            behind=tuple(behind[place]),
        )
        for place in sorted(behind)
    ]


def _ranked(desk: Desk, group: Sequence[Candidate]) -> list[Candidate]:
    """Return the group, first the plain statements in words that many departments use."""
    spread = _spread(desk)
    return sorted(
        group,
        key=lambda c: (-(c.worth + _COMMON * _commonness(c.text, spread)), c.sentence.row),
    )


def _spread(desk: Desk) -> Mapping[str, int]:
    """Return how many reports besides one have each pair of a statement's characters.

    So many as make it common, at the most.
    """
    if not desk.spread:
        counted: Counter[str] = Counter()
        # None whose figures are in doubt is among them: a figure is one department's own.
        sayable = desk.judged.every.where(lambda traits: traits.sayable)
        for _, said in groupby(sayable, key=_place_of):
            texts = (sentence.unnamed for sentence in said)
            counted.update(set(chain.from_iterable(pairs(text) for text in texts if text)))
        desk.spread = {pair: min(times - 1, _MANY) for pair, times in counted.items()}
    return desk.spread


def _place_of(sentence: Sentence) -> int:
    return sentence.voices.place(sentence.row)


def _commonness(text: str, spread: Mapping[str, int]) -> float:
    """Return the part of a text's wording that several departments use, 0 to 1."""
    found = pairs(text)
    return sum(map(spread.__getitem__, found)) / (_MANY * len(found)) if found else 0.0


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


def _fresh(ranked: Sequence[Candidate], said: Sequence[Candidate], room: int) -> Candidate | None:
    """Return the first statement that fits, was not said, with those that say the same."""
    for candidate in ranked:
        if len(candidate.text) <= room and not any(same(candidate.text, c.text) for c in said):
            said_there = frozenset(candidate.sentence.clauses)
            others = (c.sentence for c in ranked if c is not candidate)
            agreeing = tuple(s for s in others if said_there.issubset(s.clauses))
            return Candidate(
                sentence=candidate.sentence,
                text=candidate.text,
                worth=candidate.worth,
                others=agreeing,
            )
    return None


def _headed(desk: Desk, item: Item, mark: str, template: str) -> Passage:
    """Return the item's heading; it stands on every statement of its cause."""
    title = item.cause.title if template == "problem" else item.cause.plan
    return Passage(
        text=desk.wording.say(template, title=title, departments=item.departments),
        sources=tuple(one.source for one in item.behind),
        quotes=tuple(one.original for one in item.behind),
        number=mark,
    )
