"""Looking through inbox and profile on storage: which files count, and which cannot be had."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from flows.arrivals import Listing, Stamp
from flows.settings import MARK
from flows.storage.contents import Entry, shown
from flows.storage.store import Store, troubled
from tasks.errors import WorkspaceError
from tasks.intake import refusals
from tasks.intake.candidates import is_passed_over
from tasks.intake.collect import Limits
from tasks.intake.reach import REMEDY
from tasks.profile.serving import SERVING

INBOX: Final = "inbox"
PROFILE: Final = "profile"
LARGEST: Final = Limits().file_bytes
"""Bytes above which an object is not brought here: it would be refused unread."""

Withheld = dict[str, refusals.Refusal]
"""Files that cannot be had, by their name below the workspace, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a look found: `files` to be had, `withheld` those that cannot be, by name."""

    files: dict[str, Entry] = field(default_factory=dict)
    withheld: Withheld = field(default_factory=dict)


def survey(store: Store, *folders: str) -> Survey:
    """Return what lies in the folders; WorkspaceError when one cannot be looked into.

    What nobody means as a report is passed over, as in a folder of this computer.
    """
    found = Survey()
    for folder in folders:
        try:
            for name, entry, refusal in _walk(store, folder, top=True):
                if refusal is not None:
                    found.withheld[name] = refusal
                else:
                    found.files[name] = entry
        except FileNotFoundError as error:
            _refuse_missing(store, folder, error)
        except OSError as error:
            raise troubled(error, store, folder, "存储上的目录打不开") from error
    return found


def _refuse_missing(store: Store, folder: str, error: FileNotFoundError) -> None:
    """Raise WorkspaceError unless there can be no empty folders there, and this one is empty."""
    if folder == INBOX and not store.renames and store.names(PROFILE):
        return
    if folder == INBOX:
        message = f"收件目录不存在：{store.at(folder)}。"
        raise WorkspaceError(message, remedy=REMEDY) from error
    raise no_workspace(store) from error


def no_workspace(store: Store) -> WorkspaceError:
    """Return the error to raise when there is no workspace at the address."""
    return WorkspaceError(
        f"{store.url} 不是工作区：缺少 {MARK.as_posix()}。",
        remedy="请核对地址（挂载的共享请确认已经连上）；"
        "新工作区先在本机用 huizong init 建立，再把其中的目录复制到存储上。",
    )


Found = tuple[str, Entry, refusals.Refusal | None]


def _walk(store: Store, folder: str, *, top: bool) -> Iterator[Found]:
    """Yield every file below the folder that counts, and why it cannot be had."""
    for entry in store.entries(folder):
        name = f"{folder}/{entry.name}"
        if is_passed_over(entry.name, top=top and folder == INBOX):
            continue
        if entry.folder and not entry.target:
            yield from _enter(store, name, entry)
        elif not entry.folder:
            yield name, entry, _refusal(name, entry)


def _enter(store: Store, name: str, entry: Entry) -> Iterator[Found]:
    try:
        yield from _walk(store, name, top=False)
    except FileNotFoundError:
        return  # it went away while it was looked at
    except PermissionError:
        yield name, entry, refusals.UNREADABLE_FOLDER


def _refusal(name: str, entry: Entry) -> refusals.Refusal | None:
    """Return why the file cannot be brought here, or None."""
    if entry.target:
        return refusals.OUTSIDE
    if not entry.plain:
        return refusals.NOT_A_FILE
    if not entry.name or entry.name in {".", ".."} or "\\" in entry.name or "\0" in entry.name:
        return refusals.UNREADABLE  # no system could write a file of this name
    return refusals.TOO_LARGE if (entry.size or 0) > LARGEST and name.startswith(INBOX) else None


def listing(store: Store) -> Listing:
    """Return what a run would look at, as `flows.listing.take_listing` does for a folder.

    Of a version only a number is kept: it stands where a file's time does.
    """
    found = survey(store, INBOX, PROFILE)
    own = f"{PROFILE}/{SERVING}"
    stamps = {
        shown(name): Stamp(size=entry.size or 0, modified=_number(entry.version))
        for name, entry in found.files.items()
        if entry.size != 0 and name != own
    }
    for name, refusal in found.withheld.items():
        stamps[shown(name)] = Stamp(size=-1, modified=_number(refusal.code))
    return stamps


def _number(version: str) -> int:
    return int.from_bytes(hashlib.sha256(version.encode()).digest()[:7], "big")


def is_safe(name: str) -> bool:
    """Say whether a name from storage stays below the working copy."""
    path = PurePosixPath(name)
    return not path.is_absolute() and not {"", ".", ".."} & set(name.split("/"))
