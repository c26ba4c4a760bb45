"""Reports that do harm, by their names: what the pool has to live with."""

from __future__ import annotations

import os
import signal
import time

from tasks.intake.submission import Format, Rejection, Submission
from tasks.profile.model import Profile


def submission(file: str) -> Submission:
    """Return a submission of that name; nothing of it is ever opened."""
    return Submission(file=file, folder="", name=file, sha256=file, size=1, format=Format.DOCX)


def examine_or_suffer(found: Submission, _profile: Profile) -> Rejection:
    """Do to this process what the file's name says, or return a rejection coded `read`."""
    if found.file.startswith("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    if found.file.startswith("hang"):
        time.sleep(60)
    if found.file.startswith("swell"):
        bytearray(64 << 30)
    if found.file.startswith("raise"):
        message = "an error nobody thought of"
        raise RuntimeError(message)
    return Rejection(file=found.file, sha256=found.sha256, code="read", message="")


NOT_FOR_WORKERS = (
    "prefect",
    "pytest",
    "sqlalchemy",
    "tasks.intake.conversion",
    "tasks.profile.load",
    "tasks.profile.serving",
    "urllib.request",
)


def examine_in_which_process(found: Submission, _profile: Profile) -> Rejection:
    """Return a rejection whose message tells which of those this process has loaded."""
    import sys  # noqa: PLC0415 - read in the worker

    loaded = [name for name in NOT_FOR_WORKERS if name in sys.modules]
    return Rejection(file=found.file, sha256="", code="read", message=" ".join(loaded))
