"""The ledger: what there was in each run, what is known, who changed what (SQLite, PostgreSQL).

`Ledger` is loaded when it is first asked for: a worker packs reports and has no database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
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


def __getattr__(name: str) -> type[Ledger]:
    if name != "Ledger":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from tasks.ledger.ledger import Ledger  # noqa: PLC0415 - see above

    return Ledger
