"""Old formats become .docx copies, kept apart from the originals, which nobody touches.

A copy is called by the original's sha256 and made once: the same bytes are not converted
again. Its own bytes depend on the original only (LibreOffice's dates are taken out).
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from tasks.intake.collect import Inbox
from tasks.intake.copies import Copies
from tasks.intake.flat_package import has_dtd, is_flat_package, package_of
from tasks.intake.office import run_office
from tasks.intake.refusals import (
    CONVERSION_FAILED,
    NO_ROOM_TO_CONVERT,
    OLD_FORMATS,
    STILL_COPYING,
    TRUNCATED,
    UNREADABLE,
    Refusal,
)
from tasks.intake.submission import Format, Rejection, Submission

_BATCH: Final = 50  # files for one process: its start costs more than ten small files
# LibreOffice goes by the name first and by the content second.
_SUFFIXES: Final = {
    Format.DOC: ".doc",
    Format.RTF: ".rtf",
    Format.ODT: ".odt",
    Format.WORD_XML: ".xml",
}
_PADDING: Final = b"\0\r\n\t "  # what may follow the last brace of an RTF file
_Named = TypeVar("_Named", Submission, Rejection)
_Refused = dict[str, Refusal]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Workshop:
    """Where conversion goes on: LibreOffice (or None), its time, a folder, the copies."""

    office: Path | None
    seconds: float
    folder: Path
    copies: Copies


def convert(inbox: Inbox, *, work: Path, office: Path | None, seconds: float) -> Inbox:
    """Return the inbox with its old formats converted or refused; `old` is then empty.

    A converted submission keeps its file, sha256, size and format; its `path` is the copy's
    in `work`, a folder that is made as needed. `office` is LibreOffice's program or None;
    without it, copies made before and what needs no program still serve. `seconds` is the
    most that LibreOffice may take over one file. Never raises `OSError`.
    """
    copies = Copies(folder=work)
    missing = {item.sha256: item for item in inbox.old if not copies.holds(item.sha256)}
    refused = _make(tuple(missing.values()), copies, office, seconds)
    results = [_result(item, copies, refused) for item in inbox.old]
    old = {(item.file, item.sha256) for item in inbox.old}
    kept = [item for item in inbox.rejections if (item.file, item.sha256) not in old]
    return replace(
        inbox,
        submissions=_by_file(
            [*inbox.submissions, *(item for item in results if isinstance(item, Submission))]
        ),
        rejections=_by_file([*kept, *(item for item in results if isinstance(item, Rejection))]),
        old=(),
    )


def _result(item: Submission, copies: Copies, refused: _Refused) -> Submission | Rejection:
    if item.sha256 in refused:
        return refused[item.sha256].of(item.file, item.sha256)
    copy = copies.path(item.sha256)
    return replace(item, folder=str(copy.parent), name=copy.name)


def _by_file(items: Sequence[_Named]) -> tuple[_Named, ...]:
    return tuple(sorted(items, key=lambda item: item.file))


def _make(
    items: Sequence[Submission], copies: Copies, office: Path | None, seconds: float
) -> _Refused:
    """Make the copies of these originals; return why some could not be made, by hash."""
    if not items:
        return {}
    try:
        copies.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            dir=copies.folder, prefix="office-", ignore_cleanup_errors=True
        ) as folder:
            return _make_in(
                _Workshop(office=office, seconds=seconds, folder=Path(folder), copies=copies), items
            )
    except OSError:
        return {item.sha256: NO_ROOM_TO_CONVERT for item in items if not copies.holds(item.sha256)}


def _make_in(workshop: _Workshop, items: Sequence[Submission]) -> _Refused:
    refused: _Refused = {}
    sources: dict[str, Path] = {}
    for item in items:
        prepared = _prepare(workshop, item)
        if isinstance(prepared, Refusal):
            refused[item.sha256] = prepared
        elif prepared is not None:
            sources[item.sha256] = prepared
    made = _convert_all(workshop, tuple(sources.values()))
    for sha256, source in sources.items():
        found = made.get(source.stem)
        if found is None or not workshop.copies.keep(sha256, found):
            refused[sha256] = CONVERSION_FAILED
    return refused


def _prepare(workshop: _Workshop, item: Submission) -> Path | Refusal | None:
    """Return the copy that LibreOffice is to read, None when none is needed, or a refusal."""
    try:
        data = Path(item.path).read_bytes()
    except OSError:
        return UNREADABLE
    if hashlib.sha256(data).hexdigest() != item.sha256:
        return STILL_COPYING
    if item.format is Format.WORD_XML and is_flat_package(data):
        return _unpack(workshop, item.sha256, data)
    fault = _fault(item.format, data)
    if fault is None and workshop.office is None:
        fault = OLD_FORMATS[item.format]
    name = item.sha256 + _SUFFIXES[item.format]
    return fault or _written(workshop.folder / "sources", name, data)


def _fault(kind: Format, data: bytes) -> Refusal | None:
    """Return what LibreOffice would not notice, or not well: a cut text, a trap, or None."""
    if kind is Format.RTF and not data.rstrip(_PADDING).endswith(b"}"):
        return TRUNCATED
    if kind is Format.WORD_XML and has_dtd(data):
        return CONVERSION_FAILED
    return None


def _unpack(workshop: _Workshop, sha256: str, data: bytes) -> Refusal | None:
    """Keep the .docx that a flat package stands for."""
    content = package_of(data)
    if content is None:
        return CONVERSION_FAILED
    made = _written(workshop.folder / "unpacked", sha256, content)
    return None if workshop.copies.keep(sha256, made) else CONVERSION_FAILED


def _written(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def _convert_all(workshop: _Workshop, sources: Sequence[Path]) -> dict[str, Path]:
    """Return what LibreOffice made, by stem.

    When it comes to grief over a batch, nobody knows over which file: those not finished
    are tried again one by one.
    """
    made: dict[str, Path] = {}
    for at in range(0, len(sources), _BATCH):
        batch = sources[at : at + _BATCH]
        well = _convert_batch(workshop, batch, made)
        if not well and len(batch) > 1:
            for source in batch:
                if source.stem not in made:
                    _convert_batch(workshop, (source,), made)
    return made


def _convert_batch(workshop: _Workshop, batch: Sequence[Path], made: dict[str, Path]) -> bool:
    """Add to `made` what one process makes of the batch; say whether it ran to its end."""
    if workshop.office is None:
        return True
    home = Path(tempfile.mkdtemp(dir=workshop.folder))
    into = home / "finished"
    into.mkdir()
    well = run_office(workshop.office, batch, into=into, home=home, seconds=workshop.seconds)
    made |= {path.stem: path for path in sorted(into.glob("*.docx"))}
    return well
