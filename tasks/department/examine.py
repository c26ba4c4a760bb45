"""One report from its bytes to what is known of it: read, identify, section, figure, check."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tasks.department.checks.check import check
from tasks.department.checks.rule import Subject
from tasks.department.figures.extract import find_figures
from tasks.department.figures.prose import Extraction
from tasks.department.identity import identify
from tasks.department.reading import Limits, read
from tasks.department.report import Coverage, DepartmentReport
from tasks.department.sections import find_sections
from tasks.document import Block, Document
from tasks.intake.submission import Format, Rejection, Submission
from tasks.profile.model import Profile

DEFAULT_LIMITS = Limits()
AS_SENT = frozenset({Format.DOCX, Format.ZIP})
"""Formats that are read from the file that was sent, not from a converted copy of it."""


def examine(
    submission: Submission, profile: Profile, *, limits: Limits = DEFAULT_LIMITS
) -> DepartmentReport | Rejection:
    """Return what the submission says, or why it cannot be read; only reads its file.

    What is read is what was hashed: a file that was replaced in between is refused, since
    its figures would stand under another file's hash, here and in the ledger.
    """
    try:
        data = Path(submission.path).read_bytes()
    except OSError as fault:
        return Rejection(
            file=submission.file,
            sha256=submission.sha256,
            code="unreadable",
            message=f"文件打不开：{fault.strerror or fault}。",
            remedy="请确认文件仍在 inbox 中且未被其他程序占用，然后重新运行。",
        )
    if submission.format in AS_SENT and hashlib.sha256(data).hexdigest() != submission.sha256:
        return Rejection(
            file=submission.file,
            sha256=submission.sha256,
            code="changed_while_reading",
            message="清点之后、读取之前，文件被替换或改动了，本次没有读取。",
            remedy="请重新运行，下次运行会读取新的文件。",
        )
    document = read(data, file=submission.file, sha256=submission.sha256, limits=limits)
    if isinstance(document, Rejection):
        return document
    return understand(document, submission, profile)


def understand(document: Document, submission: Submission, profile: Profile) -> DepartmentReport:
    """Return the report that a document makes; pure."""
    sectioned = find_sections(document, profile.outline)
    identity = identify(sectioned.blocks, submission.file, profile)
    year = profile.district.year if profile.district else identity.year
    extraction = find_figures(sectioned.blocks, profile, year=year)
    report = DepartmentReport(
        submission=submission,
        department=identity.department,
        known=identity.known,
        year=identity.year,
        title=identity.title,
        dated=identity.dated,
        blocks=sectioned.blocks,
        figures=extraction.figures,
        skipped=extraction.skipped,
        relations=extraction.relations,
        diagnostics=(*identity.diagnostics, *sectioned.diagnostics),
        coverage=_coverage(sectioned.blocks, extraction),
        properties=document.properties,
        traces=document.traces,
        evidence=identity.evidence,
        merged=tuple(sorted(sectioned.merged)),
    )
    return check(
        Subject(report=report, document=document, profile=profile, merged=sectioned.merged)
    )


def _coverage(blocks: Sequence[Block], extraction: Extraction) -> Coverage:
    sizes = [len(re.sub(r"\s", "", b.number + b.text)) for b in blocks]
    placed = sum(n for n, b in zip(sizes, blocks, strict=True) if b.section is not None)
    reasons = Counter(number.reason for number in extraction.skipped)
    reasons["numbering"] += sum(
        1 for b in blocks if b.number and re.search(r"[\d一-十①-⑳]", b.number)
    )
    skipped = tuple(sorted((r, n) for r, n in reasons.items() if n))
    return Coverage(
        characters=sum(sizes),
        in_sections=placed,
        unplaced=sum(sizes) - placed,
        numbers=len(extraction.figures) + sum(n for _, n in skipped),
        figures=len(extraction.figures),
        skipped=skipped,
    )
