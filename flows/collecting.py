"""Collecting garbage seldom while a run holds much that is none.

Python looks for cycles of dead objects again and again, through all that is alive: with the
sentences of a thousand reports in memory that was a sixth of a run. What a run makes has
hardly any cycles, and its process ends or goes back to what it was soon after.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = (200_000, 20, 1_000)
"""New objects to a look at the new ones; such looks to one at the older; those to one at all."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let Python look for garbage seldom meanwhile, and as before afterwards."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
