"""What all tests share: how a golden file is compared; a PostgreSQL and an S3 server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import URL

from flows.settings import LEDGER
from tests import postgres, s3

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which `make golden` gives."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def pytest_configure() -> None:
    """Keep the tests off this computer's own ledger, and properties off its clock."""
    os.environ.pop(LEDGER, None)
    settings.register_profile("unhurried", deadline=None)  # a busy machine proves nothing
    settings.load_profile("unhurried")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that holds a text against the golden file of a name.

    A golden file that is not there fails the test: nothing passes by making its own gold.
    """
    update = bool(request.config.getoption("--update-golden"))

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no golden file {name}: run `make golden` and look at it"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """Start a PostgreSQL server for the session, or skip with the reason."""
    if reason := postgres.why_not():
        pytest.skip(reason)
    with postgres.server() as url:
        yield url


@pytest.fixture
def database(postgres_server: URL) -> URL:
    """Return the address of an empty schema of its own."""
    return postgres.new_schema(postgres_server)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Start an S3 server for the session, or skip with the reason; return its address."""
    if reason := s3.why_not():
        pytest.skip(reason)
    with s3.server() as address:
        yield address
