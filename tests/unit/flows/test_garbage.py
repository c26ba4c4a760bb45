"""A run leaves Python's search for garbage as it found it."""

from __future__ import annotations

import gc

import pytest

from flows.garbage import seldom_sought


def fail_at_a_high_threshold(usual: int) -> None:
    if gc.get_threshold()[0] > usual:
        raise RuntimeError


def test_after_a_run_that_failed_too_the_search_is_as_before() -> None:
    before = gc.get_threshold()
    with pytest.raises(RuntimeError), seldom_sought():
        fail_at_a_high_threshold(before[0])
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
