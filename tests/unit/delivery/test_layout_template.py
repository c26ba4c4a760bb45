"""The style template: officials edit it in Word; each value that leaves the standard is named."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tasks.delivery.layout.preflight import preflight
from tasks.delivery.layout.sheet import STANDARD
from tasks.delivery.layout.template import sheet_of, standard_template
from tasks.delivery.report import build_reports
from tasks.errors import ProfileError
from tests.unit.delivery.district_builder import sample_district

DISTRICT, PROFILE = sample_district()
ROOT = Path(__file__).parents[3]


def tampered(change: Callable[[Document], None]) -> bytes:
    """Return the standard template after somebody changed it."""
    document = docx.Document(io.BytesIO(standard_template()))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def margins(document: Document) -> None:
    document.sections[0].top_margin = Mm(25.4)
    document.sections[0].left_margin = Mm(31.8)


def grid(document: Document) -> None:
    found = document.sections[0]._sectPr.find(qn("w:docGrid"))
    assert found is not None
    found.set(qn("w:type"), "linesAndChars")


def font(document: Document) -> None:
    fonts = document.styles["公文正文"].element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), "宋体")


def size(document: Document) -> None:
    document.styles["heading 1"].font.size = Pt(15)


def spacing(document: Document) -> None:
    document.styles["公文正文"].paragraph_format.line_spacing = Pt(28)
    document.styles["公文标题"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def footers(document: Document) -> None:
    document.settings.odd_and_even_pages_header_footer = False
    document.sections[0].footer.paragraphs[0].clear()


FAULTS = [
    (
        margins,
        (
            "页面上边距：现为25.4毫米，标准为37毫米。",
            "页面左边距：现为31.8毫米，标准为28毫米。",
        ),
    ),
    (
        grid,
        (
            "页面文档网格：现为未按“只指定行网格”设置，标准为只指定行网格，行距28.95磅（每页22行）。",
        ),
    ),
    (font, ("样式“公文正文”中文字体：现为宋体，标准为仿宋_GB2312。",)),
    (size, ("样式“heading 1”字号：现为15磅，标准为16磅。",)),
    (
        spacing,
        (
            "样式“公文正文”行距：现为固定值28磅，标准为固定值28.95磅。",
            "样式“公文标题”对齐方式：现为左对齐，标准为居中。",
        ),
    ),
    (
        footers,
        (
            "页脚奇偶页：现为奇偶页相同，标准为奇偶页不同。",
            "页脚奇数页页码：现为没有页码，标准为— 页码 —，右对齐。",
        ),
    ),
]


@pytest.mark.parametrize(
    ("change", "named"), FAULTS, ids=lambda value: getattr(value, "__name__", "")
)
def test_each_tampered_value_is_named_with_its_standard(
    change: Callable[[Document], None], named: tuple[str, ...]
) -> None:
    assert tuple(map(str, preflight(tampered(change)))) == named


def test_the_standard_template_has_no_deviation_and_reads_back_as_the_standard() -> None:
    assert preflight(standard_template()) == ()
    assert sheet_of(standard_template()) == STANDARD
    assert sheet_of(b"") == STANDARD


def test_the_workspaces_template_is_the_standard_one() -> None:
    assert (ROOT / "profile" / "report.docx").read_bytes() == standard_template()


def test_a_template_from_before_there_were_small_tables_will_do() -> None:
    def without(document: Document) -> None:
        for name in ("小表头", "小表格文字", "小表格数字"):
            document.styles[name].delete()

    assert sheet_of(tampered(without)) == STANDARD
    assert preflight(tampered(without)) == ()


def test_what_officials_change_in_the_template_shows_in_the_report() -> None:
    profile = PROFILE.model_copy(update={"template": tampered(spacing)})
    deviations = preflight(build_reports(DISTRICT, profile)[0].content)
    assert tuple(map(str, deviations)) == FAULTS[4][1]


def test_a_style_is_found_by_its_name_when_word_gave_it_another_id() -> None:
    def renamed(document: Document) -> None:
        document.styles["公文正文"].element.set(qn("w:styleId"), "a3")

    assert sheet_of(tampered(renamed)) == STANDARD


def test_a_value_may_come_from_the_style_it_is_based_on() -> None:
    def inherited(document: Document) -> None:
        properties = document.styles["公文正文"].element.rPr
        properties.remove(properties.find(qn("w:sz")))
        document.styles["Normal"].font.size = Pt(12)

    [found] = preflight(tampered(inherited))
    assert str(found) == "样式“公文正文”字号：现为12磅，标准为16磅。"


def test_a_missing_style_is_named() -> None:
    def removed(document: Document) -> None:
        style = document.styles["附件说明"].element
        style.getparent().remove(style)

    content = tampered(removed)
    assert str(preflight(content)[0]) == "样式“附件说明”：现为没有这个样式，标准为应有这个样式。"
    with pytest.raises(ProfileError, match="附件说明"):
        sheet_of(content)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"no docx at all", standard_template()[:3000]])
def test_a_damaged_template_is_named_and_not_a_crash(content: bytes) -> None:
    with pytest.raises(ProfileError, match="损坏"):
        sheet_of(content)
