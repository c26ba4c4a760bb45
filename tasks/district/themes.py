"""Statements of the same kind, grouped across departments within a section.

A statement is a sentence; its kind is the topic whose words it and the heading above hold
most of. What several departments say nearly alike becomes one statement with all of them;
what only one says, with figures of its own, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tasks.department.report import DepartmentReport
from tasks.district.district import Statement, Theme
from tasks.district.shingles import Shingled, candidates, shingle
from tasks.district.topics import OTHER, TOPICS
from tasks.document import Block, BlockKind

_SENTENCE: Final = re.compile(r"[^。！？\n]+[。！？]?")
_SHORTEST: Final = 12  # Chinese characters of a statement that says something
_ALIKE: Final = 0.6  # short runs of characters in common, of all such runs of both
_GRAM: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One sentence with its place, its figures' ids and its topic."""

    section: int
    topic: str
    department: str
    block: str
    text: str
    figures: tuple[str, ...]
    shingled: Shingled


def find_themes(reports: Sequence[DepartmentReport]) -> tuple[Theme, ...]:
    """Return the themes by section, then in the order of the table of topics."""
    groups: dict[tuple[int, str], list[_Said]] = {}
    for report in reports:
        for said in _statements(report):
            groups.setdefault((said.section, said.topic), []).append(said)
    order = {topic.name: at for at, topic in enumerate((*TOPICS, OTHER))}
    keys = sorted(groups, key=lambda key: (key[0], order[key[1]]))
    return tuple(
        Theme(section=section, name=topic, statements=_merged(groups[section, topic]))
        for section, topic in keys
    )


def _statements(report: DepartmentReport) -> Iterator[_Said]:
    """Yield the sentences of the report's paragraphs, with the heading above in mind."""
    figures: dict[int, list[tuple[int, str]]] = {}
    for figure in report.figures:
        figures.setdefault(figure.block, []).append((figure.start, figure.id))
    heading = ""
    for block in report.blocks:
        if block.kind is BlockKind.HEADING:
            heading = block.text
        elif block.kind is BlockKind.PARAGRAPH and block.section is not None:
            yield from _sentences(report, block, heading, figures.get(block.index, []))


def _sentences(
    report: DepartmentReport, block: Block, heading: str, figures: Sequence[tuple[int, str]]
) -> Iterator[_Said]:
    for match in _SENTENCE.finditer(block.text):
        shingled = shingle(match[0])
        if len(shingled.han) < _SHORTEST or block.section is None:
            continue
        yield _Said(
            section=block.section,
            topic=topic_of(match[0], heading),
            department=report.department or "",
            block=block.id,
            text=match[0].strip(),
            figures=tuple(name for at, name in figures if match.start() <= at < match.end()),
            shingled=shingled,
        )


def topic_of(sentence: str, heading: str = "") -> str:
    """Return the name of the topic that the sentence speaks of; its heading breaks a tie."""
    best, most = OTHER.name, 0
    for topic in TOPICS:
        hits = 2 * len(topic.words.findall(sentence)) + len(topic.words.findall(heading))
        if hits > most:
            best, most = topic.name, hits
    return best


def _merged(said: Sequence[_Said]) -> tuple[Statement, ...]:
    """Return the statements, near-identical ones as one, in order of first saying."""
    leader = list(range(len(said)))
    pairs = candidates([frozenset(item.shingled.hashes) for item in said], len(said))
    for one, other in pairs:
        if _are_alike(said[one], said[other]):
            leader[other] = leader[one]
    groups: dict[int, list[_Said]] = {}
    for place, item in enumerate(said):
        groups.setdefault(leader[place], []).append(item)
    return tuple(_statement(group) for group in groups.values())


def _are_alike(one: _Said, other: _Said) -> bool:
    """Say whether two sentences say one thing; with numbers of their own they never do."""
    if one.figures or other.figures:
        return False
    mine, yours = _grams(one.shingled.han), _grams(other.shingled.han)
    both = len(mine | yours)
    return one.text == other.text or (both > 0 and len(mine & yours) / both >= _ALIKE)


def _grams(han: str) -> frozenset[str]:
    return frozenset(han[at : at + _GRAM] for at in range(len(han) - _GRAM + 1))


def _statement(group: Sequence[_Said]) -> Statement:
    first = group[0]
    departments = _once(item.department for item in group)
    return Statement(
        text=first.text,
        departments=departments,
        blocks=_once(item.block for item in group),
        figures=first.figures,
        distinctive=len(departments) == 1 and bool(first.figures),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
