"""The ledger's tables, and how their version is known."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

# Stored in the file's PRAGMA user_version; raised by one with each change of the tables.
VERSION: Final = 1

METADATA: Final = MetaData()

RUNS: Final = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("run", String, nullable=False, unique=True),
    Column("started", String, nullable=False),
    Column("district", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("program", String, nullable=False),
    Column("outcome", String, nullable=False),
)

SUBMISSIONS: Final = Table(
    "submissions",
    METADATA,
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("department", String),
    Column("year", Integer),
    Column("status", String, nullable=False),
    Column("reason", String, nullable=False),
)
