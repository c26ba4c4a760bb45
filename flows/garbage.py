"""Python's search for rings of garbage, made rare for the length of a run.

A run makes millions of values, which point at each other in one direction: hardly a ring
among them. Looking for some after every 700 values, through all that was made, took a fifth
of a second run over a thousand reports; what is no ring is let go of at once as ever.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = (200_000, 50, 1_000)
"""New values before those are searched, such searches before the older ones are, and before all."""


@contextmanager
def seldom_sought() -> Iterator[None]:
    """Search seldom, and leave out what there is already: modules, which stay."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
