"""`huizong serve`: a workspace that runs by itself, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable

from flows.journal import Journal
from flows.lock import only_run, only_server
from flows.outcome import FINE
from flows.server import QUIET, EmbeddedServer
from flows.settings import Workspace
from flows.storage.opening import open_place
from flows.storage.session import refresh
from tasks.profile.load import load_profile
from tasks.profile.serving import Serving, load_serving

SERVED = "HUIZONG_SERVED"
"""Set for the processes of the runs: they end when the server does."""

BESIDE = 60.0
"""Seconds for which a run by hand is waited for before the profile is brought from storage."""


def serve_workspace(place: str, api: str | None) -> int:
    """Serve the workspace; return the exit code when it is stopped, HuizongError otherwise.

    `place` is the workspace's folder, or its address on storage; `api` is the address of a
    Prefect server that runs already, None starts one.
    """
    workspace = open_place(place)
    with only_run(workspace, patience=BESIDE) if workspace.origin else contextlib.nullcontext():
        refresh(workspace)
    load_profile(workspace.profile)
    serving = load_serving(workspace.profile)
    with only_server(workspace):
        journal = Journal(workspace)
        journal.begin()
        os.environ[SERVED] = "1"
        if api:
            _by_theirs(workspace, serving, journal, api)
        else:
            _by_ours(workspace, serving, journal)
        journal.say("已停止。")
    return FINE


def _by_theirs(workspace: Workspace, serving: Serving, journal: Journal, api: str) -> None:
    """Serve by a Prefect server that is there; its address and keys are the user's."""
    journal.say(f"工作区：{workspace.given}；使用 Prefect 服务 {api}")
    os.environ.update({name: QUIET[name] for name in THEIRS})
    os.environ["PREFECT_API_URL"] = api
    _serve(workspace, serving, journal, lambda: True)


THEIRS = (
    "PREFECT_SERVER_ANALYTICS_ENABLED",
    "DO_NOT_TRACK",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL",
)
"""Of our settings, those that hold towards another server too."""


def _by_ours(workspace: Workspace, serving: Serving, journal: Journal) -> None:
    """Serve by a Prefect server of our own, on loopback."""
    journal.say(f"工作区：{workspace.given}；正在启动，首次启动约需半分钟……")
    home, port = workspace.serving, serving.server.port
    with EmbeddedServer(home, lasting=True, port=port) as server:
        import flows.serving  # noqa: F401, PLC0415 - Prefect loads while its server starts

        server.await_ready()
        if port and not server.address.endswith(f":{port}"):
            journal.say(f"端口 {port} 已被其他程序占用，改用其他端口。")
        journal.say(f"状态页面（仅限本机）：{server.address}")
        _serve(workspace, serving, journal, lambda: not server.ended)


def _serve(
    workspace: Workspace, serving: Serving, journal: Journal, alive: Callable[[], bool]
) -> None:
    from flows.deployment import deployments  # noqa: PLC0415 - Prefect, with its settings set
    from flows.serving import House, serve  # noqa: PLC0415 - as above

    _say_terms(serving, journal)
    house = House(
        workspace=workspace,
        serving=serving,
        deployments=deployments(workspace, serving),
        say=journal.say,
        alive=alive,
    )
    asyncio.run(serve(house))


def _say_terms(serving: Serving, journal: Journal) -> None:
    """Say when runs are made and who is told."""
    cron, zone = serving.schedule.cron, serving.schedule.timezone
    journal.say(f"定时运行：{cron}（{zone}）" if cron else "不定时运行")
    ways = [name for name, on in _ways(serving) if on]
    journal.say(
        f"通知方式：{'、'.join(ways) if ways else '无（可在 profile/serving.toml 中设置）'}"
    )


def _ways(serving: Serving) -> tuple[tuple[str, bool], ...]:
    return (
        (f"邮件（{'、'.join(serving.mail.to)}）", serving.mail.wanted),
        ("网址推送", bool(serving.webhook.url)),
    )
