"""Making the outputs, and publishing them, as Prefect tasks."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.delivery import deliver
from tasks.delivery.outbox import publish

deliver_task = task(name="生成成果文件", cache_policy=NO_CACHE)(deliver)
publish_task = task(name="发布到 outbox", cache_policy=NO_CACHE)(publish)
