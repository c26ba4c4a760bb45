"""The edited report against its run: numbers by hand and sources that moved on are found."""

from __future__ import annotations

import dataclasses
import io
from decimal import Decimal

import docx
import pytest

from tasks.delivery.layout.template import open_document
from tasks.delivery.report import build_reports
from tasks.delivery.report.memory import PASSAGES, Memory, identifier, recall
from tasks.delivery.report.roundtrip import Kind, compare, outdated
from tasks.district.district import District
from tests.unit.delivery.district_builder import sample_district

DOUBTED, PROFILE = sample_district()
DISTRICT = dataclasses.replace(DOUBTED, contradictions=())


def remembered(district: District) -> Memory:
    memory = build_reports(district, PROFILE)[2]
    assert memory.path == PASSAGES
    recalled = recall(memory.content)
    assert recalled is not None
    return recalled


MEMORY = remembered(DISTRICT)


def edited(before: str, after: str) -> list[str]:
    """Return the report's lines with a change, which has to be one."""
    lines = [line.replace(before, after, 1) for line in MEMORY.lines]
    assert lines != list(MEMORY.lines)
    return lines


def test_an_untouched_report_has_no_differences() -> None:
    assert compare(MEMORY, MEMORY.lines) == ()
    assert outdated(MEMORY, MEMORY, MEMORY.lines) == ()


@pytest.mark.parametrize(
    ("before", "after", "kind", "said"),
    [
        ("129件", "192件", Kind.CHANGED, "129件→192件"),
        ("12.5%", "12.6%", Kind.CHANGED, "12.5%→12.6%"),
        ("罚没金额50.85万元", "收缴罚没款", Kind.REMOVED, "50.85万元"),
        ("发放资料", "在15个社区发放资料", Kind.ADDED, "15个"),
        ("50.85万元", "50.85亿元", Kind.CHANGED, "50.85万元→50.85亿元"),
    ],
)
def test_a_number_changed_by_hand_is_named_with_its_sentence(
    before: str, after: str, kind: Kind, said: str
) -> None:
    [found] = [d for d in compare(MEMORY, edited(before, after)) if "｜" not in d.message]
    assert (found.kind, found.message.split("（")[0]) == (kind, said)
    assert found.place.startswith("（") or found.place.startswith("一、")


def test_a_number_in_an_annexs_table_is_compared_too() -> None:
    [found] = compare(MEMORY, edited("｜129｜", "｜130｜"))
    assert found.message.startswith("129→130")


def test_words_changed_by_hand_are_the_editors_own_affair() -> None:
    assert compare(MEMORY, edited("同比增长", "比上年增长")) == ()


def test_moving_a_paragraph_loses_no_number() -> None:
    lines = [*MEMORY.lines, "全区新增99件。"]
    assert [d.message.split("（")[0] for d in compare(MEMORY, lines)] == ["99件"]


def test_a_sentence_that_left_its_report_is_named() -> None:
    first = DISTRICT.reports[0]
    blocks = tuple(
        dataclasses.replace(block, text=block.text.replace("126件", "127件"))
        for block in first.blocks
    )
    changed = dataclasses.replace(first, blocks=blocks, figures=())
    latest = remembered(
        dataclasses.replace(DISTRICT, reports=(changed, *DISTRICT.reports[1:]), totals=())
    )
    found = outdated(MEMORY, latest, MEMORY.lines)
    assert all(d.kind is Kind.SOURCE for d in found)
    assert any("区司法局的报告已没有这句原文" in d.message for d in found)
    assert any("行政复议案件办结数合计由129件变为无" in d.message for d in found)


def corrected(district: District, figure: str, value: str) -> District:
    """Return the district with a figure of the first report corrected."""
    first = district.reports[0]
    figures = tuple(
        dataclasses.replace(f, value=Decimal(value), original=f, review="correct")
        if f.id == figure
        else f
        for f in first.figures
    )
    changed = dataclasses.replace(first, figures=figures)
    return dataclasses.replace(district, reports=(changed, *district.reports[1:]))


def test_a_figure_corrected_since_is_named_with_both_values() -> None:
    latest = remembered(corrected(DISTRICT, "sf03", "13.5"))
    found = outdated(MEMORY, latest, MEMORY.lines)
    assert [d.message for d in found] == ["区司法局的数据复核有变：原为12.5%，更正为13.5%。"]
    assert [d.message for d in outdated(latest, MEMORY, latest.lines)] == [
        "区司法局的数据复核有变：更正已撤销。"
    ]


def test_a_statement_that_the_editor_took_out_needs_no_source() -> None:
    latest = dataclasses.replace(MEMORY, sentences={}, totals={})
    assert outdated(MEMORY, latest, ["别的话。"]) == ()


def test_the_copies_say_which_data_they_are_made_from() -> None:
    clean, annotated, memory = build_reports(DISTRICT, PROFILE)
    for artefact in (clean, annotated):
        said = open_document(artefact.content).core_properties.identifier
        assert said == identifier(memory.sha256)


def test_the_lines_are_those_that_a_reader_of_the_file_finds() -> None:
    document = docx.Document(io.BytesIO(build_reports(DISTRICT, PROFILE)[0].content))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert [line for line in MEMORY.lines if "｜" not in line] == texts
