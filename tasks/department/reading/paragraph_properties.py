"""What a `w:pPr` says of its paragraph: style, outline level, alignment, list, mark."""

from __future__ import annotations

from typing import Final, NamedTuple

from tasks.department.reading.formats import (
    NO_INDENTS,
    Indents,
    indents,
    list_id,
    list_level,
)
from tasks.department.reading.markup import VAL, Element, W, switched_on, whole

_PSTYLE: Final = W + "pStyle"
_NUMPR: Final = W + "numPr"
_NUMID: Final = W + "numId"
_ILVL: Final = W + "ilvl"
_OUTLINE: Final = W + "outlineLvl"
_JC: Final = W + "jc"
_IND: Final = W + "ind"
_RPR: Final = W + "rPr"
_VANISH: Final = W + "vanish"
_GONE: Final = frozenset({W + "del", W + "moveFrom"})
_CAME: Final = frozenset({W + "ins", W + "moveTo"})
_BODY_TEXT: Final = 9  # ECMA-376 Part 1, 17.3.1.20: 0..8 are levels, 9 is body text


class ParagraphProperties(NamedTuple):
    """What one `w:pPr` says; None is silence.

    `outline` is 1..9, or 0 for text that is expressly no heading. `mark_gone` says that
    the paragraph's mark is a tracked deletion, so that it runs into the next paragraph,
    `mark_came` that it is a tracked insertion, `mark_hidden` that it is hidden text.
    """

    style: str | None = None
    num_id: int | None = None
    level: int | None = None
    outline: int | None = None
    alignment: str | None = None
    indents: Indents = NO_INDENTS
    mark_gone: bool = False
    mark_came: bool = False
    mark_hidden: bool | None = None


NOTHING_SAID: Final = ParagraphProperties()


def paragraph_properties(element: Element) -> ParagraphProperties:
    """Return what a `w:pPr` says, revision history (`w:pPrChange`) aside."""
    said: dict[str, object] = {}
    for child in element:
        tag = child.tag
        if tag == _PSTYLE:
            said["style"] = child.get(VAL)
        elif tag == _JC:
            said["alignment"] = child.get(VAL)
        elif tag == _IND:
            said["indents"] = indents(child)
        elif tag == _RPR:
            said.update(_mark(child))
        elif tag == _NUMPR:
            said.update(_list_place(child))
        elif tag == _OUTLINE:
            said["outline"] = _outline(child.get(VAL))
    return ParagraphProperties(**said) if said else NOTHING_SAID  # type: ignore[arg-type]


def _outline(text: str | None) -> int | None:
    level = whole(text, least=0, most=_BODY_TEXT)
    return None if level is None else (level + 1) % (_BODY_TEXT + 1)


def _list_place(element: Element) -> dict[str, object]:
    place: dict[str, object] = {}
    for child in element:
        if child.tag == _NUMID:
            place["num_id"] = list_id(child)
        elif child.tag == _ILVL:
            place["level"] = list_level(child.get(VAL))
    return place


def _mark(element: Element) -> dict[str, object]:
    """Return what happened to the paragraph's mark, which its `w:rPr` describes."""
    said: dict[str, object] = {}
    for child in element:
        tag = child.tag
        if tag in _GONE:
            said["mark_gone"] = True
        elif tag in _CAME:
            said["mark_came"] = True
        elif tag == _VANISH:
            said["mark_hidden"] = switched_on(child)
    return said
