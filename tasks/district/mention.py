"""A figure said of something that several departments may speak of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Self

from tasks.department.figures.figure import Figure

_TELLING: Final = 4  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A figure said of a named action, or of the whole district.

    `action` is its name as quoted, '' for a joint one without a name; `counted` what is
    counted: the catalogue's indicator, else the report's own words. `joint` says whether
    the sentence calls the action a joint one, `partners` which departments it names, in
    order, `lead` which of them it says led (牵头). The rest is the figure's: its id, its
    text, and its value with its bounds in the normalised unit.
    """

    department: str
    figure: str
    said: str
    unit: str
    value: Decimal
    lower: Decimal
    upper: Decimal | None
    approximate: bool
    canonical: str | None
    action: str
    counted: str
    joint: bool = False
    partners: tuple[str, ...] = ()
    lead: str = ""

    @classmethod
    def of(cls, figure: Figure, department: str, *, action: str, counted: str) -> Self:
        """Return the figure as said by the department of the action, by nobody else."""
        return cls(
            department=department,
            figure=figure.id,
            said=figure.text,
            unit=figure.normalized_unit,
            value=figure.normalized_value,
            lower=figure.lower,
            upper=figure.upper,
            approximate=figure.approximate,
            canonical=figure.canonical,
            action=action,
            counted=counted,
        )

    def is_of_same(self, other: Mention) -> bool:
        """Say whether both count one thing of one action, be it said at more length."""
        if self.action != other.action:
            return False
        if self.canonical is not None or other.canonical is not None:
            return self.canonical == other.canonical
        return self.unit == other.unit and _is_worded_alike(self.counted, other.counted)

    def is_shared_with(self, other: Mention) -> bool:
        """Say whether both are about one action that the two departments did together.

        An action without a name is one when each names the other and both give one value.
        """
        if self.department == other.department or not self.is_of_same(other):
            return False
        named = other.department in self.partners, self.department in other.partners
        if not self.action:
            return self.joint and other.joint and all(named) and self.value == other.value
        return (self.joint and (other.joint or named[0])) or (other.joint and named[1])

    def may_agree(self, other: Mention) -> bool:
        """Say whether both values can be true: equal, or one rough and the other in its bounds."""
        if self.value == other.value:
            return True
        if not (self.approximate or other.approximate):
            return False
        return self._reaches(other) and other._reaches(self)

    def _reaches(self, other: Mention) -> bool:
        """Say whether this may be as large as the other may be small."""
        return self.upper is None or other.lower <= self.upper

    @property
    def kind(self) -> tuple[str, str, str]:
        """What two mentions of the same must have in common, to look them up by."""
        value = "" if self.action else str(self.value)
        if self.canonical is not None:
            return self.action, self.canonical, value
        return self.action, f"（{self.unit}）", value

    @property
    def key(self) -> tuple[str, str]:
        """What tells the mention's figure from all others of the district."""
        return self.department, self.figure


def _is_worded_alike(one: str, other: str) -> bool:
    """Say whether the shorter wording is the longer one with words left out.

    检查经营场所 and 检查涉渔涉油经营场所 are alike; wordings under four characters say too
    little and must be equal.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _TELLING:
        return short == long
    rest = iter(long)
    return all(character in rest for character in short)
