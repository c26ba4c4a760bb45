"""`huizong serve` tried as its user: files copied in by halves, a mail, a restart, a kill.

One story, told in order on one workspace with the real command, the real flow and a mail
server on loopback; what each part shows is its test's name.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flows.settings import Workspace
from tasks.delivery.outbox import LATEST
from tasks.ledger import Ledger
from tests.flow.served_house import DONE, LIMIT, QUICK, READY, ROOT, Served, wait_for
from tests.flow.workspaces import make_workspace
from tests.sinks import LOOPBACK, MailSink, mail_sink

pytestmark = [
    pytest.mark.flow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals are sent"),
]

FIRST, SECOND, THIRD = "区司法局", "区教育局", "区水利局"

MAIL = """
[mail]
host = "{host}"
port = {port}
to = ["office@example.gov.cn"]
"""


class Office(Served):
    """A served workspace and the mail server that its notices go to."""

    def __init__(self, workspace: Workspace, sink: MailSink) -> None:
        super().__init__(workspace)
        self.sink = sink


def processes_of(workspace: Workspace) -> list[str]:
    """Return the command lines of all processes that know the workspace's folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            known = (path / "environ").read_bytes() + (path / "cmdline").read_bytes()
        except OSError:
            continue
        if os.fsencode(workspace.root) in known and int(path.name) != os.getpid():
            found.append(known[-200:].decode(errors="replace"))
    return found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    workspace = make_workspace(tmp_path_factory.mktemp("serve") / "ws", {FIRST: 21})
    with (workspace.profile / "roster.csv").open("a", encoding="utf-8") as roster:
        roster.write(f"{SECOND},,局\n{THIRD},,局\n")
    with mail_sink() as sink:
        settings = QUICK + MAIL.format(host=LOOPBACK, port=sink.port)
        (workspace.profile / "serving.toml").write_text(settings, encoding="utf-8")
        house = Office(workspace, sink)
        house.start()
        yield house
        if house.process is not None and house.process.poll() is None:
            house.stop(signal.SIGKILL)


def test_what_lies_there_at_the_start_becomes_one_run_and_a_mail(served: Office) -> None:
    wait_for(lambda: READY in served.said, READY)
    wait_for(lambda: DONE in served.said, DONE)
    assert len(served.runs) == 1
    assert served.latest["missing"] == [SECOND, THIRD]
    (message,) = served.sink.messages
    assert f"未报送（2）：{SECOND}、{THIRD}" in message.get_content()


def test_files_copied_in_halves_become_one_run_of_whole_files(served: Office) -> None:
    served.copy_slowly(SECOND, 8)
    served.copy_slowly(FIRST, 22)  # a new version beside a new report
    wait_for(lambda: served.said.count(DONE) == 2, DONE)
    time.sleep(6)  # longer than settling and gathering: nothing more comes
    assert len(served.runs) == 2
    assert served.latest["missing"] == [THIRD]
    statuses = [row["status"] for row in served.latest["submissions"]]  # type: ignore[attr-defined]
    assert statuses == ["received", "received"]
    text = served.sink.messages[-1].get_content()
    assert f"新报送（1）：{SECOND}" in text
    assert f"重新报送（1）：{FIRST}" in text
    assert len(served.sink.messages) == 2


def test_a_second_server_for_the_workspace_is_refused(served: Office) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "serve", str(served.workspace.root)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=LIMIT,
    )
    assert done.returncode == 2
    assert "已经有一个 huizong serve" in done.stderr


def test_the_schedules_next_runs_are_planned(served: Office) -> None:
    database = served.workspace.serving / "prefect.db"

    def planned() -> int:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            query = "SELECT count(*) FROM flow_run WHERE auto_scheduled"
            return int(connection.execute(query).fetchone()[0])

    wait_for(lambda: READY in served.said, READY)
    wait_for(planned, "Prefect's scheduler plans the next runs")


def test_told_to_stop_it_stops_and_leaves_no_process(served: Office) -> None:
    assert served.stop(signal.SIGTERM) == 0
    assert "已停止" in served.said
    wait_for(lambda: not processes_of(served.workspace), "all processes end")


def test_started_again_it_makes_no_run_without_a_change_and_takes_up_what_came(
    served: Office,
) -> None:
    served.start()
    wait_for(lambda: READY in served.said, READY)
    time.sleep(6)
    assert len(served.runs) == 2
    served.copy_slowly(THIRD, 5)


def test_killed_in_the_middle_of_a_run_nothing_is_half_visible(served: Office) -> None:
    wait_for(lambda: "开始汇总" in served.said, "a run is asked for")
    wait_for(lambda: _running(served.workspace), "the run has begun")
    before = served.runs
    served.stop(signal.SIGKILL)
    wait_for(lambda: not processes_of(served.workspace), "nobody outlives the server")
    year = served.workspace.outbox / "2025"
    visible = {path.name for path in year.iterdir() if not path.name.startswith(".")}
    assert visible == {LATEST, *(path.name for path in served.runs)}
    assert served.runs[: len(before)] == before
    with Ledger(served.workspace.ledger) as ledger:
        assert ledger.faults() == ()


def test_the_next_start_completes_what_was_cut_off(served: Office) -> None:
    served.start()
    wait_for(lambda: DONE in served.said, DONE)
    assert "没有完成，将重新进行" in served.said
    assert served.latest["missing"] == []
    assert f"新报送（1）：{THIRD}" in served.sink.messages[-1].get_content()
    assert served.stop(signal.SIGINT) == 0
    wait_for(lambda: not processes_of(served.workspace), "all processes end")


def _running(workspace: Workspace) -> bool:
    """Say whether a run has the workspace's lock, without taking it for longer than a look."""
    import fcntl  # noqa: PLC0415 - not on Windows

    with workspace.lock.open("a+b") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        return False
