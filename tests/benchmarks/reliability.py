"""Faults, each tried for real many times: `python -m tests.benchmarks.reliability [--write]`.

Everything happens in a mount namespace of its own (Linux, `unshare -rm`), on a disk of 96
MiB in memory that can be filled, made read-only and taken away. For each try there is a
workspace with one good run and a report that has changed since; the fault hits the second
run; then the house is looked through, the fault is mended, and a third run is made. Lost
is whatever then is not as it would be without the fault.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flows.arrivals import digest
from flows.listing import take_listing
from flows.memory import recall
from flows.outcome import Outcome
from flows.served import carry_out
from flows.settings import Order, Workspace
from flows.watch import Step
from tasks.delivery.outbox import LATEST
from tasks.errors import HuizongError
from tasks.ledger import Ledger
from tests.flow.quick import at, run_quickly
from tests.flow.workspaces import make_workspace, outputs, report_of, write_docx

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- faults: begin -->", "<!-- faults: end -->"
REPORTS = {"区司法局": 21, "区教育局": 8, "区水利局": 5}
CHANGED = "区水利局2025年法治政府建设年度报告.docx"
DISK = 96 << 20
Run = Callable[[Order], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: its name and what is done (Chinese), how often, and what does it."""

    name: str
    how: str
    tries: int
    act: Callable[[Workspace, int], None]


def serve(workspace: Workspace, run: Run = run_quickly) -> None:
    """Make a served run; that it fails is what is being tried."""
    with suppress(HuizongError, OSError):
        settled = digest(take_listing(workspace))  # nobody waits for what is known to be whole
        carry_out(workspace, run, wanted=settled, tell=lambda *_: ())


# ── the faults ─────────────────────────────────────────────────────────────────────────────


