"""指标汇总 and 部门×指标: the totals as formulas over the rows of 数据明细 that count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery.contents import Contents
from tasks.delivery.workbook import detail, styles
from tasks.delivery.workbook.chunks import HERE
from tasks.delivery.workbook.conditions import Condition, Details, count_where, sum_where
from tasks.delivery.workbook.sheet import (
    FIRST_ROW,
    Column,
    Placed,
    colour,
    row_height,
    set_up_print,
    write_value,
)
from tasks.delivery.workbook.streaming import Counted, Streams
from tasks.delivery.workbook.tables import write_table
from tasks.delivery.workbook.values import (
    Formula,
    Share,
    Value,
    decimal_places,
    exact_number,
    safe_text,
)
from tasks.district.district import Contribution, Total

TOTAL: Final = "合计"
_LAST, _PROGRAM = "上年合计", "程序合计"
_OPEN_END: Final = "不限"
_PAGE_COLUMNS: Final = 9
_COUNTS: Final[Condition] = (detail.STANDS, f'"{detail.COUNTED}"')
_ANYTHING: Final = '"?*"'

Conditions = tuple[Condition, ...]

_SUMMARY: Final = (
    Column(header="指标", width=26),
    Column(header="单位", width=8, style=styles.CENTER),
    Column(header=TOTAL, width=14),
    Column(header="约数", width=9, style=styles.CENTER),
    Column(header="下限", width=13, style=styles.CENTER),
    Column(header="上限", width=13, style=styles.CENTER),
    Column(header="报送部门数", width=9),
    Column(header="计入条数", width=8),
    Column(header="未计入条数", width=9),
    Column(header="更正条数", width=8),
    Column(header=_LAST, width=12),
    Column(header="同比", width=8, style=styles.CENTER),
    Column(header=_PROGRAM, width=13),
    Column(header="核对", width=8, style=styles.CENTER),
    Column(header="口径说明", width=32),
)


def write_summary(
    sheet: Worksheet, streams: Streams, contents: Contents, *, detailed: Details, matrix: Placed
) -> Placed:
    """Fill 指标汇总: one row a total, each number a formula over 数据明细 and the matrix."""
    totals = contents.district.totals
    placed = write_table(
        sheet,
        streams,
        note="合计为公式，取“数据明细”中“是否计入合计”为“是”的行；改动明细后合计随之变化，"
        "与程序结果不同时“核对”栏提示。",
        columns=_SUMMARY,
        rows=(
            _summary_row(contents, total, number, detailed, matrix)
            for number, total in enumerate(totals)
        ),
    )
    changed, rough = placed.letter("核对"), placed.letter("约数")
    colour(sheet, placed.inside("核对"), f'{changed}{FIRST_ROW}="有改动"', styles.BAD)
    colour(sheet, placed.inside("约数"), f'{rough}{FIRST_ROW}="含约数"', styles.CAREFUL)
    return placed


def _summary_row(
    contents: Contents, total: Total, number: int, detailed: Details, matrix: Placed
) -> tuple[Value, ...]:
    row = FIRST_ROW + number
    which = _of_indicator(total, f"$A{row}")
    counts = (*which, _COUNTS)
    left = (detail.STANDS, f'"{detail.NOT_COUNTED}"')
    rough = count_where(detailed, *counts, (detail.QUALIFIER, _ANYTHING))
    return (
        total.indicator,
        total.unit,
        _sum(detailed, detail.VALUE, counts, total.value, (p.value for p in total.contributions)),
        Formula(text=f'=IF({rough}>0,"含约数","")', places=None),
        _sum(detailed, detail.LOWER, counts, total.lower, (p.lower for p in total.contributions)),
        _upper(detailed, counts, total),
        Formula(text=f"=COUNT({matrix.column(matrix.headers[number + 2])})"),
        Formula(text=f"={count_where(detailed, *counts)}"),
        Formula(text=f"={count_where(detailed, *which, left)}"),
        Formula(text=f"={count_where(detailed, *which, (detail.AMENDED, _ANYTHING))}"),
        _last_year(contents, total),
        Share(text=f'=IF(N({_at(_LAST)}{row})=0,"",{_at(TOTAL)}{row}/{_at(_LAST)}{row}-1)'),
        total.value,
        Formula(text=f'=IF({_at(TOTAL)}{row}={_at(_PROGRAM)}{row},"一致","有改动")', places=None),
        _notes(contents, total.indicator) or None,
    )


def _at(header: str) -> str:
    """Return the letter of the summary's column with this header."""
    return get_column_letter([column.header for column in _SUMMARY].index(header) + 1)


def _notes(contents: Contents, indicator: str) -> str:
    rows = contents.profile.indicators
    return next((row.notes for row in rows if row.name == indicator), "")


def _last_year(contents: Contents, total: Total) -> Decimal | None:
    """Return last year's total, where there is one in the same unit."""
    wanted = (total.indicator, total.unit)
    known = contents.district.last_year
    return next((value for name, unit, value in known if (name, unit) == wanted), None)


