"""The evidence pages in a browser, from files: two clicks to a sentence, keys, nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from tasks.delivery.evidence import build_evidence
from tasks.district.district import Contribution, LeftOut
from tests.unit.delivery.district_builder import sample_district

pytest.importorskip("websockets", reason="nothing to drive a browser with")
from tests.unit.delivery.browser import CHROMIUM, Tab, browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("evidence")
    for artefact in build_evidence(*sample_district()):
        path = place / artefact.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(artefact.content)
    return place / "溯源"


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("chromium")) as made:
        yield made


def at(folder: Path, page: str, anchor: str = "") -> str:
    return (folder / page).as_uri() + anchor


def focused(tab: Tab) -> str:
    return str(tab.ask("document.activeElement.id"))


def test_two_clicks_lead_from_a_total_to_the_characters(tab: Tab, folder: Path) -> None:
    tab.open(at(folder, "index.html"))
    tab.click(".total summary")
    tab.click(".total[open] li a")
    assert unquote(str(tab.ask("location.href"))).endswith("溯源/区司法局.html#f-sf01")
    assert tab.ask("document.querySelector('mark:target').textContent") == "126件"
    assert tab.ask("document.querySelector('.tip').textContent.includes('计入全区合计')")


def test_a_deep_link_lands_on_the_highlighted_number_in_view(tab: Tab, folder: Path) -> None:
    tab.open(at(folder, "index.html")).open(at(folder, "区司法局.html", "#f-sf06"))
    assert focused(tab) == "f-sf06"
    place = "document.querySelector('mark:target').getBoundingClientRect()"
    assert tab.ask(f"{place}.top >= 0 && {place}.bottom <= innerHeight")


def test_keys_alone_reach_every_figure_and_the_links_after_them(tab: Tab, folder: Path) -> None:
    tab.open(at(folder, "区司法局.html"))
    tab.press("n")
    tab.press("n")
    assert focused(tab) == "f-sf02"
    tab.press("p")
    assert focused(tab) == "f-sf01"
    tab.press("p")
    assert focused(tab) == "f-sf06"
    tab.press("Tab")
    assert tab.ask("document.activeElement.closest('.report')") is None


def test_one_tab_stop_among_all_numbers(tab: Tab, folder: Path) -> None:
    tab.open(at(folder, "区司法局.html"))
    assert tab.ask("document.querySelectorAll('mark[tabindex=\"0\"]').length") == 1


def test_a_filter_leaves_the_rows_that_have_all_its_words(tab: Tab, folder: Path) -> None:
    tab.open(at(folder, "index.html"))
    tab.ask("document.querySelector('[data-filter=check-rows]').focus()")
    tab.send("Input.insertText", text="市场监管局 错误")
    rows = "Array.from(document.querySelectorAll('#check-rows tr'))"
    shown = str(tab.ask(f"{rows}.filter(row => !row.hidden).map(row => row.textContent).join()"))
    assert "表内合计" in shown
    assert tab.ask(f"{rows}.some(row => row.hidden)")
    said = "document.querySelector('[data-filter=check-rows]').closest('p').innerText"
    assert "1 / " in str(tab.ask(said))


def test_pointing_at_a_number_tells_it_and_frames_its_kin(tab: Tab, folder: Path) -> None:
    """One hint at a time: the browser's own is put away while ours is shown."""
    tab.open(at(folder, "区司法局.html"))
    tab.point("#f-sf01")
    assert "数值：126件" in str(tab.ask("document.querySelector('.tip').textContent"))
    assert tab.ask("document.getElementById('f-sf01').hasAttribute('title')") is False
    framed = "Array.from(document.querySelectorAll('mark.kin')).map(m => m.id).sort().join()"
    kin = str(tab.ask("document.getElementById('f-sf01').dataset.kin"))
    assert kin
    assert tab.ask(framed) == ",".join(sorted(kin.split()))
    tab.point("h1")
    assert tab.ask("document.querySelector('.tip')") is None
    assert tab.ask(framed) == ""
    assert "126件" in str(tab.ask("document.getElementById('f-sf01').title"))


def test_skipped_numbers_are_quiet_until_they_are_asked_for_also_without_script(
    tab: Tab, folder: Path
) -> None:
    tab.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.open(at(folder, "区司法局.html"))
        look = "getComputedStyle(document.querySelector('.report mark.skipped'))"
        ink = "getComputedStyle(document.querySelector('.report')).color"
        clear = "rgba(0, 0, 0, 0)"
        assert tab.ask(f"{look}.backgroundColor") == clear
        assert tab.ask(f"{look}.color") != tab.ask(ink)
        tab.click("label[for=skips]")
        assert tab.ask(f"{look}.backgroundColor") != clear
    finally:
        tab.send("Emulation.setScriptExecutionDisabled", value=False)


