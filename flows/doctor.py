"""`huizong doctor`: whether everything a run needs is in place, and what to do if not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table

from flows.notification import MAIL_PASSWORD
from flows.outcome import ATTENTION, FINE
from flows.settings import Workspace
from flows.storage.opening import open_place
from flows.storage.session import refresh, require_workspace, try_writing, who_has
from flows.storage.store import connect
from tasks.errors import HuizongError, LedgerError, ProfileError
from tasks.intake.office import find_office
from tasks.ledger import Ledger
from tasks.profile.load import load_profile
from tasks.profile.serving import Serving, load_serving

OLDEST, NEWEST = (3, 11), (3, 14)
"""The Python versions the program is made for."""

FONTS = (
    # (family, what stands in for it, what it is for)
    (("方正小标宋", "FZXiaoBiaoSong"), ("Noto Serif CJK", "SimSun", "宋体"), "公文标题（小标宋）"),
    (("仿宋", "FangSong"), ("Noto Serif CJK", "SimSun", "宋体"), "公文正文（仿宋）"),
    (("楷体", "KaiTi"), ("AR PL UKai", "AR PL KaitiM"), "二级标题（楷体）"),
    (("黑体", "SimHei"), ("Noto Sans CJK", "WenQuanYi"), "一级标题（黑体）"),
)


SHOWN = 3
"""How many of a ledger's faults are told."""

_MEND = {
    True: "请把这个文件改名保留（更正记录在其中，可请技术人员恢复）后重新运行。",
    False: "请数据库管理员检查，或用备份恢复。",
}
"""By whether the ledger is a file."""


class State(StrEnum):
    """How a thing looked at is: in order, of use but not needed, or in the way of a run."""

    GOOD = "正常"
    HINT = "提示"
    FAULT = "故障"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: its name, how it is, and what was seen or is to be done."""

    name: str
    state: State
    text: str


def examine_surroundings(place: str | Path) -> tuple[Finding, ...]:
    """Return what was found about this computer and the workspace, a folder or an address."""
    return (*_computer(), *_workspace(str(place)))


def show_findings(findings: tuple[Finding, ...]) -> int:
    """Print the findings and return the exit code: 1 when one of them is in the way."""
    table = Table("项目", "状态", Column("说明", overflow="fold"), title="运行环境检查")
    for finding in findings:
        table.add_row(finding.name, finding.state.value, finding.text)
    Console().print(table, markup=False)
    return ATTENTION if any(item.state is State.FAULT for item in findings) else FINE


def _computer() -> Iterator[Finding]:
    yield python_finding(sys.version_info[:2])
    yield _office()
    yield from font_findings(installed_fonts())


def _workspace(place: str) -> Iterator[Finding]:
    try:
        workspace = open_place(place)
        if workspace.origin:
            yield from _on_storage(workspace)
            return
    except HuizongError as error:
        yield Finding(name="工作区", state=State.FAULT, text=f"{error}{error.remedy}")
        return
    yield Finding(name="工作区", state=State.GOOD, text=str(workspace.root))
    yield from _profile(workspace)
    yield from serving_findings(workspace.profile)
    yield _writable(workspace)
    yield _ledger(workspace)


def _on_storage(workspace: Workspace) -> Iterator[Finding]:
    """Look at a workspace on storage: all of it but the ledger lies there."""
    store = connect(workspace.origin)
    require_workspace(store)
    yield Finding(name="工作区", state=State.GOOD, text=store.url)
    with tempfile.TemporaryDirectory() as folder:
        looked_at = Workspace(root=Path(folder), origin=workspace.origin)
        refresh(looked_at)
        yield from _profile(looked_at)
        yield from serving_findings(looked_at.profile, far=True)
        ledger = _ledger(looked_at)
        yield replace(ledger, text=ledger.text.replace(str(looked_at.root), store.url))
    yield _tried("存储写入", lambda: try_writing(store))
    yield _tried("存储占用", lambda: who_has(store))
    yield Finding(name="本机工作副本", state=State.GOOD, text=str(workspace.root))
    yield _writable(workspace)


def python_finding(version: tuple[int, int]) -> Finding:
    """Return whether this Python is one the program is made for."""
    fits = OLDEST <= version <= NEWEST
    text = f"{version[0]}.{version[1]}"
    return Finding(
        name="Python",
        state=State.GOOD if fits else State.FAULT,
        text=text if fits else f"{text}；需要 3.11 至 3.14。",
    )


def installed_fonts() -> str | None:
    """Return fontconfig's list of families, or None where there is no fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    done = subprocess.run(  # noqa: S603 - found on the path, constant arguments
        [program, ":", "family"], capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout


def font_findings(families: str | None) -> Iterator[Finding]:
    """Yield how each font of an official document is: there, stood in for, or not there.

    Fonts only matter for how the outputs look on this computer: never a fault.
    """
    if families is None:
        yield Finding(
            name="字体", state=State.HINT, text="无法列出字体（没有 fc-list），请人工确认。"
        )
        return
    for wanted, instead, use in FONTS:
        yield _font(families, wanted, instead, use)


