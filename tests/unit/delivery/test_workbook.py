"""The workbook says what the district says, and can be followed and checked."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tasks.artefact import Output
from tasks.corrections import read_reviews
from tasks.corrections.columns import seal
from tasks.delivery.workbook import build_workbook
from tasks.delivery.workbook.book import SHEETS
from tasks.district.district import District
from tests.unit.delivery.district_builder import IDENTITY_CARD, MOBILE, sample_district

Row = dict[str, object]


@pytest.fixture(scope="module")
def artefact() -> Output:
    return build_workbook(*sample_district())


@pytest.fixture(scope="module")
def book(artefact: Output) -> Workbook:
    return load_workbook(io.BytesIO(artefact.content))


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def rows(book: Workbook, name: str) -> list[Row]:
    """Return the sheet's table as rows by header."""
    found = sheet(book, name)
    (table,) = found.tables.values()
    head, *body = [[cell.value for cell in line] for line in found[table.ref]]
    return [dict(zip(map(str, head), line, strict=True)) for line in body]


def counted_figures(district: District) -> set[str]:
    return {part.figure for total in district.totals for part in total.contributions}


def test_the_path_names_district_and_year(artefact: Output) -> None:
    assert artefact.path == "望澜区2023年法治政府建设关键数据汇总表.xlsx"


def test_all_sheets_are_there_in_order(book: Workbook) -> None:
    assert tuple(book.sheetnames) == SHEETS


def test_the_same_district_gives_the_same_bytes(artefact: Output) -> None:
    assert build_workbook(*sample_district()).content == artefact.content


