"""Word's "XML document" (Flat OPC): a .docx whose parts stand in one XML file, unzipped.

No program is needed to turn it into a .docx again (ECMA-376 Part 2 knows only the zip; the
flat form is Word's own, namespace `http://schemas.microsoft.com/office/2006/xmlPackage`).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from tasks.intake.fixed_zip import zipped

_PKG: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_MARK: Final = _PKG.strip("{}").encode()
_LARGEST: Final = 64 * 1024 * 1024
_HEAD: Final = 4096


def is_flat_package(data: bytes) -> bool:
    """Say whether the XML file is a flat package (else it is Word 2003's own XML)."""
    return _MARK in data[:_HEAD].replace(b"\0", b"")


def package_of(data: bytes) -> bytes | None:
    """Return the .docx that the flat package stands for, or None when it is damaged.

    Files above 64 MB, with a DTD, or without any part are taken as damaged too.
    """
    if len(data) > _LARGEST or has_dtd(data):
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True
    )
    try:
        parts = [*_parts(etree.fromstring(data, parser))]
    except (etree.XMLSyntaxError, binascii.Error, ValueError):
        return None
    types = "".join(
        f"<Override PartName={quoteattr(name)} ContentType={quoteattr(kind)}/>"
        for name, kind, _ in parts
    )
    content_types = f'<Types xmlns="{_TYPES}">{types}</Types>'.encode()
    files = [(name.lstrip("/"), content) for name, _, content in parts]
    return zipped([("[Content_Types].xml", content_types), *files]) if parts else None


def has_dtd(data: bytes) -> bool:
    """Say whether the XML declares a document type, which no program writes for Word."""
    return b"<!DOCTYPE" in data.replace(b"\0", b"")


def _parts(root: etree._Element) -> Iterator[tuple[str, str, bytes]]:
    """Yield each part's name, content type and bytes."""
    for part in root.iterfind(f"{_PKG}part"):
        name, kind = part.get(f"{_PKG}name", ""), part.get(f"{_PKG}contentType", "")
        markup = part.find(f"{_PKG}xmlData/*")
        packed = part.findtext(f"{_PKG}binaryData")
        if markup is not None:
            content = etree.tostring(
                markup, encoding="UTF-8", xml_declaration=True, standalone=True, with_tail=False
            )
            yield name, kind, content
        elif packed is not None:
            yield name, kind, base64.b64decode(packed)
