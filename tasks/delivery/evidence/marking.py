"""A block's text cut into runs: plain, figures, skipped numbers; by offsets, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tasks.delivery import labels
from tasks.delivery.display import shown
from tasks.department.figures.figure import Figure, SkippedNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a block's text with something to say about it.

    `anchor` is its name on the page ('' for skipped numbers), `look` the class it is
    shown with, `tip` what is said on hover and focus, in Chinese, and `kin` the anchors of
    the whole it is part of and of its own parts.
    """

    start: int
    end: int
    look: str
    tip: str
    anchor: str = ""
    kin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text as shown; `look` is '' for plain text.

    `also` holds anchors of further figures in the same characters.
    """

    text: str
    look: str = ""
    tip: str = ""
    anchor: str = ""
    also: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()


def figure_span(figure: Figure, tip: str, *, counted: bool, kin: Iterable[str] = ()) -> Span:
    """Return the figure's span; counted ones are shown stronger, corrected ones marked."""
    look = "figure counted" if counted else "figure"
    if figure.original is not None:
        look += " removed" if figure.removed else " amended"
    return Span(
        start=figure.start,
        end=figure.end,
        look=look,
        tip=tip,
        anchor=f"f-{figure.id}",
        kin=tuple(f"f-{key}" for key in kin),
    )


def skipped_span(number: SkippedNumber) -> Span:
    """Return the skipped number's span with its reason in Chinese."""
    reason = labels.SKIPPED.get(number.reason, number.reason)
    return Span(start=number.start, end=number.end, look="skipped", tip=f"不计为数据：{reason}")


def runs(text: str, spans: Iterable[Span], *, floor: int = 0) -> tuple[Run, ...]:
    """Return the text in runs that join to it again; `floor` is where it begins in its block.

    Spans outside the text are left out. Where two overlap, the earlier and longer is
    shown, and the other's anchor is kept beside it so that links still arrive.
    """
    visible = shown(text)
    inside = [
        span for span in spans if floor <= span.start < span.end and span.start < floor + len(text)
    ]
    return tuple(_cut(visible, sorted(inside, key=lambda s: (s.start, -s.end)), floor))


def _cut(visible: str, spans: list[Span], floor: int) -> Iterator[Run]:
    at = 0
    while spans:
        span, rest = spans[0], spans[1:]
        covered = [other for other in rest if other.start < span.end]
        spans = rest[len(covered) :]
        start, end = span.start - floor, min(span.end - floor, len(visible))
        if start > at:
            yield Run(text=visible[at:start])
        tips = dict.fromkeys([span.tip, *(other.tip for other in covered)])
        yield Run(
            text=visible[start:end],
            look=span.look,
            tip="\n".join(tips),
            anchor=span.anchor,
            also=tuple(other.anchor for other in covered if other.anchor),
            kin=tuple(dict.fromkeys(key for one in (span, *covered) for key in one.kin)),
        )
        at = end
    if at < len(visible):
        yield Run(text=visible[at:])
