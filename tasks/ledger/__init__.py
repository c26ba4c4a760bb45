"""The ledger: which runs there were and what became of each file in them (SQLite)."""

from __future__ import annotations

from tasks.ledger.entry import RunEntry, SubmissionEntry
from tasks.ledger.ledger import Ledger

__all__ = ["Ledger", "RunEntry", "SubmissionEntry"]
