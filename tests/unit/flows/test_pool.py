"""No report takes the others down with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.pool import Pool, Result
from tasks.intake.submission import Rejection
from tasks.profile.load import default_profile
from tests.unit.flows.faults import examine_in_which_process, examine_or_suffer, submission

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(default_profile(), workers=2, report_seconds=2, examine=examine_or_suffer) as pool:
        yield pool


def codes(results: tuple[Result, ...]) -> dict[str, str]:
    return {item.file: item.code for item in results if isinstance(item, Rejection)}


def examined(pool: Pool, *files: str) -> dict[str, str]:
    return codes(pool.examine([submission(file) for file in files]))


def test_results_come_in_the_order_of_the_chunk(pool: Pool) -> None:
    files = [f"{number}.docx" for number in range(9, 0, -1)]
    assert list(examined(pool, *files)) == files


def test_an_unexpected_error_rejects_only_its_own_report(pool: Pool) -> None:
    assert examined(pool, "a", "raise", "b") == {
        "a": "read",
        "raise": "internal_error",
        "b": "read",
    }


def test_a_report_that_kills_its_worker_is_rejected_and_the_others_are_read(pool: Pool) -> None:
    assert examined(pool, "a", "kill", "b") == {"a": "read", "kill": "worker_killed", "b": "read"}


def test_a_report_over_its_time_is_rejected_and_the_others_are_read(pool: Pool) -> None:
    assert examined(pool, "a", "hang", "b") == {"a": "read", "hang": "timeout", "b": "read"}


def test_a_report_that_wants_all_memory_is_rejected_and_the_others_are_read(pool: Pool) -> None:
    assert examined(pool, "a", "swell", "b") == {
        "a": "read",
        "swell": "worker_killed",
        "b": "read",
    }


def test_two_killers_in_a_chunk_are_both_named(pool: Pool) -> None:
    assert examined(pool, "kill1", "a", "kill2") == {
        "kill1": "worker_killed",
        "a": "read",
        "kill2": "worker_killed",
    }


def test_the_pool_works_on_after_a_killed_worker(pool: Pool) -> None:
    examined(pool, "kill")
    assert examined(pool, "a") == {"a": "read"}


def test_a_killed_worker_is_not_blamed_on_the_chunk_beside_it(pool: Pool) -> None:
    chunks = [("a", "kill", "b"), ("c", "d", "e"), ("f", "g")]
    with ThreadPoolExecutor(3) as threads:
        found = list(threads.map(lambda chunk: examined(pool, *chunk), chunks))
    assert {file: code for part in found for file, code in part.items() if code != "read"} == {
        "kill": "worker_killed"
    }


def test_workers_load_neither_the_main_module_nor_what_only_a_run_needs() -> None:
    """The main module here is pytest's."""
    with Pool(
        default_profile(), workers=1, report_seconds=60, examine=examine_in_which_process
    ) as pool:
        (result,) = pool.examine([submission("a")])
    assert isinstance(result, Rejection)
    assert result.message == ""


def test_the_program_itself_does_not_load_what_reads_a_report() -> None:
    probe = (
        "import sys, flows.direct, flows.pool\n"
        "print(*(name for name in flows.pool.PRELOADED if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["flows.pool"]