def _font(families: str, wanted: tuple[str, ...], instead: tuple[str, ...], use: str) -> Finding:
    if name := _present(families, wanted):
        return Finding(name=use, state=State.GOOD, text=name)
    if name := _present(families, instead):
        return Finding(
            name=use, state=State.HINT, text=f"未安装，在本机以 {name} 显示；成果文件不受影响。"
        )
    return Finding(name=use, state=State.HINT, text="未安装，本机显示可能缺字；成果文件不受影响。")


def _present(families: str, names: tuple[str, ...]) -> str:
    return next((name for name in names if name.lower() in families.lower()), "")


def _office() -> Finding:
    found = find_office()
    return Finding(
        name="LibreOffice",
        state=State.GOOD if found else State.HINT,
        text=str(found or "未安装；转换旧格式（.doc、.wps）和汇编目录页码时需要。"),
    )


def _profile(workspace: Workspace) -> Iterator[Finding]:
    try:
        profile = load_profile(workspace.profile)
    except ProfileError as error:
        yield from (Finding(name="配置", state=State.FAULT, text=fault) for fault in error.faults)
        return
    counts = f"提纲 {len(profile.outline)} 部分，口径 {len(profile.indicators)} 项"
    yield Finding(name="配置", state=State.GOOD, text=counts)
    yield Finding(
        name="名册",
        state=State.GOOD if profile.roster else State.HINT,
        text=f"{len(profile.roster)} 个部门"
        if profile.roster
        else "名册为空，无法判断谁没有报送。",
    )


def serving_findings(profile: Path, *, far: bool = False) -> Iterator[Finding]:
    """Yield what is set for running by itself, and what that still lacks.

    `far` says that the inbox lies on storage, which sends no events.
    """
    try:
        serving = load_serving(profile)
    except ProfileError as error:
        yield from (
            Finding(name="自动运行", state=State.FAULT, text=fault) for fault in error.faults
        )
        return
    yield Finding(name="自动运行", state=State.GOOD, text=_serving_terms(serving, far=far))
    yield _told(serving)
    if serving.reminders.days_before and not (serving.mail.wanted or serving.webhook.url):
        text = "设置了催报日期，但没有设置邮件或网址，提醒无处可发。"
        yield Finding(name="催报提醒", state=State.HINT, text=text)


def _serving_terms(serving: Serving, *, far: bool) -> str:
    schedule, arrival = serving.schedule, serving.arrival
    times = f"定时 {schedule.cron}（{schedule.timezone}）" if schedule.cron else "不定时"
    way = f"每 {arrival.rescan_seconds} 秒查看" if arrival.polling or far else "新文件到达后"
    return f"{times}；{way}自动运行" if arrival.enabled else f"{times}；新文件到达不自动运行"


def _told(serving: Serving) -> Finding:
    """Return who is told; a server that wants a password that is not there is a hint."""
    ways = (
        ("邮件", serving.mail.wanted),
        ("网址推送", bool(serving.webhook.url)),
    )
    on = "、".join(name for name, wanted in ways if wanted)
    mail = serving.mail
    if mail.wanted and mail.username and not os.environ.get(MAIL_PASSWORD):
        text = f"{on}；邮件需要登录，但环境变量 {MAIL_PASSWORD} 没有设置。"
        return Finding(name="通知", state=State.HINT, text=text)
    return Finding(name="通知", state=State.GOOD, text=on or "没有设置（可不设置）")


def _writable(workspace: Workspace) -> Finding:
    return _tried("写入权限", lambda: _write(workspace))


def _ledger(workspace: Workspace) -> Finding:
    return _tried("台账", lambda: _read_ledger(workspace))


def _tried(name: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(name=name, state=State.GOOD, text=attempt())
    except HuizongError as error:
        return Finding(name=name, state=State.FAULT, text=f"{error}{error.remedy}")
    except OSError as error:
        return Finding(name=name, state=State.FAULT, text=f"{error.strerror}，请检查目录权限。")


def _write(workspace: Workspace) -> str:
    workspace.outbox.mkdir(exist_ok=True)
    with tempfile.TemporaryFile(dir=workspace.outbox):
        return "outbox 可写"


def _read_ledger(workspace: Workspace) -> str:
    place = workspace.ledger
    if isinstance(place, Path) and not place.exists():
        return "尚未运行过"
    with Ledger(place) as ledger:
        if faults := ledger.faults():
            message = f"台账已损坏：{ledger.name}（{'；'.join(faults[:SHOWN])}）。"
            raise LedgerError(message, remedy=_MEND[isinstance(place, Path)])
        counts = f"已记录 {len(ledger.runs())} 次运行，更正 {len(ledger.corrections())} 条"
        return f"{ledger.name}：完整，{counts}"
