"""The gate before a document leaves the house: what stands on the set page, measured."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise, takewhile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from flows.typesetting import find_typesetter
from tasks.artefact import Artefact
from tests.render.conftest import named
from tests.render.pdf import NUMBER, Line, Page

pytestmark = pytest.mark.office

TOP, BOTTOM, LEFT, RIGHT = 37.0, 297.0 - 35.0, 28.0, 210.0 - 26.0
BODY = re.compile(r"\d+(?:\.\d+)?")


def body(report: list[Page]) -> list[Page]:
    """Return the pages before the annexes."""
    return list(takewhile(lambda page: not page.text.startswith("附件1"), report))


def joined(content: bytes) -> Iterator[str]:
    """Yield every piece of text of a Word file's body without white space."""
    document = docx.Document(io.BytesIO(content))
    for text in document.element.body.iter(qn("w:t")):
        yield "".join((text.text or "").split())


def begins_part(page: Page) -> bool:
    """Return whether a page begins with a heading or with the list of annexes."""
    number = r"[一二三四五六七八九十]+"
    return bool(re.match(rf"{number}、|（{number}）|附件：", page.text))


def full_lines(pages: list[Page]) -> list[Line]:
    """Return the lines that fill the type area from edge to edge."""
    found = [line for page in pages for line in page.lines]
    return [line for line in found if line.left < LEFT + 1 and line.right > RIGHT - 7]


def test_a_full_page_has_22_lines(report: list[Page]) -> None:
    """A heading that would stand alone at the foot of a page leaves one line open there."""
    inner = body(report)[1:-1]
    following = body(report)[2:]
    full = [p for p, after in zip(inner, following, strict=True) if not begins_part(after)]
    assert len(full) >= 5
    assert {len(page.lines) for page in full} == {22}
    for page in full:
        assert page.lines[0].top > TOP - 1
        assert page.lines[-1].bottom < BOTTOM + 1.5


def test_a_full_line_has_28_characters(report: list[Page]) -> None:
    lines = full_lines(body(report))
    chinese = [line for line in lines if not re.search(r"[\x00-\x7f]", line.text)]
    assert len(chinese) > 30
    assert max(len(line.text) for line in chinese) == 28
    assert Counter(len(line.text) for line in chinese).most_common(1)[0][0] == 28


@pytest.mark.parametrize("name", ["report", "compilation"])
def test_page_numbers_run_on_odd_right_even_left(name: str, request: pytest.FixtureRequest) -> None:
    pages: list[Page] = request.getfixturevalue(name)
    upright = [page for page in pages if page.width < page.height]
    for place, page in enumerate(upright, start=1):
        number = page.number
        assert number is not None
        found = NUMBER.fullmatch(number.text)
        assert found is not None
        assert int(found[1]) == place
        assert BOTTOM + 5 < (number.top + number.bottom) / 2 < BOTTOM + 9.5
        if place % 2:
            assert abs(number.right - (RIGHT - 4.9)) < 2
        else:
            assert abs(number.left - (LEFT + 4.9)) < 2


def test_a_turned_pages_number_stands_on_its_left_edge(report: list[Page]) -> None:
    turned = [(place, page) for place, page in enumerate(report, 1) if page.width > page.height]
    assert turned
    for place, page in turned:
        edge = [line for line in page.lines if line.left < 35 and str(place) in line.text]
        assert edge, f"page {place} has no number on its left edge"


def test_the_reports_text_is_the_same_on_paper(
    outputs: Mapping[str, Artefact], report: list[Page]
) -> None:
    written = "".join(joined(named(outputs, "汇总稿")))
    before = written[: written.index("附件1")]
    assert "".join(page.text for page in body(report)) == before


@pytest.mark.parametrize(("name", "part"), [("report", "汇总稿"), ("compilation", "汇编")])
def test_no_character_is_lost_on_paper(
    name: str, part: str, outputs: Mapping[str, Artefact], request: pytest.FixtureRequest
) -> None:
    pages: list[Page] = request.getfixturevalue(name)
    written = Counter("".join(joined(named(outputs, part))))
    printed = Counter("".join(page.text for page in pages))
    assert written - printed == Counter()


def test_every_figure_on_paper_stands_in_the_workbook(
    outputs: Mapping[str, Artefact], report: list[Page]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(named(outputs, "汇总表.xlsx")), data_only=True)
    known: set[Decimal] = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            known |= {Decimal(n) for value in row for n in BODY.findall(str(value or ""))}
    known |= {value / scale for value in known for scale in (10_000, 100_000_000)}
    text = "".join(page.text for page in body(report))
    assert {n for n in BODY.findall(text) if Decimal(n) not in known} == set()


def test_the_contents_lead_to_the_pages_where_the_chapters_begin(
    compilation: list[Page],
) -> None:
    entries = re.findall(r"([一二三四五六七八九十]+、[^.]+?)\.{3,}(\d+)", compilation[0].text)
    assert len(entries) == 17
    for title, page in entries:
        assert compilation[int(page) - 1].text.startswith(title)
    assert all(int(one[1]) < int(two[1]) for one, two in pairwise(entries))


def test_one_document_gives_the_same_pdf_each_time(outputs: Mapping[str, Artefact]) -> None:
    setter = find_typesetter()
    if setter is None:
        pytest.skip("LibreOffice is not installed: soffice is not on the path")
    report = named(outputs, "汇总稿")
    first = setter(report)
    assert first is not None
    assert setter(report) == first
