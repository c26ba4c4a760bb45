"""Make a workspace: inbox, outbox and a commented copy of the default profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import ValidationError

from tasks.errors import ProfileError, WorkspaceError
from tasks.profile.load import DISTRICT, FOLDER, INDICATORS, OUTLINE, ROSTER, default_text
from tasks.profile.model import DistrictSettings
from tasks.profile.serving import SERVING
from tasks.profile.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MARK = "\ufeff"  # lets Excel and WPS see that a CSV file is UTF-8
OPTIONS = {
    "name": "地区名称（--district）",
    "superior": "上级名称（--superior）",
    "year": "年度（--year）",
}


def _silent(_message: str) -> None:
    """Take a warning and say nothing."""


def create_workspace(
    folder: Path,
    *,
    district: str,
    superior: str,
    year: int,
    warn: Callable[[str], None] = _silent,
) -> tuple[str, ...]:
    """Write what is not there yet and return its paths below `folder`, in order.

    Files that are there are kept as they are, and `warn` is told so in Chinese. Raises
    `ProfileError` when the names or the year won't do, `WorkspaceError` when `folder`
    cannot be written.
    """
    settings = _settings(district, superior, year)
    try:
        return _write(folder, _files(settings), warn)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"无法在 {folder} 建立工作目录（{reason}）。"
        raise WorkspaceError(message, remedy="请换一个有写入权限的目录。") from error


def _settings(district: str, superior: str, year: int) -> DistrictSettings:
    """Return the settings, checked."""
    try:
        return DistrictSettings(name=district, superior=superior, year=year)
    except ValidationError as error:
        raise ProfileError(
            tuple(
                f"{OPTIONS.get(str(detail['loc'][0]), '')}：{explain(detail)}。"
                for detail in error.errors(include_url=False)
            )
        ) from None


def _files(settings: DistrictSettings) -> dict[str, str]:
    """Return path and text of every file of a new workspace.

    Departments report by 1 March and the district publishes by 1 April of the year
    after.
    """
    filled = default_text(DISTRICT).format(
        district=json.dumps(settings.name, ensure_ascii=False),
        superior=json.dumps(settings.superior, ensure_ascii=False),
        year=settings.year,
        deadline=f"{settings.year + 1}-03-01",
        dated=f"{settings.year + 1}-03-31",
    )
    return {
        "inbox/.gitkeep": "",
        "outbox/.gitkeep": "",
        f"{FOLDER}/{DISTRICT}": filled,
        f"{FOLDER}/{ROSTER}": MARK + default_text(ROSTER),
        f"{FOLDER}/{OUTLINE}": default_text(OUTLINE),
        f"{FOLDER}/{INDICATORS}": MARK + default_text(INDICATORS),
        f"{FOLDER}/{SERVING}": default_text(SERVING),
    }


def _write(folder: Path, files: dict[str, str], warn: Callable[[str], None]) -> tuple[str, ...]:
    """Write the files that are not there and return their paths."""
    written = []
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except FileExistsError:
            warn(f"{name} 已经存在，保留原样。")
        else:
            written.append(name)
    return tuple(written)
