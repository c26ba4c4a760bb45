"""Reading many reports at once, in worker processes that no report can take down.

One `ProcessPoolExecutor` serves the whole run. A worker that dies (killed by the system,
out of memory, over its time) breaks the pool for everybody, and nobody can tell whose
fault it was; so a chunk that was hit is read again report by report in a process of its
own, and the one that kills this process too is the culprit. It becomes a `Rejection`.

Workers start by forkserver where there is one: forking the running program would copy
Prefect's threads and locks. Nothing imported here imports Prefect. What reads a report is
loaded by the workers alone: the program itself reads none.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import ModuleType, TracebackType
from typing import Final, Self

from tasks.department.kept import held, packed
from tasks.department.report import DepartmentReport
from tasks.intake.submission import Rejection, Submission
from tasks.profile.model import Profile

Result = DepartmentReport | Rejection
Examine = Callable[[Submission, Profile], Result]

MEMORY = 4 << 30
"""Bytes of address space for one worker; a report takes some hundred MiB at the most."""


Terms = tuple[Profile, Examine, float]
"""By what a worker reads: the profile, the reading, the seconds that one report may take."""

_TERMS: Final[list[Terms]] = []
"""Of a worker process, in which there is just one."""

PRELOADED: Final = (__name__, "tasks.department.examine")
"""What is loaded once for all workers, where they are forked."""


def examine_report(submission: Submission, profile: Profile) -> Result:
    """Return what the submission says, or why it cannot be read."""
    from tasks.department.examine import examine  # noqa: PLC0415 - only where a report is read

    return examine(submission, profile)


class Pool:
    """Worker processes for one run; a context manager that ends them."""

    def __init__(
        self,
        profile: Profile,
        *,
        workers: int,
        report_seconds: float,
        examine: Examine = examine_report,
    ) -> None:
        """Keep the terms; processes start with the first chunk.

        `report_seconds` is the time limit of one report. `examine` is what a worker does
        with it: importable by name, since it travels to the workers.
        """
        self.profile = profile
        self._workers = workers
        self._seconds = report_seconds
        self._examine = examine
        self._guard = threading.Lock()
        self._shared: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Return the pool itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers; chunks not yet begun are dropped."""
        if self._shared is not None:
            self._shared.shutdown(wait=True, cancel_futures=True)
            self._shared = None

    def examine(self, chunk: Sequence[Submission]) -> tuple[Result, ...]:
        """Return what became of each report of the chunk, in its order.

        May be called from several threads at once.
        """
        executor = self._executor()
        try:
            return self._send(executor, chunk)
        except BrokenProcessPool:
            self._give_up(executor)
            return self._one_by_one(chunk)

    def _send(
        self, executor: ProcessPoolExecutor, chunk: Sequence[Submission]
    ) -> tuple[Result, ...]:
        with _without_main():
            result = executor.submit(_examine_here, tuple(chunk))
        return result.result()

    def _executor(self) -> ProcessPoolExecutor:
        with self._guard:
            if self._shared is None:
                self._shared = self._started(self._workers)
            return self._shared

    def _started(self, workers: int) -> ProcessPoolExecutor:
        """Return workers that have the profile from the start: with its roster it is large."""
        method = "spawn" if sys.platform == "win32" else "forkserver"
        context = multiprocessing.get_context(method)
        context.set_forkserver_preload(list(PRELOADED))
        terms = (self.profile, self._examine, self._seconds)
        return ProcessPoolExecutor(
            workers, mp_context=context, initializer=_begin_worker, initargs=(terms,)
        )

    def _give_up(self, broken: ProcessPoolExecutor) -> None:
        """Forget the broken pool, once, however many chunks it took with it."""
        with self._guard:
            if self._shared is broken:
                self._shared = None
        broken.shutdown(wait=False)

    def _one_by_one(self, chunk: Sequence[Submission]) -> tuple[Result, ...]:
        results: list[Result] = []
        alone = self._started(1)
        for submission in chunk:
            began = time.monotonic()
            try:
                results.extend(self._send(alone, (submission,)))
            except BrokenProcessPool:
                took = time.monotonic() - began
                results.append(culprit(submission, late=took >= self._seconds))
                alone = self._started(1)
        alone.shutdown(wait=True)
        return tuple(results)


def _examine_here(chunk: tuple[Submission, ...]) -> tuple[Result, ...]:
    return examine_all(chunk, *_TERMS[-1])


def examine_all(
    chunk: tuple[Submission, ...], profile: Profile, examine: Examine, seconds: float
) -> tuple[Result, ...]:
    """Return what became of each report; runs in a worker process.

    A report that takes longer than `seconds` ends the process, even from within C code.
    """
    results: list[Result] = []
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device, not a file
        for submission in chunk:
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            try:
                results.append(_packed(_examine_safely(submission, profile, examine)))
            finally:
                faulthandler.cancel_dump_traceback_later()
    return tuple(results)


def _examine_safely(submission: Submission, profile: Profile, examine: Examine) -> Result:
    try:
        return examine(submission, profile)
    except MemoryError:
        return culprit(submission, late=False)
    except Exception as error:  # noqa: BLE001 - one bad report never stops the batch (law 4)
        return Rejection(
            file=submission.file,
            sha256=submission.sha256,
            code="internal_error",
            message=f"程序读取此文件时出现内部错误（{type(error).__name__}）。",
            remedy="请人工核对此文件，并将文件交技术人员查明原因。",
        )


def _packed(result: Result) -> Result:
    """Return a report packed, as it travels and is kept: that is work for many hands."""
    if isinstance(result, DepartmentReport):
        return held(result.submission, packed(result))
    return result


def culprit(submission: Submission, *, late: bool) -> Rejection:
    """Return the rejection of a report that ended its worker, by its time when `late`."""
    code, message = (
        ("timeout", "读取此文件超过时限，已中止。")
        if late
        else ("worker_killed", "读取此文件时处理进程异常终止（可能是文件过大或内存不足）。")
    )
    return Rejection(
        file=submission.file,
        sha256=submission.sha256,
        code=code,
        message=message,
        remedy="请用 Word 或 WPS 打开后另存为新的 .docx 再报送；仍不成功的，人工处理。",
    )


_STARTING: Final = threading.Lock()


@contextmanager
def _without_main() -> Iterator[None]:
    """Let processes that start now load what reads a report, and not the program's main module.

    Each of them would else run that module once more, and import all that a run needs: the
    writers of the outputs, the database, Prefect, more than reading a report takes.
    """
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def _begin_worker(terms: Terms) -> None:
    """Leave Ctrl-C to the main process, end when it is gone, and take only so much memory."""
    _TERMS.append(terms)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _bound_memory() -> None:
    """Keep a report from taking the machine's memory: asking for more fails in this process.

    Windows has no such limit; there the reader's own caps must do.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
