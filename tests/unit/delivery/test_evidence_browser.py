"""The evidence pages in a browser, from files: two clicks to a sentence, keys, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from tasks.delivery.evidence import build_evidence
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


def test_no_page_complains_or_asks_for_anything_but_itself(tab: Tab, folder: Path) -> None:
    tab.requests.clear()
    tab.complaints.clear()
    pages = sorted(folder.glob("*.html"))
    for page in pages:
        tab.open(page.as_uri())
    assert tab.requests == [page.as_uri() for page in pages]
    assert tab.complaints == []
