"""One report understood as a whole: the receipt adds up, and everything has its place."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from tasks.department.examine import understand
from tasks.department.figures.figure import Figure, SkippedNumber
from tasks.department.report import DepartmentReport
from tasks.document import Document, Paragraph, Table
from tasks.intake.submission import Format, Submission
from tests.unit.identity.district import profile
from tests.unit.sections.notation import document

SUBMISSION = Submission(
    file="望澜区司法局2023年报告.docx",
    folder="",
    name="",
    sha256="0" * 64,
    size=1,
    format=Format.DOCX,
)

PLAIN = """
[c]望澜区司法局2023年法治政府建设年度报告
区委、区政府：
2023年，我局依法履职，现将有关情况报告如下。
一、学习贯彻党的二十大精神情况
党组学习党的二十大精神6次，研究议题8项。
二、主要举措和成效
（一）规范执法。全年办理案件18件，其中简易程序6件，罚没款12.6万元。
（二）深化普法
开展“八五”普法22场，发放资料3,000余份，满意率98.5%。
[t]类别|件数／食品|12／药品|6／合计|18
三、存在的不足和原因
一是力量不足。专职人员仅3名。二是普法形式单一。
四、2024年工作安排
全年举办培训不少于4期。
五、其他需要报告的情况
无。
附件：1.案件统计表
[r]望澜区司法局
[r]2024年1月15日
"""
NO_HEADINGS = "2023年，我局办理案件18件。\n全年开展普法22场，电话8123456。"
ODD = """
[c]报告
一、
（一）
１．１２３４５
一是。二是。
[t]|／|
[note]①2023年1—12月。
[box]12345热线1件
；；；。。。
"""
DOCUMENTS = {
    "plain": document(PLAIN, bare=True),
    "no headings": document(NO_HEADINGS, bare=True),
    "odd": document(ODD, bare=True),
    "one line": document("望澜区司法局2023年报告", bare=True),
    "empty": Document(blocks=()),
    "blank paragraphs": Document(blocks=(Paragraph(text=" "), Paragraph(text="\n"))),
}


@pytest.fixture(params=list(DOCUMENTS.values()), ids=list(DOCUMENTS))
def read(request: pytest.FixtureRequest) -> Document:
    found: Document = request.param
    return found


def _report(read: Document) -> DepartmentReport:
    return understand(read, SUBMISSION, profile())


def _numbers(report: DepartmentReport) -> list[Figure | SkippedNumber]:
    return [*report.figures, *report.skipped]


def _length(text: str) -> int:
    return len("".join(text.split()))


def test_the_receipt_counts_every_character(read: Document) -> None:
    coverage = _report(read).coverage
    said = sum(_length(_said(piece)) for piece in read.blocks)
    assert coverage.characters == said
    assert coverage.in_sections + coverage.unplaced == coverage.characters


def _said(piece: Paragraph | Table) -> str:
    return piece.text if isinstance(piece, Table) else piece.number + piece.text


def test_the_receipt_counts_every_number(read: Document) -> None:
    report = _report(read)
    skipped = dict(report.coverage.skipped)
    assert report.coverage.figures == len(report.figures)
    assert report.coverage.numbers == len(report.figures) + sum(skipped.values())
    said = Counter(found.reason for found in report.skipped)
    # A heading's own number stands before its text: it is counted and has no offsets there.
    assert said["numbering"] <= skipped.pop("numbering", 0)
    assert {reason: said[reason] for reason in skipped} == skipped


def test_what_is_in_sections_is_what_the_blocks_say(read: Document) -> None:
    report = _report(read)
    placed = [block for block in report.blocks if block.section is not None]
    assert report.coverage.in_sections == sum(_length(b.number + b.text) for b in placed)


def test_figures_and_skipped_numbers_stand_where_they_say(read: Document) -> None:
    report = _report(read)
    for found in _numbers(report):
        text = report.blocks[found.block].text
        assert text[found.start : found.end] == found.text


def test_no_two_numbers_share_a_character(read: Document) -> None:
    report = _report(read)
    spans = sorted((f.block, f.start, f.end) for f in _numbers(report))
    assert all(a[0] < b[0] or a[2] <= b[1] for a, b in pairwise(spans))


def test_a_figure_is_in_the_section_of_its_block(read: Document) -> None:
    report = _report(read)
    assert [f.section for f in report.figures] == [
        report.blocks[f.block].section for f in report.figures
    ]


def test_a_notice_names_a_block_that_is_there(read: Document) -> None:
    report = _report(read)
    named = [notice.block for notice in report.diagnostics if notice.block is not None]
    assert all(0 <= at < len(report.blocks) for at in named)
    assert all(notice.message for notice in report.diagnostics)


def test_the_same_document_gives_the_same_report(read: Document) -> None:
    assert _report(read) == _report(read)


def test_a_plain_report_is_understood() -> None:
    report = _report(DOCUMENTS["plain"])
    assert (report.department, report.known) == ("望澜区司法局", True)
    assert (report.year, report.dated) == (2023, "2024-01-15")
    assert report.title == "望澜区司法局2023年法治政府建设年度报告"
    assert [block.section for block in report.blocks if block.level == 1] == [1, 4, 5, 6, 7]


def test_a_plain_report_gives_no_false_arithmetic_alarm() -> None:
    codes = {notice.code for notice in _report(DOCUMENTS["plain"]).diagnostics}
    assert {code for code in codes if code.endswith("_mismatch")} == set()


def test_without_a_roster_the_report_names_itself() -> None:
    report = understand(DOCUMENTS["plain"], SUBMISSION, profile(roster=False))
    assert (report.department, report.known) == ("望澜区司法局", False)
