"""Fifty runs are killed at random points: the ledger is sound, the next run whole, nothing lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import LEDGER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")

POINTS, SEED = 50, 20260302
ROOT = Path(__file__).parents[2]


def test_fifty_runs_killed_at_random_points_lose_nothing(tmp_path: Path) -> None:
    """Each is followed by a run whose outputs are an undisturbed run's bytes.

    The review in the inbox is taken in once, whether it was taken in before the kill or not.
    """
    command = [sys.executable, "-m", "tests.flow.power_loss", str(tmp_path), str(POINTS), str(SEED)]
    alone = {name: value for name, value in os.environ.items() if name != LEDGER}
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=alone, capture_output=True, text=True, timeout=1200
    )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == POINTS
    assert [row for row in rows if row["killed"] or row["after"]] == []
    assert sum(not row["finished"] for row in rows) > POINTS // 2
