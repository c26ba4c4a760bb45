"""提纲覆盖: how much each department wrote under each section of the outline."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery.contents import Contents
from tasks.delivery.labels import MERGED
from tasks.delivery.places import UNNAMED
from tasks.delivery.workbook import styles
from tasks.delivery.workbook.receipts import MISSING
from tasks.delivery.workbook.sheet import FIRST_ROW, Column, Placed, colour
from tasks.delivery.workbook.streaming import Counted, Streams
from tasks.delivery.workbook.tables import write_table
from tasks.delivery.workbook.values import Value
from tasks.district.district import CoverageRow

THIN = 50
"""Characters below which a section is marked as thin: about two lines of a report."""


def write_coverage(sheet: Worksheet, streams: Streams, contents: Contents) -> Placed:
    """Fill the sheet: departments × sections in characters, empty and thin ones coloured."""
    titles = contents.sections
    placed = write_table(
        sheet,
        streams,
        note=f"各部门在提纲各部分所写字数（不含空白）。红色为缺或空，黄色不足{THIN}字，绿色为有内容；“{MERGED}”为"
        "写在其他部分的标题之下，字数计在那里。",
        columns=_columns(titles),
        rows=Counted(
            rows=_rows(contents, len(titles)),
            count=len(contents.district.coverage) + len(contents.district.missing),
        ),
        frozen=2,
    )
    _colour(sheet, placed, len(titles))
    return placed


def _columns(titles: tuple[str, ...]) -> tuple[Column, ...]:
    numbered = (f"{number}. {title}" for number, title in enumerate(titles, start=1))
    return (
        Column(header="部门", width=28),
        Column(header="报送", width=9, style=styles.CENTER),
        *(Column(header=title, width=13) for title in numbered),
        Column(header="未归类", width=10),
        Column(header="合计", width=10),
    )


def _rows(contents: Contents, sections: int) -> Iterator[tuple[Value, ...]]:
    for row in contents.district.coverage:
        yield _row(row)
    for name in contents.district.missing:
        yield (name, MISSING, *([None] * (sections + 2)))


def _row(row: CoverageRow) -> tuple[Value, ...]:
    total = sum(row.characters) + row.unplaced
    cells = (
        MERGED if number in row.merged else count
        for number, count in enumerate(row.characters, start=1)
    )
    return (row.department or UNNAMED, "已采用", *cells, row.unplaced, total)


def _colour(sheet: Worksheet, placed: Placed, sections: int) -> None:
    if not sections:
        return
    first, last = placed.letter(placed.headers[2]), placed.letter(placed.headers[sections + 1])
    cells = f"{first}{FIRST_ROW}:{last}{placed.last}"
    cell = f"{first}{FIRST_ROW}"
    rules = (
        (f'$B{FIRST_ROW}="{MISSING}"', styles.QUIET),
        (f"AND(ISNUMBER({cell}),{cell}=0)", styles.BAD),
        (f"AND(ISNUMBER({cell}),{cell}<{THIN})", styles.CAREFUL),
        (f"ISNUMBER({cell})", styles.GOOD),
    )
    for condition, color in rules:
        colour(sheet, cells, condition, color, last=True)
