"""How many earlier runs stay in the outbox: what the profile says, and all without it."""

from __future__ import annotations

from collections.abc import Sequence

from flows.storage.session import Place
from tasks.ledger import Ledger


def surplus(runs: Sequence[str], keep: int) -> tuple[str, ...]:
    """Return which of the runs, the oldest first, are too many; none when `keep` is 0."""
    return tuple(runs[:-keep]) if keep else ()


def withdraw_surplus(place: Place, ledger: Ledger, year: int, keep: int) -> tuple[str, ...]:
    """Remove what is too many of the year's runs; return in Chinese what could not be.

    Only folders that the ledger knows as runs, in the order in which they were recorded:
    no clock decides. The ledger keeps what they found.
    """
    runs = [entry.run for entry in ledger.runs() if entry.year == year]
    failed = []
    for run in surplus(runs, keep):
        try:
            place.withdraw(year, run)
        except OSError as error:
            failed.append(f"旧的成果“{run}”未能清理（{error.strerror}）。")
    return tuple(failed)
