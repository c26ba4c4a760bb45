"""Sections in which departments are named: totals lead, chosen sentences follow by theme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tasks.delivery.report.desk import Desk, passage
from tasks.delivery.report.lexicon import REMAINING, THEMES
from tasks.delivery.report.naming import name_again, name_in
from tasks.delivery.report.passage import Passage, Theme
from tasks.delivery.report.selection import (
    Candidate,
    choose,
    faulty,
    stands_alone,
    topic_of,
    worth,
)
from tasks.delivery.report.sentences import Sentence
from tasks.delivery.report.tense import in_year
from tasks.delivery.report.totals import lead
from tasks.district.district import Total

_LEAD_TOTALS: Final = 5
_PER_PARAGRAPH: Final = 4
_NOTHING: Final = re.compile(r"^(?:无|没有|暂无)(?:其他需要报告的(?:情况|事项))?[。！]$")

Paragraphs = tuple[tuple[Passage, ...], ...]


def narrative(desk: Desk, number: int, room: int) -> tuple[Theme, ...]:
    """Return the section without headings: totals, then what departments did."""
    head = _lead(desk, desk.totals(number))
    paragraphs = head + _paragraphs(desk, _named(desk, desk.inside(number), room - _length(head)))
    return (Theme(title="", paragraphs=paragraphs),) if paragraphs else ()


def other(desk: Desk, number: int, room: int) -> tuple[Theme, ...]:
    """Return the section as a narrative, or 无。 when that is all that departments say."""
    themes = narrative(desk, number, room)
    empty = tuple(s.source for s in desk.inside(number) if _NOTHING.match(s.text))
    if themes or not empty:
        return themes
    return (Theme(title="", paragraphs=((Passage(text="无。", sources=empty),),)),)


def measures(desk: Desk, number: int, room: int) -> tuple[Theme, ...]:
    """Return the section's themes that have something to say, in the table's order.

    Each theme gets an equal share of what is left; what one leaves, the next may use.
    """
    groups = _groups(desk.inside(number))
    totals = _totals_by_topic(desk.totals(number))
    speaking = [title for title in groups if groups[title] or title in totals]
    themes = []
    for place, title in enumerate(speaking):
        share = room // (len(speaking) - place)
        head = _lead(desk, totals.get(title, ()))
        chosen = _named(desk, groups[title], share - _length(head))
        paragraphs = head + _paragraphs(desk, chosen)
        room -= _length(paragraphs)
        if paragraphs:
            themes.append(Theme(title=title, paragraphs=paragraphs))
    return tuple(themes)


def _groups(inside: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    """Return the sentences by theme, the themes in the table's order, the rest last."""
    groups: dict[str, list[Sentence]] = {topic.title: [] for topic in (*THEMES, REMAINING)}
    for sentence in inside:
        groups[topic_of(sentence, THEMES).title].append(sentence)
    return groups


def _totals_by_topic(totals: Sequence[Total]) -> dict[str, list[Total]]:
    found: dict[str, list[Total]] = {}
    for total in totals:
        scores = [sum(word in total.indicator for word in topic.words) for topic in THEMES]
        best = max(scores)
        title = THEMES[scores.index(best)].title if best else REMAINING.title
        found.setdefault(title, []).append(total)
    return found


def _lead(desk: Desk, totals: Sequence[Total]) -> Paragraphs:
    """Return a paragraph with the totals that most departments report, or nothing.

    What one department alone reports is no total of the district; faults are not praised.
    """
    spoken = [t for t in totals if _departments(t) > 1 and not faulty(t.indicator)]
    if not spoken:
        return ()
    ranked = sorted(spoken, key=lambda total: -_departments(total))[:_LEAD_TOTALS]
    said = lead(tuple(ranked), desk.sources)
    return ((said,),) if said.sources else ()


def _departments(total: Total) -> int:
    return len({part.department for part in total.contributions})


def _length(paragraphs: Paragraphs) -> int:
    return sum(len(said.text) for paragraph in paragraphs for said in paragraph)


def _named(desk: Desk, group: Sequence[Sentence], room: int) -> tuple[Candidate, ...]:
    """Return the sentences chosen from a group, each with its department as speaker."""
    return choose(_speakable(desk, group), room=room, taken=desk.taken, used=desk.used)


def _speakable(desk: Desk, group: Sequence[Sentence]) -> Iterator[Candidate]:
    for sentence in group:
        if stands_alone(sentence) and not faulty(sentence.text):
            said = in_year(sentence.text, desk.district.year)
            text = name_in(said, desk.who(sentence.department))
            if text:
                yield Candidate(sentence=sentence, text=text, worth=worth(sentence))


def _paragraphs(desk: Desk, chosen: Sequence[Candidate]) -> Paragraphs:
    """Return the statements in paragraphs; a speaker named just before is 该局 the next time."""
    paragraphs = []
    for at in range(0, len(chosen), _PER_PARAGRAPH):
        said: list[Passage] = []
        before = ""
        for candidate in chosen[at : at + _PER_PARAGRAPH]:
            department = candidate.sentence.department
            who = desk.who(department)
            again = name_again(candidate.text, who) if department == before else candidate.text
            said.append(passage(replace(candidate, text=again)))
            before = department
        paragraphs.append(tuple(said))
    return tuple(paragraphs)
