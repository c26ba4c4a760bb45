"""Time what a person waits for: `make bench`.

Start of `inspect`, a direct run, a first and a second run by Prefect, and the overhead
of the pool per report. Times in seconds on this machine; nothing is held against a bar.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flows.pool import Pool
from tasks.profile.load import default_profile
from tests.flow.workspaces import make_workspace
from tests.unit.flows.faults import examine_or_suffer, submission

REPORTS = 40
CHUNKS, CHUNK = 40, 25


def timed(name: str, work: Callable[[], object]) -> None:
    """Print how long the work took."""
    began = time.perf_counter()
    work()
    print(f"{name:<44}{time.perf_counter() - began:8.2f} s")


def huizong(*arguments: str) -> None:
    """Run the command, its output put away."""
    subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments], check=False, capture_output=True
    )


def hand_out() -> None:
    """Send reports that are read in no time through the pool."""
    chunk = tuple(submission(str(number)) for number in range(CHUNK))
    with Pool(default_profile(), workers=2, report_seconds=60, examine=examine_or_suffer) as pool:
        for _ in range(CHUNKS):
            pool.examine(chunk)


def main() -> None:
    """Time everything, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workspace = make_workspace(
            root, {f"第{number}局": number for number in range(2, REPORTS + 2)}
        )
        report = str(min(workspace.inbox.glob("*.docx")))
        timed("inspect, one short report", lambda: huizong("inspect", report, "--format", "json"))
        timed(f"run --direct, {REPORTS} short reports", lambda: huizong("run", folder, "--direct"))
        timed(f"run, first start, {REPORTS} short reports", lambda: huizong("run", folder))
        time.sleep(1)  # the next run's name is the next second
        timed(f"run, {REPORTS} short reports", lambda: huizong("run", folder))
        timed(f"pool, {CHUNKS * CHUNK} reports in chunks of {CHUNK}", hand_out)


if __name__ == "__main__":
    main()
