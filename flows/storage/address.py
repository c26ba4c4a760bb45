"""A workspace's address on storage: a URL that fsspec understands, with no secret in it.

A password in an address would be seen by everybody who lists this computer's processes and
would stand in the shell's history; it is refused, and never said again.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from tasks.errors import WorkspaceError

_ADDRESS: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]+)://(.*)", re.DOTALL)
_FLATTENED: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:[/\\]")
"""What a `Path` makes of an address; one letter alone is a drive of Windows."""
_LOGIN: Final = re.compile(r"[^/@:]*:(?P<authority>[^/@]*)(?:@|/.*@)", re.DOTALL)
_SECRET: Final = re.compile(r"(:/{1,2}[^/@:\s]*):\S*@")
_QUERY: Final = re.compile(r"\?\S*")
_DRIVE: Final = re.compile(r"/[A-Za-z]:(?:/|$)")
_LOCAL: Final = frozenset({"file", "local"})

CREDENTIALS: Final = (
    "账号密钥请放在环境变量中（S3 用 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY，"
    "SMB 用 FSSPEC_SMB_USERNAME、FSSPEC_SMB_PASSWORD），或放在 fsspec 的配置文件中。"
)
_EXAMPLE: Final = "地址写作 s3://存储桶/目录、smb://服务器/共享/目录 或 file:///目录。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a workspace lies: `scheme` in small letters, `rest` without a slash at its end."""

    scheme: str
    rest: str

    @property
    def url(self) -> str:
        """The address as one string; it holds no secret and may be said and written."""
        return f"{self.scheme}://{self.rest}"

    @property
    def local(self) -> Path | None:
        """The folder of this computer that the address names, where it is one."""
        if self.scheme not in _LOCAL:
            return None
        drive = sys.platform == "win32" and _DRIVE.match(self.rest)
        return Path(self.rest[1:] if drive else self.rest)

    @property
    def folder(self) -> str:
        """A folder's name that no other address has, and that people recognise."""
        last = PurePath(self.rest).name
        plain = "".join(sign for sign in last if sign.isalnum() or sign in "-_")[:40]
        return f"{plain or 'workspace'}-{hashlib.sha256(self.url.encode()).hexdigest()[:12]}"


def is_address(place: str) -> bool:
    """Say whether the place is an address on storage, and no folder of this computer."""
    return bool(_ADDRESS.fullmatch(place))


def was_address(path: Path) -> bool:
    """Say whether the path was an address before it was taken for a path."""
    return bool(_FLATTENED.match(str(path))) and not path.exists()


def refuse_address(path: Path) -> None:
    """Raise WorkspaceError when the path was an address: not every command works on storage."""
    if was_address(path):
        raise WorkspaceError(
            f"这里不能用存储地址：{masked(str(path))}。",
            remedy="run、serve、doctor、corrections、history、diff 的工作区可以是存储地址；"
            "其他命令请先把需要的文件取到本机，再指明本机的路径。",
        )


def masked(text: str) -> str:
    """Return the text with passwords and queries of the addresses in it made unreadable."""
    return _QUERY.sub("?***", _SECRET.sub(r"\1:***@", text))


def read_address(place: str) -> Address:
    """Return the place's address; WorkspaceError when it holds a secret or leads nowhere."""
    found = _ADDRESS.fullmatch(place.strip())
    if found is None:
        raise WorkspaceError(f"“{masked(place)}”不是存储地址。", remedy=_EXAMPLE)
    scheme, rest = found[1].lower(), found[2].rstrip("/")
    if _holds_password(rest):
        message = f"存储地址中不能写密码：{masked(place)}。"
        raise WorkspaceError(message, remedy=CREDENTIALS)
    address = Address(scheme=scheme, rest=rest)
    _refuse_odd(address, place)
    return address


def _holds_password(rest: str) -> bool:
    """Say whether a password stands before the server; a port does not look like one."""
    login = _LOGIN.match(rest)
    if login is None:
        return False
    in_authority = "@" in rest.partition("/")[0]
    return in_authority or not login["authority"].isdecimal()


def _refuse_odd(address: Address, place: str) -> None:
    """Raise WorkspaceError for an address that fsspec would understand in a way of its own."""
    rest, local = address.rest, address.local
    if any(sign in rest for sign in ("?", "#", "::", "*")) or "\n" in rest:
        message = f"存储地址中不能有 ?、#、*、:: 等符号：{masked(place)}。"
        raise WorkspaceError(message, remedy=_EXAMPLE)
    if not rest.strip("/") or ".." in rest.split("/"):
        raise WorkspaceError(f"存储地址不完整：{masked(place)}。", remedy=_EXAMPLE)
    if local is not None and not local.is_absolute():
        message = f"file 地址要写完整路径：{masked(place)}。"
        raise WorkspaceError(message, remedy="例如 file:///data/望澜（file: 后面是三个斜杠）。")
