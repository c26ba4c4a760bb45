"""What is worked out of a profile is worked out once, and anew for another one."""

from __future__ import annotations

from tasks.profile.derived import once_for_each_profile
from tasks.profile.model import Profile, RosterEntry
from tests.unit.district.builder import PROFILE


def test_it_is_made_once_for_a_profile_and_anew_for_another_roster() -> None:
    asked: list[int] = []

    @once_for_each_profile
    def names(profile: Profile) -> tuple[str, ...]:
        asked.append(len(profile.roster))
        return tuple(entry.name for entry in profile.roster)

    grown = PROFILE.model_copy(update={"roster": (*PROFILE.roster, RosterEntry(name="区某局"))})
    assert names(PROFILE) == names(PROFILE.model_copy(update={"balances": ()})) != names(grown)
    assert names(grown)[-1] == "区某局"
    assert asked == [len(PROFILE.roster), len(grown.roster)]
