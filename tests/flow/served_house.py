"""A workspace with the process that serves it, as the tests of `huizong serve` handle it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from flows.settings import Workspace
from tasks.delivery.outbox import LATEST
from tests.flow.workspaces import report_of, write_docx

ROOT = Path(__file__).parents[2]
READY, DONE = "已就绪", "汇总完成"
LIMIT = 300.0
"""Seconds that anything may take; a loaded machine takes its time."""

QUICK = """
[arrival]
settle_seconds = 2
gather_seconds = 3
rescan_seconds = 2
[server]
port = 0
"""


class Served:
    """A workspace with the process that serves it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0

    def start(self, *before: str, **variables: str) -> None:
        """Start the command, by the command `before` when there is one."""
        self.started = len(self.log)
        path = os.pathsep.join(filter(None, (variables.pop("PYTHONPATH", ""), str(ROOT))))
        environment = {**os.environ, "PYTHONPATH": path, **variables}
        environment.pop("PREFECT_API_URL", None)
        command = [sys.executable, "-m", "flows.cli", "serve", self.workspace.given]
        self.process = subprocess.Popen(
            [*before, *command],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def stop(self, number: int) -> int:
        """Send the signal to the command alone, and return how it ended."""
        if self.process is None:
            return 0
        self.process.send_signal(number)
        return self.process.wait(timeout=60)

    @property
    def log(self) -> str:
        path = self.workspace.serving / "serve.log"
        return path.read_text("utf-8") if path.exists() else ""

    @property
    def said(self) -> str:
        """What was said since the last start."""
        return self.log[self.started :]

    @property
    def runs(self) -> list[Path]:
        return sorted(path.parent for path in self.workspace.outbox.glob("2025/2*/manifest.json"))

    @property
    def latest(self) -> dict[str, object]:
        summary = self.workspace.outbox / "2025" / LATEST / "summary.json"
        found: dict[str, object] = json.loads(summary.read_text("utf-8"))
        return found

    def copy_slowly(self, department: str, trainings: int) -> None:
        """Put a report into the inbox in two halves, as a slow share does."""
        name = f"{department}2025年法治政府建设年度报告.docx"
        whole = self.workspace.root / name
        write_docx(whole, report_of(department, trainings))
        content = whole.read_bytes()
        with (self.workspace.inbox / name).open("wb") as file:
            file.write(content[: len(content) // 2])
            file.flush()
            time.sleep(1.5)
            file.write(content[len(content) // 2 :])


def wait_for(happens: Callable[[], object], what: str = "") -> None:
    end = time.monotonic() + LIMIT
    while not happens():
        assert time.monotonic() < end, f"did not happen: {what}"
        time.sleep(0.1)
