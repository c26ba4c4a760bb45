"""Putting a Word file together: parts, relationships, properties, and a zip without a clock."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from tasks.delivery.deflated import Deflated, joined
from tasks.delivery.layout.comment_part import AUTHOR, comments_markup
from tasks.delivery.layout.footers import footer, side_footer
from tasks.delivery.layout.markup import Comments, body_markup, clean
from tasks.delivery.layout.pieces import Line, Piece, Style
from tasks.delivery.layout.sheet import STANDARD, Page, Sheet
from tasks.delivery.layout.styles import FONTS, later_in, rules_for, styles_children

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold: the same input gives the same bytes."""

_DOCUMENT: Final = "word/document.xml"
_HERE: Final = "\0"  # where the body will stand: a sign that no XML can hold

LEVEL: Final = 6
"""How hard a body is compressed (zlib's own measure)."""

# (part below word/, relationship type below _R, content type below _OFFICE)
_PARTS: Final = (
    ("styles.xml", "styles", "wordprocessingml.styles+xml"),
    ("settings.xml", "settings", "wordprocessingml.settings+xml"),
    ("fontTable.xml", "fontTable", "wordprocessingml.fontTable+xml"),
    ("footer1.xml", "footer", "wordprocessingml.footer+xml"),
    ("footer2.xml", "footer", "wordprocessingml.footer+xml"),
    ("footer3.xml", "footer", "wordprocessingml.footer+xml"),
    ("footer4.xml", "footer", "wordprocessingml.footer+xml"),
    ("comments.xml", "comments", "wordprocessingml.comments+xml"),
)
_ODD_FOOTER: Final = "rId4"
_EVEN_FOOTER: Final = "rId5"
_ODD_SIDE: Final = "rId6"
_EVEN_SIDE: Final = "rId7"

_FOOTER_OF_TURNED: Final = 600
"""How far a turned page's footer is from its edge, in twips: its own line lies there, empty."""


def build_docx(
    pieces: tuple[Piece, ...],
    *,
    title: str,
    year: int,
    sheet: Sheet = STANDARD,
    identifier: str = "",
) -> bytes:
    """Return the bytes of a Word file of these pieces, the same for the same pieces.

    `title` goes into the properties; their dates are 1 January after the report `year`.
    `identifier` goes there too: it says what the text was made from. Pieces behind the last
    line that ends a section stand on turned pages when that line says so.
    """
    file = io.BytesIO()
    write_pieces(file, pieces, title=title, year=year, sheet=sheet, identifier=identifier)
    return file.getvalue()


def write_pieces(
    file: BinaryIO,
    pieces: Sequence[Piece],
    *,
    title: str,
    year: int,
    sheet: Sheet = STANDARD,
    identifier: str = "",
) -> None:
    """Write what `build_docx` returns, never holding more of the body than a row or a line."""
    comments, small = Comments(), set[Style]()
    page, turned = sheet.page, sheet.page.turned()
    body = body_markup(pieces, comments, page.type_width, turned.type_width, _section(page))

    def noted() -> Iterator[str]:
        for markup in body:
            small.update(later_in(markup))
            yield markup

    parts = _parts(comments, small, title=title, year=year, sheet=sheet, identifier=identifier)
    _write_around(file, partial(_put_in, noted()), parts, turned if _ends_turned(pieces) else page)


def write_docx(
    file: BinaryIO,
    body: Iterable[str | Deflated | Iterator[str]],
    *,
    title: str,
    year: int,
    sheet: Sheet = STANDARD,
) -> None:
    """Write a Word file whose body is spelled already: as text, in pieces, or compressed before.

    It says what `build_docx` writes, without comments; no more of it is held than the piece
    that is being written.
    """

    def write(archive: zipfile.ZipFile, before: bytes, after: bytes) -> None:
        with joined(archive, _entry(_DOCUMENT), level=LEVEL) as part:
            part.write(before)
            for piece in body:
                if isinstance(piece, Deflated):
                    part.add(piece)
                else:
                    texts = (piece,) if isinstance(piece, str) else piece
                    part.write_all(text.encode("utf-8") for text in texts)
            part.write(after)

    parts = _parts(Comments(), set(), title=title, year=year, sheet=sheet)
    _write_around(file, write, parts, sheet.page)


def stream_docx(
    file: BinaryIO, body: Iterable[str], *, title: str, year: int, sheet: Sheet = STANDARD
) -> None:
    """Write a Word file whose body is spelled already, the same bytes as `build_docx` gives.

    It has no comments and no compact tables; no more of it is held than a few pieces.
    """
    parts = _parts(Comments(), set(), title=title, year=year, sheet=sheet)
    _write_around(file, partial(_put_in, body), parts, sheet.page)


