"""Whose file is it, as far as the roster and the file's name tell."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from tasks.profile.derived import once_for_each_profile
from tasks.profile.model import Profile, RosterEntry

SHORTEST = 2  # characters of a name worth looking for in a file name


def sender_in_name(file: str, profile: Profile) -> str | None:
    """Return the roster's department that the file's name mentions, or None.

    The longest name or alias found wins (区公安局交警大队 over 区公安局); None when two
    departments are mentioned at the same length, since a guess would accuse one of them.
    """
    text, spelled = _flat(file), _spelled(profile)
    for length in sorted({len(name) for name in spelled}, reverse=True):
        parts = (text[at : at + length] for at in range(len(text) - length + 1))
        owners = {owner for part in parts for owner in spelled.get(part, ())}
        if owners:
            return owners.pop() if len(owners) == 1 else None
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The roster's spellings, to be looked up in a text at once, however long the roster is.

    `owners` holds the department of each spelling, `lengths` the spellings' lengths.
    """

    owners: Mapping[str, str]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """Return the spellings of the profile's roster."""
        owners = {name: entry.name for entry in profile.roster for name in _names(entry, profile)}
        return cls(owners=owners, lengths=tuple(sorted({len(name) for name in owners})))

    def within(self, text: str) -> frozenset[str]:
        """Return the departments that the text names."""
        parts = (
            text[at : at + length]
            for length in self.lengths
            for at in range(len(text) - length + 1)
        )
        return frozenset(self.owners[part] for part in parts if part in self.owners)


def roster_order(profile: Profile) -> dict[str, int]:
    """Return each roster department's place; the unknown are to come after them."""
    return {entry.name: place for place, entry in enumerate(profile.roster)}


def _names(entry: RosterEntry, profile: Profile) -> tuple[str, ...]:
    """Return every way the roster has of naming the department."""
    return tuple(dict.fromkeys((entry.name, *entry.aliases, *_short(entry, profile))))


@once_for_each_profile
def _spelled(profile: Profile) -> Mapping[str, frozenset[str]]:
    """Return the departments by each flat spelling."""
    spelled: dict[str, set[str]] = {}
    for name, owner in _spellings(profile):
        spelled.setdefault(name, set()).add(owner)
    return {name: frozenset(owners) for name, owners in spelled.items()}


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
