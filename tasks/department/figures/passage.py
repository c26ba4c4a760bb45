"""The figures of one paragraph in reading order, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.department.figures.figure import Figure

_END = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph's text with its figures in reading order."""

    text: str
    figures: tuple[Figure, ...]

    def between(self, one: Figure, other: Figure) -> str:
        """Return the text from the end of the one figure to the beginning of the other."""
        return self.text[one.end : other.start]

    def before(self, figure: Figure, reach: int) -> str:
        """Return at most `reach` characters before the figure, none from before its sentence."""
        text = self.text[max(0, figure.start - reach) : figure.start]
        return _END.split(text)[-1]

    def after(self, figure: Figure, reach: int) -> str:
        """Return at most `reach` characters behind the figure."""
        return self.text[figure.end : figure.end + reach]

    def sentences(self) -> Iterator[tuple[Figure, ...]]:
        """Yield the figures of each sentence that has some."""
        held: list[Figure] = []
        for figure in self.figures:
            if held and _END.search(self.text, held[-1].end, figure.start):
                yield tuple(held)
                held = []
            held.append(figure)
        if held:
            yield tuple(held)
