"""How far a run has come, on Prefect's pages: one progress artifact that moves on."""

from __future__ import annotations

import threading
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

from flows.watch import Step

STEPS = tuple(Step)
LEAST = 10.0
"""Percent between two messages to the server."""


class Progress:
    """A `Watch` that tells Prefect; made within a flow run."""

    def __init__(self) -> None:
        """Begin at nothing."""
        made = create_progress_artifact(progress=0.0, key="progress", description="汇总进度")
        self._artifact: UUID = made  # type: ignore[assignment]  # a UUID outside of async code
        self._guard = threading.Lock()
        self._step, self._total, self._done, self._said = STEPS[0], 0, 0, 0.0

    def begin(self, step: Step, total: int | None = None) -> None:
        """Say that a step begins."""
        with self._guard:
            self._step, self._total, self._done = step, total or 0, 0
        self._say(least=0.0)

    def advance(self, count: int = 1) -> None:
        """Say how far the step has come, when it is worth a message."""
        with self._guard:
            self._done += count
        self._say(least=LEAST)

    def finish(self) -> None:
        """Say that all is done."""
        update_progress_artifact(artifact_id=self._artifact, progress=100.0)

    def _say(self, least: float) -> None:
        with self._guard:
            part = self._done / self._total if self._total else 0.0
            percent = 100 * (STEPS.index(self._step) + min(part, 1.0)) / len(STEPS)
            if percent - self._said < least:
                return
            self._said = percent
        update_progress_artifact(artifact_id=self._artifact, progress=round(percent, 1))
