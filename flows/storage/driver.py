"""The drivers of fsspec: what is used of them, and whether one is installed."""

from __future__ import annotations

from typing import IO, Any, Final, Protocol

from flows.storage.address import Address, masked
from tasks.errors import WorkspaceError

_INSTALL: Final = (
    '请安装：pip install "huizong[storage]"（S3、SMB）；其他协议另装相应的 fsspec 驱动。'
)


class FileSystem(Protocol):
    """What is used of an fsspec file system; paths are as `open_system` returns them."""

    def invalidate_cache(self) -> None:
        """Forget what was listed before."""

    def ls(self, path: str, *, detail: bool) -> list[dict[str, Any]]:
        """Return what lies directly in a folder; an object's name lists the object."""

    def get_file(self, rpath: str, lpath: str) -> None:
        """Copy an object to a file of this computer."""

    def put_file(self, lpath: str, rpath: str) -> None:
        """Copy a file of this computer to an object."""

    def cat_file(self, path: str) -> bytes:
        """Return an object's bytes."""

    def pipe_file(self, path: str, value: bytes, *, mode: str = "overwrite") -> None:
        """Write an object; with the mode `create` only where there is none."""

    def open(self, path: str, mode: str) -> IO[bytes]:
        """Open an object as a file."""

    def makedirs(self, path: str, *, exist_ok: bool) -> None:
        """Make a folder and those above it."""

    def mv(self, path1: str, path2: str) -> None:
        """Rename."""

    def rm_file(self, path: str) -> None:
        """Remove an object."""

    def rm(self, path: str, *, recursive: bool) -> None:
        """Remove a folder with all in it."""


def require_driver(address: Address) -> None:
    """Raise WorkspaceError unless what reads such addresses is installed."""
    try:
        import fsspec  # noqa: PLC0415 - loads only where a workspace lies on storage

        fsspec.get_filesystem_class(address.scheme)
    except ImportError as error:
        message = f"访问 {address.scheme}:// 需要的组件没有安装。"
        raise WorkspaceError(message, remedy=_INSTALL) from error
    except ValueError as error:
        message = f"不认识的存储协议：{address.scheme}://。"
        raise WorkspaceError(message, remedy=_INSTALL) from error


def open_system(address: Address) -> tuple[FileSystem, str]:
    """Return the address's file system, with a connection of its own, and the path in it.

    Raises whatever the driver raises.
    """
    import fsspec  # noqa: PLC0415 - see above

    try:
        system, root = fsspec.core.url_to_fs(address.url, skip_instance_cache=True)
    except ValueError as error:  # smbprotocol, when nobody answers
        raise ConnectionResetError(masked(str(error))) from None
    return system, str(root).rstrip("/")
