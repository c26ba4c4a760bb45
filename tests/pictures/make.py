"""The manual's pictures: `make pictures` writes docs/图 from the sample district's outputs.

A direct run over the repository's own inbox in a folder that is thrown away; its workbook,
documents and evidence pages as LibreOffice and Chromium show them, cut to what a caption
speaks of. Needs soffice, pdftoppm and chromium with Chinese fonts.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from flows.direct import run_directly
from flows.running import order_run
from tests.pictures.comments import show_comments
from tests.pictures.image import Image, beside, framed, top, trimmed, whole_rows, write_png
from tests.pictures.paper import page, page_of, pdf_of
from tests.pictures.screen import show_figure, show_overview, show_total, window

ROOT: Final = Path(__file__).parents[2]
PICTURES: Final = ROOT / "docs" / "图"
MOST_BYTES: Final = 120_000
WIDE: Final = 100  # dots an inch of a sheet on A4 across
TALL: Final = 75  # of two pages side by side
BODY: Final = 0.93  # of a page, without the line at its foot
HALF: Final = 0.6  # of a page, where its beginning says it all
HEADERS: Final = 3  # the row of a sheet's column headers
INDICATOR: Final = "行政处罚案件数"
DEPARTMENT: Final = "望澜区城市管理和综合执法局"
WRONG: Final = "整改校园安全隐患37处"
CORRECTION: Final = {
    # a column of the review, and what a person writes there
    "复核": "更正",
    "更正值": "35",
    "适用范围": "仅本条",
    "备注": "经与公安分局核对",
}
KEPT: Final = ("部门", "指标（原文）", "原文数值", "单位", "原句", "更正指标", *CORRECTION)


def sample_run(folder: Path) -> Path:
    """Run over the sample district in the folder and return where its outputs are."""
    for part in ("inbox", "profile"):
        shutil.copytree(ROOT / part, folder / part)
    run_directly(order_run(folder, "20260302-090000", "2026-03-02T09:00:00+0800", None))
    return next(folder.glob("outbox/*/20260302-090000"))


def one(outputs: Path, ending: str) -> Path:
    """Return the output with this ending."""
    return next(path for path in outputs.iterdir() if path.name.endswith(ending))


def sheets(outputs: Path, work: Path) -> dict[str, Image]:
    """Return the pictures of the workbook's sheets, as printed."""
    pdf = pdf_of(one(outputs, "汇总表.xlsx"), work)

    def sheet(title: str, share: float, *, nth: int = 1) -> Image:
        printed = page(pdf, page_of(pdf, title, nth=nth), WIDE)
        return whole_rows(trimmed(top(printed, share)))

    return {
        "总览": sheet("望澜区2025年法治政府建设关键数据汇总表", BODY),
        "指标汇总": sheet("指标汇总", HALF),
        "数据明细": sheet("数据明细", HALF),
        "数据明细右半": sheet("数据明细", HALF, nth=2),
        "报送情况": sheet("报送情况", HALF),
        "提纲覆盖": sheet("提纲覆盖", BODY),
        "核查清单": sheet("核查清单", HALF),
    }


def correction(outputs: Path, work: Path) -> Image:
    """Return the detail sheet with a correction written into its review columns."""
    book = load_workbook(one(outputs, "汇总表.xlsx"))
    for title in book.sheetnames:
        if title != "数据明细":
            del book[title]
    sheet = book["数据明细"]
    names = [str(cell.value) for cell in sheet[HEADERS]]
    wanted = next(
        number
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
        if WRONG in str(row[names.index("原句")])
    )
    for name, said in CORRECTION.items():
        sheet.cell(wanted, names.index(name) + 1, said)
    for column, name in enumerate(names, 1):
        sheet.column_dimensions[get_column_letter(column)].hidden = name not in KEPT
    for number in range(HEADERS + 1, wanted - 2):
        sheet.row_dimensions[number].hidden = True
    sheet.print_area = f"A1:{get_column_letter(len(names))}{wanted + 4}"
    sheet.page_setup.fitToWidth = 1
    sheet.print_options.headings = True
    made = work / "更正.xlsx"
    book.save(made)
    return whole_rows(trimmed(top(page(pdf_of(made, work), 1, WIDE), BODY)))


def documents(outputs: Path, work: Path) -> dict[str, Image]:
    """Return the pictures of the documents, two pages each."""

    def spread(ending: str, second: int, share: float = 1) -> Image:
        pdf = pdf_of(one(outputs, ending), work)
        first, other = (framed(top(page(pdf, number, TALL), share)) for number in (1, second))
        return beside(first, other)

    return {
        "汇总稿": spread("（汇总稿）.docx", 2),
        "分部门汇编": spread("汇编.docx", 2),
        "催报与退回": spread("催报与退回.docx", 3, HALF + 0.1),
    }


def evidence(outputs: Path, work: Path) -> dict[str, Image]:
    """Return the pictures of the evidence pages and of a draft with its comments."""
    summary = json.loads((outputs / "summary.json").read_text(encoding="utf-8"))
    total = next(row for row in summary["totals"] if row["indicator"] == INDICATOR)
    place = next(row["page"] for row in total["contributions"] if row["department"] == DEPARTMENT)
    with window() as tab:
        return {
            "溯源首页": framed(show_overview(tab, outputs / "溯源")),
            "溯源合计": framed(show_total(tab, outputs / "溯源")),
            "溯源原文": framed(show_figure(tab, outputs / "溯源", place)),
            "批注稿": framed(show_comments(tab, one(outputs, "（批注稿）.docx"), work)),
        }


def main() -> None:
    """Write all pictures anew; ends with an error when one is too large to send about."""
    makers: tuple[Callable[[Path, Path], dict[str, Image]], ...] = (sheets, documents, evidence)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        outputs = sample_run(work)
        made = {"更正": correction(outputs, work)}
        for maker in makers:
            made |= maker(outputs, work)
    contents = {f"{name}.png": write_png(image) for name, image in made.items()}
    if large := [name for name, content in contents.items() if len(content) > MOST_BYTES]:
        raise ValueError(f"over {MOST_BYTES} bytes: {', '.join(large)}")
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    for name, content in contents.items():
        (PICTURES / name).write_bytes(content)


if __name__ == "__main__":
    main()
