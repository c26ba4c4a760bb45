"""How a paragraph looks, from the looks of its runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tasks.department.reading.formats import RunFormat


class Appearance(NamedTuple):
    """What the runs say together; `bold_prefix` counts characters of the text."""

    bold: bool = False
    bold_prefix: int = 0
    size: float | None = None
    font: str = ""


def appearance(texts: Sequence[str], formats: Sequence[RunFormat], base: RunFormat) -> Appearance:
    """Return how the text made of `texts` looks; white space has no say in it.

    Size and font are those of most characters, of the earlier ones where it is a tie;
    a paragraph without text looks like its style (`base`).
    """
    first = formats[0] if formats else base
    if formats.count(first) == len(formats):
        return Appearance(first.bold and bool(texts), 0, first.size, first.font)
    weights: dict[RunFormat, int] = {first: 0}
    for text, look in zip(texts, formats, strict=True):
        weights[look] = weights.get(look, 0) + (0 if text.isspace() else len(text))
    if len(weights) == 1:
        return Appearance(first.bold and bool(texts), 0, first.size, first.font)
    bold = all(look.bold for look, weight in weights.items() if weight)
    return Appearance(
        bold,
        0 if bold else _bold_prefix(texts, formats),
        _most(weights, "size"),
        _most(weights, "font"),
    )


def _most(weights: dict[RunFormat, int], name: str) -> Any:  # noqa: ANN401 - a field's value
    """Return the value of the formats' field that most characters have."""
    totals: dict[object, int] = {}
    for look, weight in weights.items():
        value = getattr(look, name)
        totals[value] = totals.get(value, 0) + weight
    return max(totals, key=totals.__getitem__)


def _bold_prefix(texts: Sequence[str], formats: Sequence[RunFormat]) -> int:
    """Return how many characters come before the first that is neither bold nor blank."""
    at = end = 0
    for text, look in zip(texts, formats, strict=True):
        at += len(text)
        if look.bold:
            end = at
        elif text.strip():
            break
    return end
