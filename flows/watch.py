"""Being told how far a run has come, without knowing who listens."""

from __future__ import annotations

from contextvars import ContextVar
from enum import StrEnum
from typing import Protocol


class Step(StrEnum):
    """The steps of a run, in order, as the screen names them."""

    START = "启动运行环境"
    TAKE_IN = "清点报送件"
    EXAMINE = "逐份读取报告"
    CONSOLIDATE = "全区汇总核对"
    DELIVER = "生成成果文件"
    PUBLISH = "发布到 outbox"


class Watch(Protocol):
    """Somebody who wants to know."""

    def begin(self, step: Step, total: int | None = None) -> None:
        """Hear that a step begins, with how many things to do (None: not known)."""

    def advance(self, count: int = 1) -> None:
        """Hear that so many more of the step's things are done; from any thread."""


class Silence:
    """Nobody listens."""

    def begin(self, step: Step, total: int | None = None) -> None:
        """Say nothing."""

    def advance(self, count: int = 1) -> None:
        """Say nothing."""


WATCH: ContextVar[Watch] = ContextVar("huizong_watch", default=Silence())  # noqa: B039 - no state
"""Who listens to the run of this context; a flow's parameters cannot carry a listener."""
