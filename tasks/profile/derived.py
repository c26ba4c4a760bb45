"""What is worked out of a profile once, though a thousand reports ask for it.

A roster of thousands must not be gone through for each report, nor hashed to look something
up; so what was worked out is found again by the roster and the settings being the same
objects. A profile is never changed, only replaced.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Final, TypeVar

from tasks.profile.model import DistrictSettings, Profile, RosterEntry

Made = TypeVar("Made")
_KEPT: Final = 4


def once_for_each_profile(make: Callable[[Profile], Made]) -> Callable[[Profile], Made]:
    """Return `make`, which looks at roster and district settings only, with a short memory."""
    recent: deque[tuple[tuple[RosterEntry, ...], DistrictSettings | None, Made]]
    recent = deque(maxlen=_KEPT)

    @wraps(make)
    def made(profile: Profile) -> Made:
        for roster, district, found in tuple(recent):
            if roster is profile.roster and district is profile.district:
                return found
        found = make(profile)
        recent.append((profile.roster, profile.district, found))
        return found

    return made
