"""A workbook of 600,000 figures: time per cell, memory, and whether a reader can open it.

The district is made of one generated report under many names, so that what is measured is
the writing and not the holding. LibreOffice (with `--office`, minutes and some GB of
memory) opens the workbook, calculates it by itself, and its totals are held against ours.
"""

from __future__ import annotations

import csv
import hashlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from tasks.artefact import Output
from tasks.delivery.making import Making
from tasks.delivery.workbook import build_workbook
from tasks.department.examine import examine
from tasks.department.report import DepartmentReport
from tasks.district.district import Contribution, CoverageRow, District, Receipt, Status, Total
from tasks.intake.submission import Format, Submission
from tasks.profile.load import default_profile
from tasks.profile.model import Profile, RosterEntry
from tests.benchmarks.generated import report as generated
from tests.benchmarks.memory_bench import peak

ROWS: Final = 600_000
COLUMNS: Final = 27
INDICATOR: Final = "普法宣传活动场次"
_AS_CSV: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
"""LibreOffice's filter: comma, quote, UTF-8, as shown; the second sheet, 指标汇总."""


def one_report(folder: Path, profile: Profile) -> DepartmentReport:
    """Return a generated report as read, its first figure said of the indicator."""
    path = folder / "第0局.docx"
    content = generated(0)
    path.write_bytes(content)
    submission = Submission(
        file=path.name,
        folder=str(path.parent),
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        format=Format.DOCX,
    )
    found = examine(submission, profile)
    if not isinstance(found, DepartmentReport):
        raise TypeError(found)
    first, *rest = found.figures
    return replace(found, figures=(replace(first, canonical=INDICATOR), *rest))


def district_of(report: DepartmentReport, departments: int) -> District:
    """Return a district in which so many departments sent this report."""
    names = [f"第{number}局" for number in range(departments)]
    reports = tuple(
        replace(report, department=name, submission=replace(report.submission, file=f"{name}.docx"))
        for name in names
    )
    first = report.figures[0]
    home = report.blocks[first.block]
    parts = tuple(
        Contribution(
            department=name,
            figure=first.id,
            block=home.id,
            section=home.section,
            value=first.normalized_value,
            lower=first.lower,
            upper=first.upper,
            approximate=False,
        )
        for name in names
    )
    total = Total(
        indicator=INDICATOR,
        unit=first.normalized_unit,
        value=sum((part.value for part in parts), Decimal(0)),
        lower=first.lower * departments,
        upper=None if first.upper is None else first.upper * departments,
        departments=departments,
        approximate=False,
        contributions=parts,
        left_out=(),
    )
    sections = tuple(section.title for section in default_profile().outline)
    return District(
        name="望澜区",
        year=2025,
        sections=sections,
        receipts=tuple(_receipt(each) for each in reports),
        reports=reports,
        missing=(),
        totals=(total,),
        contradictions=(),
        coverage=tuple(
            CoverageRow(department=name, characters=(900,) * len(sections), unplaced=0)
            for name in names
        ),
        diagnostics=(),
    )


def _receipt(report: DepartmentReport) -> Receipt:
    return Receipt(
        file=report.submission.file,
        sha256=report.submission.sha256,
        department=report.department,
        year=2025,
        status=Status.RECEIVED,
        counts=True,
        reason="",
        report=report,
    )


def written(district: District, profile: Profile, folder: Path) -> Output:
    """Write the workbook, print time and memory, and return it."""
    rows = sum(len(report.figures) for report in district.reports)
    before, began = peak(), time.process_time()
    book = build_workbook(district, profile, making=Making(room=folder))
    taken = time.process_time() - began
    print(f"{rows} figures of {len(district.reports)} departments, {COLUMNS} columns")
    print(f"{'CPU time':<44}{taken:8.1f} s {taken / rows / COLUMNS * 1e6:8.2f} µs a cell")
    print(f"{'memory more than before':<44}{peak() - before:8.1f} MiB")
    print(f"{'the file':<44}{book.size / 2**20:8.1f} MiB")
    return book


def calculated(book: Output, folder: Path) -> dict[str, str]:
    """Return the summary's first row as LibreOffice calculates it; print what that took."""
    source = folder / "book.xlsx"
    source.write_bytes(book.content)
    began = time.perf_counter()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            _AS_CSV,
            "--outdir",
            str(folder / "out"),
            str(source),
        ],
        check=True,
        capture_output=True,
    )
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    print(f"{'LibreOffice opens and calculates it in':<44}{time.perf_counter() - began:8.1f} s")
    print(f"{'its memory':<44}{memory:8.1f} GiB")
    (made,) = (folder / "out").glob("*.csv")
    _, _, head, first, *_ = csv.reader(made.read_text("utf-8").splitlines())
    return dict(zip(head, first, strict=True))


def main(arguments: list[str]) -> int:
    """Measure; with `--office` end with 1 when LibreOffice arrives at another total."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = one_report(folder, default_profile())
        district = district_of(report, -(-ROWS // len(report.figures)))
        roster = tuple(
            RosterEntry(name=each.department or "", aliases=(), kind="局")
            for each in district.reports
        )
        profile = default_profile().model_copy(update={"roster": roster})
        book = written(district, profile, folder)
        if "--office" not in arguments or shutil.which("soffice") is None:
            return 0
        said, total = calculated(book, folder), district.totals[0]
        print(f"{'its total':<44}{said['合计']:>8}, the program's {total.value}: {said['核对']}")
        return int(Decimal(said["合计"].replace(",", "")) != total.value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
