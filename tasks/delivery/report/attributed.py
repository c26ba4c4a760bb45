"""Sections of what was done: totals and common practices lead, chosen statements follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from tasks.delivery.report.aspects import Side, aspects
from tasks.delivery.report.desk import Desk, passage
from tasks.delivery.report.naming import name_again
from tasks.delivery.report.passage import Passage, Theme
from tasks.delivery.report.practices import practised
from tasks.delivery.report.register import Traits
from tasks.delivery.report.rows import Rows
from tasks.delivery.report.selection import Candidate, choose
from tasks.delivery.report.sentence import Sentence
from tasks.delivery.report.speaking import showcased, speakable
from tasks.delivery.report.totals import at_home, lead, spoken, topic_of_total
from tasks.district.district import Total
from tasks.profile.lexicon import SectionRole

_PARAGRAPH: Final = 360
"""About thirteen lines: longer paragraphs are cut in two between sentences."""

_BELONGS: Final = 8
"""How much it counts for an item that it is a part of what the lead says."""

_ITEMS: Final = 2
"""One item alone is no sentence of parallel items."""

_SHOWN: Final = 50
_SHOWN_UNNAMED: Final = 85
"""How much of a theme's room, in percent, goes to what departments show of it: more where no
other statement names them."""

_SHORT_LEAD: Final = 90
"""A lead of less than four lines is no paragraph of its own."""

_ENOUGH: Final = 400
"""So many sentences of a theme, and more, are first looked at in part."""

_LEAST_THEME: Final = 120
"""A theme with less to say than four lines gives its sentences to the last one."""

_LAST_SHARE: Final = 8
"""The last theme takes what belongs nowhere; it gets at most an eighth of the section, and is
left out with less than four lines, where the others filled half of the section's room."""

Paragraphs = tuple[tuple[Passage, ...], ...]


def narrative(desk: Desk, number: int, room: int, *, naming: bool = False) -> tuple[Theme, ...]:
    """Return the section without headings: aspect by aspect, each led by what all did.

    With `naming` statements may name their department, as in the measures.
    """
    title = desk.district.sections[number - 1]
    moved = _moving(desk)
    group = desk.inside(number)
    if moved:
        group = group.where(lambda traits: not _is_gathered(desk, traits))
    totals = [t for t in at_home(desk, number) if not (moved and _is_moved(desk, t))]
    paragraphs: list[tuple[Passage, ...]] = []
    shares = aspects(title, group, totals, desk.lexicon)
    for place, side in enumerate(shares):
        share = room // (len(shares) - place)
        told = _told(desk, side, share, naming=naming)
        paragraphs += told
        room -= sum(_length(paragraph) for paragraph in told)
    return (Theme(title="", paragraphs=tuple(paragraphs)),) if paragraphs else ()


def measures(desk: Desk, number: int, room: int) -> tuple[Theme, ...]:
    """Return the section's themes that have something to say, in the table's order.

    A theme gets its share of what is left by how many departments speak to it; what one
    leaves, the next may use.
    """
    groups, totals = _groups(desk, number), _totals_by_topic(desk, number)
    _fold(desk, groups, totals)
    weights = {title: _weight(groups[title], totals.get(title, ())) for title in groups}
    themes: list[Theme] = []
    last, rest = room // _LAST_SHARE, desk.lexicon.rest.title
    plenty = room // 2
    for title in [title for title in groups if weights[title]]:
        share = room * weights[title] // max(1, sum(weights.values()))
        ends = title == rest and room < plenty
        weights[title] = 0
        side = (title, groups[title], totals.get(title, ()))
        told = _told(desk, side, min(share, last) if ends else share)
        theme = Theme(title=title, paragraphs=told)
        if told and not (ends and theme.length < _LEAST_THEME):
            themes.append(theme)
            room -= theme.length
    return tuple(themes)


