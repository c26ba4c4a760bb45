"""Look at one file that somebody names, as `collect` looks at each file of the inbox."""

from __future__ import annotations

from pathlib import Path

from tasks.intake.candidates import Candidate
from tasks.intake.collect import Limits, consider, sorted_out, unconverted
from tasks.intake.conversion import convert
from tasks.intake.submission import Rejection, Submission


def collect_file(path: Path, *, file: str) -> Submission | Rejection:
    """Return the file at `path`, called `file` in its record; never raises `OSError`.

    A file that is not there, may not be read or is in an old format is a `Rejection`.
    """
    return unconverted(_found(path, file))


def collect_file_converted(
    path: Path, *, file: str, work: Path, office: Path | None, seconds: float
) -> Submission | Rejection:
    """Return the file as `collect_file` does, one in an old format converted into `work`.

    `work`, `office` and `seconds` are those of `convert`; the copy must be there as long as
    the submission is.
    """
    inbox = convert(sorted_out([_found(path, file)]), work=work, office=office, seconds=seconds)
    return inbox.submissions[0] if inbox.submissions else inbox.rejections[0]


def _found(path: Path, file: str) -> Submission | Rejection:
    if not path.exists():
        return Rejection(
            file=file,
            sha256="",
            code="not_found",
            message="找不到此文件。",
            remedy="请检查文件名和路径。",
        )
    return consider(Candidate(file=file, path=path), path.parent, Limits())
