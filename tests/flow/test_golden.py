"""The samples' results, line by line: what changed shows in the golden file's diff."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from flows.direct import run_directly
from flows.outcome import Outcome
from flows.settings import Workspace
from tasks.delivery.report.composition import compose
from tasks.delivery.report.forms import table_grid
from tasks.delivery.report.memory import lines_of
from tasks.delivery.report.passage import Composition, Passage
from tasks.profile.kinds import Kind
from tasks.profile.load import load_profile
from tasks.profile.workspace import create_workspace
from tests.flow.workspaces import order_for
from tests.sample_disclosure.build import build, reports

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


def parts(composition: Composition) -> Iterator[str]:
    """Yield the report part by part: headings, and each statement with how many stand behind it."""
    yield from map(statement, composition.opening)
    for section in composition.sections:
        yield f"# {section.title}"
        for theme in section.themes:
            if theme.title:
                yield f"## {theme.title}"
            for paragraph in theme.paragraphs:
                yield "--"
                yield from map(statement, paragraph)
        for table in section.tables:
            yield f"-- {statement(table.lead)}"
            yield from lines_of([table_grid(table)])


def statement(passage: Passage) -> str:
    """Return a statement's line: sources and figures behind it, then what is said."""
    behind = f"[{len(passage.sources)} sources, {len(passage.figures)} figures]"
    return f"{behind} {passage.number}{passage.text}"


def test_golden_sample_disclosure(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    create_workspace(
        tmp_path, district="望澜区", superior="澄州市", year=2025, kind=Kind.DISCLOSURE
    )
    build(tmp_path / "inbox")
    roster = "".join(f"{report['department']}\n" for report in reports())
    (tmp_path / "profile" / "roster.csv").write_text("名称\n" + roster, encoding="utf-8")
    workspace = Workspace(root=tmp_path)
    outcome = run_directly(order_for(workspace, "golden"))
    profile = load_profile(workspace.root)
    made = (*lines(outcome), *parts(compose(outcome.district, profile)))
    golden("sample_disclosure.txt", "".join(f"{line}\n" for line in made))