def _fold(desk: Desk, groups: dict[str, Rows], totals: dict[str, list[Total]]) -> None:
    """Move what themes with too little to say have into the last one."""
    rest = desk.lexicon.rest.title
    for title in [topic.title for topic in desk.lexicon.themes if groups[topic.title]]:
        if _is_short(desk, groups[title]) and not spoken(
            totals.get(title, ()), len(desk.district.reports), desk.lexicon
        ):
            groups[rest] += groups[title]
            groups[title] = groups[title].of(())
            totals.setdefault(rest, []).extend(totals.pop(title, []))


def _is_short(desk: Desk, group: Rows) -> bool:
    """Return whether the theme has less to say than four lines.

    Where there is much, the first sentences mostly show it.
    """
    some = group[:_ENOUGH]
    return _says_little(desk, some) and (len(group) == len(some) or _says_little(desk, group))


def _says_little(desk: Desk, group: Rows) -> bool:
    said = 0
    for candidate in speakable(desk, group):
        said += len(candidate.text)
        if said >= _LEAST_THEME:
            return False
    return True


def _weight(group: Rows, totals: Sequence[Total]) -> int:
    return min(8, group.departments) + 2 * len(totals)


def _moving(desk: Desk) -> bool:
    """Return whether the outline has a section of themes that takes what is moved."""
    return any(
        desk.lexicon.role_of(title) is SectionRole.MEASURES for title in desk.district.sections
    )


def _is_gathered(desk: Desk, traits: Traits) -> bool:
    return desk.topic(traits).title in desk.lexicon.gathering


def _is_moved(desk: Desk, total: Total) -> bool:
    return topic_of_total(total, desk.lexicon) in desk.lexicon.gathering


def _groups(desk: Desk, number: int) -> dict[str, Rows]:
    """Return the sentences by theme, the themes in the table's order, the rest last."""
    every = desk.inside(number)
    for place in _narrative_sections(desk):
        every += desk.inside(place).where(lambda traits: _is_gathered(desk, traits))
    found = every.in_order().parted(lambda traits: desk.topic(traits).title)
    topics = (*desk.lexicon.themes, desk.lexicon.rest)
    return {topic.title: found.get(topic.title) or every.of(()) for topic in topics}


def _narrative_sections(desk: Desk) -> Iterator[int]:
    for number, title in enumerate(desk.district.sections, start=1):
        if desk.lexicon.role_of(title) is SectionRole.NARRATIVE:
            yield number


def _totals_by_topic(desk: Desk, number: int) -> dict[str, list[Total]]:
    found: dict[str, list[Total]] = {}
    for total in at_home(desk, number):
        found.setdefault(topic_of_total(total, desk.lexicon), []).append(total)
    for place in _narrative_sections(desk):
        for total in at_home(desk, place):
            if _is_moved(desk, total):
                found.setdefault(topic_of_total(total, desk.lexicon), []).append(total)
    return found


