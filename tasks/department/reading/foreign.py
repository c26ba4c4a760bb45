"""Text that Word embeds whole from another format (`w:altChunk`): web pages, plain text."""

from __future__ import annotations

import re
from email import message_from_bytes
from html.parser import HTMLParser
from typing import Final

from tasks.department.reading.refusal import Code, Refusal
from tasks.department.reading.source import Source

_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_UNSEEN: Final = frozenset({"script", "style", "head", "title", "template"})
_BLOCK_TAGS: Final = frozenset({
    "address", "article", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
    "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_CELL_TAGS: Final = frozenset({"td", "th"})
_HTML: Final = (".htm", ".html", ".xhtml")
_HTML_BEGINS: Final = (b"<html", b"<!doctype html")
_MAIL: Final = (".mht", ".mhtml", ".eml")


def foreign_paragraphs(source: Source, identity: str) -> tuple[str, ...]:
    """Return the paragraphs of the chunk with that relationship id, each chunk once.

    Web pages (also as a single-file archive) and plain text are read; of other formats
    the caller only knows that there was a chunk.
    """
    relationship = source.targets.get(identity)
    name = relationship.target if relationship else ""
    if not name or ("chunk", name) in source.read_once:
        return ()
    source.read_once.add(("chunk", name))
    try:
        data = source.package.read(name) or b""
    except Refusal as refusal:
        if refusal.code is Code.TOO_LARGE:
            raise
        return ()
    return _paragraphs(name, data)


def _paragraphs(name: str, data: bytes) -> tuple[str, ...]:
    if name.endswith(_MAIL):
        data = _page_of(data)
        name = "page.html" if data else ""
    if name.endswith(_HTML) or data[:200].lstrip().lower().startswith(_HTML_BEGINS):
        page = _Page()
        page.feed(_decoded(data))
        page.close()
        return page.paragraphs()
    if name.endswith(".txt"):
        return tuple(line for line in _decoded(data).splitlines() if line.strip())
    return ()


def _page_of(data: bytes) -> bytes:
    """Return the first web page inside a single-file web archive, b'' if there is none."""
    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            found = part.get_payload(decode=True)
            return found if isinstance(found, bytes) else b""
    return b""


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    named = _CHARSET.search(data[:2048])
    for encoding in (named[1].decode("ascii") if named else "utf-8-sig", "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("gb18030", errors="replace")


class _Page(HTMLParser):
    """Collects what a web page shows, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in _UNSEEN
        if tag in _BLOCK_TAGS:
            self._pieces.append("\n")
        elif tag in _CELL_TAGS:
            self._pieces.append("\t")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BLOCK_TAGS:
            self._pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(" ".join(data.split()) if data.strip() else "")

    def paragraphs(self) -> tuple[str, ...]:
        """Return the lines that have any text."""
        lines = "".join(self._pieces).split("\n")
        return tuple(line.strip() for line in lines if line.strip())
