"""`huizong verify`: an edited report against the run it came from, and its layout."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.outcome import ATTENTION, FINE
from flows.settings import Workspace, open_workspace
from tasks.delivery.layout.preflight import preflight
from tasks.delivery.layout.template import open_document, standard_template
from tasks.delivery.outbox import LATEST
from tasks.delivery.report.memory import PASSAGES, Memory, identifier, recall, row
from tasks.delivery.report.roundtrip import compare, outdated
from tasks.department.reading import Limits, read
from tasks.document import Document, Paragraph
from tasks.errors import WorkspaceError
from tasks.intake.submission import Rejection

TEMPLATE = "report.docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing found, in Chinese: its sort, where it is, what it is."""

    kind: str
    place: str
    text: str


def verify_file(file: Path, root: Path, *, restore: bool) -> int:
    """Verify a report, or the workspace's style template; print and return the exit code.

    `restore` writes the standard template over the workspace's own.
    """
    workspace = open_workspace(root)
    if _is_template(file, workspace):
        return _verify_template(file, restore=restore)
    content = _content(file)
    memory, latest = _memories(content, workspace)
    lines = tuple(_lines(content, file))
    points = [
        *(Point(kind=d.kind, place=d.place, text=d.message) for d in compare(memory, lines)),
        *(
            Point(kind=d.kind, place=d.place, text=d.message)
            for d in outdated(memory, latest, lines)
        ),
        *_layout(content),
    ]
    return _show(f"{file.name} 与汇总数据的核对", points, "数字、来源和版式均与汇总数据一致。")


def _is_template(file: Path, workspace: Workspace) -> bool:
    return file.resolve() == (workspace.profile / TEMPLATE).resolve()


def _verify_template(file: Path, *, restore: bool) -> int:
    if restore:
        file.write_bytes(standard_template())
    if not file.exists():
        raise WorkspaceError(
            f"没有 {file}。", remedy="加上 --restore 可生成一份标准版式模板，再用 Word 修改。"
        )
    return _show("版式模板", list(_layout(file.read_bytes())), "版式模板与标准一致。")


def _layout(content: bytes) -> Iterator[Point]:
    for found in preflight(content):
        yield Point(
            kind="版式",
            place=f"{found.place}{found.name}",
            text=f"现为{found.found}，标准为{found.standard}",
        )


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise WorkspaceError(
            f"文件打不开：{file}（{error.strerror}）。",
            remedy="请检查文件名，并关闭正在编辑它的程序。",
        ) from error


def _memories(content: bytes, workspace: Workspace) -> tuple[Memory, Memory]:
    """Return what the run of the report remembers, and the latest run of all.

    A report that does not say which run it came from is held against the latest one.
    """
    said = str(open_document(content).core_properties.identifier or "")
    newest: Memory | None = None
    own: Memory | None = None
    for folder in _runs(workspace):
        data = (folder / PASSAGES).read_bytes()
        known = recall(data)
        if folder.name == LATEST:
            newest = known
        if identifier(hashlib.sha256(data).hexdigest()) == said:
            own = known
    if newest is None:
        raise WorkspaceError(
            "outbox 中没有可以核对的汇总结果。", remedy="请先运行 huizong run，再核对报告。"
        )
    return own or newest, newest


def _runs(workspace: Workspace) -> Iterator[Path]:
    """Yield the runs' folders that remember their report, the latest year's 最新 last."""
    found = [path.parent for path in workspace.outbox.glob(f"*/*/{PASSAGES}")]
    yield from sorted(found, key=lambda folder: (folder.parent.name, folder.name == LATEST))


def _lines(content: bytes, file: Path) -> Iterator[str]:
    """Yield the edited report's lines as the run remembers its own."""
    document = read(
        content,
        file=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        limits=Limits(),
    )
    if isinstance(document, Rejection):
        raise WorkspaceError(f"{file.name}：{document.message}", remedy=document.remedy)
    yield from _text(document)


def _text(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.number + block.text
            continue
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
        yield from (row(cells) for cells in rows.values())


def _show(title: str, points: list[Point], fine: str) -> int:
    """Print the points as a table, or that there are none; return the exit code."""
    console = Console()
    if not points:
        console.print(fine, markup=False)
        return FINE
    table = Table("类别", "位置", "说明", title=f"{title}：{len(points)} 处需确认")
    for point in points:
        table.add_row(point.kind, point.place, point.text)
    console.print(table, markup=False)
    return ATTENTION
