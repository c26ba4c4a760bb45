"""A published run of a district, taken in again: what a city's roll-up is made from.

Its `manifest.json` says what each output's bytes were; a summary or an evidence page that
was changed since is not taken, since a link into it would prove nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from tasks.intake.submission import Rejection

SUMMARY: Final = "summary.json"
MANIFEST: Final = "manifest.json"
EVIDENCE: Final = "溯源/"
_TELLING: Final = 4  # 望澜区/outbox/2025/最新: by its name alone nobody knows which it is
LARGEST: Final = 256 << 20


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(_Read):
    """One contribution to a total; `page` is where it is proved, below the run's folder."""

    department: str
    figure: str
    value: Decimal
    lower: Decimal
    upper: Decimal | None
    page: str


class Sum(_Read):
    """One total of the run, in the normalised `unit`; `left_out` counts what is not in it."""

    indicator: str
    unit: str
    value: Decimal
    lower: Decimal
    upper: Decimal | None
    contributions: tuple[Part, ...]


class Summary(_Read):
    """What a run's `summary.json` says that a roll-up needs."""

    district: str
    year: int
    subject: str
    missing: tuple[str, ...]
    totals: tuple[Sum, ...]


class _Output(_Read):
    path: str
    sha256: str


class _Manifest(_Read):
    program: str
    rules_sha256: str
    outputs: tuple[_Output, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRun:
    """A district's run: its name as given, what it found, its evidence pages by path.

    `sha256` is that of its manifest, which holds all other digests; `rules` that of the
    outline and catalogue by which it was made.
    """

    file: str
    sha256: str
    program: str
    rules: str
    summary: Summary
    pages: tuple[tuple[str, bytes], ...]


def read_published(folder: Path) -> PublishedRun | Rejection:
    """Return the run published in `folder`, or why it cannot be used."""
    try:
        said = _bytes(folder / MANIFEST)
        manifest = _Manifest.model_validate_json(said)
        known = {output.path: output.sha256 for output in manifest.outputs}
        summary = _checked(folder, SUMMARY, known)
        return PublishedRun(
            file=folder.name,
            sha256=hashlib.sha256(said).hexdigest(),
            program=manifest.program,
            rules=manifest.rules_sha256,
            summary=Summary.model_validate_json(summary),
            pages=tuple(_pages(folder, known)),
        )
    except OSError as error:
        return _refused(folder, f"打不开{Path(error.filename or '').name}")
    except ValidationError:
        return _refused(folder, "不是本程序可用的运行结果，或由较早的版本生成")
    except _ChangedError as error:
        return _refused(folder, f"{error}在发布后被改动过")


class _ChangedError(Exception):
    """A file of the run is not what its manifest says."""


def _pages(folder: Path, known: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(known):
        if path.startswith(EVIDENCE) and ".." not in path.split("/"):
            yield path, _checked(folder, path, known)


def _checked(folder: Path, path: str, known: dict[str, str]) -> bytes:
    data = _bytes(folder / path)
    if hashlib.sha256(data).hexdigest() != known.get(path):
        raise _ChangedError(path)
    return data


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(LARGEST)


def _refused(folder: Path, why: str) -> Rejection:
    named = "/".join(folder.parts[-_TELLING:])
    return Rejection(
        file=named,
        sha256="",
        code="not_a_run",
        message=f"“{named}”不能汇入：{why}。",
        remedy="请指明下级 outbox 中某一年度的运行目录（或“最新”），必要时请下级重新运行一次。",
    )
