"""Putting a run's outputs into the outbox: all of them by one rename, or none.

    outbox/<year>/.staging-<run>   while files are written and flushed
    outbox/<year>/<run>            by one rename, when all of them are there
    outbox/<year>/最新              a link to the newest run, a plain copy where links don't work

A process killed at any moment leaves at most a hidden folder, which the next publish
removes. One publish at a time: the flow holds the workspace.
"""

from __future__ import annotations

import collections
import contextlib
import os
import re
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Final

from tasks.artefact import Artefact, Output
from tasks.errors import PointerError, PublishError

LATEST: Final = "最新"
_FLUSHED_AT_ONCE: Final = 8
_WAITING: Final = 1_000  # files
_STAGING: Final = ".staging-"
_POINTER: Final = ".pointer-"
_PREVIOUS: Final = ".previous-"

_RUN_NAME: Final = re.compile(r"[\w][\w.\-]{0,99}")
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]')
"""Characters that Windows forbids in file names: the outbox may lie on a Windows share."""

_REMEDY: Final = (
    "请检查 outbox 目录的写入权限和磁盘剩余空间，关闭正在打开的输出文件后重新运行；"
    "以前各次的结果没有改动。"
)


def publish(artefacts: Iterable[Output], *, outbox: Path, year: int, run: str) -> Path:
    """Write the artefacts as `outbox/<year>/<run>`, point 最新 to it, and return the folder.

    Raise PublishError when a path or the run's name is unsafe, when the run exists
    already, or when the system refuses: earlier runs are then untouched. PointerError
    says that all is there but 最新.
    """
    finished = tuple(artefacts)
    _check(finished, run)
    room = outbox / str(year)
    target = room / run
    try:
        room.mkdir(parents=True, exist_ok=True)
        _clean(room)
        _refuse_existing(target)
        _place(finished, room / f"{_STAGING}{run}", target)
    except OSError as error:
        _discard(room / f"{_STAGING}{run}")
        message = f"输出未能写入 {room}：{error.strerror or error}"
        raise PublishError(message, remedy=_REMEDY) from error
    _point(room, run)
    return target


def withdraw(*, outbox: Path, year: int, run: str) -> bool:
    """Remove an earlier run's outputs: gone by one rename, then deleted; say whether.

    The run that 最新 leads to stays, whatever is asked. Raises OSError as the system does.
    """
    room = outbox / str(year)
    target, latest = room / run, room / LATEST
    if not _RUN_NAME.fullmatch(run) or run == LATEST or not target.is_dir():
        return False
    if target.is_symlink() or (latest.exists() and latest.resolve() == target.resolve()):
        return False
    hidden = room / f"{_STAGING}{run}"
    _discard(hidden)
    os.rename(target, hidden)  # noqa: PTH104 - the one step that makes the run invisible
    _discard(hidden)
    return True


def _check(artefacts: tuple[Output, ...], run: str) -> None:
    if not _RUN_NAME.fullmatch(run) or run == LATEST or run.endswith("."):
        message = f"运行名称“{run}”不能用作文件夹名"
        raise PublishError(message, remedy="请使用字母、数字、短横线组成的名称。")
    seen: set[str] = set()
    for artefact in artefacts:
        if not _safe(artefact.path) or artefact.path.casefold() in seen:
            message = f"输出文件路径“{artefact.path}”不安全或重复"
            raise PublishError(message, remedy="请检查名册中的部门名称是否含有特殊字符。")
        seen.add(artefact.path.casefold())


def _safe(path: str) -> bool:
    """Return whether the path stays below the run's folder on any system."""
    parts = path.split("/")
    return not _UNSAFE.search(path) and all(
        part and part == part.strip(" ") and not part.endswith(".") for part in parts
    )


def _refuse_existing(target: Path) -> None:
    if os.path.lexists(target):
        message = f"本次运行的输出目录已经存在：{target}"
        raise PublishError(message, remedy="请换一个运行名称；已有的结果不会被覆盖。")


