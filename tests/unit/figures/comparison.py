"""How a row's expectation is held against what came out: one complaint per difference."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from tasks.department.figures.figure import Figure
from tasks.department.figures.prose import Extraction
from tests.unit.figures.row import Row

LIKENESS = Decimal("0.6")
SLACK = 4
"""A figure's text may hold its qualifier (不得少于) or leave it outside."""
SAME_UNIT = {"平方米": "m2", "千米": "公里", "km": "公里", "％": "%"}

Expected = Mapping[str, Any]


def complaints(row: Row, found: Extraction) -> list[str]:
    """Return what differs between the row and the extraction; empty when all is right."""
    pairs, missed, extra = _pair(row, found)
    said = [f"missing {wanted['text' if 'text' in wanted else 'cell']}" for wanted in missed]
    said += [f"extra {_told(figure)}" for figure in extra]
    for wanted, figure in pairs:
        said += [f"{figure.text}: {text}" for text in _differences(wanted, figure, found.figures)]
    said += list(_unsound(row, found))
    said += list(_not_skipped(row, found))
    return said


def like(wanted: str, got: str) -> bool:
    """Return whether two indicators are the same phrase or nearly so (bigram dice)."""
    a, b = _squeezed(wanted), _squeezed(got)
    if not a or not b:
        return False
    if a in b or b in a:
        return True
    x, y = _bigrams(a), _bigrams(b)
    return 2 * Decimal((x & y).total()) >= LIKENESS * (x.total() + y.total())


def _pair(
    row: Row, found: Extraction
) -> tuple[list[tuple[Expected, Figure]], list[Expected], list[Figure]]:
    left = sorted(found.figures, key=lambda figure: figure.start)
    pairs: list[tuple[Expected, Figure]] = []
    missed: list[Expected] = []
    for wanted in row.figures:
        match = next((figure for figure in left if _same(wanted, figure)), None)
        if match is None:
            missed.append(wanted)
        else:
            left.remove(match)
            pairs.append((wanted, match))
    return pairs, missed, left


def _same(wanted: Expected, figure: Figure) -> bool:
    if "cell" in wanted:
        return figure.cell == tuple(wanted["cell"]) and _same_number(wanted, figure)
    a, b = _squeezed(wanted["text"]), _squeezed(figure.text)
    return (a in b or b in a) and abs(len(a) - len(b)) <= SLACK and _same_number(wanted, figure)


def _same_number(wanted: Expected, figure: Figure) -> bool:
    numbers = [wanted[key] for key in ("value", "normalized_value") if key in wanted]
    return not numbers or any(
        Decimal(number) in {figure.value, figure.normalized_value} for number in numbers
    )


def _differences(wanted: Expected, figure: Figure, figures: tuple[Figure, ...]) -> Iterator[str]:
    yield from _quantity(wanted, figure)
    for name in ("kind", "change", "role", "qualifier", "total"):
        if name in wanted and not _one_of(wanted[name], getattr(figure, name)):
            yield f"{name} {str(getattr(figure, name))!r}, not {wanted[name]!r}"
    if "indicator" in wanted and not any(
        like(phrase, figure.indicator) for phrase in _listed(wanted["indicator"])
    ):
        yield f"indicator {figure.indicator!r}, not {wanted['indicator']!r}"
    yield from _interval(wanted, figure)
    yield from _parent(wanted, figure, figures)


def _quantity(wanted: Expected, figure: Figure) -> Iterator[str]:
    readings = [(figure.value, figure.unit), (figure.normalized_value, figure.normalized_unit)]
    units = [_unit(unit) for unit in _listed(wanted.get("unit", []))]
    value = Decimal(wanted["value"]) if "value" in wanted else None
    if not any(
        (value is None or value == number) and (not units or _unit(unit) in units)
        for number, unit in readings
    ):
        yield f"{figure.value} {figure.unit!r}, not {value} {wanted.get('unit')!r}"
    if "normalized_value" in wanted:
        normal = (Decimal(wanted["normalized_value"]), wanted.get("normalized_unit"))
        if readings[1][0] != normal[0] or (normal[1] and _unit(readings[1][1]) != _unit(normal[1])):
            yield f"normalised {readings[1][0]} {readings[1][1]!r}, not {normal[0]} {normal[1]!r}"


def _interval(wanted: Expected, figure: Figure) -> Iterator[str]:
    for name in ("lower", "upper"):
        if name not in wanted:
            continue
        bound = None if wanted[name] == "none" else Decimal(wanted[name])
        if getattr(figure, name) != bound:
            yield f"{name} {getattr(figure, name)}, not {bound}"


def _parent(wanted: Expected, figure: Figure, figures: tuple[Figure, ...]) -> Iterator[str]:
    parent = next((other for other in figures if other.id == figure.parent), None)
    if "parent_cell" in wanted and (parent is None or parent.cell != tuple(wanted["parent_cell"])):
        yield f"parent {parent and parent.cell}, not {wanted['parent_cell']}"
    if "parent" in wanted:
        text = parent.text if parent else ""
        if (wanted["parent"] == "") != (text == "") or wanted["parent"] not in text:
            yield f"parent {text!r}, not {wanted['parent']!r}"


def _unsound(row: Row, found: Extraction) -> Iterator[str]:
    """Return the breaches of what holds for every figure, whatever the row says."""
    places = [(item.start, item.end, item.text) for item in found.figures]
    places += [(item.start, item.end, item.text) for item in found.skipped]
    for start, end, text in places:
        if row.text[start:end] != text:
            yield f"offsets {start}:{end} don't point at {text!r}"
    for figure in found.figures:
        above = figure.upper is not None and figure.upper < figure.normalized_value
        if above or figure.lower > figure.normalized_value:
            yield f"{figure.text}: value outside [{figure.lower}, {figure.upper}]"


def _not_skipped(row: Row, found: Extraction) -> Iterator[str]:
    for wanted in row.skipped:
        text, reasons = wanted["text"], _listed(wanted["reason"])
        places = [match.start() for match in re.finditer(re.escape(text), row.text)]
        assert places, f"{row.name}: {text!r} is not in the row's text"
        got = [
            item
            for item in found.skipped
            if any(item.start < at + len(text) and at < item.end for at in places)
        ]
        if not any(item.reason in reasons for item in got):
            told = ", ".join(f"{item.text}={item.reason}" for item in got) or "nothing"
            yield f"skipped {told}, not {text}={'|'.join(reasons)}"


def _told(figure: Figure) -> str:
    return f"{figure.text} ({figure.value} {figure.unit}, {figure.kind})"


def _one_of(wanted: object, got: object) -> bool:
    return got in wanted if isinstance(wanted, list) else got == wanted


def _listed(wanted: str | list[str]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else list(wanted)


def _unit(text: str) -> str:
    text = _squeezed(text)
    text = text[1:] if len(text) > 1 and text[0] == "个" else text
    return SAME_UNIT.get(text, text)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))
