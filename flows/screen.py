"""What a person sees of a run: its progress, and at the end what it came to."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from flows.outcome import Outcome
from flows.watch import Step
from tasks.corrections.words import CONFLICT, NOT_TAKEN, REVIEWED
from tasks.delivery.labels import STATUS

SHOWN = 12
"""How many lines of a list are shown; the outputs have them all."""


class Screen:
    """A `Watch` that draws progress bars; a context manager that clears up after them."""

    def __init__(self, console: Console) -> None:
        """Draw on `console`."""
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
        )
        self._task: int | None = None

    def __enter__(self) -> Self:
        """Begin to draw."""
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the last step (unless it failed) and stop drawing."""
        if error is None:
            self._finish()
        self._progress.stop()

    def begin(self, step: Step, total: int | None = None) -> None:
        """End the step before and draw the next."""
        self._finish()
        self._task = self._progress.add_task(step.value, total=total)

    def advance(self, count: int = 1) -> None:
        """Draw the step's progress."""
        if self._task is not None:
            self._progress.advance(self._progress.task_ids[-1], count)

    def _finish(self) -> None:
        if self._task is not None:
            bar = self._progress.tasks[-1]
            total = bar.total if bar.total is not None else 1
            self._progress.update(bar.id, total=total, completed=total)


def show_outcome(console: Console, outcome: Outcome) -> None:
    """Say what was made, what is missing and what needs a look."""
    district = outcome.district
    counted, sent = len(district.reports), len(district.receipts)
    figures = sum(report.coverage.figures for report in district.reports)
    _say(console, f"{district.name}{district.year}年：收到 {sent} 个文件，")
    _say(
        console,
        f"计入汇总 {counted} 个部门、数据 {figures} 项、合计指标 {len(district.totals)} 个。",
    )
    _list(console, "已生成", _made(outcome))
    _list(console, "未报送", district.missing)
    _list(console, "需处理的报送件", _refused(outcome))
    _list(console, "需核实的报告", _doubts(outcome))
    _list(console, "复核意见", _reviews(outcome))
    _list(console, "各部门说法不一", tuple(item.subject for item in district.contradictions))
    _say(console, f"成果目录：{outcome.folder}")


def _made(outcome: Outcome) -> tuple[str, ...]:
    top = tuple(path for path in outcome.artefacts if "/" not in path)
    pages = len(outcome.artefacts) - len(top)
    return (*top, f"溯源/index.html（另有溯源页面 {pages - 1} 个）") if pages else top


def _refused(outcome: Outcome) -> tuple[str, ...]:
    return tuple(
        f"{item.file}：{STATUS[item.status]}。{item.reason}" for item in outcome.open_receipts
    )


def _doubts(outcome: Outcome) -> tuple[str, ...]:
    rows = sorted(outcome.doubts, key=lambda row: (-row[1], -row[2]))
    return tuple(f"{name}：错误 {errors} 条，警告 {warnings} 条" for name, errors, warnings in rows)


def _reviews(outcome: Outcome) -> tuple[str, ...]:
    """Return what came of reviewed workbooks, and which corrections have to be looked at again."""
    own = [d.message for d in outcome.district.diagnostics if d.code in (REVIEWED, NOT_TAKEN)]
    asked = (
        f"{report.department}：{diagnostic.message}"
        for report in outcome.district.reports
        for diagnostic in report.diagnostics
        if diagnostic.code == CONFLICT
    )
    return (*own, *asked)


def _list(console: Console, title: str, lines: tuple[str, ...]) -> None:
    if not lines:
        return
    _say(console, f"{title}（{len(lines)}）：")
    for line in lines[:SHOWN]:
        _say(console, f"  · {line}")
    if len(lines) > SHOWN:
        _say(console, f"  …… 其余 {len(lines) - SHOWN} 条见成果文件。")


def _say(console: Console, text: str) -> None:
    """Print as is: file names may hold what Rich would take for markup."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)
