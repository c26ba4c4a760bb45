"""Three districts into a city, from the command: sums by hand, links that lead somewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from tasks.profile.kinds import Kind
from tasks.profile.workspace import create_workspace
from tests.sample_disclosure.build import content, file_name, reports

SHARES = {"望澜区": slice(0, 2), "榕城区": slice(2, 4), "揭东区": slice(4, 5)}
LINK = re.compile(r'href="([^"#]+)#(f-[^"]+)"')


def huizong(*arguments: str) -> int:
    """Run the command and return its exit code."""
    command = [sys.executable, "-m", "flows.cli", *arguments]
    return subprocess.run(command, check=False, capture_output=True).returncode


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds three districts that have run, and the city over them."""
    root = tmp_path_factory.mktemp("city")
    for name, which in SHARES.items():
        create_workspace(
            root / name, district=name, superior="澄州市", year=2025, kind=Kind.DISCLOSURE
        )
        for report in reports()[which]:
            (root / name / "inbox" / file_name(report)).write_bytes(content(report))
        assert huizong("run", str(root / name), "--direct", "--run-name", "一") < 2
    create_workspace(
        root / "澄州市", district="澄州市", superior="", year=2025, kind=Kind.DISCLOSURE
    )
    published = [str(root / name / "outbox" / "2025" / "一") for name in SHARES]
    assert (
        huizong("roll-up", *published, "--workspace", str(root / "澄州市"), "--run-name", "一") < 2
    )
    return root


def summary(root: Path, name: str) -> Mapping[str, Decimal]:
    """Return a workspace's totals by indicator."""
    path = root / name / "outbox" / "2025" / "一" / "summary.json"
    found = json.loads(path.read_text(encoding="utf-8"))["totals"]
    return {total["indicator"]: Decimal(total["value"]) for total in found}


def test_every_total_of_the_city_is_the_sum_of_its_districts(city: Path) -> None:
    parts = [summary(city, name) for name in SHARES]
    sums = {
        indicator: sum((part.get(indicator, Decimal(0)) for part in parts), Decimal(0))
        for part in parts
        for indicator in part
    }
    assert summary(city, "澄州市") == sums


def test_what_was_published_by_hand_is_what_the_city_adds(city: Path) -> None:
    # 612 + 1084 + 456 + 2310 + 338, and 16 + 43 + 97 + 28 + 5, read off the reports.
    found = summary(city, "澄州市")
    assert found["主动公开政府信息条数"] == Decimal(4800)
    assert found["新收公开申请件数"] == Decimal(189)


def test_every_link_of_the_city_ends_at_a_number_of_a_district(city: Path) -> None:
    pages = city / "澄州市" / "outbox" / "2025" / "一" / "溯源"
    links = LINK.findall((pages / "index.html").read_text(encoding="utf-8"))
    assert len(links) > 20
    for page, anchor in links:
        assert f'id="{anchor}"' in (pages / page).read_text(encoding="utf-8")


def test_a_run_changed_after_publishing_is_refused(city: Path) -> None:
    changed = city / "揭东区" / "outbox" / "2025" / "一" / "summary.json"
    before = changed.read_bytes()
    changed.write_bytes(before.replace(b"338", b"339"))
    try:
        code = huizong(
            "roll-up",
            str(changed.parent),
            "--workspace",
            str(city / "澄州市"),
            "--run-name",
            "二",
        )
    finally:
        changed.write_bytes(before)
    made = city / "澄州市" / "outbox" / "2025" / "二" / "summary.json"
    refused = json.loads(made.read_text(encoding="utf-8"))["rejected"]
    assert code == 1
    assert "summary.json在发布后被改动过" in refused[0]["message"]
