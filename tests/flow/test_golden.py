"""The sample district's result, line by line: what changed shows in the golden file's diff."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from flows.direct import run_directly
from flows.outcome import Outcome
from flows.settings import Workspace
from tests.flow.workspaces import order_for

ROOT = Path(__file__).parents[2]


def lines(outcome: Outcome) -> Iterator[str]:
    """Yield what became of each file, what is missing, and each total."""
    district = outcome.district
    for item in district.receipts:
        figures = len(item.report.figures) if item.report else 0
        yield f"{item.file}: {item.status.value} {item.department} {figures}"
    yield from (f"missing: {name}" for name in district.missing)
    for total in district.totals:
        parts = f"{len(total.contributions)} parts, {len(total.left_out)} left out"
        yield f"total: {total.indicator} {total.value} {total.unit} ({parts})"
    yield from (f"contradiction: {item.subject}" for item in district.contradictions)


def test_golden_sample_district(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    for folder in ("inbox", "profile"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    outcome = run_directly(order_for(Workspace(root=tmp_path), "golden"))
    golden("sample_district.txt", "".join(f"{line}\n" for line in lines(outcome)))
