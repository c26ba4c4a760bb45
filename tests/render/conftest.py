"""The sample district's documents as LibreOffice sets them, once for all render tests."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from flows.typesetting import find_typesetter
from tasks.artefact import Output
from tasks.delivery import deliver
from tasks.department.examine import examine
from tasks.district import consolidate
from tasks.intake.collect import collect
from tasks.profile.load import load_profile
from tests.render.pdf import Page, pages

ROOT = Path(__file__).parents[2]


def delivered(workspace: Path) -> dict[str, Output]:
    """Return the workspace's outputs by the end of their names."""
    profile = load_profile(workspace)
    inbox = collect(workspace / "inbox")
    reports = (examine(submission, profile) for submission in inbox.submissions)
    district = consolidate((*inbox.rejections, *reports), profile)
    made = deliver(district, profile, program="test", inputs=(), typeset=find_typesetter())
    return {artefact.path: artefact for artefact in made}


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Output]:
    workspace = tmp_path_factory.mktemp("render")
    for name in ("inbox", "profile"):
        shutil.copytree(ROOT / name, workspace / name)
    return delivered(workspace)


def named(outputs: Mapping[str, Output], part: str) -> bytes:
    """Return the content of the output whose name holds `part`."""
    return next(artefact.content for path, artefact in outputs.items() if part in path)


def typeset(content: bytes, folder: Path) -> list[Page]:
    """Return the pages of a Word file as LibreOffice sets them; skip where that cannot be."""
    setter = find_typesetter()
    if setter is None:
        pytest.skip("LibreOffice is not installed: soffice is not on the path")
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed: pdftotext is not on the path")
    pdf = setter(content)
    assert pdf is not None, "LibreOffice could not open the file"
    file = folder / "set.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True, timeout=120
    )
    return pages(done.stdout)


@pytest.fixture(scope="session")
def report(outputs: Mapping[str, Output], tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    return typeset(named(outputs, "汇总稿"), tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def compilation(
    outputs: Mapping[str, Output], tmp_path_factory: pytest.TempPathFactory
) -> list[Page]:
    return typeset(named(outputs, "汇编"), tmp_path_factory.mktemp("compilation"))
