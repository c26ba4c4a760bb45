"""Sending the reminder that is due: who has not reported yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from flows.memory import recall, remember
from flows.notice import Notice, reminder_notice
from flows.reminders import reminder_day, still_missing
from flows.settings import Workspace
from tasks.ledger import Ledger
from tasks.profile.load import load_profile
from tasks.profile.serving import Serving, load_serving


def remind(
    workspace: Workspace, now: dt.datetime, tell: Callable[[Serving, Notice], tuple[str, ...]]
) -> tuple[str, ...]:
    """Send the reminder that is due, if any; return in Chinese what could not be sent.

    One that could not be sent is due again.
    """
    serving, profile = load_serving(workspace.profile), load_profile(workspace.profile)
    memory, district = recall(workspace), profile.district
    here = now.astimezone(ZoneInfo(serving.schedule.timezone))
    deadline = None if district is None else district.deadline
    day = reminder_day(serving.reminders, deadline, here, memory.reminded)
    if day is None or district is None or deadline is None:
        return ()
    with Ledger(workspace.ledger) as ledger:
        latest = ledger.latest_run(district.year)
    missing = still_missing(profile.roster, latest)
    notice = reminder_notice(district.name, district.year, deadline, here.date(), missing)
    missed = tell(serving, notice)
    if not missed:
        told = (*memory.reminded, day.isoformat())
        remember(workspace, memory.model_copy(update={"reminded": told}))
    return missed
