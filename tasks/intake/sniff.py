"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from tasks.intake.submission import Format

_SIGNATURES: Final = (
    (b"%PDF", Format.PDF),  # ISO 32000-1, 7.5.2
    (b"{\\rt", Format.RTF),  # RTF 1.9.1; Word accepts the shortened {\rt too
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.DOC),  # [MS-CFB] 2.2: .doc, .wps, also .xls
    (b"\x89PNG\r\n\x1a\n", Format.PICTURE),
    (b"\xff\xd8\xff", Format.PICTURE),  # JPEG
    (b"GIF8", Format.PICTURE),
    (b"II*\x00", Format.PICTURE),  # TIFF, little-endian
    (b"MM\x00*", Format.PICTURE),  # TIFF, big-endian
)

_BITMAP: Final = re.compile(rb"BM.{4}\x00{4}.{4}[\x0c-\x80]\x00\x00\x00", re.DOTALL)
_WEBP: Final = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_BLANK: Final = re.compile(rb"[\x00\s]*")
_ENTRY_NAME: Final = re.compile(rb"PK(?:\x03\x04.{26}|\x01\x02.{42})", re.DOTALL)
_LOCAL_HEADER: Final = 30
_LONGEST_NAME: Final = 256
_ENTRIES_LOOKED_AT: Final = 200

# The names that tell one zip format from another, the most telling first.
_MEMBERS: Final = (
    (b"word/", Format.DOCX),
    (b"xl/", Format.XLSX),
    (b"ofd.xml", Format.OFD),  # GB/T 33190: the entry at the root of every .ofd
    (b"[content_types].xml", Format.DOCX),  # an Open XML package with odd part names
)
_ODF_TEXT: Final = b"application/vnd.oasis.opendocument.text"
_MARKUP: Final = (
    (b"http://schemas.microsoft.com/office/word/2003/wordml", Format.WORD_XML),
    (b"http://schemas.microsoft.com/office/2006/xmlPackage", Format.WORD_XML),
    (b"urn:oasis:names:tc:opendocument:xmlns:office:1.0", Format.ODT),
)
_MARKUP_HEAD: Final = 4096


def sniff(head: bytes) -> Format:
    """Return the format that the first bytes show; the more bytes, the surer for zips.

    A zip is DOCX when its entries look like an Open XML package that is not a workbook;
    whether it truly is a Word document only its reader can say. An OLE file is DOC, the
    old binary format it nearly always holds.
    """
    if _BLANK.fullmatch(head):
        return Format.EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04")):
        return _zip_format(head)
    return _by_signature(head) or _by_markup(head)


def _by_signature(head: bytes) -> Format | None:
    plain = head.lstrip(b"\xef\xbb\xbf\r\n\t ")
    for signature, found in _SIGNATURES:
        if head.startswith(signature) or plain.startswith(signature):
            return found
    if _BITMAP.match(head) or _WEBP.match(head):
        return Format.PICTURE
    return Format.PDF if b"%PDF-" in head[:1024] else None


def _by_markup(head: bytes) -> Format:
    beginning = head[:_MARKUP_HEAD].replace(b"\x00", b"")
    return next((found for mark, found in _MARKUP if mark in beginning), Format.UNKNOWN)


def _zip_format(head: bytes) -> Format:
    if _ODF_TEXT in head[: _LOCAL_HEADER + 128]:
        return Format.ODT
    most = len(_MEMBERS)
    for name in islice(_names(head), _ENTRIES_LOOKED_AT):
        plain = name.replace(b"\\", b"/").lower()
        tells = (at for at in range(most) if plain.startswith(_MEMBERS[at][0]))
        most = next(tells, most)
        if most == 0:  # nothing tells more; mostly the third entry
            break
    return _MEMBERS[most][1] if most < len(_MEMBERS) else Format.ZIP


def _names(head: bytes) -> Iterator[bytes]:
    """Yield the entry names that local headers and the directory show."""
    for entry in _ENTRY_NAME.finditer(head):
        local = entry.end() - entry.start() == _LOCAL_HEADER
        at = entry.start() + (26 if local else 28)
        length = min(int.from_bytes(head[at : at + 2], "little"), _LONGEST_NAME)
        yield head[entry.end() : entry.end() + length]
