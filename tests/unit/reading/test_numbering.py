"""The numbers before paragraphs, as Word counts them."""

from __future__ import annotations

from tests.docx_builder import abstract, docx, item, lvl, num, p, run, tbl, tc, tr
from tests.unit.reading.reads import document, lines, paragraph, table

THREE = (
    lvl(0, "chineseCounting", "%1、"),
    lvl(1, "chineseCounting", "（%2）"),
    lvl(2, "decimal", "%3."),
)
HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="h{level}"><w:name w:val="heading {level}"/>'
    f'<w:pPr><w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "</w:style>"
    for level in (1, 2)
)
GONE = '<w:rPr><w:del w:id="1"/></w:rPr>'


def numbers(body: str, numbering: str, styles: str = "") -> list[str]:
    blocks = document(docx(body, numbering=numbering, styles=styles)).blocks
    return [getattr(block, "number", "") for block in blocks]


def items(*places: tuple[int, int]) -> str:
    return "".join(item("文", which, level) for which, level in places)


def styled(*styles: str) -> str:
    return "".join(p("文", properties=f'<w:pStyle w:val="{style}"/>') for style in styles)


def test_three_levels_count_on_and_start_anew_below_a_higher_one() -> None:
    body = items((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1))
    expected = ["一、", "（一）", "（二）", "1.", "二、", "（一）"]
    assert numbers(body, abstract(0, *THREE) + num(1, 0)) == expected


def test_the_number_is_not_part_of_the_text() -> None:
    found = paragraph(docx(item("主要做法", 1), numbering=abstract(0, *THREE) + num(1, 0)))
    assert (found.number, found.text) == ("一、", "主要做法")


def test_a_level_shows_the_levels_above_it() -> None:
    levels = (lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2"))
    assert numbers(items((1, 0), (1, 1), (1, 0), (1, 1)), abstract(0, *levels) + num(1, 0)) == [
        "1", "1.1", "2", "2.1",
    ]  # fmt: skip


def test_a_deeper_level_before_any_higher_one_counts_the_higher_as_begun() -> None:
    levels = (lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2"))
    assert numbers(items((1, 1), (1, 1), (1, 0)), abstract(0, *levels) + num(1, 0)) == [
        "1.1", "1.2", "2",
    ]  # fmt: skip


def test_lists_on_one_definition_share_their_counters() -> None:
    both = abstract(0, *THREE) + num(1, 0) + num(2, 0)
    assert numbers(items((1, 0), (2, 0), (1, 0)), both) == ["一、", "二、", "三、"]


def test_a_start_override_starts_anew_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    both = abstract(0, *THREE) + num(1, 0) + num(2, 0, override)
    assert numbers(items((1, 0), (1, 0), (2, 0), (2, 0), (1, 0)), both) == [
        "一、", "二、", "五、", "六、", "七、",
    ]  # fmt: skip


def test_an_overridden_level_has_its_own_format() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "decimal", "%1)")}</w:lvlOverride>'
    both = abstract(0, *THREE) + num(1, 0) + num(2, 0, override)
    assert numbers(items((1, 0), (2, 0)), both) == ["一、", "2)"]


def test_a_restart_of_zero_never_starts_anew() -> None:
    levels = (
        lvl(0, "decimal", "%1"),
        lvl(1, "decimal", "第%2条", more='<w:lvlRestart w:val="0"/>'),
    )
    assert numbers(items((1, 0), (1, 1), (1, 0), (1, 1)), abstract(0, *levels) + num(1, 0)) == [
        "1", "第1条", "2", "第2条",
    ]  # fmt: skip


def test_a_restart_after_the_first_level_counts_on_across_the_second() -> None:
    levels = (
        lvl(0, "decimal", "%1"),
        lvl(1, "decimal", "%1.%2"),
        lvl(2, "decimal", "%3)", more='<w:lvlRestart w:val="1"/>'),
    )
    body = items((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2))
    found = numbers(body, abstract(0, *levels) + num(1, 0))
    assert found == ["1", "1.1", "1)", "1.2", "2)", "2", "1)"]


