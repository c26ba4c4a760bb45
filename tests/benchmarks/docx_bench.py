"""Time the compilation of 60 departments against a bare python-docx build: see the bars below.

The bars are the promise: at most 5 s, 200 MB, and 1.5 times what python-docx alone takes for
the same paragraphs and tables.
"""

from __future__ import annotations

import io
import sys
import time
import tracemalloc
from collections.abc import Callable

import docx

from tasks.delivery.compilation import build_compilation
from tasks.department.report import DepartmentReport
from tasks.district.district import District
from tasks.document import Block, BlockKind, Cell, Table
from tests.unit.delivery.district_builder import sample_district

DEPARTMENTS, PARAGRAPHS, ROWS, COLUMNS = 60, 36, 6, 5
SECONDS, MEGABYTES, RATIO = 5.0, 200.0, 1.5
TEXT = "全年开展行政检查126次，办理行政处罚案件38件，开展普法宣传活动21场次，" * 4


def table() -> Table:
    """Return a table of plain cells."""
    cells = tuple(
        Cell(row=row, column=column, text=f"第{row}行{column}")
        for row in range(ROWS)
        for column in range(COLUMNS)
    )
    return Table(rows=ROWS, columns=COLUMNS, cells=cells)


def report(pattern: DepartmentReport, number: int) -> DepartmentReport:
    """Return a report of paragraphs and one table."""
    grid = table()
    blocks = [
        Block(
            index=at,
            id=f"{number}-{at}",
            kind=BlockKind.TABLE if at == PARAGRAPHS else BlockKind.PARAGRAPH,
            text=grid.text if at == PARAGRAPHS else TEXT,
            section=1 + at % 3,
            table=grid if at == PARAGRAPHS else None,
        )
        for at in range(PARAGRAPHS + 1)
    ]
    values = {name: getattr(pattern, name) for name in pattern.__dataclass_fields__}
    values |= {"department": f"第{number}局", "blocks": tuple(blocks), "figures": ()}
    return DepartmentReport(**values | {"diagnostics": (), "skipped": ()})


def bare(district: District) -> bytes:
    """Return a Word file of the same paragraphs and tables, with python-docx alone."""
    document = docx.Document()
    for one in district.reports:
        document.add_heading(one.department or "", 1)
        for block in one.blocks:
            if block.table is None:
                document.add_paragraph(block.text)
                continue
            made = document.add_table(block.table.rows, block.table.columns)
            for row, cells in enumerate(made.rows):
                for column, cell in enumerate(cells.cells):
                    cell.text = f"第{row}行{column}"
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def timed(work: Callable[[], object]) -> float:
    """Return the best of three, in seconds."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def peak(work: Callable[[], object]) -> float:
    """Return the most memory that Python's objects took, in megabytes."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def main() -> int:
    """Print the measures and return 1 when one of them misses its bar."""
    sample, profile = sample_district()
    reports = tuple(report(sample.reports[0], number) for number in range(DEPARTMENTS))
    values = {name: getattr(sample, name) for name in sample.__dataclass_fields__}
    district = District(**values | {"reports": reports})
    ours = timed(lambda: build_compilation(district, profile))
    memory = peak(lambda: build_compilation(district, profile))
    ratio = ours / timed(lambda: bare(district))
    rows = (
        (f"compilation of {DEPARTMENTS} departments", ours, SECONDS, "s"),
        ("its memory", memory, MEGABYTES, "MB"),
        ("ratio to bare python-docx", ratio, RATIO, "times"),
    )
    for name, value, bar, unit in rows:
        print(f"{name:<44}{value:8.2f} {unit} (at most {bar:g})")
    return int(any(value > bar for _, value, bar, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
