"""Python's search for rings of garbage, made rare for the length of a run.

A run makes millions of values, which point at each other in one direction: hardly a ring
among them. Looking for some after every 700 values, through all that was made, took a tenth
of a second run over a thousand reports; what is no ring is let go of at once as ever.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = (20_000, 10, 5)  # rarer still, a full run takes a sixth more memory


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
