"""Hostile XML: entities, depth, width, encodings, parts that are missing or no XML."""

from __future__ import annotations

import io
import zipfile

from tests.docx_builder import NAMESPACES, docx, p, package, relationships, root, run, zipped
from tests.hostile.kind import READ, Kind, kind
from tests.hostile.zips import GOOD, MAIN, document

TEXT = document(p("区司法局报告"))
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = "".join(
    f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' if at else '<!ENTITY l0 "ha">' for at in range(10)
)


def with_dtd(declared: str, body: str, *, attribute: str = "") -> str:
    """Return a main part with a document type before it."""
    mark = f'<w:document {NAMESPACES} w:rsid="{attribute}">'
    return f"{XML}<!DOCTYPE w [{declared}]>{mark}<w:body>{p(run(body))}</w:body></w:document>"


def main(part: str | bytes) -> bytes:
    """Return a package with this main part."""
    return package({MAIN: part})


def without(*names: str) -> bytes:
    """Return a good package without these parts."""
    return zipped({name: data for name, data in _parts().items() if name not in names})


def _parts() -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def nested(tag: str, depth: int, inside: str = "") -> bytes:
    """Return a report with elements of that name within each other."""
    return docx(f"<w:{tag}>" * depth + inside + f"</w:{tag}>" * depth)


def declared(encoding: str, codec: str, *, mark: bytes = b"") -> bytes:
    """Return a report whose text says one encoding and is in another."""
    return main(mark + TEXT.replace("UTF-8", encoding).encode(codec))


def _wide(count: int) -> str:
    attributes = " ".join(f'w:a{at}="1"' for at in range(count))
    return TEXT.replace("<w:body>", f"<w:body><w:p {attributes}/>")


def _namespaces(count: int) -> str:
    spaces = " ".join(f'xmlns:n{at}="urn:{at}"' for at in range(count))
    return TEXT.replace("<w:body>", f"<w:body><w:p {spaces}/>")


def its_own_parts() -> bytes:
    """Return a report whose main part is also every other part."""
    kinds = ("styles", "numbering", "footnotes", "endnotes", "header", "footer", "comments",
             "officeDocument", "aFChunk")  # fmt: skip
    links = (
        f'<Relationship Id="r{name}" Type="{_RELATED}/{name}" Target="document.xml"/>'
        for name in kinds
    )
    return package({MAIN: TEXT, "word/_rels/document.xml.rels": relationships("".join(links))})


