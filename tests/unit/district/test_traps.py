"""The trap sentences: what tempts one to a wrong addition, through all of reading and adding."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tasks.department.examine import understand
from tasks.department.report import DepartmentReport
from tasks.district import consolidate
from tasks.document import Cell, Document, Paragraph, Table
from tasks.intake.submission import Format, Submission
from tasks.profile.load import load_profile

ROOT = Path(__file__).parents[3]
SETS = ("traps.toml", "traps_reworded.toml")
TRAPS = [
    row
    for name in SETS
    for row in tomllib.loads((ROOT / "tests" / "golden" / name).read_text("utf-8"))["trap"]
]
PROFILE = load_profile(ROOT)
MEASURES, PLANS = "四、推进法治政府建设的主要举措和成效", "六、下一年度推进法治政府建设的主要安排"


def table(rows: Sequence[str]) -> Table:
    cells = [row.split("｜") for row in rows]
    return Table(
        rows=len(cells),
        columns=len(cells[0]),
        cells=tuple(
            Cell(row=r, column=c, text=text)
            for r, row in enumerate(cells)
            for c, text in enumerate(row)
        ),
    )


def sent(department: str, row: Mapping[str, Any]) -> DepartmentReport:
    def lines(text: str) -> list[Paragraph | Table]:
        return [Paragraph(text=line) for line in text.split("\n") if line]

    rows = row.get("table", {}).get(department)
    blocks = (
        Paragraph(text=f"望澜区{department}2025年法治政府建设年度报告"),
        Paragraph(text=MEASURES),
        *lines(row.get("said", {}).get(department, "")),
        *((table(rows),) if rows else ()),
        Paragraph(text=PLANS),
        *lines(row.get("plans", {}).get(department, "继续加强执法队伍建设。")),
    )
    file = f"{department}.docx"
    submission = Submission(
        file=file, folder="", name="", sha256=f"{department:0>64}", size=1, format=Format.DOCX
    )
    return understand(Document(blocks=blocks), submission, PROFILE)


def test_there_are_forty_traps_of_each_making() -> None:
    assert len(TRAPS) >= 100


@pytest.mark.parametrize("row", TRAPS, ids=lambda row: str(row["why"]))
def test_a_trap_adds_nothing_wrongly(row: dict[str, Any]) -> None:
    senders = {name for key in ("said", "plans", "table") for name in row.get(key, {})}
    district = consolidate([sent(name, row) for name in sorted(senders)], PROFILE)
    values = [total.value for total in district.totals if total.indicator == row["indicator"]]
    right = row["total"] if isinstance(row["total"], list) else [row["total"]]
    assert values in [[Decimal(total)] if total else [] for total in right]
