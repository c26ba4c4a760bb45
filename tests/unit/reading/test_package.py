"""Finding the text in packages that are not made the usual way."""

from __future__ import annotations

from tasks.document import Properties
from tests.docx_builder import docx, p, package, relationships, root, tbl, tc, tr, zipped
from tests.unit.reading.reads import document, lines

BODY = root("document", f"<w:body>{p('正文')}</w:body>")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{}" ContentType="{}"/></Types>'
)
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACRO_TEMPLATE = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"


def link(target: str) -> str:
    return relationships(f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="{target}"/>')


def test_the_main_part_may_have_any_name() -> None:
    files = {"_rels/.rels": link("word/document22.xml"), "word/document22.xml": BODY}
    assert lines(zipped(files)) == ["正文"]


def test_a_target_may_be_absolute_or_climb() -> None:
    for target in ("/word/main.xml", "x/../word/main.xml", "word\\main.xml", "WORD/Main.xml"):
        assert lines(zipped({"_rels/.rels": link(target), "word/main.xml": BODY})) == ["正文"]


def test_without_relationships_the_content_type_tells() -> None:
    for kind in (MACROS, TEMPLATE, MACRO_TEMPLATE):
        files = {"[Content_Types].xml": TYPES.format("odd/part.xml", kind), "odd/part.xml": BODY}
        assert lines(zipped(files)) == ["正文"]


def test_without_either_the_usual_name_tells() -> None:
    assert lines(zipped({"word/document.xml": BODY})) == ["正文"]


def test_entries_with_backslashes_are_found() -> None:
    assert lines(zipped({"word\\document.xml": BODY})) == ["正文"]


def test_strict_documents_are_read_like_transitional_ones() -> None:
    strict = BODY.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert lines(zipped({"word/document.xml": strict})) == ["正文"]


def test_utf_16_is_read() -> None:
    part = BODY.replace("UTF-8", "UTF-16").encode("utf-16")
    assert lines(zipped({"word/document.xml": part})) == ["正文"]


def test_styles_beside_the_main_part_are_found_without_relationships() -> None:
    styles = root(
        "styles",
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="正文"/></w:style>',
    )
    found = document(zipped({"word/document.xml": BODY, "word/styles.xml": styles})).blocks[0]
    assert getattr(found, "look").style == "正文"  # noqa: B009 - a block may be a table


def test_properties_are_read() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>报告</dc:title>'
        "<dc:creator>张</dc:creator><cp:lastModifiedBy>李</cp:lastModifiedBy>"
        "<cp:revision>7</cp:revision><dcterms:modified>2024-01-05T08:00:00Z</dcterms:modified>"
        "</cp:coreProperties>"
    )
    app = "<Properties><Application>WPS Office</Application></Properties>"
    rels = relationships(
        f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="b" Type="x/core-properties" Target="docProps/core.xml"/>'
        '<Relationship Id="c" Type="x/extended-properties" Target="docProps/app.xml"/>'
    )
    files = {
        "word/document.xml": BODY,
        "_rels/.rels": rels,
        "docProps/core.xml": core,
        "docProps/app.xml": app,
    }
    assert document(zipped(files)).properties == Properties(
        title="报告",
        author="张",
        modified_by="李",
        modified="2024-01-05T08:00:00Z",
        application="WPS Office",
        revision=7,
    )


def chunk(name: str, content: bytes) -> bytes:
    rels = relationships(f'<Relationship Id="c1" Type="{OFFICE}/aFChunk" Target="{name}"/>')
    body = root("document", f'<w:body>{p("前")}<w:altChunk r:id="c1"/>{p("后")}</w:body>')
    return package(
        {"word/document.xml": body, "word/_rels/document.xml.rels": rels, f"word/{name}": content}
    )


def test_an_embedded_page_is_read_in_its_place_and_counted() -> None:
    page = "<html><head><title>x</title></head><body><p>甲</p><p>乙 丙</p></body></html>".encode()
    found = document(chunk("a.html", page))
    assert [block.text for block in found.blocks] == ["前", "甲", "乙 丙", "后"]
    assert found.traces.foreign_chunks == 1


def test_an_embedded_word_document_is_read_in_its_place_without_what_it_embeds_itself() -> None:
    inner = chunk("b.html", b"<html><p>inner page</p></html>")
    found = document(chunk("a.docx", docx(p("甲") + tbl(tr(tc("1"), tc("2"))))))
    assert [block.text for block in found.blocks] == ["前", "甲", "1\t2", "后"]
    nested = document(chunk("a.docx", chunk("c.docx", inner)))
    assert [block.text for block in nested.blocks] == ["前", "前", "后", "后"]
    assert nested.traces.foreign_chunks == 2


def test_an_embedded_file_that_cannot_be_read_is_counted() -> None:
    found = document(chunk("a.rtf", b"{\\rtf1}"))
    assert [block.text for block in found.blocks] == ["前", "后"]
    assert found.traces.foreign_chunks == 1


def test_a_file_without_properties_has_none() -> None:
    assert document(docx(p("文"))).properties == Properties()
