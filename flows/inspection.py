"""`huizong inspect`: one file, one record; fast to start, so nothing heavy is imported here."""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.settings import surrounding_workspace
from tasks.delivery.masking import mask
from tasks.department.examine import examine
from tasks.department.record import inspection_record
from tasks.intake.office import find_office
from tasks.intake.single import collect_file_converted
from tasks.intake.submission import Rejection
from tasks.intake.take_in import SECONDS
from tasks.profile.load import default_profile, load_profile
from tasks.profile.model import Profile

ALONE = 8
"""Up to so many files are read in this process: starting workers would take longer."""

Record = dict[str, object]
_TEXTS = frozenset({"title", "text", "indicator", "sentence", "message"})
"""The fields of the record that repeat what a report says."""


def inspect_files(files: Sequence[str], *, workers: int) -> Iterator[Record]:
    """Yield the inspection record of each file, in order; ProfileError for a faulty profile."""
    if len(files) <= ALONE or workers == 1:
        yield from map(inspect_file, files)
        return
    yield from _side_by_side(files, workers)


def inspect_file(file: str) -> Record:
    """Return one file's record; the workspace around it lends its profile."""
    path = Path(file)
    with tempfile.TemporaryDirectory(prefix="huizong-", ignore_cleanup_errors=True) as folder:
        found = collect_file_converted(
            path, file=file, work=Path(folder), office=find_office(), seconds=SECONDS
        )
        if isinstance(found, Rejection):
            return inspection_record(found)
        return _masked(inspection_record(examine(found, profile_around(path))))


def _masked(record: Record) -> Record:
    """Return the record with personal numbers masked wherever it repeats the report's text.

    The length stays, so offsets do too; ids and hashes are no text.
    """
    return {key: _masked_value(key, value) for key, value in record.items()}


def _masked_value(key: str, value: object) -> object:
    if isinstance(value, list):
        return [_masked(item) if isinstance(item, dict) else item for item in value]
    return mask(value) if key in _TEXTS and isinstance(value, str) else value


def profile_around(path: Path) -> Profile:
    """Return the profile of the workspace that the file lies in, or the default one."""
    workspace = surrounding_workspace(path)
    return _profile(workspace.profile if workspace else None)


@functools.cache
def _profile(folder: Path | None) -> Profile:
    return load_profile(folder) if folder else default_profile()


def _side_by_side(files: Sequence[str], workers: int) -> Iterator[Record]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only for many files

    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(inspect_file, files, chunksize=4)


def as_line(record: Record) -> str:
    """Return the record as one line of JSON."""
    return json.dumps(record, ensure_ascii=False)