def test_legal_numbering_writes_the_levels_above_in_digits() -> None:
    levels = (
        lvl(0, "chineseCounting", "第%1章"),
        lvl(1, "decimal", "%1.%2", more="<w:isLgl/>"),
    )
    assert numbers(items((1, 0), (1, 1)), abstract(0, *levels) + num(1, 0)) == ["第一章", "1.1"]


def test_a_style_brings_its_list_and_its_level() -> None:
    levels = (
        lvl(0, "chineseCounting", "%1、", more='<w:pStyle w:val="h1"/>'),
        lvl(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="h2"/>'),
    )
    found = numbers(styled("h1", "h2", "h2", "h1"), abstract(0, *levels) + num(1, 0), HEADINGS)
    assert found == ["一、", "（一）", "（二）", "二、"]


def test_a_style_inherits_the_list_of_the_style_it_is_based_on() -> None:
    derived = (
        '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="小标题"/>'
        '<w:basedOn w:val="h2"/></w:style>'
    )
    found = numbers(styled("h1", "mine", "h2"), abstract(0, *THREE) + num(1, 0), HEADINGS + derived)
    assert found == ["一、", "（一）", "（二）"]


def test_list_zero_takes_a_styles_number_away() -> None:
    off = '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = styled("h1") + p("文", properties=off) + styled("h1")
    assert numbers(body, abstract(0, *THREE) + num(1, 0), HEADINGS) == ["一、", "", "二、"]


def test_a_linked_definition_is_that_of_its_numbering_style() -> None:
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    style = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="5"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    numbering = abstract(0, *THREE) + link + num(5, 0) + num(1, 1)
    assert numbers(items((1, 0), (1, 1)), numbering, style) == ["一、", "（一）"]


def test_links_that_go_round_end() -> None:
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    style = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    assert numbers(items((1, 0)), link + num(1, 1), style) == [""]


def test_an_empty_numbered_paragraph_is_left_out_but_counted() -> None:
    body = item("甲", 1) + item("", 1) + item("乙", 1)
    assert lines(docx(body, numbering=abstract(0, *THREE) + num(1, 0))) == ["一、甲", "三、乙"]


def test_a_deleted_numbered_paragraph_is_not_counted() -> None:
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = p("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", properties=place + GONE)
    body = item("甲", 1) + gone + item("乙", 1)
    assert lines(docx(body, numbering=abstract(0, *THREE) + num(1, 0))) == ["一、甲", "二、乙"]


def test_a_hidden_numbered_paragraph_is_not_counted() -> None:
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'
    body = item("甲", 1) + p(run("藏", "<w:vanish/>"), properties=place) + item("乙", 1)
    assert lines(docx(body, numbering=abstract(0, *THREE) + num(1, 0))) == ["一、甲", "二、乙"]


def test_a_cells_number_is_part_of_its_text_even_alone() -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1")) + num(1, 0)
    found = table(docx(tbl(tr(tc(item("", 1)), tc("甲")), tr(tc(item("", 1)), tc("乙"))),
                       numbering=numbering))  # fmt: skip
    assert [cell.text for cell in found.cells] == ["1", "甲", "2", "乙"]


def test_a_bullet_is_shown_unless_it_is_a_symbol_fonts() -> None:
    symbols = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    levels = (
        lvl(0, "bullet", "●"),
        lvl(1, "bullet", "\uf06c"),
        lvl(2, "bullet", "l").replace("</w:lvl>", symbols + "</w:lvl>"),
    )
    found = numbers(items((1, 0), (1, 1), (1, 2)), abstract(0, *levels) + num(1, 0))
    assert found == ["●", "", ""]


def test_wild_values_are_clamped() -> None:
    numbering = abstract(0, lvl(0, "upperLetter", "%1", start=10**9)) + num(1, 0)
    found = numbers(items((1, 99), (1, 0)), numbering)
    assert len(found[1]) <= 30
