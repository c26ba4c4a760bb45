"""What the ledger keeps of a run, as plain rows; amounts are decimal text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry:
    """One figure as the run used it.

    `figure` is its stable id, `text` the characters in the report, `value` and `unit`
    normalised; `said` is the value before a person corrected it, '' without correction.
    """

    figure: str
    section: int | None
    text: str
    value: str
    unit: str
    indicator: str
    canonical: str | None
    role: str
    sentence: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEntry:
    """One diagnostic, as `tasks.diagnostics` has it."""

    code: str
    severity: str
    message: str
    block: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """One report as the run used it; `key` says what it was made from, and is its name.

    `paragraphs` are (index of the block, text) of those worth comparing with next year's.
    """

    key: str
    title: str | None
    dated: str
    characters: int
    figures: tuple[FigureEntry, ...] = ()
    notices: tuple[NoticeEntry, ...] = ()
    paragraphs: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionEntry:
    """One file of a run: what it was and what became of it.

    `status` is the stable word of the district's statuses, `reason` says it in Chinese.
    `counts` says whether its figures went into the totals; `report` is what was read.
    """

    file: str
    sha256: str
    department: str | None
    year: int | None
    status: str
    reason: str
    counts: bool = False
    report: ReportEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionEntry:
    """One figure that went into a total, in the total's unit."""

    department: str
    figure: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalEntry:
    """One of the run's totals."""

    indicator: str
    unit: str
    value: str
    approximate: bool
    contributions: tuple[ContributionEntry, ...] = ()


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
    totals: tuple[TotalEntry, ...] = ()
    notices: tuple[NoticeEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    """One row of the audit log: who said what of which figure, or took what back.

    `id` is None until the ledger gives it. `action` and `scope` are stable words of
    `tasks.corrections`; `target` is the id of the row that an undoing takes back, or that a row on
    a re-submitted figure replaces.
    `department` … `sentence` name the figure and say how it stood when this was entered.
    """

    entered: str
    author: str
    source: str
    action: str
    year: int
    department: str = ""
    figure: str = ""
    section: int | None = None
    indicator: str = ""
    said: str = ""
    said_value: str = ""
    unit: str = ""
    sentence: str = ""
    new_value: str | None = None
    new_indicator: str | None = None
    scope: str = ""
    remark: str = ""
    target: int | None = None
    id: int | None = None