def test_no_clock_is_in_the_file(artefact: Output, book: Workbook) -> None:
    with zipfile.ZipFile(io.BytesIO(artefact.content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert book.properties.created == book.properties.modified
    assert str(book.properties.modified) == "2024-01-01 00:00:00"


def test_every_figure_is_one_row(book: Workbook) -> None:
    district, _ = sample_district()
    said = [figure.id for report in district.reports for figure in report.figures]
    assert [row["数据编号"] for row in rows(book, "数据明细")] == said


def test_just_the_contributions_count(book: Workbook) -> None:
    district, _ = sample_district()
    detail = rows(book, "数据明细")
    yes = {row["数据编号"] for row in detail if row["是否计入合计"] == "是"}
    assert yes == counted_figures(district)
    assert all(row["未计入原因"] for row in detail if row["是否计入合计"] == "否")
    assert not any(row["未计入原因"] for row in detail if row["是否计入合计"] == "是")


def test_a_figure_is_written_as_said_and_normalised(book: Workbook) -> None:
    (row,) = (r for r in rows(book, "数据明细") if r["数据编号"] == "sf05")
    assert (row["原文数值"], row["单位"]) == (1.2, "万份")
    assert (row["规范化数值"], row["规范化单位"]) == (12000, "份")
    assert (row["下限"], row["上限"]) == (11500, 12500)


def test_a_figure_links_to_its_characters(book: Workbook) -> None:
    detail = sheet(book, "数据明细")
    column = [cell.value for cell in detail[3]].index("溯源") + 1
    link = detail.cell(4, column).hyperlink
    assert link is not None
    assert (link.target, link.location) == ("溯源/区司法局.html", "f-sf01")


def test_totals_are_formulas_without_cached_values(book: Workbook, artefact: Output) -> None:
    assert all(str(row["合计"]).startswith("=SUMIFS(") for row in rows(book, "指标汇总"))
    cached = load_workbook(io.BytesIO(artefact.content), data_only=True)
    assert [row["合计"] for row in rows(cached, "指标汇总")] == [None, None, None]


def test_review_columns_offer_their_choices(book: Workbook) -> None:
    offered = [v.formula1 for v in sheet(book, "数据明细").data_validations.dataValidation]
    assert offered == [
        '"采纳,更正,剔除"',
        "'口径说明'!$A$4:$A$7",
        '"是,否"',
        '"仅本条,本部门同类,全区同类"',
    ]


def test_every_file_and_every_missing_department_is_in_the_receipts(book: Workbook) -> None:
    district, _ = sample_district()
    receipts = rows(book, "报送情况")
    assert {r.file for r in district.receipts} <= {row["文件"] for row in receipts}
    assert [r["部门"] for r in receipts if r["状态"] == "未报送"] == list(district.missing)
    (rejected,) = (row for row in receipts if row["状态"] == "无法读取")
    assert (rejected["原因"], rejected["处理建议"]) == (
        "文件损坏，无法打开。",
        "请区财政局重新报送。",
    )


def test_every_check_is_listed_the_gravest_first(book: Workbook) -> None:
    district, _ = sample_district()
    inside = sum(len(report.diagnostics) for report in district.reports)
    degrees = [str(row["程度"]) for row in rows(book, "核查清单")]
    assert len(degrees) == inside + len(district.diagnostics) + len(district.contradictions)
    assert degrees == sorted(degrees, key=["错误", "警告", "提示"].index)


def test_unplaced_text_is_kept_and_stays_text(book: Workbook) -> None:
    (text,) = (r["内容"] for r in rows(book, "未归类内容") if "HYPERLINK" in str(r["内容"]))
    assert text == "=HYPERLINK(1) {{ 7*7 }} <script>alert(1)</script> ▯反向▯"
    found = [c for line in sheet(book, "未归类内容").iter_rows() for c in line if c.value == text]
    assert [(cell.data_type, cell.quotePrefix) for cell in found] == [("s", True)]


def test_no_personal_number_is_anywhere_in_the_file(artefact: Output) -> None:
    with zipfile.ZipFile(io.BytesIO(artefact.content)) as package:
        text = "".join(package.read(name).decode("utf-8") for name in package.namelist())
    assert IDENTITY_CARD not in text
    assert MOBILE not in text
    assert "138****5678" in text


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_on_a4_across(book: Workbook, name: str) -> None:
    found = sheet(book, name)
    assert (found.page_setup.orientation, str(found.page_setup.paperSize)) == ("landscape", "9")
    assert found.sheet_properties.pageSetUpPr is not None
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert name == "总览" or (found.print_title_rows == "$3:$3" and found.freeze_panes)


def test_coverage_holds_the_characters_of_each_section(book: Workbook) -> None:
    district, _ = sample_district()
    lines = [list(row.values()) for row in rows(book, "提纲覆盖")]
    assert lines[1] == ["区市场监管局", "已采用", 88, 0, 0, 72, 160]
    assert [line[0] for line in lines[3:]] == list(district.missing)


def test_a_section_written_under_another_ones_heading_is_no_gap() -> None:
    district, profile = sample_district()
    first, second, *others = district.coverage
    written = replace(district, coverage=(first, replace(second, merged=(2,)), *others))
    book = load_workbook(io.BytesIO(build_workbook(written, profile).content))
    assert list(rows(book, "提纲覆盖")[1].values()) == [
        "区市场监管局", "已采用", 88, "合写", 0, 72, 160
    ]  # fmt: skip
    gaps = [_gap(each, "2. 不足原因") for each in (build_workbook(district, profile).content, book)]
    assert gaps[0] == gaps[1] + 1


def _gap(book: Workbook | bytes, section: str) -> int:
    """Return the number of departments that the overview counts as wanting in the section."""
    opened = load_workbook(io.BytesIO(book)) if isinstance(book, bytes) else book
    overview = sheet(opened, "总览")
    return next(
        int(str(overview.cell(row, 15).value))
        for row in range(6, 20)
        if overview.cell(row, 14).value == section
    )


def corrected_rows() -> dict[object, Row]:
    """Return the detail rows of the sample with figures corrected, removed, ruled, accepted."""
    district, profile = sample_district()
    justice = district.reports[0]
    changes: dict[str, dict[str, object]] = {
        "sf01": {"value": Decimal(128), "normalized_value": Decimal(128), "review": "correct"},
        "sf02": {"canonical": None, "review": "rule"},
        "sf05": {"removed": True, "review": "remove", "remark": "重复"},
    }
    figures = tuple(
        replace(f, original=f, **changes[f.id])  # type: ignore[arg-type]
        if f.id in changes
        else replace(f, review="accept")
        for f in justice.figures
    )
    made = replace(district, reports=(replace(justice, figures=figures), *district.reports[1:]))
    content = build_workbook(made, profile).content
    return {row["数据编号"]: row for row in rows(load_workbook(io.BytesIO(content)), "数据明细")}


def test_a_corrected_figure_shows_both_values_and_what_she_filled_in() -> None:
    row = corrected_rows()["sf01"]
    assert (row["原文数值"], row["更正情况"]) == (126, "原为126件，更正为128件")
    filled = [row[head] for head in ("复核", "更正值", "更正指标", "适用范围", "备注")]
    assert filled == ["更正", 128, None, None, None]


def test_a_removed_figure_says_so_where_others_give_their_reason() -> None:
    row = corrected_rows()["sf05"]
    assert (row["是否计入合计"], row["未计入原因"]) == ("否", "复核剔除")
    assert (row["复核"], row["备注"]) == ("剔除", "重复")


def test_accepted_figures_stay_accepted_and_ruled_ones_are_not_hers() -> None:
    made = corrected_rows()
    assert made["sf03"]["复核"] == "采纳"
    assert made["sf03"]["更正情况"] is None
    assert made["sf02"]["复核"] is None
    assert "按更正规则" in str(made["sf02"]["更正情况"])


def test_what_the_workbook_filled_in_reads_back_under_its_seal() -> None:
    district, profile = sample_district()
    book = load_workbook(io.BytesIO(build_workbook(district, profile).content))
    detail = sheet(book, "数据明细")
    review = [cell.value for cell in detail[3]].index("复核") + 1
    for line in range(4, detail.max_row + 1):
        detail.cell(line, review, "采纳")
    saved = io.BytesIO()
    book.save(saved)
    reviews = read_reviews(saved.getvalue())
    assert reviews is not None
    said = [figure.id for report in district.reports for figure in report.figures]
    assert [row.figure for row in reviews.rows] == said
    assert all(seal(district.name, district.year, row.said) == row.seal for row in reviews.rows)


def test_last_years_total_stands_beside_this_years_with_the_change() -> None:
    district, profile = sample_district()
    last = (("普法活动场次", "场", Decimal(100)), ("罚没金额", "万元", Decimal(1)))
    content = build_workbook(replace(district, last_year=last), profile).content
    summary = rows(load_workbook(io.BytesIO(content)), "指标汇总")
    assert [row["上年合计"] for row in summary] == [None, 100, None]
    assert all(str(row["同比"]).startswith("=IF(") for row in summary)


def test_more_figures_than_a_sheet_takes_go_on_in_the_next(book: Workbook) -> None:
    district, profile = sample_district()
    split = load_workbook(io.BytesIO(build_workbook(district, profile, most=7).content))
    names = [name for name in split.sheetnames if name.startswith("数据明细")]
    assert names == ["数据明细", "数据明细2", "数据明细3"]
    parts = [row for name in names for row in rows(split, name)]
    assert [row["数据编号"] for row in parts] == [r["数据编号"] for r in rows(book, "数据明细")]
    assert "第2张，共3张" in str(sheet(split, "数据明细2")["A2"].value)


def test_the_overview_has_two_charts_of_its_own_numbers(book: Workbook) -> None:
    overview = sheet(book, "总览")
    assert len(vars(overview)["_charts"]) == 2
    numbers = {overview.cell(row, 11).value: overview.cell(row, 12).value for row in range(7, 20)}
    assert numbers["未报送"] == 2
    assert numbers["无法读取"] == 1
    assert str(overview.print_area).endswith("$H$" + str(overview.max_row))


def test_an_empty_district_is_still_a_workbook() -> None:
    district, profile = sample_district()
    bare = replace(
        district,
        receipts=(),
        reports=(),
        missing=(),
        totals=(),
        contradictions=(),
        coverage=(),
        diagnostics=(),
    )
    nothing = profile.model_copy(update={"roster": (), "indicators": ()})
    book = load_workbook(io.BytesIO(build_workbook(bare, nothing).content))
    assert tuple(book.sheetnames) == SHEETS
