"""Find the files of the inbox, and pass over those that nobody sent."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# (file or folder name, why nobody means it as a report); names are compared in lower case.
PASSED_OVER: Final = (
    (r"~\$.*", "Word's and WPS's lock file beside an open document"),
    (r"\..*", "hidden: .DS_Store, .gitkeep, .~lock.*# of LibreOffice"),
    (r".*\.(tmp|part|partial|crdownload|download)", "a download or copy that has not ended"),
    (r"desktop\.ini|thumbs\.db", "written by Windows Explorer"),
    (r"__macosx", "written by the macOS archiver"),
)
# Only at the top of the inbox: its own explanation to those who put files there.
TOP_ONLY: Final = re.compile(r"readme.*\.(md|txt)", re.IGNORECASE)
_PASSED_OVER: Final = re.compile("|".join(f"(?:{row[0]})" for row in PASSED_OVER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something in the inbox: `file` is its name below the inbox, `path` where it lies.

    `readable` is False for a folder that could not be looked into.
    """

    file: str
    path: Path
    readable: bool = True


def find_candidates(inbox: Path) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Return the candidates and the names passed over, each sorted by name.

    Folders are searched to any depth; linked folders are not entered.
    """
    candidates: list[Candidate] = []
    ignored: list[str] = []
    for entry, meant in _walk(inbox):
        if meant:
            candidates.append(entry)
        else:
            ignored.append(entry.file)
    candidates.sort(key=lambda candidate: (candidate.file, str(candidate.path)))
    return tuple(candidates), tuple(sorted(ignored))


def plain_name(inbox: Path, path: Path) -> str:
    """Return the path below the inbox: forward slashes, NFC, bytes of old systems decoded.

    macOS writes names decomposed (NFD); names that are no UTF-8 come from Chinese Windows
    archives and are GB18030.
    """
    raw = os.fsencode(path.relative_to(inbox).as_posix())
    for encoding in ("utf-8", "gb18030"):
        try:
            return unicodedata.normalize("NFC", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _walk(inbox: Path) -> Iterator[tuple[Candidate, bool]]:
    """Yield every file, and every folder not entered, with whether it is meant."""
    closed: list[Path] = []
    walk = os.walk(inbox, onerror=lambda error: closed.append(Path(error.filename)))
    for folder, folders, files in walk:
        here = Path(folder)
        top = here == inbox
        for name in (*folders, *files):
            path = here / name
            passed = is_passed_over(name, top=top) or (name in folders and path.is_symlink())
            if passed or name in files:
                yield Candidate(file=plain_name(inbox, path), path=path), not passed
        folders[:] = [name for name in folders if not is_passed_over(name, top=False)]
    for path in closed:
        yield Candidate(file=plain_name(inbox, path), path=path, readable=False), True


def is_passed_over(name: str, *, top: bool) -> bool:
    """Say whether nobody means the file or folder of this name as a report."""
    return bool(_PASSED_OVER.fullmatch(name.lower())) or (top and bool(TOP_ONLY.fullmatch(name)))
