"""Consolidation as a Prefect task."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.district import consolidate

consolidate_task = task(name="全区汇总核对", cache_policy=NO_CACHE)(consolidate)
