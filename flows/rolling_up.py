"""`huizong roll-up`: several districts' published runs become a city's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from flows.lock import only_run
from flows.outcome import ATTENTION, FINE
from flows.program import program_digest
from flows.settings import open_workspace
from tasks.delivery.assembly import deliver_region
from tasks.delivery.outbox import publish
from tasks.errors import ProfileError
from tasks.intake.published import read_published
from tasks.profile.load import load_profile
from tasks.region import Region, add_up


def roll_up(root: Path, folders: Sequence[Path], *, run: str) -> int:
    """Add the runs up, publish, show what it came to; return the exit code (0 or 1).

    Raises HuizongError when the workspace's profile or the outbox will not do.
    """
    workspace = open_workspace(root)
    profile = load_profile(workspace.profile)
    settings = profile.district
    if settings is None:
        raise ProfileError(("profile/district.toml：没有本级地区名称和报告年度，无法汇总。",))
    with only_run(workspace):
        region = add_up(tuple(map(read_published, folders)), profile, settings)
        artefacts = deliver_region(region, profile, program=program_digest())
        folder = publish(artefacts, outbox=workspace.outbox, year=region.year, run=run)
    _show(region, folder)
    return ATTENTION if region.missing or region.rejected or region.diagnostics else FINE


def _show(region: Region, folder: Path) -> None:
    console = Console(highlight=False)
    console.print(
        f"{region.name}{region.year}年：汇入 {len(region.districts)} 个地区，"
        f"合计指标 {len(region.totals)} 个。"
    )
    for name in region.missing:
        console.print(f"  · 未汇入：{name}", markup=False)
    for refused in region.rejected:
        console.print(f"  · {refused.message}{refused.remedy}", markup=False)
    for notice in region.diagnostics:
        console.print(f"  · {notice.message}{notice.remedy}", markup=False)
    console.print(f"成果目录：{folder}", markup=False)
