"""The ledger: what there was in each run, what is known, who changed what (SQLite, PostgreSQL)."""

from __future__ import annotations

from tasks.ledger.entry import (
    ContributionEntry,
    CorrectionEntry,
    FigureEntry,
    NoticeEntry,
    ReportEntry,
    RunEntry,
    SubmissionEntry,
    TotalEntry,
)
from tasks.ledger.ledger import Ledger

__all__ = [
    "ContributionEntry",
    "CorrectionEntry",
    "FigureEntry",
    "Ledger",
    "NoticeEntry",
    "ReportEntry",
    "RunEntry",
    "SubmissionEntry",
    "TotalEntry",
]
