"""The small markup in which the sample reports are kept (see texts/README.md).

A line that starts with ``#`` says what it is; every other line is a body paragraph. Inside a line,
``[[23场|indicator|options]]`` marks a figure, ``{+…+}`` and ``{-…-}`` tracked changes, ``{fn:…}`` a
footnote, ``{cm:…}`` a comment, ``**…**`` bold, ``⏎`` a soft line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"(?P<open>\[\[)|(?P<close>\|[^\]|\n]*(?:\|[^\]\n]*)?\]\])|(?P<bold>\*\*)|(?P<note>\{(?:fn|cm):[^}]*\})"
    r"|(?P<ins>\{\+)|(?P<del>\{-)|(?P<end>\+\}|-\})|(?P<soft>⏎)"
)
KINDS = {
    "T": "title",
    "A": "addressee",
    "S": "signature",
    "D": "date",
    "P": "contact",
    "TB": "textbox",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of a paragraph with one formatting; ``kind`` is text, soft, fn or cm."""

    text: str
    kind: str = "text"
    bold: bool = False
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A figure as annotated: its characters, place in the plain text, indicator and options."""

    text: str
    start: int
    end: int
    indicator: str
    options: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One block of a report."""

    kind: str
    text: str
    level: int = 0
    sections: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def parse(source: str) -> tuple[Line, ...]:
    """Split a report's source into its blocks."""
    lines = iter(line for line in source.splitlines() if line.strip())
    return tuple(_line(line, lines) for line in lines)


def _line(line: str, rest: Iterator[str]) -> Line:
    """Read one block; a table takes the lines up to ``#END``."""
    if not line.startswith("#"):
        return Line(kind="paragraph", text=line)
    head, _, text = line[1:].partition(" ")
    if head == "TABLE":
        rows = tuple(tuple(row.split("｜")) for row in iter(lambda: next(rest), "#END"))
        return Line(kind="table", text=text, rows=rows)
    if head in KINDS:
        return Line(kind=KINDS[head], text=text)
    level, _, places = head.partition("@")
    sections = tuple(int(place) for place in places.split("+") if place)
    return Line(kind="heading", text=text, level=int(level), sections=sections)


def spans(source: str) -> tuple[Span, ...]:
    """The formatted pieces of a paragraph, without the figure marks."""
    found: list[Span] = []
    bold, change, at = False, "", 0
    for token in [*TOKEN.finditer(source), None]:
        text = source[at : token.start() if token else len(source)]
        if text:
            found.append(Span(text=text, bold=bold, change=change))
        if token is None:
            break
        at, name = token.end(), token.lastgroup
        if name == "bold":
            bold = not bold
        elif name in ("ins", "del", "end"):
            change = "" if name == "end" else str(name)
        elif name == "soft":
            found.append(Span(text="⏎", kind="soft"))
        elif name == "note":
            found.append(Span(text=token[0][4:-1], kind=token[0][1:3]))
    return tuple(found)


def plain(source: str) -> str:
    """The text as a careful reader takes it: insertions accepted, deletions and notes gone."""
    return "".join(
        s.text for s in spans(source) if s.kind in ("text", "soft") and s.change != "del"
    )


def notes(source: str, kind: str) -> tuple[str, ...]:
    """The sources of the footnotes (``fn``) or comments (``cm``) of a paragraph."""
    return tuple(s.text for s in spans(source) if s.kind == kind)


def marks(source: str) -> tuple[Mark, ...]:
    """The figures annotated in a paragraph, not those in its notes."""
    found: list[Mark] = []
    begun = 0
    for token in TOKEN.finditer(source):
        if token.lastgroup == "open":
            begun = len(plain(source[: token.start()]))
        elif token.lastgroup == "close":
            end = len(plain(source[: token.start()]))
            indicator, _, options = token[0][1:-2].partition("|")
            pairs = dict(option.split("=", 1) for option in options.split())
            text = plain(source)[begun:end]
            found.append(Mark(text=text, start=begun, end=end, indicator=indicator, options=pairs))
    return tuple(found)
