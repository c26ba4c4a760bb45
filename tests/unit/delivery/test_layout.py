"""The Word layout: GB/T 9704 measures, the schema's order, hostile text, the same bytes."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tasks.artefact import Artefact
from tasks.delivery import deliver
from tasks.delivery.layout.closing import closing_lines, title_lines
from tasks.delivery.layout.grids import plain_grid, report_grid
from tasks.delivery.layout.markup import clean, spell
from tasks.delivery.layout.measure import (
    CHARACTER,
    LINE,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    PAGE_HEIGHT,
    TITLE_CHARACTERS,
    TYPE_WIDTH,
)
from tasks.delivery.layout.numbering import MOST, chinese_number
from tasks.delivery.layout.package import build_docx, stream_docx
from tasks.delivery.layout.pieces import Contents, Entry, Line, Piece, Span, Style, line
from tasks.delivery.layout.sheet import Page
from tasks.department.figures.numerals import parse_numeral
from tasks.document import Cell, Table
from tests.unit.delivery.district_builder import sample_district

DELIVERED = deliver(*sample_district(), program="test", inputs=())

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# ECMA-376 Part 1: the order of the children that the writer uses.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents jc textDirection textAlignment "
    "outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike color spacing w kern position sz szCs highlight "
    "u effect bdr shd fitText vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked pPr rPr tblPr trPr tcPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat "
    "themeFontLang decimalSymbol listSeparator",
    "tbl": "tblPr tblGrid tr",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader "
    "tblCellSpacing jc hidden",
    "tc": "tcPr p tbl",
}


def made(*pieces: Piece) -> bytes:
    return build_docx(pieces, title="试", year=2023)


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def everything() -> bytes:
    table = Table(
        rows=3,
        columns=2,
        cells=(
            Cell(row=0, column=0, text="合并", column_span=2),
            Cell(row=1, column=0, text="两行", row_span=2),
            Cell(row=1, column=1, text="a"),
            Cell(row=2, column=1, text="b"),
        ),
    )
    return made(
        line(Style.TITLE, "标题", new_page=True, keep=True),
        Contents(entries=(Entry(level=1, text="一、甲", bookmark="m1"),)),
        line(Style.HEADING_1, "一、甲", bookmark="m1"),
        Line(style=Style.BODY, spans=(Span(text="“引”", comment=("来源", "原文")),)),
        report_grid(table),
        plain_grid(("a", "b"), [("1", "2")], widths=(1, 2), numeric=(1,)),
        *closing_lines("望澜区", "2024年1月2日"),
        Line(style=Style.TABLE_NOTE, spans=(Span(text="注"),), turns=True),
        plain_grid(("a", "b"), [("1", "2")], widths=(1, 2)),
    )


def test_22_lines_fill_the_type_area_and_23_do_not_fit() -> None:
    height = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
    assert 22 * LINE <= height < 23 * LINE


def test_28_characters_fill_the_line_and_29_do_not_fit() -> None:
    assert 28 * CHARACTER <= TYPE_WIDTH < 29 * CHARACTER


def assert_in_order(root: etree._Element) -> None:
    """Fail where children stand in another order than the schema's."""
    for element in root.iter():
        order = ORDER.get(etree.QName(element).localname)
        if order is None:
            continue
        places = [order.split().index(etree.QName(child).localname) for child in element]
        assert all(one <= two for one, two in pairwise(places)), etree.tostring(element)


@pytest.mark.parametrize(
    "name", ["document", "styles", "settings", "footer1", "footer3", "comments"]
)
def test_children_stand_in_the_schemas_order(name: str) -> None:
    """Another order is the usual cause of Word's 'unreadable content'."""
    assert_in_order(part(everything(), f"word/{name}.xml"))


@pytest.mark.parametrize(
    "document", [one for one in DELIVERED if one.path.endswith(".docx")], ids=lambda one: one.path
)
def test_the_documents_of_a_run_keep_the_schemas_order_too(document: Artefact) -> None:
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        parts = [
            name for name in archive.namelist() if name.startswith("word/") and "rel" not in name
        ]
        assert "word/document.xml" in parts
        for name in parts:
            assert_in_order(etree.fromstring(archive.read(name)))


