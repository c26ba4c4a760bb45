"""Bringing a ledger of an earlier version to the present one, a step at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from tasks.ledger.schema import METADATA, TEXTS, VERSION
from tasks.ledger.store import Store


def _add_reports_and_corrections(connection: Connection) -> None:
    """Version 1 knew runs and submissions only."""
    METADATA.create_all(connection)
    for column in (
        "counts BOOLEAN NOT NULL DEFAULT 0",
        "report_id INTEGER REFERENCES reports (id)",
    ):
        connection.exec_driver_sql(f"ALTER TABLE submissions ADD COLUMN {column}")
    connection.exec_driver_sql("CREATE INDEX ix_submissions_report_id ON submissions (report_id)")


def _add_texts(connection: Connection) -> None:
    """Version 2 kept the figures of a report and not its paragraphs."""
    TEXTS.create(connection, checkfirst=True)


STEPS: Final[dict[int, Callable[[Connection], None]]] = {
    0: METADATA.create_all,
    1: _add_reports_and_corrections,
    2: _add_texts,
}
"""By the version it starts from; 0 is an empty place, which goes to the present at once.

Only SQLite files are of version 1: PostgreSQL came with version 2.
"""


def migrate(connection: Connection, store: Store) -> None:
    """Bring the tables to the present version: all steps or, when it is cut off, none."""
    store.begin_writing(connection)
    version = store.version(connection)
    while version < VERSION:
        STEPS[version](connection)
        version = VERSION if version == 0 else version + 1
    store.stamp(connection, VERSION)
    connection.commit()
