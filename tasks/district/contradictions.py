"""Where departments give different values for one thing: a joint action, a district's fact."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import Contradiction
from tasks.district.mention import Mention
from tasks.district.setting import OWN_AREAS


def find_contradictions(groups: Iterable[tuple[Mention, ...]]) -> tuple[Contradiction, ...]:
    """Return one contradiction for each group of one thing whose values cannot all be true.

    Groups are the shared actions, then the facts of the whole district. The same value is
    a confirmation and nothing to tell.
    """
    return tuple(
        _contradiction(group)
        for group in groups
        if not all(group[0].may_agree(other) for other in group[1:])
    )


def _contradiction(group: tuple[Mention, ...]) -> Contradiction:
    """Return the contradiction with each department's value as said."""
    counted = min((mention.counted for mention in group), key=len)
    action = group[0].action
    plain = action in OWN_AREAS or not action
    return Contradiction(
        subject=f"{action}{counted}" if plain else f"“{action}”：{counted}",
        values=tuple((mention.department, mention.said, mention.figure) for mention in group),
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
