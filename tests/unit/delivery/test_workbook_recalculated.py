"""LibreOffice, calculating by itself, arrives at the program's own totals."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery.workbook import build_workbook
from tasks.department.report import DepartmentReport
from tasks.district.district import District, Total
from tasks.profile.model import Profile
from tests.unit.delivery.district_builder import sample_district

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
AWKWARD = {"行政复议案件办结数": "复议*", "普法活动场次": "复议结案（?）"}


def awkward_district() -> tuple[District, Profile]:
    """Return the sample with names like patterns and values that binary sums get wrong."""
    district, profile = sample_district()
    reports = tuple(_renamed(report) for report in district.reports)
    totals = tuple(_tenth(total) for total in district.totals)
    return replace(district, reports=reports, totals=totals), profile


def _renamed(report: DepartmentReport) -> DepartmentReport:
    figures = tuple(
        replace(f, canonical=AWKWARD.get(f.canonical or "", f.canonical)) for f in report.figures
    )
    return replace(report, figures=figures)


def _tenth(total: Total) -> Total:
    """Return the total with each part a tenth of a unit larger: 0.1 has no binary end."""
    parts = tuple(replace(part, value=part.value + Decimal("0.1")) for part in total.contributions)
    return replace(
        total,
        indicator=AWKWARD.get(total.indicator, total.indicator),
        contributions=parts,
        value=sum((part.value for part in parts), Decimal(0)),
    )


def recalculated(
    folder: Path, district: District, profile: Profile, most: int = 1000
) -> dict[str, Worksheet]:
    """Return the sheets as LibreOffice calculates them; `most` figures in a detail sheet."""
    (folder / "in.xlsx").write_bytes(build_workbook(district, profile, most=most).content)
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'office').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(folder / "in.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    book = load_workbook(folder / "out" / "in.xlsx", data_only=True)
    return {found.title: found for found in book.worksheets}


def line(sheet: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in sheet[row]]


@pytest.mark.parametrize(
    ("made", "most"), [(sample_district, 1000), (awkward_district, 1000), (sample_district, 6)]
)
def test_recalculation_gives_the_programs_totals(
    tmp_path: Path, made: Callable[[], tuple[District, Profile]], most: int
) -> None:
    district, profile = made()
    sheets = recalculated(tmp_path, district, profile, most)
    for row, total in enumerate(district.totals, start=4):
        said = dict(zip(line(sheets["指标汇总"], 3), line(sheets["指标汇总"], row), strict=True))
        assert Decimal(str(said["合计"])) == total.value
        assert Decimal(str(said["下限"])) == total.lower
        assert Decimal(str(said["上限"])) == total.upper
        assert said["核对"] == "一致"
        assert bool(said["约数"]) == total.approximate
        assert said["计入条数"] == len(total.contributions)
        assert said["未计入条数"] == len(total.left_out)
        assert said["报送部门数"] == len({part.department for part in total.contributions})


def test_the_matrix_gives_each_departments_share(tmp_path: Path) -> None:
    district, profile = sample_district()
    matrix = recalculated(tmp_path, district, profile)["部门×指标"]
    assert line(matrix, 4)[2:] == [126, 40, None]
    assert line(matrix, 5)[2:] == [3, 85, 500000]
    assert line(matrix, 6)[2:] == [None, 16, 8500]
    assert line(matrix, 9)[2:] == [float(total.value) for total in district.totals]
