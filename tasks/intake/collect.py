"""Collect the inbox: which files are reports to be read, and why the others are not.

Nothing is opened for writing, moved or renamed; no report is understood here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeGuard

from tasks.intake import refusals
from tasks.intake.candidates import Candidate, find_candidates
from tasks.intake.content import Content, is_regular, look_at, ole_streams
from tasks.intake.sniff import sniff
from tasks.intake.submission import Format, Rejection, Submission

# A zip whose entries don't tell: its reader says best what is wrong with a file so named.
_WORD_NAMES: Final = (".docx", ".docm", ".dotx", ".dotm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is bearable: `file_bytes` is the size over which a file is not read."""

    file_bytes: int = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What lies in the inbox, each by file name: to be read, refused, passed over.

    `old` are those of the refused that are in an old format, as they would be submitted:
    `tasks.intake.conversion.convert` can make submissions of them.
    """

    submissions: tuple[Submission, ...]
    rejections: tuple[Rejection, ...]
    ignored: tuple[str, ...]
    old: tuple[Submission, ...] = ()


_LIMITS: Final = Limits()


def collect(inbox: Path, *, limits: Limits = _LIMITS) -> Inbox:
    """Return what lies in `inbox`; a missing folder is an empty inbox.

    Every file is in exactly one of the three lists.
    """
    candidates, ignored = find_candidates(inbox)
    results = [consider(candidate, inbox, limits) for candidate in candidates]
    return sorted_out(results, ignored)


def sorted_out(results: Sequence[Submission | Rejection], ignored: tuple[str, ...] = ()) -> Inbox:
    """Return what came of the files, in their order, as an inbox."""
    refused = [unconverted(result) for result in results]
    return Inbox(
        submissions=tuple(result for result in refused if isinstance(result, Submission)),
        rejections=tuple(result for result in refused if isinstance(result, Rejection)),
        ignored=ignored,
        old=tuple(result for result in results if _is_old(result)),
    )


def unconverted(found: Submission | Rejection) -> Submission | Rejection:
    """Return the file, or its rejection when it is in an old format that nobody converts."""
    if not _is_old(found):
        return found
    return refusals.OLD_FORMATS[found.format].of(found.file, found.sha256)


def _is_old(found: Submission | Rejection) -> TypeGuard[Submission]:
    return isinstance(found, Submission) and found.format in refusals.OLD_FORMATS


def consider(candidate: Candidate, inbox: Path, limits: Limits) -> Submission | Rejection:
    """Return the candidate as a submission, or its rejection; never raises `OSError`.

    A file in an old format is a submission of that format: `unconverted` refuses it.
    """
    if not candidate.readable:
        return refusals.UNREADABLE_FOLDER.of(candidate.file)
    try:
        refusal = _refuse_unread(candidate.path, inbox, limits)
        return refusal.of(candidate.file) if refusal else _read(candidate)
    except OSError:
        return refusals.UNREADABLE.of(candidate.file)


def _refuse_unread(path: Path, inbox: Path, limits: Limits) -> refusals.Refusal | None:
    """Return why the file is not to be opened, or None."""
    if path.is_symlink() and not path.resolve().is_relative_to(inbox.resolve()):
        return refusals.OUTSIDE
    if not is_regular(path):
        return refusals.NOT_A_FILE
    return refusals.TOO_LARGE if path.stat().st_size > limits.file_bytes else None


def _read(candidate: Candidate) -> Submission | Rejection:
    """Look at the file's bytes and return what it is."""
    content = look_at(candidate.path)
    kind = sniff(content.ends)
    refusal = _refuse(candidate, content, kind)
    if refusal is not None:
        return refusal.of(candidate.file, content.sha256)
    return Submission(
        file=candidate.file,
        folder=str(candidate.path.parent),
        name=candidate.path.name,
        sha256=content.sha256,
        size=content.size,
        format=kind,
    )


def _refuse(candidate: Candidate, content: Content, kind: Format) -> refusals.Refusal | None:
    """Return why the content is not to be read, or None."""
    if not content.steady:
        return refusals.STILL_COPYING
    if kind is Format.DOC:
        return refusals.refusal_of_ole(ole_streams(candidate.path))
    if kind is Format.ZIP and candidate.file.lower().endswith(_WORD_NAMES):
        return None
    return refusals.BY_FORMAT.get(kind)