def _told(desk: Desk, side: Side, room: int, *, naming: bool = True) -> Paragraphs:
    """Return totals, common practices and departments' shares of them, then statements."""
    title, group, totals = side
    figures = spoken(totals, len(desk.district.reports), desk.lexicon)
    head = list(lead(figures, desk)) if figures else []
    head += practised(desk, title, _doing(desk, title))
    part = _SHOWN if naming else _SHOWN_UNNAMED
    items = _shown(desk, group, head, (room - _length(head)) * part // 100)
    head += items
    chosen = choose(
        speakable(desk, group, naming=naming or not head, shown=bool(items)),
        room=room - _length(head),
        taken=desk.taken,
        used=desk.used,
    )
    general = [passage(candidate) for candidate in chosen if not candidate.named]
    named = _named(desk, [candidate for candidate in chosen if candidate.named])
    whole = [*general, *named]
    if not head or _length(head) < _SHORT_LEAD or _length(head) + _length(whole) <= _PARAGRAPH:
        return _paragraphs([*head, *whole])
    return (*_paragraphs(head), *_paragraphs(whole))


def _shown(desk: Desk, group: Rows, head: Sequence[Passage], room: int) -> list[Passage]:
    """Return one sentence of parallel items, first what belongs to the lead before it."""
    shown = list(showcased(group))
    belonging = _belonging(shown, head)
    offered = [
        replace(one, worth=one.worth + _BELONGS) if one.sentence in belonging else one
        for one in shown
    ]
    told, used = len(desk.taken), Counter(desk.used)
    room = min(room, _PARAGRAPH - _SHORT_LEAD)
    chosen = choose(offered, room=room, taken=desk.taken, used=used, each=1)
    if len(chosen) < _ITEMS:
        desk.taken.go_back(told)
        return []
    desk.used = used
    led, last = all(one.sentence in belonging for one in chosen), len(chosen) - 1
    items = (
        desk.wording.say("showcase", item=one.text, first=at == 0, last=at == last, led=led)
        for at, one in enumerate(chosen)
    )
    return [passage(replace(one, text=text)) for one, text in zip(chosen, items, strict=True)]


def _belonging(shown: Sequence[Candidate], head: Sequence[Passage]) -> set[Sentence]:
    """Return the sentences that a passage of the head quotes, or one of whose figures it names.

    A head stands on all reports, and few sentences are shown: so it is theirs that are held.
    """
    words = {one.sentence.original for one in shown}
    figures = {ref for one in shown for ref in one.sentence.references}
    quoted = words.intersection(chain.from_iterable(one.quotes for one in head))
    summed = figures.intersection(chain.from_iterable(one.figures for one in head))
    return {
        one.sentence
        for one in shown
        if one.sentence.original in quoted or not summed.isdisjoint(one.sentence.references)
    }


def _length(said: Sequence[Passage]) -> int:
    return sum(len(passage.text) for passage in said)


def _done(desk: Desk) -> Rows:
    """Return the sentences of the sections that tell what was done, which name a practice."""
    if desk.practising is None:
        doing = {SectionRole.MEASURES, SectionRole.NARRATIVE}
        roles = [desk.lexicon.role_of(title) for title in desk.district.sections]
        places = {number for number, role in enumerate(roles, start=1) if role in doing}
        desk.practising = desk.sentences.where(
            lambda traits: traits.practices > 0 and traits.section in places
        )
    return desk.practising


def _doing(desk: Desk, title: str) -> Rows:
    """Return the sentences that may prove a practice under this title.

    What one sort of people does (leaders) is said in their section, or elsewhere in
    sentences that name them.
    """
    done = _done(desk)
    actors = enumerate(desk.lexicon.actors)
    actor = next(((at, word) for at, (word, _) in actors if word in title), None)
    if actor is None:
        return done
    at, word = actor
    own = {n for n, name in enumerate(desk.district.sections, start=1) if word in name}
    return done.where(lambda traits: traits.section in own or traits.actors >> at & 1 == 1)


def _named(desk: Desk, chosen: Sequence[Candidate]) -> list[Passage]:
    """Return the statements; a speaker named just before is 该局 the next time."""
    said: list[Passage] = []
    before = ""
    for candidate in chosen:
        department = "" if candidate.others else candidate.sentence.department
        if department and department == before:
            again = name_again(candidate.text, desk.who(department))
            said.append(passage(replace(candidate, text=again)))
        else:
            said.append(passage(candidate))
        before = department
    return said


def _paragraphs(said: Sequence[Passage]) -> Paragraphs:
    """Return the statements in paragraphs of about equal length, none of them too long."""
    whole = _length(said)
    count = max(1, -(-whole // _PARAGRAPH))
    paragraphs: list[list[Passage]] = [[]]
    length = 0
    for at, one in enumerate(said):
        full = length + len(one.text) // 2 > whole * len(paragraphs) // count
        if full and paragraphs[-1] and one.text[:1] != "该" and said[at - 1].text[-1:] != "；":
            paragraphs.append([])
        paragraphs[-1].append(one)
        length += len(one.text)
    return tuple(tuple(paragraph) for paragraph in paragraphs if paragraph)
