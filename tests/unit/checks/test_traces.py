"""What editing left in the file is said, each trace by its own rule."""

from __future__ import annotations

import pytest

from tasks.department.examine import understand
from tasks.document import Document, Paragraph, Traces
from tests.unit.checks.reports import SUBMISSION, codes, whole_report
from tests.unit.identity.district import profile
from tests.unit.sections.notation import document

ROWS = [
    (Traces(insertions=1), {"tracked_changes"}),
    (Traces(deletions=1), {"tracked_changes"}),
    (Traces(insertions=3, deletions=2), {"tracked_changes"}),
    (Traces(comments=1), {"comments"}),
    (Traces(comments=7, insertions=1), {"comments", "tracked_changes"}),
    (Traces(hidden_characters=1), {"hidden_text"}),
    (Traces(hidden_characters=9, comments=2), {"hidden_text", "comments"}),
    (
        Traces(insertions=1, comments=1, hidden_characters=1),
        {"tracked_changes", "comments", "hidden_text"},
    ),
    (Traces(foreign_chunks=1), {"foreign_chunk"}),
    (Traces(foreign_chunks=2, comments=1), {"foreign_chunk", "comments"}),
    (Traces(), set()),
    (Traces(pictures=3), set()),
]
_NAMED = {"tracked_changes", "comments", "hidden_text", "foreign_chunk"}


@pytest.mark.parametrize(("traces", "wanted"), ROWS)
def test_each_trace_is_named(traces: Traces, wanted: set[str]) -> None:
    found = codes(whole_report("全年办理案件18件。", whole=False, traces=traces))
    assert found & _NAMED == wanted


# A reader leaves empty paragraphs out, so a scan is a document without blocks, or nearly so.
SCANNED = {
    "pictures only": (Document(blocks=(), traces=Traces(pictures=4)), True),
    "a title and pictures": (
        Document(blocks=(Paragraph(text="法治政府建设年度报告"),), traces=Traces(pictures=6)),
        True,
    ),
    "one line and pictures": (
        Document(blocks=(Paragraph(text="具体情况见下图。"),), traces=Traces(pictures=3)),
        True,
    ),
    "text": (document("一、主要举措和成效\n~\n~"), False),
    "text and pictures": (
        Document(
            blocks=document("一、主要举措\n~\n~\n二、存在问题\n~\n~").blocks,
            traces=Traces(pictures=3),
        ),
        False,
    ),
    "a title without pictures": (
        Document(blocks=(Paragraph(text="望澜区司法局2023年法治政府建设年度报告"),)),
        False,
    ),
}


FAILS: dict[str, str] = {}


@pytest.mark.parametrize("name", SCANNED)
def test_a_scanned_report_is_named_as_such(name: str, request: pytest.FixtureRequest) -> None:
    if said := FAILS.get(name):
        request.applymarker(pytest.mark.xfail(strict=True, reason=said))
    read, scanned = SCANNED[name]
    found = codes(understand(read, SUBMISSION, profile()))
    assert ("scanned_report" in found) is scanned