def _place(artefacts: tuple[Output, ...], staging: Path, target: Path) -> None:
    staging.mkdir()
    written = [item.path for item in artefacts if not _put(item, _within(staging, item.path))]
    # All are written before any is flushed, and many flushed at once: the disk's journal
    # then takes them together, where one after the other would wait for it each time.
    with ThreadPoolExecutor(_FLUSHED_AT_ONCE) as threads:
        for at in range(0, len(written), _WAITING):  # a thread pool notes all that waits
            some = (_within(staging, path) for path in written[at : at + _WAITING])
            collections.deque(threads.map(_flush, some), maxlen=0)
    for folder in sorted(_folders(item.path for item in artefacts)):
        _flush_folder(_within(staging, folder))
    os.rename(staging, target)  # noqa: PTH104 - the one step that makes the run visible
    _flush_folder(target.parent)


def _within(staging: Path, path: str) -> Path:
    return staging / PurePosixPath(path)


def _folders(paths: Iterable[str]) -> set[str]:
    """Return the folders that hold these files, those around them, and '' for the outermost."""
    return {
        "/".join(parts[:count])
        for parts in (folder.split("/") for folder in {path.rpartition("/")[0] for path in paths})
        for count in range(len(parts) + 1)
    }


def _put(artefact: Output, path: Path) -> bool:
    """Write the artefact, or link to a file that has its bytes; say whether it is flushed.

    A page that an earlier run published is the same file in both runs, where the system
    knows hard links: published files are never changed, and replaced only as a whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(artefact, Artefact):
        with path.open("xb") as file:
            file.write(artefact.content)
        return False
    try:
        os.link(artefact.file, path)
    except (OSError, NotImplementedError):
        with artefact.file.open("rb") as source, path.open("xb") as target:
            shutil.copyfileobj(source, target)
        return False
    return artefact.published


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, where the system knows how to (not on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems refuse to flush folders; the files are flushed already.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _clean(room: Path) -> None:
    """Remove what killed runs left; bring back a pointer that was being exchanged."""
    latest = room / LATEST
    for leftover in sorted(room.iterdir()):
        if leftover.name.startswith(_PREVIOUS) and not os.path.lexists(latest):
            os.replace(leftover, latest)  # noqa: PTH105 - an exchange, like its counterpart
        elif leftover.name.startswith((_STAGING, _POINTER, _PREVIOUS)):
            _discard(leftover)


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _point(room: Path, run: str) -> None:
    """Let 最新 lead to the run: by a link, or by a copy where the system has no links."""
    try:
        try:
            pointer = _link(room, run)
        except (OSError, NotImplementedError):
            pointer = _copy(room, run)
        _exchange(pointer, room / LATEST, room / f"{_PREVIOUS}{run}")
    except OSError as error:
        message = f"结果已写入 {room / run}，但“{LATEST}”未能更新：{error.strerror or error}"
        remedy = f"请直接打开上述目录；关闭“{LATEST}”中打开的文件后，下次运行会自动更新。"
        raise PointerError(message, remedy=remedy) from error


def _link(room: Path, run: str) -> Path:
    pointer = room / f"{_POINTER}{run}"
    pointer.symlink_to(run, target_is_directory=True)
    return pointer


def _copy(room: Path, run: str) -> Path:
    pointer = room / f"{_POINTER}{run}"
    shutil.copytree(room / run, pointer)
    return pointer


def _exchange(pointer: Path, latest: Path, aside: Path) -> None:
    """Put the pointer in the place of the old one.

    A link replaces a link in one step; a folder on either side has to be moved aside
    first. When the second step fails, the old pointer comes back.
    """
    if latest.is_symlink() and pointer.is_symlink():
        os.replace(pointer, latest)  # noqa: PTH105 - atomic by definition
        return
    if os.path.lexists(latest):
        os.replace(latest, aside)  # noqa: PTH105 - see above
    try:
        os.replace(pointer, latest)  # noqa: PTH105 - see above
    except OSError:
        if os.path.lexists(aside):
            os.replace(aside, latest)  # noqa: PTH105 - see above
        raise
    _discard(aside)
