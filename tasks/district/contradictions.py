"""Where departments give different values for one thing: a joint action, a district's fact."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.department.figures.figure import Figure
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import Contradiction
from tasks.district.joint import Mention
from tasks.district.setting import OWN_AREAS


def find_contradictions(groups: Iterable[tuple[Mention, ...]]) -> tuple[Contradiction, ...]:
    """Return one contradiction for each group of one thing whose values cannot all be true.

    Groups are the shared actions, then the facts of the whole district. The same value is
    a confirmation and nothing to tell.
    """
    return tuple(
        _contradiction(group)
        for group in groups
        if not all(may_agree(group[0].figure, other.figure) for other in group[1:])
    )


def may_agree(one: Figure, other: Figure) -> bool:
    """Say whether both can be true: equal, or one said roughly and the other in its bounds."""
    if one.normalized_value == other.normalized_value:
        return True
    if not (one.approximate or other.approximate):
        return False
    return _reaches(one, other) and _reaches(other, one)


def _reaches(one: Figure, other: Figure) -> bool:
    """Say whether `one` may be as large as `other` may be small."""
    return one.upper is None or other.lower <= one.upper


def _contradiction(group: tuple[Mention, ...]) -> Contradiction:
    """Return the contradiction with each department's value as said."""
    counted = min((mention.counted for mention in group), key=len)
    action = group[0].action
    plain = action in OWN_AREAS or not action
    return Contradiction(
        subject=f"{action}{counted}" if plain else f"“{action}”：{counted}",
        values=tuple(
            (mention.department, mention.figure.text, mention.figure.id) for mention in group
        ),
    )


def describe(contradiction: Contradiction) -> Diagnostic:
    """Return the diagnostic that asks the departments to settle it."""
    values = "，".join(f"{department}报{value}" for department, value, _ in contradiction.values)
    what = "联合行动" if contradiction.subject.startswith("“") else ""
    return Diagnostic(
        code="contradiction",
        severity=Severity.ERROR,
        message=f"{what}{contradiction.subject}，各单位数值不一致：{values}。",
        remedy="请有关单位核对后统一口径。",
        departments=tuple(dict.fromkeys(department for department, _, _ in contradiction.values)),
    )
