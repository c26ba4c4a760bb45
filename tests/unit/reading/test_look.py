"""How paragraphs look: from runs, styles and what styles are based on."""

from __future__ import annotations

import pytest

from tasks.document import Look
from tests.docx_builder import docx, p, run
from tests.unit.reading.reads import paragraph

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="一级标题"/><w:basedOn w:val="1"/>'
    '<w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="环"/><w:basedOn w:val="loop"/>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="strong"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="hidden"/><w:rPr><w:vanish/></w:rPr>'
    "</w:style>"
)


def look(*content: str, properties: str = "") -> Look:
    return paragraph(docx(p(*content, properties=properties), styles=STYLES)).look


def test_a_plain_paragraph_has_the_defaults() -> None:
    assert look("文") == Look(style="Normal", size=10.5, font="宋体")


def test_a_style_has_what_it_is_based_on() -> None:
    assert look("文", properties='<w:pStyle w:val="x"/>') == Look(
        style="一级标题", outline_level=1, bold=True, size=22, font="黑体", alignment="center"
    )


def test_a_style_that_is_based_on_itself_ends() -> None:
    assert look("文", properties='<w:pStyle w:val="loop"/>').style == "环"


def test_an_unknown_style_is_the_default_style() -> None:
    assert look("文", properties='<w:pStyle w:val="nowhere"/>').style == "Normal"


def test_a_style_in_capitals_with_odd_quotes_is_found_all_the_same() -> None:
    odd = STYLES.replace('w:styleId="x"', "w:styleId='x'")
    found = paragraph(docx(p("文", properties='<w:pStyle w:val="x"/>'), styles=odd))
    assert found.look.style == "一级标题"


@pytest.mark.parametrize("name", ["heading 2", "标题 2", "Heading 2"])
def test_a_heading_style_has_its_level_even_unsaid(name: str) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="q"><w:name w:val="{name}"/></w:style>'
    found = paragraph(docx(p("文", properties='<w:pStyle w:val="q"/>'), styles=style))
    assert found.look.outline_level == 2


def test_body_text_is_no_heading_whatever_its_style() -> None:
    said = '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>'
    assert look("文", properties=said).outline_level is None


def test_direct_formatting_counts_before_the_style() -> None:
    text = run("文", '<w:rFonts w:eastAsia="楷体"/><w:b w:val="0"/><w:sz w:val="28"/>')
    found = look(text, properties='<w:pStyle w:val="1"/><w:jc w:val="both"/>')
    assert (found.bold, found.size, found.font, found.alignment) == (False, 14, "楷体", "both")


def test_bold_of_both_styles_cancels_out() -> None:
    text = run("文", '<w:rStyle w:val="strong"/>')
    assert look(text).bold
    assert not look(text, properties='<w:pStyle w:val="1"/>').bold


def test_size_and_font_are_those_of_most_characters() -> None:
    found = look(run("短", '<w:sz w:val="44"/>'), run("长长长", '<w:sz w:val="30"/>'))
    assert found.size == 15


def test_a_bold_beginning_is_measured() -> None:
    found = paragraph(docx(p(run("（一）强化领导。", "<w:b/>"), run("全年召开会议"))))
    assert (found.look.bold, found.bold_prefix) == (False, 8)


def test_blanks_do_not_break_boldness() -> None:
    found = paragraph(docx(p(run("一、", "<w:b/>"), run(" "), run("做法", "<w:b/>"))))
    assert (found.look.bold, found.bold_prefix) == (True, 0)


def test_indents_are_in_points_also_when_given_in_characters() -> None:
    text = run("文", '<w:sz w:val="32"/>')
    assert look(text, properties='<w:ind w:firstLineChars="200" w:firstLine="640"/>') == Look(
        style="Normal", size=16, font="宋体", first_line=32
    )
    assert look(text, properties='<w:ind w:left="420" w:hanging="210"/>').left == 21
    assert look(text, properties='<w:ind w:left="420" w:hanging="210"/>').first_line == -10.5
    assert look(text, properties='<w:ind w:left="1cm"/>').left == pytest.approx(28.35)


def test_a_style_may_hide_text() -> None:
    data = docx(p("藏", properties='<w:pStyle w:val="h"/>') + p("明"), styles=STYLES)
    assert paragraph(data).text == "明"
