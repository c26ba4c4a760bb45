"""The ledger's tables, and how their version is known.

    runs ─┬─ submissions ── reports ─┬─ figures
          ├─ totals ── contributions  └─ notices
          └─ notices (the district's own)
    texts        what each report said, paragraph by paragraph, for next year's comparison
    payloads     reports as read, to be used again (the cache)
    corrections  what people changed: rows are added, never changed (the audit log)

A report is kept once, however many runs it is part of: the history of a year of daily
runs is as large as what changed in it.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    event,
)

# Stored in a SQLite file's header (PRAGMA user_version), in PostgreSQL's table ledger_version;
# raised by one with each change of the tables.
VERSION: Final = 3

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

REPORTS: Final = Table(
    "reports",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("title", String),
    Column("dated", String, nullable=False),
    Column("characters", Integer, nullable=False),
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
    Column("counts", Boolean, nullable=False, server_default="0"),
    Column("report_id", ForeignKey("reports.id"), index=True),
)

FIGURES: Final = Table(
    "figures",
    METADATA,
    Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("figure", String, nullable=False),
    Column("section", Integer),
    Column("text", String, nullable=False),
    Column("value", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("indicator", String, nullable=False),
    Column("canonical", String),
    Column("role", String, nullable=False),
    Column("sentence", String, nullable=False),
    Column("said", String, nullable=False),
)

NOTICES: Final = Table(
    "diagnostics",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), index=True),
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), index=True),
    Column("code", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("message", String, nullable=False),
    Column("block", Integer),
)

TOTALS: Final = Table(
    "totals",
    METADATA,
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("indicator", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("unit", String, nullable=False),
    Column("value", String, nullable=False),
    Column("approximate", Boolean, nullable=False),
)

CONTRIBUTIONS: Final = Table(
    "contributions",
    METADATA,
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("indicator", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("department", String, nullable=False),
    Column("figure", String, nullable=False),
    Column("value", String, nullable=False),
)

TEXTS: Final = Table(
    "texts",
    METADATA,
    Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

PAYLOADS: Final = Table(
    "payloads",
    METADATA,
    Column("key", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

CORRECTIONS: Final = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("entered", String, nullable=False),
    Column("author", String, nullable=False),
    Column("source", String, nullable=False),
    Column("action", String, nullable=False),
    Column("target", Integer),
    Column("year", Integer, nullable=False),
    Column("department", String, nullable=False),
    Column("figure", String, nullable=False),
    Column("section", Integer),
    Column("indicator", String, nullable=False),
    Column("said", String, nullable=False),
    Column("said_value", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("sentence", String, nullable=False),
    Column("new_value", String),
    Column("new_indicator", String),
    Column("scope", String, nullable=False),
    Column("remark", String, nullable=False),
)

GUARDS: Final = ("corrections_no_delete", "corrections_no_update")
"""The triggers that keep the log of corrections from being changed."""

_REFUSAL: Final = "corrections are only added"

_GUARDING: Final = (
    # dialect, statement; PostgreSQL's guard against deleting keeps the table from truncation too
    (
        "sqlite",
        (
            "CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        ),
    ),
    (
        "sqlite",
        (
            "CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        ),
    ),
    (
        "postgresql",
        (
            "CREATE OR REPLACE FUNCTION refuse_change_of_corrections() RETURNS trigger "
            f"LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}' "
            "USING ERRCODE = 'restrict_violation'; END $$"
        ),
    ),
    (
        "postgresql",
        (
            "CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_corrections()"
        ),
    ),
    (
        "postgresql",
        (
            "CREATE TRIGGER corrections_no_delete BEFORE DELETE OR TRUNCATE ON corrections "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_corrections()"
        ),
    ),
)

for _dialect, _statement in _GUARDING:
    _ddl = DDL(_statement).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
    event.listen(CORRECTIONS, "after_create", _ddl)
