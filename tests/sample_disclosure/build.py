"""Writes the disclosure sample's inbox: ``python -m tests.sample_disclosure.build FOLDER``."""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import docx

from tests.sample_disclosure.forms import COLUMNS, LINES, applications, disputes, published

HERE: Final = Path(__file__).resolve().parent
SECTIONS: Final = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)

Report = Mapping[str, Any]


def reports() -> tuple[Report, ...]:
    """Return what the five departments report."""
    with (HERE / "reports.toml").open("rb") as file:
        return tuple(tomllib.load(file)["report"])


def file_name(report: Report) -> str:
    """Return the name of a report's file."""
    return f"{report['department']}2025年政府信息公开工作年度报告.docx"


def content(report: Report) -> bytes:
    """Return the report as a Word file."""
    document = docx.Document()
    document.add_paragraph(f"{report['department']}2025年政府信息公开工作年度报告")
    overview, lines = report["overview"], report["applications"]
    blank = ["0"] * COLUMNS
    rows = [[str(n) for n in lines[str(at)]] if str(at) in lines else blank for at in range(LINES)]
    document.add_paragraph(SECTIONS[0])
    for text in overview:
        document.add_paragraph(text)
    document.add_paragraph(SECTIONS[1])
    published(document, report["published"])
    document.add_paragraph(SECTIONS[2])
    applications(document, rows)
    document.add_paragraph(SECTIONS[3])
    disputes(document, report["disputes"])
    document.add_paragraph(SECTIONS[4])
    for text in report["problems"]:
        document.add_paragraph(text)
    document.add_paragraph(SECTIONS[5])
    for text in (report["others"], report["department"], report["date"]):
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def build(folder: Path) -> tuple[Path, ...]:
    """Write every report into the folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for report in reports():
        path = folder / file_name(report)
        path.write_bytes(content(report))
        paths.append(path)
    return tuple(paths)


if __name__ == "__main__":
    for made in build(Path(sys.argv[1])):
        sys.stdout.write(f"{made}\n")
