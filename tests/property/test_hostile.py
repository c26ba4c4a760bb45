"""Whatever a file does, it costs its own rejection only: law 4 of the house.

All kinds are taken in by one process with little memory and time; should one of them end
it, that kind fails and the others go on in a new one.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.kind import READ, Kind
from tests.hostile.make import KINDS, make

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are POSIX")

BEARABLE = 10.0  # seconds of processor time; the usual is below one
Told = dict[str, dict[str, str | float]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all kinds."""
    made = tmp_path_factory.mktemp("hostile")
    make(made)
    return made


@pytest.fixture(scope="module")
def told(folder: Path) -> Told:
    """Return what came of each kind; of one that ended its process nothing came."""
    found: Told = {}
    waiting = [each.name for each in KINDS]
    while waiting:
        done = subprocess.run(
            [sys.executable, "-m", "tests.hostile.take_in", str(folder), *waiting],
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        ready, *answers = done.stdout.splitlines() or [""]
        assert ready == "ready", done.stderr
        lines = [json.loads(answer) for answer in answers]
        found |= {line["name"]: line for line in lines}
        waiting = waiting[len(lines) + 1 :]  # the next one is the culprit, if there is one
    return found


@pytest.mark.parametrize("each", KINDS, ids=lambda each: each.name)
def test_a_hostile_file_is_read_or_refused(each: Kind, told: Told) -> None:
    assert each.name in told, f"{each.name} ended its process: {each.why}"
    outcome = told[each.name]
    assert outcome["code"] in each.outcomes, outcome
    assert float(outcome["seconds"]) < BEARABLE


@pytest.mark.parametrize("each", KINDS, ids=lambda each: each.name)
def test_a_refusal_says_in_chinese_what_is_wrong_and_what_to_do(each: Kind, told: Told) -> None:
    outcome = told.get(each.name, {"code": READ})
    if outcome["code"] in {READ, "ignored"}:
        return
    for words in (str(outcome["message"]), str(outcome["remedy"])):
        assert re.search(r"[一-鿿]{2}", words)
        assert "/" not in words.replace("/.wps", "").replace("/WPS", "")


def test_nothing_of_this_computer_comes_into_a_text(told: Told) -> None:
    host = Path("/etc/hostname")
    name = host.read_text(encoding="utf-8").strip() if host.exists() else ""
    for outcome in told.values():
        assert "root:" not in str(outcome.get("text"))
        assert not name or name not in str(outcome.get("text"))


def test_nothing_is_written_beside_the_files(folder: Path, told: Told) -> None:
    assert told
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {f"{each.name}/{each.file}" for each in KINDS}
