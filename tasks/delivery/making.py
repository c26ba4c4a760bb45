"""What making the outputs may use besides the district: earlier work, room for large files."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO

from tasks.artefact import Artefact, Filed, MediaType, Output, room_name
from tasks.errors import PublishError
from tasks.ledger.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """The means of one run.

    `shelf` holds the pieces of earlier runs, `earlier` is the folder of the run before
    with its outputs as published, `room` an empty folder of this run's own. Without them
    all is made anew, in memory; the outputs are the same.
    """

    shelf: Shelf = field(default_factory=Shelf)
    earlier: Path | None = None
    room: Path | None = None

    def page(self, path: str, file: str, ground: object, make: Callable[[], Artefact]) -> Output:
        """Return the page at `path` over the report in `file`, made of it and the `ground`.

        When the shelf knows its digest and the run before published just these bytes, it
        is that file; otherwise it is made.
        """
        made: list[Artefact] = []

        def digest() -> bytes:
            made.append(make())
            return made[0].sha256.encode("ascii")

        known = self.shelf.piece("page", file, [path, ground], digest).decode("ascii")
        return (None if made else self._published(path, known)) or self._put(
            made[0] if made else make()
        )

    def _put(self, artefact: Artefact) -> Output:
        """Return the artefact in a file where there is room: a thousand pages fill a memory."""
        return self.large(
            artefact.path, artefact.media_type, lambda file: _write(file, artefact.content)
        )

    def _published(self, path: str, sha256: str) -> Filed | None:
        """Return the file of the run before when it still has these bytes."""
        if self.earlier is None:
            return None
        try:
            content = (self.earlier / path).read_bytes()
        except OSError:
            return None
        digest = hashlib.sha256(content).digest()
        if digest.hex() != sha256:
            return None
        return Filed(
            path=path,
            media_type=MediaType.HTML,
            folder=self.earlier,
            digest=digest,
            size=len(content),
            published=True,
        )

    def scratch(self) -> IO[bytes]:
        """Return a file for what this run writes and reads again, gone when it is closed.

        It lies in the room, or in memory where there is none. Raise PublishError when the
        disk takes none.
        """
        if self.room is None:
            return io.BytesIO()
        with on_disk("中间结果"):
            return tempfile.TemporaryFile(dir=self.room)

    def large(self, path: str, media_type: MediaType, write: Callable[[BinaryIO], None]) -> Output:
        """Return the output that `write` writes, in a file where there is room for one."""
        if self.room is None:
            packed = io.BytesIO()
            write(packed)
            return Artefact(path=path, media_type=media_type, content=packed.getvalue())
        file = self.room / room_name(path)
        with on_disk(f"“{path}”"), file.open("xb") as target:
            write(target)
        with file.open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").digest()
        return Filed(
            path=path,
            media_type=media_type,
            folder=self.room,
            digest=digest,
            size=file.stat().st_size,
            published=False,
        )


@contextmanager
def on_disk(what: str) -> Iterator[None]:
    """Turn the system's refusal into PublishError: `what` (Chinese) could not be written."""
    try:
        yield
    except OSError as error:
        message = f"{what}未能写入磁盘：{error.strerror or error}"
        raise PublishError(message, remedy="请检查磁盘剩余空间后重新运行。") from error


def _write(file: BinaryIO, content: bytes) -> None:
    file.write(content)