def test_keys_alone_lead_from_the_index_to_the_characters(tab: Tab, folder: Path) -> None:
    tab.open(at(folder, "index.html"))
    for _ in range(60):
        tab.press("Tab")
        if tab.ask("document.activeElement.tagName") == "SUMMARY" and tab.ask(
            "document.activeElement.parentElement.classList.contains('total')"
        ):
            break
    tab.press("Enter")
    tab.press("Tab")
    tab.press("Enter")
    deadline = time.monotonic() + 10
    while "#f-" not in str(tab.ask("location.href")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert focused(tab).startswith("f-")
    assert tab.ask("document.querySelector('mark:target').id") == focused(tab)


def test_a_cell_of_the_matrix_leads_to_its_section(tab: Tab, folder: Path) -> None:
    tab.open(at(folder, "index.html"))
    tab.click("#coverage-rows td a")
    assert "#b-" in str(tab.ask("location.href"))
    assert tab.ask("document.querySelector('.block:target') !== null")


# The contrast of every text with what is behind it, by WCAG 2.1's formula; the least one.
CONTRAST = """
(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const found = parts(getComputedStyle(one).backgroundColor);
      if (found.length < 4 || found[3] > 0) { return found; }
    }
    return [255, 255, 255];
  };
  let least = [21, ""];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !node.getClientRects().length) { continue; }
    const pair = [light(parts(getComputedStyle(node).color)), light(behind(node))];
    const found = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (found < least[0]) { least = [found, node.className + ": " + walk.currentNode.data]; }
  }
  return least;
})()
"""


@pytest.mark.parametrize("page", ["index.html", "区司法局.html", "区市场监管局.html"])
def test_every_text_stands_out_from_its_ground(tab: Tab, folder: Path, page: str) -> None:
    """4.5 to 1, which WCAG 2.1 asks of small text at its level AA."""
    tab.open(at(folder, page))
    tab.ask("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    tab.ask("document.querySelectorAll('#skips').forEach(box => { box.checked = true; })")
    least, where = tab.ask(CONTRAST)
    assert least >= 4.5, where


def test_in_print_all_is_told_and_nothing_is_there_to_be_clicked(tab: Tab, folder: Path) -> None:
    tab.open(at(folder, "区司法局.html"))
    tab.send("Emulation.setEmulatedMedia", media="print")
    try:
        for name in ("nav", ".filter", "#skips", ".jump", ".hint"):
            shown = f"document.querySelector('{name}').getClientRects().length"
            assert tab.ask(shown) == 0, name
        assert tab.ask("document.querySelector('#figure-rows').getClientRects().length")
    finally:
        tab.send("Emulation.setEmulatedMedia", media="")
    assert len(str(tab.send("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"])) > 1000


def test_what_is_folded_is_printed_unfolded_and_folded_again(tab: Tab, folder: Path) -> None:
    tab.open(at(folder, "index.html"))
    folded = "document.querySelectorAll('main details:not([open])').length"
    before = tab.ask(folded)
    assert before
    tab.ask("dispatchEvent(new Event('beforeprint'))")
    assert tab.ask(folded) == 0
    tab.ask("dispatchEvent(new Event('afterprint'))")
    assert tab.ask(folded) == before


def test_what_a_page_was_made_to_run_or_fetch_is_refused(tab: Tab, folder: Path) -> None:
    tab.open(at(folder, "区司法局.html"))
    tab.requests.clear()
    tab.ask(
        "document.body.insertAdjacentHTML('beforeend', "
        '\'<img src="http://127.0.0.1:9/x.png" onerror="window.taken = 1">\')'
    )
    tab.ask("fetch('http://127.0.0.1:9/').catch(() => { window.refused = 1; })")
    time.sleep(0.3)
    assert tab.ask("window.taken") is None
    assert tab.ask("window.refused") == 1
    assert any("Content Security Policy" in line for line in tab.complaints)


def test_the_index_of_a_hundred_departments_opens_within_a_second(tab: Tab, tmp_path: Path) -> None:
    """By the page's own processor time: the clock of a busy machine says nothing."""
    district, profile = sample_district()
    first, total = district.reports[0], district.totals[0]
    names = [f"区第{number}局" for number in range(100)]
    reports = tuple(replace(first, department=name) for name in names)
    part = next(p for p in total.contributions if p.department == first.department)
    parts = tuple(replace(part, department=name) for name in names)
    totals = tuple(
        replace(total, indicator=f"指标{number}", contributions=parts, left_out=parts_out(parts))
        for number in range(40)
    )
    many = replace(district, reports=reports, totals=totals)
    (index, *pages) = build_evidence(many, profile)
    assert len(pages) == 100
    path = tmp_path / "index.html"
    path.write_bytes(index.content)
    assert index.content.count(b"<li>") == 40 * (100 + 20)
    assert min(tab.cost(path.as_uri()) for _ in range(3)) < 1


def parts_out(parts: tuple[Contribution, ...]) -> tuple[LeftOut, ...]:
    """Return some of the figures as left out too."""
    return tuple(
        LeftOut(department=part.department, figure=part.figure, reason="是其中项，已含在内")
        for part in parts[:20]
    )


def test_no_page_complains_or_asks_for_anything_but_itself(tab: Tab, folder: Path) -> None:
    tab.requests.clear()
    tab.complaints.clear()
    pages = sorted(folder.glob("*.html"))
    for page in pages:
        tab.open(page.as_uri())
    assert tab.requests == [page.as_uri() for page in pages]
    assert tab.complaints == []
