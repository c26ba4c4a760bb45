"""The command as people type it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import Workspace
from tests.flow.conftest import DEPARTMENTS
from tests.flow.workspaces import write_docx

ROOT = Path(__file__).parents[2]
LOOPBACK = ("127.0.0.1", "localhost", "::1")
HEAVY = ("prefect", "openpyxl", "docx", "sqlalchemy", "jinja2")
PROBE = """
import sys
from flows.cli import app
try:
    app(["inspect", sys.argv[1], "--format", "json"])
except SystemExit:
    pass
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def huizong(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, (variables.pop("PYTHONPATH", ""), str(ROOT))))
    environment = {**os.environ, "PYTHONPATH": path, "COLUMNS": "200", **variables}
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment,
        timeout=300,
    )


def a_report(workspace: Workspace) -> str:
    return str(min(workspace.inbox.glob("*.docx")))


def test_a_broken_file_is_named_on_the_screen_and_the_exit_code_is_1(workspace: Workspace) -> None:
    (workspace.inbox / "区民政局报告.docx").write_bytes(b"PK\x03\x04 cut off")
    done = huizong("run", str(workspace.root), "--direct", "--run-name", "first")
    assert done.returncode == 1
    assert "区民政局报告.docx" in done.stdout
    assert (workspace.outbox / "2025" / "first" / "summary.json").is_file()


def test_a_folder_that_is_no_workspace_ends_with_2_and_a_remedy(tmp_path: Path) -> None:
    done = huizong("run", str(tmp_path), "--direct")
    assert done.returncode == 2
    assert "处理办法" in done.stderr


def test_a_run_name_that_is_taken_ends_with_2_and_keeps_the_run(workspace: Workspace) -> None:
    huizong("run", str(workspace.root), "--direct", "--run-name", "first")
    done = huizong("run", str(workspace.root), "--direct", "--run-name", "first")
    assert done.returncode == 2
    assert (workspace.outbox / "2025" / "first" / "manifest.json").is_file()


def test_inspect_prints_one_record_a_file_in_order(workspace: Workspace, tmp_path: Path) -> None:
    files = [str(tmp_path / "missing.docx"), a_report(workspace)]
    done = huizong("inspect", *files, "--format", "json")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["file"] for record in records] == files
    assert [record["status"] for record in records] == ["rejected", "ok"]
    assert done.returncode == 1


def test_inspect_of_many_files_keeps_their_order(workspace: Workspace) -> None:
    files = sorted(map(str, workspace.inbox.glob("*.docx"))) * 4
    done = huizong("inspect", *files, "--format", "json")
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == files
    assert done.returncode == 0


def test_inspect_knows_the_workspace_around_the_file(workspace: Workspace) -> None:
    (record,) = huizong("inspect", a_report(workspace), "--format", "json").stdout.splitlines()
    assert json.loads(record)["department"] in DEPARTMENTS


def test_inspect_for_people_is_chinese(workspace: Workspace) -> None:
    done = huizong("inspect", a_report(workspace))
    assert done.returncode == 0
    assert "部门：" in done.stdout


def test_inspect_prints_no_personal_number_and_keeps_the_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_docx(path, ["甲局2025年报告", "联系人手机13900000000，全年开展普法活动12场次。"])
    (line,) = huizong("inspect", str(path), "--format", "json").stdout.splitlines()
    record = json.loads(line)
    assert "13900000000" not in line
    assert "139****0000" in line
    assert record["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    (figure,) = record["figures"]
    text = record["blocks"][figure["block"]]["text"]
    assert text[figure["start"] : figure["end"]] == figure["text"] == "12场次"


def test_inspect_starts_without_prefect_and_the_writers(workspace: Workspace) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, a_report(workspace)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
    )
    loaded = done.stdout.splitlines()[-1].split()
    assert "flows" in loaded
    assert set(HEAVY).isdisjoint(loaded)


def test_init_makes_a_workspace_that_can_be_run(tmp_path: Path) -> None:
    made = huizong(
        "init", str(tmp_path), "--district", "望澜区", "--superior", "澄州市", "--year", "2025"
    )
    assert made.returncode == 0
    assert huizong("run", str(tmp_path), "--direct").returncode in {0, 1}


def test_doctor_finds_no_fault_in_a_good_workspace(workspace: Workspace) -> None:
    done = huizong("doctor", str(workspace.root))
    assert done.returncode == 0
    assert "故障" not in done.stdout


@pytest.mark.flow
def test_a_run_with_its_server_calls_nobody_but_loopback(
    workspace: Workspace, tmp_path: Path
) -> None:
    calls = tmp_path / "calls.txt"
    watched = str(Path(__file__).parent / "watched")
    home = tmp_path / "home"
    home.mkdir()
    done = huizong(
        "run",
        str(workspace.root),
        PYTHONPATH=watched,
        HUIZONG_TEST_CALLS=str(calls),
        HOME=str(home),
        HTTPS_PROXY="http://192.0.2.1:9",
        HTTP_PROXY="http://192.0.2.1:9",
        PREFECT_API_URL="https://192.0.2.1/api",
    )
    assert done.returncode in {0, 1}, done.stderr
    called = [line.split("\t", 1)[1] for line in calls.read_text(encoding="utf-8").splitlines()]
    assert [address for address in called if any(name in address for name in LOOPBACK)]
    assert [address for address in called if not local(address)] == []
    assert list(home.rglob("*prefect*")) == []


def local(address: str) -> bool:
    """Say whether the address is loopback, nobody at all, or a socket in the file system."""
    return (
        address == "None"
        or address.startswith(("/", "b'", "\x00"))
        or any(name in address for name in LOOPBACK)
    )
