"""What the flow's tests share: Prefect's harness, started once, a workspace, a storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.server import START_LIMIT, surround
from flows.settings import Workspace
from tests.flow.storages import Storage, in_memory
from tests.flow.workspaces import make_workspace

DEPARTMENTS = {"区司法局": 21, "区教育局": 8, "区水利局": 5}


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Serve Prefect's API from a database of the session's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", "")  # remembered, so that it is put back afterwards
        surround(Workspace(root=tmp_path_factory.mktemp("prefect")).prefect_home)
        from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415 - its settings first

        with prefect_test_harness(server_startup_timeout=int(START_LIMIT)):
            yield


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace with three good reports."""
    return make_workspace(tmp_path / "ws", DEPARTMENTS)


@pytest.fixture
def memory(workspace: Workspace) -> Storage:
    """Return a storage in memory that holds the workspace."""
    made = in_memory()
    made.fill(workspace.root)
    return made


@pytest.fixture
def storage(memory: Storage) -> Storage:
    """Return a storage that holds the workspace; in memory, where a test names no kinds."""
    return memory
