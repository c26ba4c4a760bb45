"""XML as Word packages use it: names, values, and a parser that trusts nothing.

Strict documents (ISO/IEC 29500-1) use other namespace names for the same things; they
are rewritten to the transitional ones before parsing, so that one set of names is enough.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from tasks.department.reading.refusal import Code, Refusal

Element = etree._Element  # noqa: SLF001 - the only name that lxml has for the type

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"

VAL: Final = W + "val"

_STRICT_ROOT: Final = b"purl.oclc.org/ooxml/"
_ROOT_TAG: Final = 8192  # bytes within which a part declares its namespaces
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", PIC),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
)

_CONTROL: Final = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]"
    rb"|&#(?:x0*(?:[0-8bcBC]|[eE]|[fF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));",
)
_PARSER: Final = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
_PROLOG: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*\?>)?\s*<[A-Za-z_]")
_SMALL_PART: Final = 1 << 17
_DOCTYPE: Final = b"<!DOCTYPE"
_TOO_DEEP: Final = "Excessive depth"  # libxml2: more than 256 levels
_TOO_LONG: Final = ("too long", "uge text node")  # libxml2: more than 10 MB in one text
_FALSE: Final = frozenset({"0", "false", "off"})
_MEASURE: Final = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)?")
_POINTS: Final = {
    "mm": 72 / 25.4,
    "cm": 72 / 2.54,
    "in": 72.0,
    "pt": 1.0,
    "pc": 12.0,
    "pi": 12.0,
    None: 1 / 20,  # ECMA-376 Part 1, 22.9.2.14: a bare number is in twentieths of a point
}


def nodes_in(data: bytes) -> int:
    """Return about how many tags and attributes are in `data`, 0 for a small part."""
    return data.count(b"<") + data.count(b"=") if len(data) > _SMALL_PART else 0


def parse(data: bytes) -> Element:
    """Return the root element of a part.

    No DTD, entity or network is used. Control characters that XML forbids are dropped.
    Raises Refusal (too_deep, damaged).
    """
    data = _one_family(_utf8(data))
    if not _PROLOG.match(data) and _DOCTYPE in data:
        raise Refusal(Code.DAMAGED, "含有不允许的 DTD 声明")
    try:
        return _parsed(data)
    except etree.XMLSyntaxError as fault:
        if _TOO_DEEP in str(fault):
            raise Refusal(Code.TOO_DEEP) from fault
        if any(words in str(fault) for words in _TOO_LONG):
            raise Refusal(Code.TOO_LARGE, "一处文字过长") from fault
        cleaned = _CONTROL.sub(b"", data)
        if cleaned == data:
            raise Refusal(Code.DAMAGED, "内部 XML 有语法错误") from fault
    try:
        return _parsed(cleaned)
    except etree.XMLSyntaxError as fault:
        raise Refusal(Code.DAMAGED, "内部 XML 有语法错误") from fault


def _parsed(data: bytes) -> Element:
    root = etree.fromstring(data, _PARSER)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refusal(Code.DAMAGED, "含有不允许的 DTD 声明")
    return root


def _utf8(data: bytes) -> bytes:
    """Return UTF-16 as UTF-8 without its declaration; other encodings as they are."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
                           (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):  # fmt: skip
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return re.sub(r"\A\s*<\?xml.*?\?>", "", text).encode("utf-8", errors="replace")
    return data


def _one_family(data: bytes) -> bytes:
    if data.find(_STRICT_ROOT, 0, _ROOT_TAG) < 0:
        return data
    for strict, transitional in _STRICT:
        name = transitional.strip("{}").encode()
        for quote in (b'"', b"'"):
            data = data.replace(quote + strict + quote, quote + name + quote)
    return data


def switched_on(element: Element) -> bool:
    """Return whether an on/off element (`w:b`, `w:vanish` …) says on; on is its default."""
    value = element.get(VAL)
    return value is None or value not in _FALSE


def whole(text: str | None, *, least: int, most: int) -> int | None:
    """Return the whole number in `text` clamped to the range, None where there is none."""
    try:
        number = int(text or "")
    except ValueError:
        return None
    return min(max(number, least), most)


def points(text: str | None) -> float | None:
    """Return a measure in points: twentieths of a point, or a number with its unit."""
    found = _MEASURE.fullmatch(text) if text else None
    if not found:
        return None
    return round(float(found[1][:12]) * _POINTS[found[2]], 2)
