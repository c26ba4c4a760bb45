"""Look at one file that somebody names, as `collect` looks at each file of the inbox."""

from __future__ import annotations

from pathlib import Path

from tasks.intake.candidates import Candidate
from tasks.intake.collect import Limits, _consider
from tasks.intake.submission import Rejection, Submission


def collect_file(path: Path, *, file: str) -> Submission | Rejection:
    """Return the file at `path`, called `file` in its record; never raises `OSError`.

    A file that is not there, or may not be read, is a `Rejection`.
    """
    if not path.exists():
        return Rejection(
            file=file,
            sha256="",
            code="not_found",
            message="找不到此文件。",
            remedy="请检查文件名和路径。",
        )
    return _consider(Candidate(file=file, path=path), path.parent, Limits())