@contextmanager
def filled(disk: Path, left: int) -> Iterator[None]:
    """Leave so many bytes of the disk free."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - left)))
    yield
    filler.unlink()


def disk_full(workspace: Workspace, nth: int) -> None:
    with filled(workspace.root.parent, left=nth * 6 * 1024):
        serve(workspace)


def read_only(workspace: Workspace, nth: int) -> None:
    mount("--bind", workspace.outbox, workspace.outbox)
    step = list(Step)[1 + nth % (len(Step) - 1)]
    serve(workspace, at(step, lambda: mount("-o", "remount,bind,ro", workspace.outbox)))
    unmount(workspace.outbox)


def share_gone(workspace: Workspace, nth: int) -> None:
    """Let the inbox be a mount of its own, and take it away at some step."""
    kept = workspace.root / "share"
    workspace.inbox.rename(kept)
    workspace.inbox.mkdir()
    mount("--bind", kept, workspace.inbox)
    step = (Step.TAKE_IN, Step.EXAMINE)[nth % 2]
    serve(workspace, at(step, lambda: unmount(workspace.inbox)))
    workspace.inbox.rmdir()
    kept.rename(workspace.inbox)


def folder_gone(workspace: Workspace, nth: int) -> None:
    away = workspace.root / "away"
    step = (Step.TAKE_IN, Step.EXAMINE)[nth % 2]
    serve(workspace, at(step, lambda: workspace.inbox.rename(away)))
    away.rename(workspace.inbox)


def file_replaced(workspace: Workspace, nth: int) -> None:
    step = list(Step)[1 + nth % (len(Step) - 1)]

    def replace() -> None:
        write_docx(workspace.inbox / CHANGED, report_of("区水利局", 100 + nth))

    serve(workspace, at(step, replace))


def file_came(workspace: Workspace, nth: int) -> None:
    step = list(Step)[1 + nth % (len(Step) - 1)]
    name = workspace.inbox / "区民政局2025年法治政府建设年度报告.docx"
    serve(workspace, at(step, lambda: write_docx(name, report_of("区民政局", nth))))


def half_a_file(workspace: Workspace, nth: int) -> None:
    path = workspace.inbox / CHANGED
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * (nth + 1) // 12])
    serve(workspace)
    path.write_bytes(whole)


def clock_back(workspace: Workspace, nth: int) -> None:
    real = time.strftime
    taken = recall(workspace).run
    time.strftime = lambda pattern, *rest: taken if nth % 2 else real(pattern, *rest)
    try:
        serve(workspace)
    finally:
        time.strftime = real


def killed(number: signal.Signals) -> Callable[[Workspace, int], None]:
    def act(workspace: Workspace, nth: int) -> None:
        """Send the signal at a moment drawn by lot from the run's length."""
        command = [
            sys.executable,
            "-m",
            "tests.benchmarks.reliability",
            "--run",
            str(workspace.root),
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
            if child.stdout:
                child.stdout.readline()  # it has begun
            time.sleep(random.Random(nth).uniform(0, 0.9))  # noqa: S311 - no secret
            child.send_signal(number)

    return act


FAULTS = (
    Fault(
        name="磁盘写满", how="真实写满的磁盘，剩余空间从 0 逐次增加 6 KB", tries=20, act=disk_full
    ),
    Fault(name="outbox 变为只读", how="运行到各个步骤时重新挂载为只读", tries=15, act=read_only),
    Fault(
        name="网络共享断开（挂载点变空）", how="清点、读取时卸载 inbox", tries=10, act=share_gone
    ),
    Fault(name="收件目录消失", how="清点、读取时移走 inbox", tries=10, act=folder_gone),
    Fault(name="运行中文件被替换", how="在各个步骤换成另一份报告", tries=15, act=file_replaced),
    Fault(name="运行中又有新文件", how="在各个步骤放入新报告", tries=15, act=file_came),
    Fault(name="文件只复制了一半", how="截断到十二分之一至十二分之十一", tries=11, act=half_a_file),
    Fault(name="时钟倒退", how="运行名称与上次相同", tries=10, act=clock_back),
    Fault(name="按 Ctrl-C", how="在随机时刻发出 SIGINT", tries=25, act=killed(signal.SIGINT)),
    Fault(name="停止服务", how="在随机时刻发出 SIGTERM", tries=25, act=killed(signal.SIGTERM)),
    Fault(
        name="强行结束、断电",
        how="在随机时刻发出 SIGKILL（kill -9）",
        tries=50,
        act=killed(signal.SIGKILL),
    ),
)


# ── what is lost ───────────────────────────────────────────────────────────────────────────


def lost(workspace: Workspace, before: dict[str, str], first: str) -> Iterator[str]:
    """Yield what is not as it should be after the fault, and after the next run."""
    year = workspace.outbox / "2025"
    if outputs(year / first) != before:
        yield "以前的成果"
    yield from (f"不完整的成果 {path.name}" for path in visible(year) if not whole(path))
    if not whole(year / LATEST):
        yield "最新"
    with Ledger(workspace.ledger) as ledger:
        if ledger.faults():
            yield "台账"
    for _ in range(3):
        serve(workspace)
    again = make_again(workspace)
    if outputs(year / LATEST) != again:
        yield "下一次运行的成果"
    if [path.name for path in year.iterdir() if path.name.startswith(".")]:
        yield "没有清理的临时目录"


def visible(year: Path) -> list[Path]:
    """Return the folders of runs that a person sees."""
    return [path for path in year.iterdir() if path.is_dir() and not path.name.startswith(".")]


def whole(folder: Path) -> bool:
    """Say whether all that the manifest lists is there, byte for byte."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        return all(
            hashlib.sha256((folder / item["path"]).read_bytes()).hexdigest() == item["sha256"]
            for item in manifest["outputs"]
        )
    except (OSError, ValueError):
        return False


def make_again(workspace: Workspace) -> dict[str, str]:
    """Return what a workspace that never met a fault makes of the same files."""
    clean = Workspace(root=workspace.root.parent / "clean")
    shutil.rmtree(clean.root, ignore_errors=True)
    for folder in ("inbox", "profile"):
        shutil.copytree(workspace.root / folder, clean.root / folder)
    serve(clean)
    return outputs(clean.outbox / "2025" / LATEST)


def attempt(fault: Fault, disk: Path, nth: int) -> tuple[str, ...]:
    """Return what was lost in one try."""
    workspace = make_workspace(disk / "ws", REPORTS)
    serve(workspace)
    first = recall(workspace).run
    before = outputs(workspace.outbox / "2025" / first)
    write_docx(workspace.inbox / CHANGED, report_of("区水利局", 50 + nth))
    fault.act(workspace, nth)
    found = tuple(lost(workspace, before, first))
    shutil.rmtree(workspace.root)
    return found


# ── the page ───────────────────────────────────────────────────────────────────────────────


def mount(*words: str | Path) -> None:
    subprocess.run(["mount", *words], check=True)


def unmount(place: Path) -> None:
    subprocess.run(["umount", "-l", place], check=True)


def can_be_apart() -> bool:
    """Say whether there can be disks that only we see."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rm", "true"], check=False).returncode == 0


def table(disk: Path) -> str:
    """Try all faults and return the table."""
    rows = ["| 故障 | 怎样试的 | 次数 | 丢失 |", "|---|---|---:|---|"]
    for fault in FAULTS:
        found = [item for nth in range(fault.tries) for item in attempt(fault, disk, nth)]
        said = "、".join(sorted(set(found))) if found else "无"
        rows.append(f"| {fault.name} | {fault.how} | {fault.tries} | {said} |")
        print(rows[-1], flush=True)
    return "\n".join(rows)


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--run"]:
        print("begun", flush=True)
        serve(Workspace(root=Path(arguments[1])))
    elif not can_be_apart():
        print("skipped: no mount namespace of our own can be made here")
    elif arguments[:1] != ["--inside"]:
        inside = [sys.executable, "-m", "tests.benchmarks.reliability", "--inside", *arguments]
        os.execvp("unshare", ["unshare", "-rm", *inside])  # noqa: S606 - our own interpreter
    else:
        disk = Path(tempfile.mkdtemp())
        mount("-t", "tmpfs", "-o", f"size={DISK}", "faults", disk)
        made = table(disk)
        if "--write" in arguments:
            text = PAGE.read_text("utf-8")
            head, rest = text.split(BEGIN)
            page = f"{head}{BEGIN}\n{made}\n{END}{rest.split(END)[1]}"
            PAGE.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
