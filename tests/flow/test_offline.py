"""Serving where there is no network at all: it works, and nobody is even tried."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import Workspace
from tests.flow.served_house import DONE, QUICK, ROOT, Served, wait_for
from tests.flow.test_command import local

CUT_OFF = ("unshare", "-rn", sys.executable, "-m", "tests.flow.cut_off")


def can_be_cut_off() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    done = subprocess.run([*CUT_OFF, "true"], capture_output=True, check=False, cwd=ROOT)
    return done.returncode == 0


@pytest.mark.flow
@pytest.mark.skipif(not can_be_cut_off(), reason="no network namespace can be made here")
def test_a_served_run_works_without_a_network_and_calls_nobody(
    workspace: Workspace, tmp_path: Path
) -> None:
    calls = tmp_path / "calls.txt"
    (workspace.profile / "serving.toml").write_text(QUICK, encoding="utf-8")
    house = Served(workspace)
    house.start(
        *CUT_OFF,
        PYTHONPATH=str(Path(__file__).parent / "watched"),
        HUIZONG_TEST_CALLS=str(calls),
    )
    try:
        wait_for(lambda: DONE in house.said, house.said)
    finally:
        house.stop(signal.SIGTERM)
    called = [line.split("\t", 1)[1] for line in calls.read_text(encoding="utf-8").splitlines()]
    assert len(house.runs) == 1
    assert called
    assert [address for address in called if not local(address)] == []
