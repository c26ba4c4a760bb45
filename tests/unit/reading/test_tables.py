"""A table as a grid: merged cells once, at their first row and column."""

from __future__ import annotations

from tests.docx_builder import docx, p, tbl, tc, tr
from tests.unit.reading.reads import document, lines, table

SPAN2 = '<w:gridSpan w:val="2"/>'
FIRST = '<w:vMerge w:val="restart"/>'
MORE = "<w:vMerge/>"


def places(*rows: str) -> list[tuple[str, int, int, int, int]]:
    found = table(docx(tbl(*rows)))
    return [(c.text, c.row, c.column, c.row_span, c.column_span) for c in found.cells]


def test_cells_have_their_row_and_column() -> None:
    assert places(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"))) == [
        ("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("丙", 1, 0, 1, 1), ("丁", 1, 1, 1, 1),
    ]  # fmt: skip


def test_a_cell_across_columns_moves_those_after_it() -> None:
    assert places(tr(tc("宽", properties=SPAN2), tc("窄"))) == [
        ("宽", 0, 0, 1, 2), ("窄", 0, 2, 1, 1),
    ]  # fmt: skip


def test_a_cell_across_rows_is_there_once() -> None:
    rows = (
        tr(tc("高", properties=FIRST), tc("甲")),
        tr(tc("", properties=MORE), tc("乙")),
        tr(tc("", properties=MORE), tc("丙")),
    )
    assert places(*rows)[0] == ("高", 0, 0, 3, 1)
    assert len(places(*rows)) == 4


def test_text_in_a_cell_that_is_merged_away_is_not_lost() -> None:
    rows = (tr(tc("上", properties=FIRST)), tr(tc("下", properties=MORE)))
    assert places(*rows) == [("上\n下", 0, 0, 2, 1)]


def test_a_cell_that_continues_nothing_stands_for_itself() -> None:
    assert places(tr(tc("孤", properties=MORE))) == [("孤", 0, 0, 1, 1)]


def test_a_row_may_begin_later() -> None:
    rows = (tr(tc("甲"), tc("乙")), tr(tc("丙"), properties='<w:gridBefore w:val="1"/>'))
    assert places(*rows)[2] == ("丙", 1, 1, 1, 1)


def test_a_deleted_row_is_left_out() -> None:
    gone = tr(tc(p("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>")),
              properties="<w:del/>")  # fmt: skip
    assert places(tr(tc("留")), gone) == [("留", 0, 0, 1, 1)]


def test_a_nested_table_is_lines_of_its_cell() -> None:
    inner = tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁")))
    assert places(tr(tc(p("前"), inner, p("后")))) == [("前\n甲\t乙\n丙\t丁\n后", 0, 0, 1, 1)]


def test_a_tables_text_finds_each_cell_where_it_says() -> None:
    found = table(docx(tbl(tr(tc("甲甲"), tc("")), tr(tc("丙"), tc("丁")))))
    at = found.offsets()
    assert all(found.text[at[c.row, c.column] :].startswith(c.text) for c in found.cells)


def test_a_table_without_any_text_is_left_out() -> None:
    assert lines(docx(tbl(tr(tc(""))) + p("文"))) == ["文"]


def test_a_wild_span_is_clamped() -> None:
    found = table(docx(tbl(tr(tc("甲", properties='<w:gridSpan w:val="99999999"/>')))))
    assert found.columns <= 255


def test_a_bold_cell_says_so() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>合计</w:t></w:r>"
    assert [c.bold for c in table(docx(tbl(tr(tc(p(bold)), tc("1"))))).cells] == [True, False]


def test_a_paragraph_between_rows_is_not_lost() -> None:
    body = "<w:tbl>" + tr(tc("甲")) + p("夹") + "</w:tbl>"
    assert [block.text for block in document(docx(body)).blocks] == ["甲", "夹"]
