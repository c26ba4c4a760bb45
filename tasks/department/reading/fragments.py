"""Single styles out of a style sheet, without parsing the rest of it.

A style sheet has hundreds of styles of which a report uses five, and parsing them all
costs more than reading the report. Where the part is written as Word and WPS write it, a
style is found by its id and parsed alone; where it is not, the whole part is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from html import escape
from typing import Final

from tasks.department.reading.markup import Element, W
from tasks.department.reading.refusal import Refusal

_ROOT: Final = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>)?\s*(<w:styles\s[^<>]*[^/<>]>)")
_DECLARED: Final = b'xmlns:w="' + W.strip("{}").encode() + b'"'
_ENCODED: Final = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8)", re.IGNORECASE)
_OPEN: Final = b"<w:style "
_CLOSE: Final = b"</w:style>"
_DEFAULT: Final = re.compile(rb"<w:style\s[^<>]*?w:default=\"(?:1|true|on)\"[^<>]*>")
_DEFAULTS: Final = (b"<w:docDefaults>", b"</w:docDefaults>")
_MOST_TRIES: Final = 20
_MOST_LOOKUPS: Final = 200  # each may scan the whole part; after so many an index is cheaper
_LARGEST_STYLE: Final = 1 << 16
_DEFAULT_MARKS: Final = frozenset({"1", "true", "on"})

Parse = Callable[[bytes], Element]


class StyleElements:
    """The style elements of one `styles.xml`; of the same type and id the first counts."""

    def __init__(self, data: bytes | None, parse: Parse) -> None:
        """Keep the part's bytes; `parse` makes an element of them or of a piece of them."""
        self._data = data or b""
        self._parse = parse
        self._styles: dict[tuple[str, str], Element] | None = {} if data is None else None
        self._root: Element | None = None
        self._lookups = 0
        found = _ROOT.match(self._data)
        self._root_tag = found[1] if found and _is_plain(found) else None

    def find(self, kind: str, identity: str) -> Element | None:
        """Return the style of that type and id, None where there is none."""
        self._lookups += 1
        plain = self._root_tag is not None and self._lookups <= _MOST_LOOKUPS
        if self._styles is None and plain:
            found = self._cut(kind, identity)
            if found is not None:
                return found
            if not self._spelled_otherwise:
                return None
        return self._all().get((kind, identity))

    def default_id(self) -> str:
        """Return the id of the default paragraph style, '' where none is marked."""
        if self._styles is None and self._root_tag is not None:
            for tag in _DEFAULT.finditer(self._data):
                element = self._piece(tag.start(), tag.end())
                if element is not None and element.get(W + "type") == "paragraph":
                    return element.get(W + "styleId", "")
            return ""
        for (kind, identity), element in self._all().items():
            if kind == "paragraph" and element.get(W + "default") in _DEFAULT_MARKS:
                return identity
        return ""

    def defaults(self) -> Element | None:
        """Return `w:docDefaults`, None where there is none."""
        opening, closing = _DEFAULTS
        start, end = self._data.find(opening), self._data.find(closing)
        if self._root_tag is not None and 0 <= start < end:
            return self._parsed(self._data[start : end + len(closing)])
        self._all()
        return None if self._root is None else self._root.find(W + "docDefaults")

    def _cut(self, kind: str, identity: str) -> Element | None:
        """Return the style that is spelled in the plain way, None where none is."""
        needle = b'w:styleId="' + escape(identity, quote=True).encode(errors="replace") + b'"'
        at = -1
        for _ in range(_MOST_TRIES):
            at = self._data.find(needle, at + 1)
            if at < 0:
                return None
            start = self._data.rfind(_OPEN, 0, at)
            end = self._data.find(b">", at) + 1
            element = self._piece(start, end) if 0 <= start < end else None
            if (
                element is not None
                and element.get(W + "styleId") == identity
                and element.get(W + "type", "paragraph") == kind
            ):
                return element
        return None

    @cached_property
    def _spelled_otherwise(self) -> bool:
        """Return whether some ids are written in a way that the plain search misses."""
        return b"w:styleId='" in self._data or b"w:styleId =" in self._data or b"&#" in self._data

    def _piece(self, start: int, tag_end: int) -> Element | None:
        end = tag_end
        if self._data[tag_end - 2 : tag_end] != b"/>":
            end = self._data.find(_CLOSE, tag_end) + len(_CLOSE)
        return self._parsed(self._data[start:end])

    def _parsed(self, piece: bytes) -> Element | None:
        if len(piece) > _LARGEST_STYLE:
            return None
        try:
            root = self._parse((self._root_tag or b"") + piece + b"</w:styles>")
        except Refusal:
            return None
        return root[0] if len(root) else None

    def _all(self) -> dict[tuple[str, str], Element]:
        if self._styles is None:
            self._root = self._parse(self._data)
            self._root_tag = None
            self._styles = {}
            for element in self._root.iterchildren(W + "style"):
                key = (element.get(W + "type", "paragraph"), element.get(W + "styleId", ""))
                self._styles.setdefault(key, element)
        return self._styles


def _is_plain(found: re.Match[bytes]) -> bool:
    return _DECLARED in found[1] and not _ENCODED.search(found[0])
