"""Text that Word embeds whole from another format (`w:altChunk`): web pages, plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email import message_from_bytes
from typing import Final

from lxml import etree

from tasks.department.reading.package import Package
from tasks.department.reading.refusal import Code, Refusal
from tasks.department.reading.source import MOST_EMBEDDED, Source

_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_UNSEEN: Final = frozenset({"script", "style", "title", "template"})
_BLOCK_TAGS: Final = frozenset({
    "address", "article", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
    "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_CELL_TAGS: Final = frozenset({"td", "th"})
_BLANKS: Final = re.compile(r"\s+")
_LARGEST: Final = 8 << 20
_HTML: Final = (".htm", ".html", ".xhtml")
_ZIP: Final = b"PK\x03\x04"
_HTML_BEGINS: Final = (b"<html", b"<!doctype html")
_MAIL: Final = (".mht", ".mhtml", ".eml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A foreign chunk: its part's name and its bytes, empty where it cannot be read."""

    name: str = ""
    data: bytes = b""


def foreign_chunk(source: Source, identity: str) -> Chunk:
    """Return the chunk with that relationship id, each chunk once, later an empty one."""
    relationship = source.targets.get(identity)
    name = relationship.target if relationship else ""
    if not name or ("chunk", name) in source.read_once:
        return Chunk()
    source.read_once.add(("chunk", name))
    try:
        data = source.package.read(name) or b""
    except Refusal as refusal:
        if refusal.code is Code.TOO_LARGE:
            raise
        return Chunk()
    return Chunk(name=name, data=data if len(data) <= _LARGEST else b"")


def embedded_source(source: Source, chunk: Chunk) -> Source | None:
    """Return the Word document that a chunk is, None where it is none or one too many.

    A document within an embedded one is not followed, and an eighth of the room that the
    file itself has must do for each: together they cannot be more than it.
    """
    if source.embedded or not chunk.data.startswith(_ZIP) or source.chunks_left <= 0:
        return None
    source.chunks_left -= 1
    limits = replace(source.limits, total=source.limits.total // MOST_EMBEDDED)
    try:
        package = Package(chunk.data, limits)
        main = package.main_part()
    except Refusal as refusal:
        if refusal.code is Code.TOO_LARGE:
            raise
        return None
    if main is None:
        return None
    return Source(package, main, limits, tally=source.tally, embedded=True)


def foreign_paragraphs(chunk: Chunk) -> tuple[str, ...]:
    """Return the paragraphs of a chunk of text.

    Web pages (also as a single-file archive) and plain text are read; of other formats
    the caller only knows that there was a chunk.
    """
    return _paragraphs(chunk.name, chunk.data) if chunk.data else ()


def _paragraphs(name: str, data: bytes) -> tuple[str, ...]:
    if name.endswith(_MAIL):
        data = _page_of(data)
        name = "page.html" if data else ""
    if name.endswith(_HTML) or data[:200].lstrip().lower().startswith(_HTML_BEGINS):
        return _shown(data)
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


def _shown(data: bytes) -> tuple[str, ...]:
    """Return what a web page shows, a line for each block."""
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = etree.fromstring(_decoded(data), parser)
    except (etree.XMLSyntaxError, ValueError):
        return ()
    if page is None:
        return ()
    pieces: list[str] = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        tag = str(element.tag)
        if tag in _BLOCK_TAGS:
            pieces.append("\n")
        elif tag in _CELL_TAGS and event == "start":
            pieces.append("\t")
        text = element.text if event == "start" else element.tail
        if text and (event == "end" or tag not in _UNSEEN):
            pieces.append(_BLANKS.sub(" ", text))
    return tuple(line.strip() for line in "".join(pieces).split("\n") if line.strip())
