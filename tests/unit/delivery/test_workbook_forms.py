"""The workbook's fixed tables: formulas over every department's numbers, each with its source."""

from __future__ import annotations

import io
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tasks.delivery.forms import plan
from tasks.delivery.workbook import build_workbook
from tasks.delivery.workbook.forms import FORMS, PARTS, SAME
from tasks.district.district import District
from tests.unit.delivery.district_builder import sample_district
from tests.unit.delivery.test_workbook_recalculated import recalculated
from tests.unit.forms.cases import APPLICATIONS, district, profile, with_table, written

POLICE = 1


@cache
def made() -> District:
    """Return the sample with a cell left blank and one in which 万元 has more decimals."""
    return district([(POLICE, with_table(POLICE, APPLICATIONS, written(3, 5, "/")))])


@cache
def book() -> Workbook:
    return load_workbook(io.BytesIO(build_workbook(made(), profile()).content))


def test_there_are_such_sheets_only_where_somebody_sent_such_tables() -> None:
    without = load_workbook(io.BytesIO(build_workbook(*sample_district()).content))
    assert not {FORMS, PARTS} & set(without.sheetnames)
    assert book().sheetnames[3:6] == [FORMS, PARTS, "数据明细"]


def test_each_number_stands_in_its_departments_row_with_the_way_to_its_figure() -> None:
    sheet = book()[PARTS]
    headers = [cell.value for cell in sheet[3]]
    assert len(headers) == len(set(headers)) == 2 + 7 + 175 + 15
    [row] = [row for row in sheet.iter_rows(min_row=4) if row[0].value == "澄州市公安局望澜分局"]
    found = dict(zip(headers, row, strict=True))
    fees = found["主动公开：行政事业性收费 × 本年收费金额（单位：万元）"]
    assert fees.value == 318.6
    total = made().forms[0]
    [reading] = [r for r in total.readings if r.department == "澄州市公安局望澜分局"]
    [part] = [p for p in reading.parts if p.place == (3, 0, 0)]
    assert fees.hyperlink is not None
    assert fees.hyperlink.target == "溯源/澄州市公安局望澜分局.html"
    assert fees.hyperlink.location == f"f-{part.figure}"
    blank = found["依申请公开：一、本年新收政府信息公开申请数量 × 科研机构"]
    assert blank.value is None


def test_every_count_is_a_formula() -> None:
    sheet = book()[FORMS]
    formulas = [
        cell.value
        for row in sheet.iter_rows(min_row=4, min_col=4)
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert len(formulas) == sum(len(plan(total.form).counts) for total in made().forms)
    assert all(f"{PARTS}" in formula for formula in formulas)


def test_it_prints_and_scrolls_like_the_other_sheets() -> None:
    for name, frozen in ((FORMS, "D3"), (PARTS, "C4")):
        sheet = book()[name]
        assert sheet.freeze_panes == frozen
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_recalculation_gives_the_programs_sums(tmp_path: Path) -> None:
    sheet = recalculated(tmp_path, made(), profile())[FORMS]
    values = {cell.value for row in sheet.iter_rows(max_col=2) for cell in row}
    assert SAME in values
    counts = [
        cell.value
        for row in sheet.iter_rows(min_row=4, min_col=4)
        for cell in row
        if isinstance(cell.value, int | float)
    ]
    sums = [
        total.sums[place]
        for total in made().forms
        for _, place in plan(total.form).counts
        if place in total.sums
    ]
    assert [Decimal(str(count)) for count in counts] == sums
