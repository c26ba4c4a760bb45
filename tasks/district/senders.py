"""Whose file is it, as far as the roster and the file's name tell."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from tasks.profile.model import Profile, RosterEntry

SHORTEST = 2  # characters of a name worth looking for in a file name


def sender_in_name(file: str, profile: Profile) -> str | None:
    """Return the roster's department that the file's name mentions, or None.

    The longest name or alias found wins (区公安局交警大队 over 区公安局); None when two
    departments are mentioned at the same length, since a guess would accuse one of them.
    """
    text = _flat(file)
    found = {(len(name), department) for name, department in _spellings(profile) if name in text}
    longest = max((length for length, _ in found), default=0)
    owners = {department for length, department in found if length == longest}
    return owners.pop() if len(owners) == 1 else None


def roster_order(profile: Profile) -> dict[str, int]:
    """Return each roster department's place; the unknown are to come after them."""
    return {entry.name: place for place, entry in enumerate(profile.roster)}


def names_of(department: str, profile: Profile) -> tuple[str, ...]:
    """Return every way the roster has of naming the department."""
    own = next((entry for entry in profile.roster if entry.name == department), None)
    spellings = (department,) if own is None else (own.name, *own.aliases, *_short(own, profile))
    return tuple(dict.fromkeys(spellings))


def _spellings(profile: Profile) -> Iterator[tuple[str, str]]:
    """Yield (flat name, department) for names, aliases and unambiguous short forms."""
    written = [
        (_flat(name), entry.name)
        for entry in profile.roster
        for name in (entry.name, *entry.aliases)
    ]
    yield from ((name, owner) for name, owner in written if len(name) >= SHORTEST)
    taken = {name for name, _ in written}
    short = [
        (_flat(name), entry.name) for entry in profile.roster for name in _short(entry, profile)
    ]
    times = Counter(name for name, _ in short)
    yield from ((name, owner) for name, owner in short if times[name] == 1 and name not in taken)


def _short(entry: RosterEntry, profile: Profile) -> tuple[str, ...]:
    """Return the name without the city's and the district's names before it."""
    if profile.district is None:
        return ()
    name = entry.name.removeprefix(profile.district.superior)
    name = name.removeprefix(profile.district.name)
    return (name,) if name != entry.name and len(name) > SHORTEST else ()


def _flat(text: str) -> str:
    """Return the text without white space, full width made half."""
    return "".join(unicodedata.normalize("NFKC", text).split())
