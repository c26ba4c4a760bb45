"""What a sentence is worth by itself: whether it may be said, how much it tells, of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tasks.delivery.report.lexicon import Lexicon
from tasks.department.figures.figure import Figure, Role
from tasks.profile.lexicon import Topic

SHORTEST: Final = 10
LONGEST: Final = 220

_EMPTY: Final = re.compile(r"未发生|无败诉|无[^，。]{0,24}情形|零发生。$|^全年未")
"""That nothing happened in one department says nothing of the district."""

_SHORTEST_PLAIN: Final = 14
"""A shorter sentence without a figure is a heading in disguise: 加强组织领导。"""

_LEANING: Final = re.compile(
    r"^(?:其中|该|此|这|上述|以上|对此|为此|因此|从而|并|也|还|但|而|且|则|即|如|例如|比如|分别"
    r"|其|进而|由此|与此|现将|特此|通过上述|具体)|如下|[无没]有?其他需要|联系人|联系电话|见附|见表|附件|下表|上表|^无[。！]?$"
)
"""Sentences that lean on another one, or on something that does not follow."""


_PAST: Final = re.compile(r"^(?:截至)?(\d{4})年")


def is_of(text: str, year: int) -> bool:
    """Return whether the sentence does not open with another, earlier year than the report's."""
    found = _PAST.match(text)
    return found is None or int(found[1]) >= year


def stands_alone(text: str) -> bool:
    """Return whether the sentence can be read without its neighbours."""
    return (
        SHORTEST <= len(text) <= LONGEST
        and not _LEANING.search(text)
        and "▯" not in text
        and "*" not in text
    )


def is_usable(text: str, figures: Sequence[Figure], lexicon: Lexicon) -> bool:
    """Return whether the sentence stands alone, is no fault, and tells more than a total."""
    told = [figure for figure in figures if figure.role is not Role.TARGET]
    common = sum(figure.canonical is not None and figure.parent is None for figure in told)
    repeats = common > 0 and 2 * common >= len(told)
    nothing = not told and (_EMPTY.search(text) or len(text) < _SHORTEST_PLAIN)
    return stands_alone(text) and not lexicon.faulty(text) and not repeats and not nothing


def worth(text: str, figures: Sequence[Figure], lexicon: Lexicon) -> int:
    """Return how much a sentence tells: figures and awards for it, slogans against it."""
    told = [figure for figure in figures if figure.role is not Role.TARGET]
    return (
        5 * min(len(told), 3)
        - 3 * sum(figure.canonical is not None for figure in told[:3])
        + 5 * min(len(set(lexicon.praise.findall(text))), 2)
        - (4 * _count(text, lexicon.slogans) if lexicon.any_slogan.search(text) else 0)
        - (6 if len(text) > 140 else 0)  # noqa: PLR2004 - five lines of the page
        + (2 if "《" in text or "“" in text else 0)
    )


def _count(text: str, words: Sequence[str]) -> int:
    found = 0
    for word in words:  # a generator costs twice as much, and this is asked most of all
        if word in text:
            found += 1
    return found


def place_of(text: str, heading: str, topics: Sequence[Topic]) -> int:
    """Return the place of the topic whose words the sentence and (twice) its heading hold most of.

    The place behind the last where they hold none.
    """
    scores = [2 * _count(heading, topic.words) + _count(text, topic.words) for topic in topics]
    best = max(scores, default=0)
    return scores.index(best) if best else len(topics)


def side_of(text: str, heading: str, title: str, lexicon: Lexicon) -> int:
    """Return the place of a sentence's side in the section of this title, -1 where it has none.

    The first side takes what no words speak for.
    """
    sides = lexicon.sides_of(title)
    return place_of(text, heading, sides) % len(sides) if sides else -1
