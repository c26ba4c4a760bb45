"""Intake as a Prefect task."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.intake.take_in import take_in

take_in_task = task(name="清点报送件", cache_policy=NO_CACHE)(take_in)
