"""Where the tested ledger is kept: each rule of the ledger holds in both kinds of database."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.ledger.database import Place
from tests import postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Return a place where no ledger is yet."""
    if request.param == "sqlite":
        return tmp_path / ".huizong" / "台账 %20?#.sqlite3"
    return postgres.secret(request.getfixturevalue("database"))
