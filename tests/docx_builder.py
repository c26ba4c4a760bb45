"""Word files for tests, from snippets of WordprocessingML.

`docx(body, …)` wraps a body into a whole package; the small functions write the snippets
that nearly every test needs. Everything else is written out as XML in the test itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS: Final = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}
_DATE: Final = (2024, 1, 1, 0, 0, 0)


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """Return a paragraph; content that is no XML becomes a run."""
    inside = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def item(text: str, num: int, level: int = 0) -> str:
    """Return a paragraph of a list."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return p(*([text] if text else []), properties=place)


def tc(*content: str, properties: str = "") -> str:
    """Return a table cell; content that is no XML becomes a paragraph."""
    inside = "".join(each if each.startswith("<") else p(each) for each in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def lvl(at: int, kind: str, text: str, *, start: int = 1, more: str = "") -> str:
    """Return one level of a list's definition; `more` comes before its text."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identity: int, *levels: str) -> str:
    """Return a list's definition."""
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def num(identity: int, definition: int, overrides: str = "") -> str:
    """Return a list."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def docx(body: str, **parts: str) -> bytes:
    """Return a Word file with that body and with the named parts' contents.

    `styles`, `numbering`, `footnotes`, `endnotes`, `comments`, `header` and `footer` are
    the insides of those parts.
    """
    files = {"word/document.xml": root("document", f"<w:body>{body}</w:body>")}
    for kind, content in parts.items():
        files[f"word/{kind}.xml"] = root(_ROOTS[kind], content)
    return package(files, related=tuple(parts))


def root(name: str, content: str) -> str:
    """Return a part with its declaration and its root element."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:{name} {NAMESPACES}>{content}</w:{name}>"
    )


def package(files: Mapping[str, str | bytes], *, related: tuple[str, ...] = ()) -> bytes:
    """Return a zip of `files` with content types and relationships around them."""
    links = "".join(
        f'<Relationship Id="rel-{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind in related
    )
    around = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" '
            f'ContentType="{_WORD}.document.main+xml"/></Types>'
        ),
        "_rels/.rels": relationships(
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": relationships(links),
    }
    return zipped({**around, **files})


def relationships(content: str) -> str:
    """Return a part of relationships."""
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of `files`, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            archive.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
