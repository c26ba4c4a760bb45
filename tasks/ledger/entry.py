"""What the ledger keeps of a run, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionEntry:
    """One file of a run: what it was and what became of it.

    `status` is the stable word of the district's statuses, `reason` says it in Chinese.
    """

    file: str
    sha256: str
    department: str | None
    year: int | None
    status: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEntry:
    """One run.

    `run` is its name (the outbox folder's), `started` ISO time as the caller's clock had
    it, `program` the version, `outcome` how it ended (completed, partial, failed).
    """

    run: str
    started: str
    district: str
    year: int
    program: str
    outcome: str
    submissions: tuple[SubmissionEntry, ...] = ()
