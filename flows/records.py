"""Writing a run into the ledger."""

from __future__ import annotations

from flows.outcome import Outcome
from flows.program import program_version
from flows.settings import Order
from tasks.district.district import Receipt
from tasks.ledger import Ledger, RunEntry, SubmissionEntry


def record(order: Order, outcome: Outcome) -> None:
    """Keep the run and what became of each file; LedgerError when it cannot be kept."""
    entry = RunEntry(
        run=order.run,
        started=order.started,
        district=outcome.district.name,
        year=outcome.district.year,
        program=program_version(),
        outcome="partial" if outcome.needs_attention else "completed",
        submissions=tuple(map(_entry, outcome.district.receipts)),
    )
    with Ledger(order.workspace.ledger) as ledger:
        ledger.record_run(entry)


def _entry(receipt: Receipt) -> SubmissionEntry:
    return SubmissionEntry(
        file=receipt.file,
        sha256=receipt.sha256,
        department=receipt.department,
        year=receipt.year,
        status=receipt.status.value,
        reason=receipt.reason,
    )