MARKUP: tuple[Kind, ...] = (
    kind("laughs", "a billion laughs in the text",
         lambda: main(with_dtd(LAUGHS, "&l9;")), "damaged"),
    kind("laughs_in_attribute", "the same where parsers expand at once",
         lambda: main(with_dtd(LAUGHS, "a", attribute="&l9;")), "damaged"),
    kind("laughs_in_styles", "the same in a part beside the text",
         lambda: package({MAIN: TEXT, "word/styles.xml": with_dtd(LAUGHS, "&l9;")},
                         related=("styles",)), "damaged", READ),
    kind("laughs_in_relationships", "the same in the list of relationships",
         lambda: package({MAIN: TEXT, "_rels/.rels": with_dtd(LAUGHS, "&l9;")}), "damaged", READ),
    kind("laughs_in_utf16", "the same where a search for bytes finds nothing",
         lambda: main(with_dtd(LAUGHS, "&l9;").replace("UTF-8", "UTF-16").encode("utf-16")),
         "damaged"),
    kind("quadratic_entity", "one long entity, named often",
         lambda: main(with_dtd(f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 10_000)), "damaged"),
    kind("outside_entity", "a file of this computer in the text",
         lambda: main(with_dtd('<!ENTITY a SYSTEM "file:///etc/hostname">', "&a;")), "damaged"),
    kind("outside_parameter", "a file of this computer as declarations",
         lambda: main(with_dtd('<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;', "x")),
         "damaged"),
    kind("outside_dtd", "a document type from the network",
         lambda: main(TEXT.replace("?>", '?><!DOCTYPE w SYSTEM "http://127.0.0.1:9/w.dtd">', 1)),
         "damaged"),
    kind("xinclude", "an inclusion nobody asked for",
         lambda: main(TEXT.replace("<w:body>", '<w:body><i:include xmlns:i='
                      '"http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>')), READ),
    kind("stylesheet", "a processing instruction that names a style sheet",
         lambda: main(TEXT.replace("?>", '?><?xml-stylesheet href="file:///etc/hostname"?>', 1)),
         READ),
    kind("deep_sdt", "100,000 content controls", lambda: nested("sdt", 100_000), "too_deep"),
    kind("deep_unknown", "100,000 elements of no meaning",
         lambda: nested("odd", 100_000), "too_deep"),
    kind("deep_ins", "240 insertions, as deep as a parser allows",
         lambda: docx(p("<w:ins>" * 240 + run("甲") + "</w:ins>" * 240)), READ, "too_deep"),
    kind("deep_tables", "80 tables within each other",
         lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + p("甲") + "</w:tc></w:tr></w:tbl>" * 80),
         "too_deep"),
    kind("deep_textboxes", "60 text boxes within each other",
         lambda: docx("<w:p><w:r><w:txbxContent>" * 60 + p("甲")
                      + "</w:txbxContent></w:r></w:p>" * 60), "too_deep", READ),
    kind("deep_alternatives", "60 alternatives within each other",
         lambda: docx(p("<mc:AlternateContent><mc:Choice>" * 60 + run("甲")
                        + "</mc:Choice></mc:AlternateContent>" * 60)), READ, "too_deep"),
    kind("wide_element", "100,000 attributes", lambda: main(_wide(100_000)), READ, "too_large"),
    kind("many_namespaces", "20,000 namespaces", lambda: main(_namespaces(20_000)),
         READ, "too_large"),
    kind("long_attribute", "an attribute of 12 MB",
         lambda: docx(p("甲", properties=f'<w:pStyle w:val="{"x" * 12_000_000}"/>')),
         READ, "too_large", "damaged"),
    kind("long_comment_in_xml", "a comment of 12 MB",
         lambda: docx(f"<!--{'x' * 12_000_000}-->{p('甲')}"), READ, "too_large", "damaged"),
    kind("many_comments", "500,000 comments", lambda: docx("<!---->" * 500_000 + p("甲")),
         READ, "too_large"),
    kind("control_characters", "bytes and references that XML forbids",
         lambda: main(document(p("甲\x00\x01\x0b\x1f&#0;&#11;&#x1F;乙"))), READ),
    kind("half_surrogates", "references to no character",
         lambda: docx(p("甲&#xD800;&#xFFFE;&#x110000;&#99999999999;")), "damaged", READ),
    kind("broken_utf8", "bytes that are no UTF-8",
         lambda: main(TEXT.encode().replace("局".encode(), b"\xff\xc0\x80")), "damaged", READ),
    kind("gbk_declared", "GB18030 and says so", lambda: declared("GB18030", "gb18030"),
         READ, "damaged"),
    kind("gbk_undeclared", "GB18030 and says UTF-8", lambda: declared("UTF-8", "gb18030"),
         READ, "damaged"),
    kind("utf16_little", "UTF-16 with its mark",
         lambda: declared("UTF-16", "utf-16-le", mark=b"\xff\xfe"), READ),
    kind("utf16_big", "UTF-16, the other way round",
         lambda: declared("UTF-16", "utf-16-be", mark=b"\xfe\xff"), READ),
    kind("utf16_unmarked", "UTF-16 without its mark", lambda: declared("UTF-16", "utf-16-le"),
         READ),
    kind("utf16_says_utf8", "UTF-16 that says UTF-8",
         lambda: declared("UTF-8", "utf-16-le", mark=b"\xff\xfe"), READ, "damaged"),
    kind("utf16_odd", "UTF-16 cut within a character",
         lambda: main((b"\xff\xfe" + TEXT.encode("utf-16-le"))[:-1]), "damaged", READ),
    kind("utf32", "UTF-32", lambda: declared("UTF-32", "utf-32"), "damaged", READ),
    kind("utf7", "UTF-7, in which < can hide", lambda: declared("UTF-7", "utf-7"),
         "damaged", READ, "not_word"),
    kind("unknown_encoding", "an encoding nobody knows", lambda: declared("x-none", "utf-8"),
         READ, "damaged"),
    kind("no_main", "no main part", lambda: without(MAIN), "not_word", "damaged"),
    kind("no_content_types", "no content types", lambda: without("[Content_Types].xml"), READ),
    kind("no_relationships", "no relationships", lambda: without("_rels/.rels"), READ),
    kind("only_main", "nothing but the main part",
         lambda: without("[Content_Types].xml", "_rels/.rels"), READ),
    kind("styles_missing", "the styles are named but not there",
         lambda: package({MAIN: TEXT}, related=("styles", "numbering", "footnotes", "header")),
         READ),
    kind("main_empty", "a main part of no bytes", lambda: main(b""), "damaged"),
    kind("main_html", "a web page as main part", lambda: main("<html><body>x<br></body></html>"),
         "damaged", "not_word"),
    kind("main_json", "no XML at all", lambda: main('{"text": "甲"}'), "damaged"),
    kind("main_binary", "a picture as main part",
         lambda: main(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), "damaged"),
    kind("main_other_root", "a root that is no document",
         lambda: main(root("styles", "")), "not_word", READ),
    kind("main_cut", "XML that ends in the middle", lambda: main(TEXT[: len(TEXT) - 30]),
         "damaged"),
    kind("no_body", "a document without a body", lambda: main(root("document", "")), READ,
         "not_word", "damaged", "empty"),
    kind("relationships_no_xml", "relationships that are no XML",
         lambda: package({MAIN: TEXT, "_rels/.rels": b"\xff" * 100}), READ),
    kind("relationships_to_itself", "a part that is its own header, notes and styles",
         its_own_parts, READ),
)  # fmt: skip