def _put_in(body: Iterable[str], archive: zipfile.ZipFile, before: bytes, after: bytes) -> None:
    with archive.open(_entry(_DOCUMENT), "w") as part:
        part.write(before)
        pieces = iter(body)
        while some := list(islice(pieces, 64)):  # one by one they take longer to compress
            part.write("".join(some).encode("utf-8"))
        part.write(after)


def _write_around(
    file: BinaryIO,
    write: Callable[[zipfile.ZipFile, bytes, bytes], None],
    parts: Iterable[tuple[str, str]],
    ends: Page,
) -> None:
    """Write the parts; `write` puts in the body's, between what stands before and after it."""
    frame = _root("document", f"<w:body>{_HERE}{_section(ends)}</w:body>")
    before, after = frame.encode("utf-8").split(_HERE.encode("utf-8"))
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts:
            if name == _DOCUMENT:
                write(archive, before, after)
            else:
                archive.writestr(_entry(name), text.encode("utf-8"))


def _parts(
    comments: Comments,
    small: Container[Style],
    *,
    title: str,
    year: int,
    sheet: Sheet,
    identifier: str = "",
) -> Iterator[tuple[str, str]]:
    """Yield the parts of a Word file by name, its body still empty.

    Those behind the body are made when they are asked for: by then its `comments` are known,
    and which styles of `small` tables it has.
    """
    moment, page = f"{year + 1}-01-01T00:00:00Z", sheet.page
    yield "[Content_Types].xml", _content_types()
    yield "_rels/.rels", _package_relations()
    yield "docProps/core.xml", _core(title, moment, identifier)
    yield "docProps/app.xml", _app()
    yield _DOCUMENT, ""
    yield "word/_rels/document.xml.rels", _document_relations()
    rules = rules_for(small, sheet.rules)
    yield "word/styles.xml", _root("styles", styles_children(rules, page.type_width))
    yield "word/settings.xml", _root("settings", _SETTINGS)
    yield "word/fontTable.xml", _root("fonts", _fonts())
    yield "word/footer1.xml", _root("ftr", footer("right"))
    yield "word/footer2.xml", _root("ftr", footer("left"))
    yield "word/footer3.xml", _root("ftr", side_footer(page.turned(), odd=True))
    yield "word/footer4.xml", _root("ftr", side_footer(page.turned(), odd=False))
    yield "word/comments.xml", _root("comments", comments_markup(comments, moment))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _root(name: str, children: str) -> str:
    return f'{_HEAD}<w:{name} xmlns:w="{_W}" xmlns:r="{_R}">{children}</w:{name}>'


def _ends_turned(pieces: Sequence[Piece]) -> bool:
    """Return whether a line ends the upright section, and turned pages follow."""
    return any(isinstance(piece, Line) and piece.turns for piece in pieces)


def _section(page: Page) -> str:
    turned = page.width > page.height
    odd, even = (_ODD_SIDE, _EVEN_SIDE) if turned else (_ODD_FOOTER, _EVEN_FOOTER)
    orientation = ' w:orient="landscape"' if turned else ""
    below = _FOOTER_OF_TURNED if turned else page.footer
    grid = f'<w:docGrid w:type="lines" w:linePitch="{page.pitch}"/>' if page.pitch else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/>'
        f'<w:footerReference w:type="even" r:id="{even}"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{orientation}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}"'
        f' w:left="{page.left}" w:header="850" w:footer="{below}"'
        f' w:gutter="0"/><w:cols w:space="720"/>{grid}</w:sectPr>'
    )


_SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:useFELayout/>'
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)


def _fonts() -> str:
    return "".join(f"<w:font w:name={quoteattr(name)}/>" for name in FONTS)


def _core(title: str, moment: str, identifier: str) -> str:
    known = f"<dc:identifier>{escape(identifier)}</dc:identifier>" if identifier else ""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(title))}</dc:title><dc:creator>{AUTHOR}</dc:creator>{known}"
        f"<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _app() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{_HEAD}<Properties xmlns="{space}"><Application>huizong</Application></Properties>'


def _content_types() -> str:
    overrides = [
        ("/word/document.xml", f"{_OFFICE}.wordprocessingml.document.main+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", f"{_OFFICE}.extended-properties+xml"),
    ] + [(f"/word/{part}", f"{_OFFICE}.{kind}") for part, _, kind in _PARTS]
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
        + "</Types>"
    )


def _relations(rows: list[tuple[str, str]]) -> str:
    """Return a relationships part; the ids are rId1, rId2 … in the rows' order."""
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(rows, start=1)
        )
        + "</Relationships>"
    )


def _package_relations() -> str:
    return _relations(
        [
            (f"{_R}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_R}/extended-properties", "docProps/app.xml"),
        ]
    )


def _document_relations() -> str:
    return _relations([(f"{_R}/{kind}", part) for part, kind, _ in _PARTS])
