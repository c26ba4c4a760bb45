"""The compilation: every report whole, in roster order, under uniform headings."""

from __future__ import annotations

import io

import docx
import pytest
from docx.table import Table

from tasks.delivery.compilation import build_compilation
from tasks.delivery.compilation.chapter import _prose
from tasks.delivery.display import shown
from tasks.delivery.places import FRAME
from tasks.document import Block, BlockKind
from tests.unit.delivery.district_builder import MOBILE, sample_district

DISTRICT, PROFILE = sample_district()
CONTENT = build_compilation(DISTRICT, PROFILE).content


def pieces() -> list[tuple[str, str]]:
    """Return (style, text) of the body in reading order, tables as ('table', cells)."""
    found = []
    for item in docx.Document(io.BytesIO(CONTENT)).iter_inner_content():
        if isinstance(item, Table):
            text = "\n".join("\t".join(c.text for c in row.cells) for row in item.rows)
            found.append(("table", text))
        else:
            found.append((item.style.name if item.style else "", item.text))
    return found


def test_departments_stand_in_roster_order_and_the_missing_last() -> None:
    headings = [text for style, text in pieces() if style == "Heading 1"]
    assert headings == [
        "一、区司法局",
        "二、区市场监管局",
        "三、东湖街道",
        "四、未报送部门（单位）",
    ]
    assert any("区财政局、区住建局" in text for _, text in pieces())


def test_the_contents_name_every_chapter() -> None:
    entries = [text for style, text in pieces() if style == "toc 1"]
    assert entries == [text for style, text in pieces() if style == "Heading 1"]


def test_every_section_of_the_outline_has_its_heading_in_every_chapter() -> None:
    headings = [text for style, text in pieces() if style == "Heading 2"]
    for number, title in zip("一二三", DISTRICT.sections, strict=True):
        assert headings.count(f"（{number}）{title}") == len(DISTRICT.reports)


def test_nothing_of_a_report_is_lost() -> None:
    text = "\n".join(text for _, text in pieces())
    for report in DISTRICT.reports:
        for block in report.blocks:
            if block.kind in FRAME or block.level == 1 or block.table:
                continue
            assert shown(block.text) in text


def test_tables_stay_tables_with_every_cell() -> None:
    [table] = [text for style, text in pieces() if style == "table"]
    for cell in ("2023年行政处罚情况", "食品", "35.6", "合计", "50"):
        assert cell in table


def test_what_belongs_to_no_section_stands_under_its_own_heading() -> None:
    assert ("Heading 2", "（四）未归类内容") in pieces()


def test_a_missing_section_is_said_to_be_missing() -> None:
    assert ("公文正文", "（未报送此部分内容）") in pieces()


def test_personal_numbers_are_masked() -> None:
    assert MOBILE not in "".join(text for _, text in pieces())


def test_the_same_district_gives_the_same_bytes() -> None:
    assert build_compilation(*sample_district()).content == CONTENT


def prose(text: str) -> list[str]:
    """Return the lines that a paragraph with soft breaks becomes."""
    block = Block(index=0, id="x", kind=BlockKind.PARAGRAPH, text=text, section=1)
    return ["".join(span.text for span in piece.spans) for piece in _prose(block)]


def test_a_soft_break_within_a_sentence_does_not_tear_the_line() -> None:
    assert prose("定期听取汇报，\n全年开会8次。") == ["定期听取汇报，全年开会8次。"]


def test_a_soft_break_behind_a_sentence_begins_a_paragraph() -> None:
    assert prose("一是完善制度。\n二是加强培训。\n") == ["一是完善制度。", "二是加强培训。"]


def outline(titles: list[tuple[str, int]]) -> bytes:
    """Return as much of a PDF as its outline needs: pages 11, 12 …, one object a title."""
    kids = " ".join(f"{10 + page} 0 R" for page in range(1, 10))
    objects = [f"1 0 obj\n<</Type/Pages\n/Kids[ {kids} ]\n/Count 9>>\nendobj"]
    for number, (title, page) in enumerate(titles, start=30):
        spelled = title.encode("utf-16-be").hex().upper()
        objects.append(
            f"{number} 0 obj\n<</Count 0/Title<FEFF{spelled}>\n"
            f"/Dest[{10 + page} 0 R/XYZ 79.3 740 0]/Parent 29 0 R>>\nendobj"
        )
    return "\n".join(objects).encode("ascii")


def contents_of(content: bytes) -> list[str]:
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    return [p.text for p in paragraphs if p.style is not None and p.style.name == "toc 1"]


CHAPTERS = ["一、区司法局", "二、区市场监管局", "三、东湖街道", "四、未报送部门（单位）"]
HINT = "F9"


def test_the_contents_have_the_pages_that_the_first_pass_finds() -> None:
    passes: list[bytes] = []

    def typeset(content: bytes) -> bytes:
        passes.append(content)
        return outline([(title, 2 * place) for place, title in enumerate(CHAPTERS, start=1)])

    content = build_compilation(DISTRICT, PROFILE, typeset=typeset).content
    assert contents_of(content) == [f"{t}\t{2 * n}" for n, t in enumerate(CHAPTERS, start=1)]
    assert len(passes) == 1
    assert [entry.split("\t")[0] for entry in contents_of(passes[0])] == CHAPTERS


@pytest.mark.parametrize("pdf", [None, b"", b"%PDF-1.7 something else", outline([("别的", 1)])])
def test_without_true_pages_the_contents_say_how_to_get_them(pdf: bytes | None) -> None:
    content = build_compilation(DISTRICT, PROFILE, typeset=lambda _: pdf).content
    assert contents_of(content) == CHAPTERS
    assert content == build_compilation(DISTRICT, PROFILE).content
    assert any(HINT in p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
