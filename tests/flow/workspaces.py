"""Small workspaces for the tests of whole runs."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from flows.settings import Order, Workspace
from tasks.profile.workspace import create_workspace

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
)


def write_docx(path: Path, paragraphs: Sequence[str]) -> None:
    """Write a Word file of plain paragraphs."""
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in paragraphs)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{lines}</w:body></w:document>',
        )


def report_of(department: str, trainings: int) -> tuple[str, ...]:
    """Return a short report's paragraphs."""
    return (
        f"{department}2025年法治政府建设年度报告",
        "区委全面依法治区办：",
        f"现将{department}2025年法治政府建设情况报告如下。",
        "一、学习贯彻党的二十大及历次全会关于法治建设重大部署情况",
        "召开党组会议专题学习，研究部署全年工作。",
        "四、推进法治政府建设的主要举措和成效",
        f"（一）开展普法宣传。全年开展普法宣传活动{trainings}场次，发放宣传资料1200份。",
        "五、存在的不足和原因",
        "执法力量不足，业务培训还不够深入。",
        "六、下一年度推进法治政府建设的主要安排",
        "继续加强执法队伍建设。",
        department,
        "2026年1月12日",
    )


def make_workspace(root: Path, reports: Mapping[str, int]) -> Workspace:
    """Make a workspace whose roster and inbox hold one good report per department."""
    create_workspace(root, district="望澜区", superior="澄州市", year=2025)
    workspace = Workspace(root=root)
    rows = "".join(f"{department},,局\n" for department in reports)
    (workspace.profile / "roster.csv").write_text("名称,别名,类别\n" + rows, encoding="utf-8")
    for department, trainings in reports.items():
        name = f"{department}2025年法治政府建设年度报告.docx"
        write_docx(workspace.inbox / name, report_of(department, trainings))
    return workspace


def order_for(workspace: Workspace, run: str) -> Order:
    """Return an order with two workers and a fixed time."""
    return Order(workspace=workspace, run=run, started="2026-03-02T09:00:00+0800", workers=2)


def outputs(folder: Path) -> dict[str, str]:
    """Return each file below the folder with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
