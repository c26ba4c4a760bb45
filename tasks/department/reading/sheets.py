"""Style sheets that were read before: most reports of an office have the same one.

A sheet depends on nothing but the bytes of two parts. Resolving it costs about as much as
reading the text of a short report, so the last few are kept, by the parts' packed bytes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from tasks.department.reading.fragments import Parse, StyleElements
from tasks.department.reading.limits import Limits
from tasks.department.reading.markup import Element, nodes_in, parse
from tasks.department.reading.package import Package
from tasks.department.reading.refusal import Code, Refusal
from tasks.department.reading.styles import StyleSheet
from tasks.department.reading.theme import ThemeFonts

_KEPT: Final = 8
_LARGEST: Final = 1 << 17
"""Packed bytes of a style sheet that is kept; Word's own has about 30 KB."""

_Key = tuple[Limits, bytes, bytes]
_sheets: OrderedDict[_Key, StyleSheet] = OrderedDict()


def sheet_of(package: Package, styles: str | None, theme: str | None) -> StyleSheet:
    """Return the style sheet of these parts, resolved once for equal bytes.

    Raises Refusal where a part cannot be unpacked or is too large.
    """
    key = (package.limits, package.packed(styles), package.packed(theme))
    kept = len(key[1]) + len(key[2]) <= _LARGEST
    if kept and key in _sheets:
        _sheets.move_to_end(key)
        return _sheets[key]
    sheet = _read(package, styles, theme)
    if kept:
        _sheets[key] = sheet
        if len(_sheets) > _KEPT:
            _sheets.popitem(last=False)
    return sheet


def _read(package: Package, styles: str | None, theme: str | None) -> StyleSheet:
    bounded = _parser(package.limits)
    data = None if styles is None else package.read(styles)
    return StyleSheet(StyleElements(data, bounded), _fonts(package, theme))


def _parser(limits: Limits) -> Parse:
    """Return a parser that knows the limits and nothing of the package it began with."""

    def bounded(data: bytes) -> Element:
        if nodes_in(data) > limits.nodes:
            raise Refusal(Code.TOO_LARGE, "内部标记过多")
        return parse(data)

    return bounded


def _fonts(package: Package, theme: str | None) -> Callable[[str], str]:
    """Return the theme's fonts by name; only names of fonts are lost with a bad theme."""
    try:
        root = None if theme is None else package.xml(theme)
    except Refusal:
        root = None
    return ThemeFonts(root).font
