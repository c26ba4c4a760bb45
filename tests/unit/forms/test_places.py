"""Where a form's cells are found in tables that departments laid out otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tasks.district.forms.places import Sheet
from tasks.document import Table
from tasks.profile.model import FormBlock
from tests.unit.forms.cases import DISPUTES, district, laid, with_table
from tests.unit.forms.test_sums import by_hand, told

POLICE = 1
BLOCK = FormBlock(
    table="收件",
    columns=("情况／甲／子", "情况／乙／子", "情况／总计"),
    rows=("收件", "一、办结／其他"),
)


def places(*rows: tuple[str, ...], columns: int) -> dict[tuple[int, int], list[tuple[int, int]]]:
    placed = Sheet(laid(*rows, columns=columns)).place(BLOCK)
    return {at: [(c.row, c.column) for c in cells] for at, cells in placed.cells.items()}


def test_a_name_alone_will_do_where_it_is_the_only_one() -> None:
    found = places(("", "", "总计"), ("收件", "", "3"), ("其他", "", "4"), columns=3)
    assert found == {(0, 2): [(1, 2)], (1, 2): [(2, 2)]}


def test_a_name_that_stands_twice_needs_what_is_above_it() -> None:
    """Nobody can tell which of 甲 and 乙 a column is that is headed 子 only."""
    assert places(("", "子", "子"), ("收件", "1", "2"), columns=3) == {}
    found = places(("", "甲", "乙"), ("", "子", "子"), ("收件", "1", "2"), columns=3)
    assert found == {}
    headed = places(("", "情况"), ("", "甲", "乙"), ("", "子", "子"), ("收件", "1", "2"), columns=3)
    assert headed == {(0, 0): [(3, 1)], (0, 1): [(3, 2)]}


def test_a_word_heads_what_is_right_of_it_or_below_it_and_nothing_else() -> None:
    """总计 as the name of a row heads no column."""
    found = places(("收件", "3", "总计"), ("总计", "5", ""), columns=3)
    assert found == {}


def test_a_row_that_stands_twice_is_told() -> None:
    rows = (("", "总计"), ("收件", "3"), ("收件", "4"))
    assert places(*rows, columns=2) == {(0, 2): [(1, 1), (2, 1)]}


def test_cells_that_a_department_merged_count_once() -> None:
    def merged(table: Table) -> Table:
        cells = [c for c in table.cells if (c.row, c.column) != (3, 1)]
        return replace(
            table,
            cells=tuple(
                replace(c, column_span=2) if (c.row, c.column) == (3, 0) else c for c in cells
            ),
        )

    made = district([(POLICE, with_table(POLICE, DISPUTES, merged))])
    sums, whole = made.forms[DISPUTES].sums, by_hand(DISPUTES)
    assert (sums[0, 0, 0], sums[0, 0, 1]) == (whole[0, 0, 0], whole[0, 0, 1])
    [message] = told(made)
    assert "“行政复议／结果纠正”列与别的格合并成一格" in message


def test_last_years_column_beside_this_years_is_left_out() -> None:
    beside = laid(
        ("行政复议", "行政复议", "行政复议"),
        ("结果维持", "结果维持", "尚未审结"),
        ("2025年", "2024年", "2025年"),
        ("2", "9", "1"),
        columns=3,
    )
    made = district([(POLICE, with_table(POLICE, DISPUTES, lambda _: beside))])
    readings = {r.department: r for r in made.forms[DISPUTES].readings}
    parts = readings["澄州市公安局望澜分局"].parts
    assert [(p.place, p.value) for p in parts] == [((0, 0, 0), Decimal(2)), ((0, 0, 3), Decimal(1))]