def _upper(detailed: Details, counts: Conditions, total: Total) -> Value:
    ends = [part.upper for part in total.contributions]
    closed = [end for end in ends if end is not None]
    if total.upper is None or len(closed) < len(ends):
        return _OPEN_END
    return _sum(detailed, detail.UPPER, counts, total.upper, closed)


def _sum(
    detailed: Details, header: str, counts: Conditions, value: Decimal, parts: Iterable[Decimal]
) -> Value:
    """Return the sum as a formula, or as a value when cells cannot hold every part exactly.

    Decimals are rounded to the places said, because binary sums are off in the last digit.
    """
    said = (*parts, value)
    if any(exact_number(part) is None for part in said):
        return value
    summed = sum_where(detailed, header, *counts)
    places = max(decimal_places(part) for part in said)
    return Formula(text=f"=ROUND({summed},{places})" if places else f"={summed}", places=places)


def _of_indicator(total: Total, reference: str) -> Conditions:
    """Return the conditions that pick the total's indicator and unit."""
    which = (detail.INDICATOR, criterion(total.indicator, reference))
    if not total.unit:
        return (which,)
    return which, (detail.UNIT, criterion(total.unit))


def criterion(text: str, reference: str = "") -> str:
    """Return a criterion for SUMIFS that matches just this text.

    Excel reads `*`, `?` and `~` as wildcards and a leading `<`, `>` or `=` as an operator;
    a text with such signs stands in the formula escaped, any other is referred to.
    """
    clean = safe_text(text)
    if reference and not set(clean) & set("*?~<>="):
        return reference
    escaped = "".join(f"~{sign}" if sign in "*?~" else sign for sign in clean)
    quoted = escaped.replace('"', '""')
    return f'"={quoted}"'


def write_matrix(
    sheet: Worksheet, streams: Streams, contents: Contents, *, detailed: Details, summary: str
) -> Placed:
    """Fill 部门×指标: one row a department, one column a total, each cell a formula.

    `summary` is the name of the sheet that lists the totals in the same order.
    """
    totals = contents.district.totals
    placed = write_table(
        sheet,
        streams,
        note="各部门计入合计的数据之和（公式）；空白表示该部门没有报送这一指标。",
        columns=_matrix_columns(totals),
        rows=Counted(
            rows=_matrix_rows(_departments(contents), totals, detailed, summary),
            count=len(contents.pages) + len(contents.district.missing),
        ),
        frozen=2,
    )
    _sum_below(sheet, placed, totals)
    pages = max(1, -(-len(totals) // _PAGE_COLUMNS))
    set_up_print(sheet, header_row=FIRST_ROW - 1, pages_wide=pages)
    sheet.print_title_cols = "A:B"
    return placed


def _departments(contents: Contents) -> Iterator[tuple[str, str]]:
    yield from ((page.name, "已采用") for page in contents.pages)
    yield from ((safe_text(name), "未报送") for name in contents.district.missing)


def _matrix_columns(totals: Sequence[Total]) -> tuple[Column, ...]:
    names = (Column(header="部门", width=28), Column(header="报送", width=9, style=styles.CENTER))
    return names + tuple(
        Column(header=f"{total.indicator}（{total.unit or '数'}）", width=15) for total in totals
    )


def _matrix_rows(
    departments: Iterable[tuple[str, str]],
    totals: Sequence[Total],
    detailed: Details,
    summary: str,
) -> Iterator[tuple[Value, ...]]:
    places = [_places(total.contributions) for total in totals]
    made: dict[str, tuple[Formula, ...]] = {}
    for name, status in departments:
        # Nearly all rows have the same formulas: they refer to their own first cell.
        whose = criterion(name, f"$A{HERE}")
        if whose not in made:
            made[whose] = tuple(
                _matrix_cell(total, f"'{summary}'!$A${at}", places[at - FIRST_ROW], whose, detailed)
                for at, total in enumerate(totals, start=FIRST_ROW)
            )
        yield (name, status, *made[whose])


def _matrix_cell(
    total: Total, indicator: str, places: int, whose: str, detailed: Details
) -> Formula:
    counts = (*_of_indicator(total, indicator), (detail.DEPARTMENT, whose), _COUNTS)
    summed = f"ROUND({sum_where(detailed, detail.VALUE, *counts)},{places})"
    return Formula(text=f'=IF({count_where(detailed, *counts)}=0,"",{summed})', places=places)


def _places(parts: Sequence[Contribution]) -> int:
    return max((decimal_places(part.value) for part in parts), default=0)


def _sum_below(sheet: Worksheet, placed: Placed, totals: Sequence[Total]) -> None:
    """Add a row of sums below the table, outside it, so that sorting leaves it in place."""
    row = placed.last + 1
    sheet.row_dimensions[row].height = row_height(1)
    write_value(sheet, row, 1, TOTAL, styles.HEAD)
    write_value(sheet, row, 2, None, styles.HEAD)
    for number, total in enumerate(totals):
        cells = placed.inside(placed.headers[number + 2])
        places = _places(total.contributions)
        formula = Formula(text=f"=ROUND(SUM({cells}),{places})", places=places)
        write_value(sheet, row, number + 3, formula)
