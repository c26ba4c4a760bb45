"""Reminders come on their day, once, and list who has not reported."""

from __future__ import annotations

import datetime as dt

import pytest

from flows.reminders import reminder_day, still_missing
from tasks.ledger import RunEntry, SubmissionEntry
from tasks.profile.model import RosterEntry
from tasks.profile.serving import Reminders

DEADLINE = dt.date(2026, 3, 1)
REMINDERS = Reminders(days_before=(7, 1, 0, -1), at="09:00")


def moment(month: int, day: int, hour: int = 10) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.mark.parametrize(
    ("now", "reminded", "due"),
    [
        (moment(2, 21), (), None),
        (moment(2, 22, 8), (), None),
        (moment(2, 22, 9), (), dt.date(2026, 2, 22)),
        (moment(2, 22), ("2026-02-22",), None),
        (moment(2, 24), (), dt.date(2026, 2, 22)),  # caught up with
        (moment(2, 25), (), None),  # too late to be of use
        (moment(3, 1), ("2026-02-28",), dt.date(2026, 3, 1)),
        (moment(3, 2), (), dt.date(2026, 3, 2)),  # three were missed: the newest only
        (moment(3, 2, 8), (), dt.date(2026, 3, 1)),  # the newest that is due
    ],
)
def test_a_reminder_is_due_on_its_day(
    now: dt.datetime, reminded: tuple[str, ...], due: dt.date | None
) -> None:
    assert reminder_day(REMINDERS, DEADLINE, now, reminded) == due


def test_without_a_deadline_or_days_nobody_is_reminded() -> None:
    assert reminder_day(REMINDERS, None, moment(2, 22), ()) is None
    assert reminder_day(Reminders(), DEADLINE, moment(2, 22), ()) is None


def test_who_has_a_report_that_counts_is_not_missing() -> None:
    roster = [RosterEntry(name=name) for name in ("甲局", "乙局", "丙局")]
    rows = [("甲局", True), ("乙局", False)]
    run = RunEntry(
        run="r",
        started="",
        district="望澜区",
        year=2025,
        program="0",
        outcome="partial",
        submissions=tuple(
            SubmissionEntry(
                file=name, sha256="", department=name, year=2025, status="", reason="", counts=on
            )
            for name, on in rows
        ),
    )
    assert still_missing(roster, run) == ("乙局", "丙局")
    assert still_missing(roster, None) == ("甲局", "乙局", "丙局")
