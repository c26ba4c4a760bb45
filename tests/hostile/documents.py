"""Hostile documents: well-formed Word files that say too much, or go round in circles."""

from __future__ import annotations

import hashlib

from tests.docx_builder import (
    abstract,
    docx,
    item,
    lvl,
    num,
    p,
    package,
    relationships,
    root,
    run,
    tbl,
    tc,
    tr,
)
from tests.hostile.kind import READ, Kind, kind
from tests.hostile.zips import MAIN, document

HUGE = "2147483647"
LONG = "9" * 5_000
NOISE = f"<!--{hashlib.shake_256(b'noise').hexdigest(180_000)}-->"
PAGE = f"<html>{NOISE}".encode()
STYLED = p("甲", properties='<w:pStyle w:val="a"/>')
NOTE_REFERENCE = '<w:r><w:footnoteReference w:id="1"/></w:r>'


def dense(body: str, **parts: str) -> bytes:
    """Return a report with noise in it: packed, it looks like no bomb."""
    return docx(NOISE + body, **parts)


def style(name: str, more: str) -> str:
    """Return a paragraph style."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{more}</w:style>'
    )


def chain(length: int) -> str:
    """Return styles each based on the next, without an end in a circle."""
    return "".join(
        style("a" if at == 0 else f"s{at}", f'<w:basedOn w:val="s{at + 1}"/>')
        for at in range(length)
    )


def chunk(data: bytes, name: str = "chunk.html", times: int = 1) -> bytes:
    """Return a report that embeds this foreign text, so many times."""
    return package({
        MAIN: document(p("甲") + '<w:altChunk r:id="c"/>' * times),
        "word/_rels/document.xml.rels": relationships(
            '<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/aFChunk" Target="{name}"/>'
        ),
        f"word/{name}": data,
    })  # fmt: skip


def own_chunk() -> bytes:
    """Return a report whose embedded document is a report that embeds itself, five deep."""
    data = chunk(b"", "chunk.docx")
    for _ in range(5):
        data = chunk(data, "chunk.docx")
    return data


def counted(fmt: str, start: str, text: str = "%1") -> bytes:
    """Return a report with one list item, numbered in that format from `start`."""
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )
    return docx(item("甲", 1), numbering=abstract(1, level) + num(1, 1))


def linked_lists() -> str:
    """Return lists that are defined by each other through styles."""
    return (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="b"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="b"/>'
        '<w:numStyleLink w:val="a"/></w:abstractNum>' + num(1, 1) + num(2, 2)
    )


def _cell(properties: str) -> bytes:
    return docx(tbl(tr(tc("甲", properties=properties), tc("乙"))))


def _long_numbers(count: int, length: int) -> bytes:
    return dense(
        "".join(item("甲", 1) for _ in range(count)),
        numbering=abstract(1, lvl(0, "decimal", "第" * length + "%1")) + num(1, 1),
    )


def _notes(count: int, length: int) -> bytes:
    note = f'<w:footnote w:id="1">{p("注" * length)}</w:footnote>'
    return dense(p(run("甲"), *([NOTE_REFERENCE] * count)), footnotes=note)


def _own_note() -> bytes:
    note = p(run("注"), NOTE_REFERENCE)
    body = p(run("甲"), NOTE_REFERENCE)
    return docx(body, footnotes=f'<w:footnote w:id="1">{note}</w:footnote>')


def _wide_table(rows: int, columns: int, span: int) -> bytes:
    row = tr(*(tc("", properties=f'<w:gridSpan w:val="{span}"/>') for _ in range(columns)))
    return dense(tbl(row * rows) + p("甲"))


def _merged(rows: int, columns: int) -> bytes:
    row = tr(*(tc("甲", properties="<w:vMerge/>") for _ in range(columns)))
    return dense(tbl(row * rows))


DOCUMENTS: tuple[Kind, ...] = (
    kind("grid_span", "a cell 2 billion columns wide",
         lambda: _cell(f'<w:gridSpan w:val="{HUGE}"/>'), READ),
    kind("grid_span_long", "a cell as wide as a number of 5,000 digits",
         lambda: _cell(f'<w:gridSpan w:val="{LONG}"/>'), READ),
    kind("grid_span_negative", "a cell of less than no width",
         lambda: _cell('<w:gridSpan w:val="-5"/>'), READ),
    kind("grid_before", "2 billion columns before the first cell",
         lambda: docx(tbl(tr(tc("甲"), properties=f'<w:gridBefore w:val="{HUGE}"/>'))), READ),
    kind("merge_without_start", "cells merged with nothing", lambda: _merged(3, 3), READ),
    kind("wide_table", "1,000 rows of 60 cells of 60 columns",
         lambda: _wide_table(1_000, 60, 60), READ, "too_large"),
    kind("long_table", "20,000 rows", lambda: dense(tbl(tr(tc("甲")) * 20_000)), READ, "too_large"),
    kind("list_level", "a list level of 2 billion", lambda: docx(
        item("甲", 1, int(HUGE)) + item("乙", 1, -3),
        numbering=abstract(1, lvl(0, "decimal", "%1")) + num(1, 1)), READ),
    kind("list_level_long", "a list level of 5,000 digits", lambda: docx(
        p("甲", properties=f'<w:numPr><w:ilvl w:val="{LONG}"/><w:numId w:val="{LONG}"/></w:numPr>'),
        numbering=abstract(1, lvl(0, "decimal", "%1")) + num(1, 1)), READ),
    kind("list_start", "a list from 2 billion", lambda: counted("chineseCounting", HUGE), READ),
    kind("list_start_roman", "the same in Roman numerals: two million letters",
         lambda: counted("lowerRoman", HUGE), READ),
    kind("list_start_letters", "the same in letters: 80 million",
         lambda: counted("lowerLetter", HUGE), READ),
    kind("list_start_long", "a start of 5,000 digits", lambda: counted("decimal", LONG), READ),
    kind("list_start_negative", "a start below nothing",
         lambda: counted("ideographTraditional", "-7"), READ),
    kind("list_text", "a number with 100,000 levels in it",
         lambda: counted("decimal", "1", "%1%9" * 100_000), READ, "too_large"),
    kind("list_text_repeated", "100 KB before each of 20,000 items: 2 GB",
         lambda: _long_numbers(20_000, 100_000), READ, "too_large"),
    kind("many_lists", "30,000 lists", lambda: docx(item("甲", 1), numbering="".join(
        abstract(at, lvl(0, "decimal", "%1")) for at in range(30_000)) + num(1, 1)),
        READ, "too_large"),
    kind("style_on_itself", "a style based on itself",
         lambda: docx(STYLED, styles=style("a", '<w:basedOn w:val="a"/>')), READ),
    kind("styles_in_a_circle", "styles based on each other", lambda: docx(
        STYLED, styles=style("a", '<w:basedOn w:val="b"/><w:link w:val="b"/>')
        + style("b", '<w:basedOn w:val="a"/><w:link w:val="a"/>')), READ),
    kind("styles_in_a_chain", "20,000 styles based on each other",
         lambda: docx(STYLED, styles=chain(20_000)), READ, "too_large"),
    kind("styles_in_chains", "as many paragraphs, each at its own place of the chain",
         lambda: docx("".join(p("甲", properties=f'<w:pStyle w:val="s{at}"/>')
                              for at in range(1, 5_000)), styles=chain(5_000)),
         READ, "too_large"),
    kind("lists_in_a_circle", "lists defined by each other", lambda: docx(
        item("甲", 1) + item("乙", 2), numbering=linked_lists(),
        styles=style("a", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("b", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')), READ),
    kind("own_chunk", "an embedded document that embeds itself", own_chunk, READ),
    kind("main_as_chunk", "the main part embedded in itself", lambda: package({
        MAIN: document(p("甲") + '<w:altChunk r:id="c"/>'),
        "word/_rels/document.xml.rels": relationships(
            '<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/aFChunk" Target="document.xml"/>')}), READ),
    kind("chunk_often", "one embedded page of 1 MB, 5,000 times",
         lambda: chunk(PAGE + b"x" * 1_000_000, times=5_000), READ, "too_large"),
    kind("chunk_of_marks", "a page of two million <",
         lambda: chunk(PAGE + b"<" * 2_000_000), READ, "too_large"),
    kind("chunk_of_closings", "a page of a million </",
         lambda: chunk(PAGE + b"</" * 1_000_000), READ, "too_large"),
    kind("chunk_of_comments", "a page of 500,000 comments that never end",
         lambda: chunk(PAGE + b"<!--" * 500_000), READ, "too_large"),
    kind("chunk_of_declarations", "a page of 500,000 declarations that never end",
         lambda: chunk(PAGE + b"<![x" * 500_000), READ, "too_large"),
    kind("chunk_of_attributes", "a tag of a million attributes that never ends",
         lambda: chunk(b"<html><a " + b"a=" * 1_000_000), READ, "too_large"),
    kind("chunk_of_references", "a page of a million references",
         lambda: chunk(PAGE + b"&#x" * 1_000_000), READ, "too_large"),
    kind("chunk_of_mail", "a web archive in a web archive, 2,000 deep", lambda: chunk(b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at)
        for at in range(2_000)), "chunk.mht"), READ, "too_deep"),
    kind("note_in_itself", "a note that refers to itself", _own_note, READ),
    kind("note_often", "one note of 10 KB, referred to 100,000 times",
         lambda: _notes(100_000, 3_000), READ, "too_large"),
    kind("empty_paragraphs", "100,000 empty paragraphs",
         lambda: docx("<w:p/>" * 100_000 + p("甲")), READ),
    kind("very_many_paragraphs", "a million paragraphs",
         lambda: dense("<w:p/>" * 1_000_000), "too_large"),
    kind("long_paragraph", "one paragraph of 5 MB", lambda: dense(p("甲" * 1_700_000)), READ),
    kind("long_blank", "one paragraph of 5 MB of blanks",
         lambda: dense(p("甲" + " " * 5_000_000 + "乙")), READ),
    kind("long_number", "one number of a million digits",
         lambda: docx(p("办结" + "9" * 1_000_000 + "件。")), READ),
    kind("long_chinese_number", "one number of 300,000 characters",
         lambda: docx(p("办结" + "九" * 300_000 + "件。")), READ),
    kind("many_numbers", "100,000 numbers in one sentence",
         lambda: docx(p("办结" + "1件，" * 100_000)), READ),
    kind("many_brackets", "300,000 brackets that never close", lambda: docx(p("（一" * 300_000)),
         READ),
    kind("many_runs", "200,000 runs in one paragraph",
         lambda: dense(p("<w:r><w:t>甲</w:t></w:r>" * 200_000)), READ),
    kind("open_fields", "20,000 fields that never end",
         lambda: docx(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000, run("甲"))),
         READ, "too_large", "too_deep"),
    kind("closed_fields", "20,000 ends of no field",
         lambda: docx(p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 20_000, run("甲"))), READ),
    kind("odd_symbols", "symbols that are no characters", lambda: docx(p(
        '<w:r><w:sym w:font="x" w:char="FFFFFFFF"/><w:sym w:char="D800"/><w:sym w:char="-1"/>'
        '<w:sym/></w:r>', run("甲"))), READ),
    kind("odd_values", "measures and switches that are neither", lambda: docx(p(
        run("甲", '<w:b w:val="perhaps"/><w:sz w:val="1e999"/><w:sz w:val="NaN"/>'),
        properties=f'<w:ind w:left="{LONG}" w:firstLine="1e5"/><w:outlineLvl w:val="{LONG}"/>')),
        READ),
    kind("text_everywhere", "text where no text belongs", lambda: docx(
        "<w:t>甲</w:t>" + run("乙") + tbl(p("丙") + tr(p("丁") + run("戊")))), READ),
    kind("header_often", "2,000 headers", lambda: package(
        {MAIN: document(p("甲"))} | {f"word/h{at}.xml": root("hdr", p("乙")) for at in range(2_000)}
        | {"word/_rels/document.xml.rels": relationships("".join(
            f'<Relationship Id="h{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/header" Target="h{at}.xml"/>' for at in range(2_000)))}), READ,
        "too_large"),
)  # fmt: skip
