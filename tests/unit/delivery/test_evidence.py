"""The evidence pages: each number in its place, each link arrives, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from tasks.artefact import MediaType
from tasks.delivery.display import shown
from tasks.delivery.evidence import build_evidence
from tasks.delivery.places import paged_reports
from tests.unit.delivery.district_builder import (
    HOSTILE,
    IDENTITY_CARD,
    MOBILE,
    sample_district,
)

_VOID = {"meta", "br", "link", "img", "input"}


@dataclass
class Page(HTMLParser):
    """A page as a browser would hold it: ids with their text, links, all attributes."""

    html: str
    ids: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)
    _open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in values.items()]
        if "href" in values:
            self.links.append(values["href"])
        name = values.get("id", "")
        if name:
            assert name not in self.ids
            self.ids[name] = ""
        if tag not in _VOID:
            self._open.append((tag, name))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, name in self._open:
            if name:
                self.ids[name] += data
            if tag in {"style", "script"}:
                self.raw[tag] = self.raw.get(tag, "") + data


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    made = build_evidence(*sample_district())
    assert {artefact.media_type for artefact in made} == {MediaType.HTML}
    return {
        artefact.path.removeprefix("溯源/"): Page(artefact.content.decode("utf-8"))
        for artefact in made
    }


def test_there_is_an_index_and_a_page_for_every_report(pages: dict[str, Page]) -> None:
    assert list(pages) == ["index.html", "区司法局.html", "区市场监管局.html", "东湖街道.html"]


def test_the_same_district_gives_the_same_pages() -> None:
    assert build_evidence(*sample_district()) == build_evidence(*sample_district())


def test_every_figure_is_marked_by_its_own_characters(pages: dict[str, Page]) -> None:
    district, _ = sample_district()
    for paged in paged_reports(district):
        for figure in paged.report.figures:
            assert pages[paged.page].ids[f"f-{figure.id}"] == figure.text


def test_every_block_is_there_with_its_number_and_all_its_text(pages: dict[str, Page]) -> None:
    district, _ = sample_district()
    for paged in paged_reports(district):
        for block in paged.report.blocks:
            text = pages[paged.page].ids[f"b-{block.id}"]
            for piece in (block.number + block.text).split("\t" if block.table else "\n"):
                assert all(shown(part) in text for part in piece.split("\n"))


def test_every_link_arrives(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            assert not anchor or anchor in pages[target or name].ids, link
            assert (target or name) in pages, link


def test_every_contribution_is_one_link_from_its_total(pages: dict[str, Page]) -> None:
    district, _ = sample_district()
    page = {paged.report.department: paged.page for paged in paged_reports(district)}
    for total in district.totals:
        sources = [(part.department, part.figure) for part in total.contributions]
        sources += [(left.department, left.figure) for left in total.left_out]
        for department, figure in sources:
            assert f"{page[department]}#f-{figure}" in pages["index.html"].links


def test_skipped_numbers_say_why(pages: dict[str, Page]) -> None:
    titles = [value for _, name, value in pages["区司法局.html"].attributes if name == "title"]
    assert "不计为数据：日期" in titles


def test_a_figure_says_what_it_is(pages: dict[str, Page]) -> None:
    (tip,) = (
        value
        for _, name, value in pages["区司法局.html"].attributes
        if name == "title" and "开展普法活动\n" in value and "40场次" in value
    )
    assert tip.splitlines() == [
        "指标：开展普法活动",
        "口径指标：普法活动场次",
        "数值：40场次",
        "区间：40—50场次",
        "修饰词：余",
        "性质：数量·实际",
        "计入全区合计",
    ]


def test_a_part_names_its_whole(pages: dict[str, Page]) -> None:
    page = pages["区司法局.html"]
    assert any(
        re.search("其中项，属于：.+ 126件", value)
        for _, name, value in page.attributes
        if name == "title"
    )
    assert "#f-sf01" in page.links


def test_a_table_is_a_table_with_merged_cells(pages: dict[str, Page]) -> None:
    attributes = pages["区市场监管局.html"].attributes
    assert ("th", "colspan", "3") in attributes


def test_checks_stand_with_their_block(pages: dict[str, Page]) -> None:
    table = pages["区市场监管局.html"].ids["b-sc-04"]
    assert "罚没金额（万元）" in table
    assert "表内合计不符" in table
    assert "请核对后更正。" in table


@pytest.mark.parametrize("name", ["index.html", "区司法局.html", "区市场监管局.html"])
def test_the_policy_allows_just_this_style_and_script(pages: dict[str, Page], name: str) -> None:
    page = pages[name]
    (policy,) = (v for tag, n, v in page.attributes if tag == "meta" and "default-src" in v)
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_comes_from_elsewhere(pages: dict[str, Page]) -> None:
    for page in pages.values():
        names = {name for _, name, _ in page.attributes}
        assert not names & {"src", "srcset", "style", "action", "data"}
        assert not any(name.startswith("on") for name in names)
        assert not re.search(r"https?:|//[a-z]|url\(|@import", page.html)


def test_hostile_text_is_only_text(pages: dict[str, Page]) -> None:
    page = pages["区市场监管局.html"]
    assert "<script>alert" not in page.html
    assert page.html.count("<script>") == 1
    assert any(shown(HOSTILE) in text for text in page.ids.values())
    assert "\u202e" not in page.html


def test_no_personal_number_is_on_any_page(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert IDENTITY_CARD not in page.html
        assert MOBILE not in page.html


def test_rejected_and_missing_are_on_the_index(pages: dict[str, Page]) -> None:
    html = pages["index.html"].html
    assert "文件损坏，无法打开。" in html
    assert "区住建局" in html


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("a/b:c", "a?b*c"), ("a_b_c.html", "a_b_c_2.html")),
        (("index", "CON"), ("index_.html", "CON_.html")),
        (("../..", " . "), ("未识别部门.html", "未识别部门_2.html")),
        (("局\u202e\nx", "局#50%"), ("局_x.html", "局_50.html")),
    ],
)
def test_page_names_are_safe_and_differ(names: tuple[str, str], expected: tuple[str, str]) -> None:
    district, _ = sample_district()
    reports = tuple(
        replace(report, department=name)
        for report, name in zip(district.reports, names, strict=False)
    )
    paged = paged_reports(replace(district, reports=reports))
    assert tuple(page.page for page in paged) == expected


def corrected_pages() -> dict[str, Page]:
    """Return the pages of the sample with one figure corrected and one removed."""
    district, profile = sample_district()
    justice = district.reports[0]
    figures = tuple(
        replace(f, value=Decimal(128), normalized_value=Decimal(128), original=f, review="correct")
        if f.id == "sf01"
        else replace(f, removed=True, original=f, review="remove", remark="<b>重复</b>")
        if f.id == "sf05"
        else f
        for f in justice.figures
    )
    made = build_evidence(
        replace(district, reports=(replace(justice, figures=figures), *district.reports[1:])),
        profile,
    )
    return {a.path.removeprefix("溯源/"): Page(a.content.decode("utf-8")) for a in made}


def test_a_corrected_figure_shows_both_values_in_its_place_in_the_list_and_at_its_total() -> None:
    pages = corrected_pages()
    page = pages["区司法局.html"]
    looks = {
        values["id"]: values.get("class", "")
        for values in _marks(page)
        if values.get("id", "").startswith("f-")
    }
    assert looks["f-sf01"] == "figure counted amended"
    assert looks["f-sf05"] == "figure removed"
    assert page.ids["f-sf01"] == "126件"
    assert page.html.count("原为126件，更正为128件") == 2
    assert "未计入合计：复核剔除" in page.html
    assert "<b>重复" not in page.html
    assert "原为126件，更正为128件" in pages["index.html"].html


def _marks(page: Page) -> list[dict[str, str]]:
    """Return each mark's attributes; a mark's last one is its title."""
    marks: list[dict[str, str]] = [{}]
    for tag, name, value in page.attributes:
        if tag == "mark":
            marks[-1][name] = value
            if name == "title":
                marks.append({})
    return marks


def test_the_tab_key_does_not_stop_at_every_number(pages: dict[str, Page]) -> None:
    """The script gives one figure at a time a stop; hundreds of stops are no way to move."""
    stops = [
        v
        for tag, name, v in pages["区司法局.html"].attributes
        if (tag, name) == ("mark", "tabindex")
    ]
    assert set(stops) == {"-1"}


def test_every_list_has_a_filter_that_finds_its_rows(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        wanted = [value for _, key, value in page.attributes if key == "data-filter"]
        assert wanted, name
        assert all(value in page.ids for value in wanted)
