"""What each kind of database does in its own way, so that the ledger need not know which it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from tasks.errors import LedgerError


class Store(ABC):
    """A place where a ledger is kept.

    `shared` says whether other workspaces could be given the same place by mistake.
    """

    shared: ClassVar[bool] = False

    @property
    @abstractmethod
    def name(self) -> str:
        """How messages name the place; never with a password."""

    @abstractmethod
    def engine(self) -> Engine:
        """Return an engine for the place, made when it is not there; LedgerError without."""

    @abstractmethod
    def check(self, connection: Connection) -> None:
        """Raise `LedgerError` when the place cannot hold a ledger, or is damaged."""

    @abstractmethod
    def version(self, connection: Connection) -> int:
        """Return the version of the ledger's tables; 0 when there are none."""

    @abstractmethod
    def stamp(self, connection: Connection, version: int) -> None:
        """Write down that the tables are of this version."""

    @abstractmethod
    def foreign(self, connection: Connection) -> LedgerError | None:
        """Return why a place of version 0 is not ours to use, or None when it is."""

    @abstractmethod
    def begin_reading(self, connection: Connection) -> None:
        """Begin a transaction that sees one state of the ledger, whatever others write."""

    @abstractmethod
    def begin_writing(self, connection: Connection) -> None:
        """Begin a transaction that nobody else writes beside, waiting up to half a minute."""

    @abstractmethod
    def faults(self, connection: Connection) -> tuple[str, ...]:
        """Return what is wrong with the whole place, read through; () when it is sound."""

    @abstractmethod
    def explained(self, error: DBAPIError) -> LedgerError:
        """Return the database's error in Chinese with a remedy."""
