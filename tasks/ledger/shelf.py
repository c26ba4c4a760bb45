"""What was derived from single reports, kept for the next run: rows, pages, parts of sums.

Most of a run's work is done for one report at a time and comes out the same as long as
the report, and whatever else the work looks at, is the same. Such a piece is kept under a
digest of all of that: the program's own files, the profile, the report with its
corrections, and the `ground` that the maker names. A run that finds all its pieces only
puts them together.

The shelf is no record: it may be deleted at any time, and a fault in it costs time, never
a run. Each piece carries a digest of itself; one that a power cut has spoilt is made
again. What a completed run did not ask for is dropped, so the shelf is hardly larger than
the last run needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from tasks.ledger.codec import pack, plain, unpack

Value = TypeVar("Value")

_DIGEST: Final = 16  # bytes
_TELLING: Final = 3  # bytes of a key that tell whether it was asked for
_AT_ONCE: Final = 1_000  # pieces
# Pieces of some KB beside a small index of their keys, on pages that hold one whole: found three
# times as fast as in one tree of both.
_SET_UP: Final = (
    "PRAGMA page_size = 16384",
    "PRAGMA auto_vacuum = FULL",
    "PRAGMA journal_mode = MEMORY",
    "PRAGMA synchronous = OFF",
    "CREATE TABLE IF NOT EXISTS pieces (key BLOB PRIMARY KEY, content BLOB NOT NULL)",
)
_FIND: Final = "SELECT content FROM pieces WHERE key = ?"
_PUT: Final = "INSERT OR REPLACE INTO pieces VALUES (?, ?)"


class _Asked:
    """The keys that were asked for: a bit for each, whatever their number.

    Of the pieces of twenty thousand reports that were not asked for, one in a hundred has a bit
    in common with one that was, and stays.
    """

    def __init__(self) -> None:
        self._bits = bytearray(1 << 8 * _TELLING - 3)

    def add(self, key: bytes) -> None:
        place, bit = divmod(int.from_bytes(key[:_TELLING]), 8)
        self._bits[place] |= 1 << bit

    def __contains__(self, key: bytes) -> bool:
        place, bit = divmod(int.from_bytes(key[:_TELLING]), 8)
        return bool(self._bits[place] & 1 << bit)


class Shelf:
    """Pieces by what they were made of; a context manager that drops what nobody asked for."""

    def __init__(self, path: Path | None = None, *, ground: str = "") -> None:
        """Open the shelf at `path`, or one that keeps nothing.

        `ground` is what all pieces depend on: the program's digest, the profile's.
        """
        self._path, self._ground = path, ground
        self._identities: dict[str, str] = {}
        self._asked = _Asked()
        self._database = self._opened()

    def __enter__(self) -> Self:
        """Return the shelf itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the shelf; after a run that failed, nothing is dropped."""
        self.close(tidy=kind is None)

    def know(self, identities: Mapping[str, str]) -> None:
        """Take in what identifies the reports: a digest of all they say, by their file."""
        self._identities.update(identities)

    def identity(self, file: str) -> str | None:
        """Return what identifies the report of this file; None when nothing of it is kept."""
        return None if self._database is None else self._identities.get(file)

    def piece(self, sort: str, file: str, ground: object, make: Callable[[], bytes]) -> bytes:
        """Return `make()`, or what it came to when it was made of the same before.

        `sort` names the work, `file` the report, `ground` (of plain JSON values) all that
        the work depends on besides report, profile and program. A report that is not
        known is worked on anew each time.
        """
        identity = self.identity(file)
        if identity is None:
            return make()
        key = self._key(sort, identity, ground)
        kept = self._recall(key)
        if kept is None:
            kept = make()
            self._keep(key, kept)
        return kept

    def hold(self, sort: str, file: str, ground: object) -> None:
        """Keep a piece for later runs, though this one has what was made of it further on."""
        identity = self.identity(file)
        if identity is not None:
            self._asked.add(self._key(sort, identity, ground))

    def value(
        self, kind: type[Value], sort: str, file: str, ground: object, make: Callable[[], Value]
    ) -> Value:
        """Return `make()`, a value of this dataclass, or its equal that was kept before."""
        made: list[Value] = []

        def packed() -> bytes:
            made.append(make())
            return pack(made[0])

        if self.identity(file) is None:
            return make()
        content = self.piece(sort, file, ground, packed)
        if made:
            return made[0]
        try:
            return unpack(kind, content)
        except ValueError:  # written by something else; what it is made of is at hand
            return make()

    def noted(self, sort: str, file: str) -> bytes | None:
        """Return what was noted last of the report for this work, or None.

        Unlike a piece, a note also depends on what else there was when it was written: it
        has to say what that was, and whoever reads it takes of it what still holds.
        """
        key = self._note_key(sort, file)
        return None if key is None else self._recall(key)

    def note(self, sort: str, file: str, content: bytes) -> None:
        """Keep this in the place of what was noted of the report before."""
        key = self._note_key(sort, file)
        if key is not None:
            self._asked.add(key)
            self._keep(key, content)

    def close(self, *, tidy: bool) -> None:
        """Let go of the file; `tidy` drops the pieces that were not asked for."""
        if self._database is None:
            return
        try:
            if tidy:
                self._drop_unasked(self._database)
            self._database.commit()
        except sqlite3.Error:
            self._do_without()
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database = None

    def _note_key(self, sort: str, file: str) -> bytes | None:
        identity = self.identity(file)
        return None if identity is None else self._key("note", sort, identity)

    def _key(self, *words: object) -> bytes:
        said = plain((self._ground, *words))
        return hashlib.blake2b(said, digest_size=_DIGEST).digest()

    def _recall(self, key: bytes) -> bytes | None:
        self._asked.add(key)
        found = None
        if self._database is not None:
            try:
                found = self._database.execute(_FIND, (key,)).fetchone()
            except sqlite3.Error:
                self._do_without()
        if found is None or not isinstance(found[0], bytes):
            return None
        digest, content = found[0][:_DIGEST], found[0][_DIGEST:]
        return content if digest == _seal(key, content) else None

    def _keep(self, key: bytes, content: bytes) -> None:
        if self._database is not None:
            try:
                self._database.execute(_PUT, (key, _seal(key, content) + content))
            except sqlite3.Error:
                self._do_without()

    def _drop_unasked(self, database: sqlite3.Connection) -> None:
        keys = [row[0] for row in database.execute("SELECT key FROM pieces")]
        gone = [(key,) for key in keys if key not in self._asked]
        for at in range(0, len(gone), _AT_ONCE):
            database.executemany("DELETE FROM pieces WHERE key = ?", gone[at : at + _AT_ONCE])
            database.commit()  # what could be rolled back is held in memory

    def _opened(self) -> sqlite3.Connection | None:
        """Return the database, made anew when it cannot be read, or None when there is none."""
        if self._path is None:
            return None
        for _ in range(2):
            with contextlib.suppress(sqlite3.Error, OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                # A run's stages are on different threads, one after the other.
                database = sqlite3.connect(self._path, check_same_thread=False)
                for statement in _SET_UP:
                    database.execute(statement)
                return database
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        return None

    def _do_without(self) -> None:
        """Go on without the shelf after a fault: damage, a full disk, a lock."""
        database, self._database = self._database, None
        if database is not None:
            with contextlib.suppress(sqlite3.Error):
                database.close()
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)


def _seal(key: bytes, content: bytes) -> bytes:
    return hashlib.blake2b(content, key=key, digest_size=_DIGEST).digest()
