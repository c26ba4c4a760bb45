"""When new files make a run: a value over listings and a clock that both come from outside.

    look ──► nothing new ──────────────────────────► sleep until the next look
         └─► something changed ─► settled? gathered? ─► ask for one run ─► failed: later again

Nothing here reads a disk or a clock. `now` is seconds of a monotonic clock; one that
jumps back all the same (a machine that slept, a virtual one that was moved) only makes
the waiting begin again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from tasks.profile.serving import Arrival

PAUSES: Final = (60.0, 300.0, 900.0, 3600.0)
"""Seconds until a run that failed is asked for again: the first time, the second …"""

NOTHING: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a file looks like from outside: `size` in bytes, `modified` in nanoseconds."""

    size: int
    modified: int


Listing = Mapping[str, Stamp]
"""Every file that counts, by its name below the workspace; names in any order."""


def digest(listing: Listing) -> str:
    """Return the sha256 of the listing's names, sizes and times."""
    rows = [(name, stamp.size, stamp.modified) for name, stamp in sorted(listing.items())]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def request_key(deployment: str, wanted: str, last_run: str, attempt: int) -> str:
    """Return the idempotency key of a run over the listing of this digest.

    The same request twice is one run. The deployment is part of the key, since Prefect
    looks for it through all of a flow's; the last good run, since a folder may come back to
    an earlier state; the attempt, since a failed run is asked for again.
    """
    words = json.dumps((deployment, wanted, last_run, attempt))
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What was seen so far.

    `covered` is the digest of the listing that the last good run covers, `asked` that of
    the listing a run was asked for and has not ended. `present` is the listing's digest
    now; `changed` when it last changed, `first` when the first change since the last
    request was seen. `fails` counts runs that failed in a row; the next is not asked for
    before `not_before`.
    """

    terms: Arrival
    covered: str = NOTHING
    asked: str = NOTHING
    present: str = NOTHING
    changed: float = 0.0
    first: float = 0.0
    fails: int = 0
    not_before: float = 0.0

    @property
    def open(self) -> bool:
        """Whether there is something that no run covers and none was asked for."""
        return self.present not in {NOTHING, self.covered, self.asked}

    def look(self, listing: Listing, now: float) -> Arrivals:
        """Return what is known after a look at the folder."""
        before, found = self._not_after(now), digest(listing)
        if found == before.present:
            return before
        if before.present == NOTHING:  # at the start nobody waits for others to arrive
            return replace(before, present=found, changed=now, first=now - self._gather)
        first = before.first if before.open else now
        return replace(before, present=found, changed=now, first=first, fails=0, not_before=now)

    def due(self) -> float | None:
        """Return from when on a run is to be asked for; None when there is nothing to do."""
        if not self.open:
            return None
        quiet = self.changed + self.terms.settle_seconds
        patient = min(quiet, self.first + self._gather + self.terms.patience_seconds)
        return max(patient, self.first + self._gather, self.not_before)

    def request(self) -> Arrivals:
        """Return what is known once a run over the present listing was asked for."""
        return replace(self, asked=self.present)

    def ended(self, covered: str, now: float) -> Arrivals:
        """Return what is known once the run that was asked for has ended.

        `covered` is the digest that the last good run covers. When it is not what was
        asked for, the run failed and is asked for again, later and later.
        """
        known = replace(self._not_after(now), covered=covered, asked=NOTHING)
        if covered == self.asked:
            return replace(known, fails=0, not_before=now)
        pause = PAUSES[min(self.fails, len(PAUSES) - 1)]
        return replace(known, fails=self.fails + 1, not_before=now + pause)

    def cover(self, covered: str) -> Arrivals:
        """Return what is known once some other run (by schedule, by hand) covered a listing."""
        return self if covered == self.covered else replace(self, covered=covered)

    @property
    def _gather(self) -> float:
        return float(self.terms.gather_seconds)

    def _not_after(self, now: float) -> Arrivals:
        """Return this with no moment in the future: a clock that went back delays nothing."""
        return replace(
            self,
            changed=min(self.changed, now),
            first=min(self.first, now),
            not_before=min(self.not_before, now + PAUSES[-1]),
        )
