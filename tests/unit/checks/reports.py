"""A report understood from a few lines: what the rows of the checks are held against."""

from __future__ import annotations

import dataclasses

from tasks.department.examine import understand
from tasks.department.report import DepartmentReport
from tasks.document import Document, Traces
from tasks.intake.submission import Format, Submission
from tests.unit.identity.district import profile
from tests.unit.sections.notation import document

SUBMISSION = Submission(
    file="望澜区司法局.docx", folder="", name="", sha256="0" * 64, size=1, format=Format.DOCX
)
# The families whose texts are whole reports below the title.
WHOLE = frozenset({"completeness"})


def whole_report(text: str, *, whole: bool, traces: Traces | None = None) -> DepartmentReport:
    """Return the report of 望澜区司法局 on 2023 that says the text, understood and checked.

    Unless `whole`, the text stands under 一、主要举措和成效; one that begins with its own
    title ([c]) stands as it is.
    """
    bare = text.startswith("[c]")
    said = text if whole or bare else f"一、主要举措和成效\n{text}"
    read: Document = document(said, bare=bare)
    if traces:
        read = dataclasses.replace(read, traces=traces)
    return understand(read, SUBMISSION, profile())


def codes(report: DepartmentReport) -> set[str]:
    """Return the codes of all that was noticed."""
    return {notice.code for notice in report.diagnostics}
