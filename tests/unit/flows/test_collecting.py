"""Garbage is collected seldom during a run, and as before after it."""

from __future__ import annotations

import gc

from flows.collecting import collecting_seldom


def test_what_was_set_before_is_set_again() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        during = gc.get_threshold()
    assert during > before
    assert gc.get_threshold() == before