def test_runs_are_formatted_by_named_styles_only() -> None:
    for properties in part(everything(), "word/document.xml").iter(f"{W}rPr"):
        assert {etree.QName(child).localname for child in properties} <= {"rFonts", "rStyle"}
        for fonts in properties.iter(f"{W}rFonts"):
            assert fonts.items() == [(f"{W}hint", "eastAsia")]


def test_every_style_that_is_used_exists() -> None:
    content = everything()
    named = {
        style.get(f"{W}styleId") for style in part(content, "word/styles.xml").iter(f"{W}style")
    }
    for element in part(content, "word/document.xml").iter(
        f"{W}pStyle", f"{W}tblStyle", f"{W}rStyle"
    ):
        assert element.get(f"{W}val") in named


def test_the_same_pieces_give_the_same_bytes_without_a_clock() -> None:
    assert everything() == everything()
    with zipfile.ZipFile(io.BytesIO(everything())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(everything())).core_properties
    assert properties.created is not None
    assert properties.created.isoformat() == "2024-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{% for %}", "<w:p/>", "a & b", "]]>", "\u202eabc", "<!--", "😀"]
)
def test_hostile_text_stands_there_literally(text: str) -> None:
    assert texts(made(line(Style.BODY, text))) == [text]


@given(st.text(max_size=60))
def test_any_text_gives_a_file_that_opens_with_that_text(text: str) -> None:
    [read] = texts(made(Line(style=Style.BODY, spans=(Span(text=text, comment=(text,)),))))
    assert read == clean(text)


def test_quotation_marks_dashes_and_dots_keep_the_chinese_font() -> None:
    body = part(made(line(Style.BODY, "“引”——……")), "word/document.xml")
    hints = [fonts.get(f"{W}hint") for fonts in body.iter(f"{W}rFonts")]
    assert hints == ["eastAsia"]


def test_page_numbers_stand_odd_right_even_left() -> None:
    content = everything()
    sides = [
        next(part(content, f"word/{name}.xml").iter(f"{W}jc")).get(f"{W}val")
        for name in ("footer1", "footer2")
    ]
    assert sides == ["right", "left"]
    assert part(content, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


def test_table_rows_fill_the_grid_also_where_cells_are_merged() -> None:
    for table in part(everything(), "word/document.xml").iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w") or 0) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) in {TYPE_WIDTH, Page().turned().type_width}
        for row in table.iter(f"{W}tr"):
            widths = [int(width.get(f"{W}w") or 0) for width in row.iter(f"{W}tcW")]
            assert sum(widths) == sum(grid)


def test_a_table_reads_back_with_its_merged_cells() -> None:
    table = docx.Document(io.BytesIO(everything())).tables[0]
    assert table.cell(0, 0).text == table.cell(0, 1).text == "合并"
    assert table.cell(1, 0).text == table.cell(2, 0).text == "两行"
    assert table.cell(2, 1).text == "b"


def test_a_comment_marks_its_text() -> None:
    [comment] = docx.Document(io.BytesIO(everything())).comments
    assert comment.text == "来源\n原文"
    assert comment.author == "huizong 汇总"


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert len(title_lines("望澜区2023年法治政府建设年度报告")) == 1


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("望澜区人民政府关于2023年度法治政府建设情况的报告", "望澜区人民政府"),
        ("澄州市望澜区2023年法治政府建设年度报告分部门汇编", "澄州市望澜区2023年法治政府建设"),
    ],
)
def test_a_long_title_is_broken_where_its_meaning_allows(title: str, first: str) -> None:
    lines = ["".join(span.text for span in piece.spans) for piece in title_lines(title)]
    assert lines[0] == first
    assert "".join(lines) == title
    assert all(len(part_) <= TITLE_CHARACTERS + 4 for part_ in lines)


