"""Make a workspace: inbox, outbox and a commented copy of the default profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import ValidationError

from tasks.errors import ProfileError, WorkspaceError
from tasks.profile.kinds import SUBJECTS, Kind, kind_text, sentence_names
from tasks.profile.lexicon_files import FILES, LEXICON
from tasks.profile.load import (
    BALANCES,
    DISTRICT,
    FOLDER,
    FORMS,
    INDICATORS,
    OUTLINE,
    ROSTER,
    TEMPLATE,
    WORDING,
)
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


def create_workspace(  # noqa: PLR0913 - what `init` asks for, each by its name
    folder: Path,
    *,
    district: str,
    superior: str,
    year: int,
    kind: Kind = Kind.RULE_OF_LAW,
    template: bytes = b"",
    warn: Callable[[str], None] = _silent,
) -> tuple[str, ...]:
    """Write what is not there yet and return its paths below `folder`, in order.

    The wording's templates are copied, to be reworded there; `template` is the style
    template to begin with (none for no file: the standard layout holds without one).

    Files that are there are kept as they are, and `warn` is told so in Chinese. Raises
    `ProfileError` when the names or the year won't do, `WorkspaceError` when `folder`
    cannot be written.
    """
    settings = _settings(district, superior, year)
    try:
        return _write(folder, _files(settings, kind, template), warn)
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


def _files(settings: DistrictSettings, kind: Kind, template: bytes) -> dict[str, bytes]:
    """Return path and content of every file of a new workspace.

    Departments report by 1 March and the district publishes by 1 April of the year
    after.
    """
    filled = kind_text(DISTRICT, kind).format(
        subject=json.dumps(SUBJECTS[kind], ensure_ascii=False),
        district=json.dumps(settings.name, ensure_ascii=False),
        superior=json.dumps(settings.superior, ensure_ascii=False),
        year=settings.year,
        deadline=f"{settings.year + 1}-03-01",
        dated=f"{settings.year + 1}-03-31",
    )
    tables = {name: kind_text(name, kind) for name in (BALANCES, FORMS)}
    files = {
        "inbox/.gitkeep": "",
        "outbox/.gitkeep": "",
        f"{FOLDER}/{DISTRICT}": filled,
        f"{FOLDER}/{ROSTER}": MARK + kind_text(ROSTER, kind),
        f"{FOLDER}/{OUTLINE}": kind_text(OUTLINE, kind),
        f"{FOLDER}/{INDICATORS}": MARK + kind_text(INDICATORS, kind),
        f"{FOLDER}/{SERVING}": kind_text(SERVING, kind),
        **{f"{FOLDER}/{name}": text for name, text in tables.items() if text},
        **{
            f"{FOLDER}/{WORDING}/{name}": kind_text(f"{WORDING}/{name}", kind)
            for name in sentence_names()
        },
        **{f"{FOLDER}/{LEXICON}/{name}": kind_text(f"{LEXICON}/{name}", kind) for name in FILES},
    }
    written = {name: text.encode() for name, text in files.items()}
    return written | ({f"{FOLDER}/{TEMPLATE}": template} if template else {})


def _write(folder: Path, files: dict[str, bytes], warn: Callable[[str], None]) -> tuple[str, ...]:
    """Write the files that are not there and return their paths."""
    written = []
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as stream:
                stream.write(content)
        except FileExistsError:
            warn(f"{name} 已经存在，保留原样。")
        else:
            written.append(name)
    return tuple(written)
