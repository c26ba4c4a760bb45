"""Who has not reported yet, on the days set in the profile before the deadline. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from tasks.ledger.entry import RunEntry
from tasks.profile.model import RosterEntry
from tasks.profile.serving import Reminders

STALE: Final = dt.timedelta(days=2)
"""A reminder that a switched-off computer missed is caught up with, no later than this."""


def reminder_day(
    reminders: Reminders, deadline: dt.date | None, now: dt.datetime, reminded: Sequence[str]
) -> dt.date | None:
    """Return the day whose reminder is due and was not sent yet, or None.

    The newest one only: two that were missed are one message.
    """
    if deadline is None:
        return None
    hour, minute = map(int, reminders.at.split(":"))
    due = [
        day
        for day in (deadline - dt.timedelta(days=days) for days in reminders.days_before)
        if now.date() - STALE <= day <= now.date()
        and (day < now.date() or (now.hour, now.minute) >= (hour, minute))
    ]
    newest = max(due, default=None)
    return None if newest is None or newest.isoformat() in reminded else newest


def still_missing(roster: Sequence[RosterEntry], run: RunEntry | None) -> tuple[str, ...]:
    """Return the roster's departments without a report that counts in the run, in its order."""
    sent = {item.department for item in run.submissions if item.counts} if run else set()
    return tuple(entry.name for entry in roster if entry.name not in sent)