def test_the_date_begins_two_characters_right_of_the_signature() -> None:
    *_, name, date = closing_lines("中共望澜区委全面依法治区委员会办公室", "2024年1月26日")
    assert name.right == 2 * CHARACTER
    begins = (18 + 2) * CHARACTER
    advance = 7 * 154 + 3 * CHARACTER
    assert date.right is not None
    assert begins - (date.right + advance) == 2 * CHARACTER


def test_the_longer_date_ends_two_characters_before_the_edge() -> None:
    *_, name, date = closing_lines("望澜区", "2024年11月26日")
    assert date.right == 2 * CHARACTER
    assert name.right is not None
    assert name.right > date.right


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (42, "四十二"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1_000, "一千"),
        (1_005, "一千零五"),
        (1_010, "一千零一十"),
        (2_300, "二千三百"),
        (10_000, "一万"),
        (10_012, "一万零一十二"),
        (21_034, "二万一千零三十四"),
        (100_000, "十万"),
        (1_002_030, "一百万二千零三十"),
    ],
)
def test_numbers_of_headings(number: int, text: str) -> None:
    assert chinese_number(number) == text


@given(st.integers(1, MOST))
def test_a_heading_number_is_read_as_what_was_written(number: int) -> None:
    read = parse_numeral(chinese_number(number))
    assert read is not None
    assert read.value == number


@pytest.mark.parametrize("number", [-1, 0, MOST + 1])
def test_other_numbers_are_no_heading_number(number: int) -> None:
    with pytest.raises(ValueError, match="no heading"):
        chinese_number(number)


def test_wide_tables_stand_on_turned_pages_with_their_numbers_on_the_left_edge() -> None:
    document = docx.Document(io.BytesIO(everything()))
    upright, turned = document.sections
    assert (upright.page_width, upright.page_height) == (turned.page_height, turned.page_width)
    assert upright.left_margin == turned.top_margin
    for footer, side in ((turned.footer, "right"), (turned.even_page_footer, "left")):
        [cell] = footer.tables[0].rows[0].cells
        assert cell.text == "— 1 —"
        assert next(footer._element.iter(f"{W}textDirection")).get(f"{W}val") == "tbRl"
        assert next(footer._element.iter(f"{W}jc")).get(f"{W}val") == side


def test_pages_behind_no_turn_stay_upright() -> None:
    document = docx.Document(io.BytesIO(made(line(Style.BODY, "正文"))))
    assert [section.orientation for section in document.sections] == [0]


def test_every_part_that_is_referred_to_is_there() -> None:
    with zipfile.ZipFile(io.BytesIO(everything())) as archive:
        names = set(archive.namelist())
    for relation in part(everything(), "word/_rels/document.xml.rels"):
        assert f"word/{relation.get('Target')}" in names


def test_the_contents_entries_get_their_pages_as_fields() -> None:
    entry = Entry(level=1, text="一、甲", bookmark="m1", page=12)
    content = made(Contents(entries=(entry,)), line(Style.HEADING_1, "一、甲", bookmark="m1"))
    body = part(content, "word/document.xml")
    codes = [(code.text or "").strip() for code in body.iter(f"{W}instrText")]
    assert codes == ['TOC \\o "1-1" \\h \\u', "PAGEREF m1 \\h"]
    assert texts(content)[0] == "一、甲\t12"


def test_what_the_file_was_made_from_is_in_its_properties() -> None:
    content = build_docx((), title="试", year=2023, identifier="huizong:abc")
    assert docx.Document(io.BytesIO(content)).core_properties.identifier == "huizong:abc"


@pytest.mark.parametrize("count", [0, 1, 5_000])
def test_a_body_written_piece_by_piece_gives_the_same_bytes(count: int) -> None:
    lines = tuple(line(Style.BODY, f"第{number * number}件：{number}") for number in range(count))
    file = io.BytesIO()
    stream_docx(file, (spell((one,), TYPE_WIDTH) for one in lines), title="试", year=2023)
    assert file.getvalue() == made(*lines)
