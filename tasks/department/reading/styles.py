"""The style sheet: what a style says once all it is based on is taken into account."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from tasks.department.reading.formats import PLAIN_RUN, RunFormat, RunProperties, run_properties
from tasks.department.reading.fragments import StyleElements
from tasks.department.reading.markup import VAL, Element, W
from tasks.department.reading.paragraph_properties import (
    NOTHING_SAID,
    ParagraphProperties,
    paragraph_properties,
)

_MOST_KNOWN: Final = 10_000
_LONGEST_CHAIN: Final = 12  # Word bases styles on each other ten deep at most
_HEADING_NAME: Final = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)

Fonts = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A paragraph style with everything inherited.

    `said` holds the paragraph properties, `run` the run's. `lineage` are the ids of the
    style and those it is based on, as far as the one that names the list, nearest first.
    """

    name: str = ""
    said: ParagraphProperties = NOTHING_SAID
    run: RunFormat = PLAIN_RUN
    lineage: tuple[str, ...] = ()


class StyleSheet:
    """The styles of one document, each resolved once, when first asked for."""

    def __init__(self, elements: StyleElements, fonts: Fonts) -> None:
        """Resolve `elements`; `fonts` turns a theme's font name into a font."""
        self._elements = elements
        self._fonts = fonts
        self._paragraph: dict[str | None, ParagraphStyle] = {}
        self._character: dict[str, RunProperties] = {}
        self._runs: dict[tuple[RunFormat, RunProperties], RunFormat] = {}
        self._said: dict[Element, ParagraphProperties] = {}
        self._run_defaults = PLAIN_RUN
        self._paragraph_defaults = NOTHING_SAID
        defaults = elements.defaults()
        if defaults is not None:
            self._take(defaults)

    def _take(self, defaults: Element) -> None:
        run = defaults.find(f"{W}rPrDefault/{W}rPr")
        if run is not None:
            self._run_defaults = self._apply(PLAIN_RUN, run_properties(run))
        paragraph = defaults.find(f"{W}pPrDefault/{W}pPr")
        if paragraph is not None:
            self._paragraph_defaults = paragraph_properties(paragraph)

    def paragraph(self, identity: str | None) -> ParagraphStyle:
        """Return the paragraph style of that id, the default style where it is unknown."""
        found = self._paragraph.get(identity)
        if found is None:
            _bound(self._paragraph)
            chain = [] if identity is None else self._chain("paragraph", identity)
            if identity is None or not chain:
                chain = self._chain("paragraph", self._default_id)
            found = self._paragraph[identity] = self._resolve(chain)
        return found

    @cached_property
    def _default_id(self) -> str:
        return self._elements.default_id()

    def list_of(self, identity: str) -> int | None:
        """Return the list id that a numbering style names (`w:numStyleLink`)."""
        style = self._elements.find("numbering", identity)
        return None if style is None else self._properties(style).num_id

    def run(self, base: RunFormat, said: RunProperties) -> RunFormat:
        """Return how a run looks whose paragraph style gives `base`."""
        key = (base, said)
        found = self._runs.get(key)
        if found is None:
            _bound(self._runs)
            if said.style is not None:
                base = self._toggled(base, self._character_style(said.style))
            found = self._runs[key] = self._apply(base, said)
        return found

    def _toggled(self, base: RunFormat, style: RunProperties) -> RunFormat:
        """Lay a character style over a paragraph style; bold of both cancels out.

        ECMA-376 Part 1, 17.7.3 (toggle properties).
        """
        if style.bold is None:
            return self._apply(base, style)
        return self._apply(base, style._replace(bold=base.bold != style.bold))

    def _apply(self, base: RunFormat, said: RunProperties) -> RunFormat:
        font = said.font
        if font is not None and font.startswith("+"):
            font = self._fonts(font[1:])
        return RunFormat(
            base.bold if said.bold is None else said.bold,
            base.size if said.size is None else said.size,
            base.font if font is None else font,
            base.hidden if said.hidden is None else said.hidden,
        )

    def _character_style(self, identity: str) -> RunProperties:
        found = self._character.get(identity)
        if found is None:
            found = RunProperties()
            for style in self._chain("character", identity):
                own = style.find(W + "rPr")
                if own is not None:
                    found = _filled(found, run_properties(own))
            self._character[identity] = found
        return found

    def _resolve(self, chain: list[Element]) -> ParagraphStyle:
        run, said = RunProperties(), NOTHING_SAID
        for style in chain:
            own = style.find(W + "rPr")
            if own is not None:
                run = _filled(run, run_properties(own))
            said = _inherited(said, self._properties(style))
        name = chain[0].find(W + "name") if chain else None
        label = "" if name is None else name.get(VAL, "")
        return ParagraphStyle(
            name=label,
            said=_inherited(_with_heading_level(said, label), self._paragraph_defaults),
            run=self._apply(self._run_defaults, run),
            lineage=self._lineage(chain),
        )

    def _chain(self, kind: str, identity: str) -> list[Element]:
        """Return the style and those it is based on, nearest first, without going round."""
        chain: list[Element] = []
        seen: set[str] = set()
        while identity and identity not in seen and len(chain) < _LONGEST_CHAIN:
            seen.add(identity)
            style = self._elements.find(kind, identity)
            if style is None:
                break
            chain.append(style)
            base = style.find(W + "basedOn")
            identity = "" if base is None else base.get(VAL, "")
        return chain

    def _properties(self, style: Element) -> ParagraphProperties:
        """Return what the style itself says of paragraphs."""
        found = self._said.get(style)
        if found is None:
            element = style.find(W + "pPr")
            found = NOTHING_SAID if element is None else paragraph_properties(element)
            self._said[style] = found
        return found

    def _lineage(self, chain: list[Element]) -> tuple[str, ...]:
        found: list[str] = []
        for style in chain:
            found.append(style.get(W + "styleId", ""))
            if self._properties(style).num_id is not None:
                break
        return tuple(found)


def _bound(known: dict[Any, Any]) -> None:
    """Forget what is known when it grows beyond any real document's variety."""
    if len(known) > _MOST_KNOWN:
        known.clear()


def _filled(near: RunProperties, far: RunProperties) -> RunProperties:
    return RunProperties(
        None,
        far.bold if near.bold is None else near.bold,
        far.size if near.size is None else near.size,
        far.font if near.font is None else near.font,
        far.hidden if near.hidden is None else near.hidden,
    )


def _inherited(near: ParagraphProperties, far: ParagraphProperties) -> ParagraphProperties:
    """Return what the nearer style says, and where it is silent, what the farther says.

    A list level belongs to its list: it is inherited until a style has named the list.
    """
    return ParagraphProperties(
        num_id=far.num_id if near.num_id is None else near.num_id,
        level=far.level if near.level is None and near.num_id is None else near.level,
        outline=far.outline if near.outline is None else near.outline,
        alignment=far.alignment if near.alignment is None else near.alignment,
        indents=near.indents.over(far.indents),
    )


def _with_heading_level(said: ParagraphProperties, name: str) -> ParagraphProperties:
    """Give the built-in heading styles their level even where the style does not say it."""
    found = _HEADING_NAME.fullmatch(name.strip())
    if said.outline is not None or not found:
        return said
    return said._replace(outline=int(found[1]))
