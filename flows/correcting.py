"""`huizong corrections`: take in a reviewed workbook, list what is in force, undo."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from flows.caching import recall
from flows.lock import only_run
from flows.outcome import ATTENTION, FINE
from flows.person import user_name
from flows.pool import Result
from flows.reviews import Taken, open_workbook, take_in
from flows.settings import Workspace
from flows.storage.address import refuse_address
from flows.storage.opening import open_place
from flows.storage.session import at_work, refresh
from tasks.corrections import Action, correction_of, effective, undoing
from tasks.corrections.words import rule, shorten, told
from tasks.department.examine import examine
from tasks.errors import HuizongError
from tasks.intake.collect import collect
from tasks.ledger import CorrectionEntry, Ledger
from tasks.profile.load import load_profile
from tasks.profile.model import Profile

LIST: Final = "list"
UNDO: Final = "undo"
USAGE: Final = "用法：huizong corrections 汇总表.xlsx | list | undo 编号。"


def run_corrections(words: Sequence[str], root: str | Path, *, entered: str) -> int:
    """Do what the words say and return the exit code; raises HuizongError."""
    for word in words:
        refuse_address(Path(word))
    workspace = open_place(str(root))
    with _at_hand(workspace, list(words) == [LIST]), Ledger(workspace.ledger) as ledger:
        match list(words):
            case ["list"]:
                return _list(ledger)
            case ["undo", *numbers] if numbers:
                return _undo(ledger, numbers, entered)
            case [file] if file not in {LIST, UNDO}:
                return _take_in(ledger, workspace, Path(file), entered)
    raise HuizongError("命令不完整。", remedy=USAGE)


@contextlib.contextmanager
def _at_hand(workspace: Workspace, only_looking: bool) -> Iterator[None]:  # noqa: FBT001 - private
    """Have a workspace on storage at hand: to look at its ledger, or to add to it."""
    if not workspace.origin:
        yield
        return
    with only_run(workspace):
        if only_looking:
            refresh(workspace)
            yield
        else:
            with at_work(workspace, _say):
                yield


def _take_in(ledger: Ledger, workspace: Workspace, path: Path, entered: str) -> int:
    workbook = open_workbook(path, path.name)
    if workbook is None:
        raise HuizongError(
            f"“{path}”不是本程序生成的汇总表，或打不开。",
            remedy="请指明 outbox 中的汇总表（.xlsx），并先在 Excel 或 WPS 中保存、关闭。",
        )
    profile = load_profile(workspace.profile)
    (taken,) = take_in(
        (workbook,),
        _reports(workspace, profile, ledger),
        profile,
        ledger,
        entered=entered,
        author=user_name(),
    )
    _show_taken(taken)
    return ATTENTION if taken.judgement.problems else FINE


def _reports(workspace: Workspace, profile: Profile, ledger: Ledger) -> tuple[Result, ...]:
    """Return the inbox's reports, from the ledger where they were read before."""
    submissions = collect(workspace.inbox).submissions
    known = {
        report.submission.file: report for report in recall(submissions, profile, ledger).values()
    }
    return tuple(known.get(item.file) or examine(item, profile) for item in submissions)


def _show_taken(taken: Taken) -> None:
    judgement, rows = taken.judgement, len(taken.workbook.reviews.rows)
    _say(f"复核表“{taken.workbook.file}”共有复核意见 {rows} 条：")
    _say(f"  新采用 {len(judgement.corrections)} 条，此前已采用 {_known(taken)} 条，")
    _say(f"  未采用 {len(judgement.problems)} 条。")
    for correction in judgement.corrections:
        _say(f"  · {correction.department}“{correction.said}”：{told(correction)}")
        if correction.is_rule:
            _say(f"    规则：{rule(correction)}")
    for problem in judgement.problems:
        _say(f"  ！{problem.place}：{problem.message}")
    if judgement.corrections:
        _say("下次运行 huizong run 时生效。")


def _known(taken: Taken) -> int:
    judgement = taken.judgement
    faults = sum(problem.place == "汇总表" for problem in judgement.problems)
    refused = len(judgement.problems) - faults
    return len(taken.workbook.reviews.rows) - len(judgement.corrections) - refused


def _undo(ledger: Ledger, words: Sequence[str], entered: str) -> int:
    numbers = [word for word in words if word.isdecimal()]
    if len(numbers) < len(words):
        raise HuizongError("编号应是数字。", remedy=USAGE)
    log = ledger.corrections()
    made = [undoing(log, int(n), entered=entered, author=user_name()) for n in numbers]
    for entry in ledger.add_corrections(made):
        _say(f"已撤销编号 {entry.target}（撤销记录编号 {entry.id}；再撤销 {entry.id} 即恢复）。")
    _say("下次运行 huizong run 时生效。")
    return FINE


def _list(ledger: Ledger) -> int:
    log = ledger.corrections()
    if not log:
        _say("还没有任何更正。")
        return FINE
    live = {correction.number for correction in effective(log)}
    for entry in log:
        _say("  ".join(_line(entry, in_force=entry.id in live)))
        if entry.sentence:
            _say(f"      原句：{shorten(entry.sentence)}")
        if entry.action != Action.UNDO and correction_of(entry).is_rule:
            _say(f"      规则：{rule(correction_of(entry))}")
    _say(f"共 {len(log)} 条，有效 {len(live)} 条。撤销：huizong corrections undo 编号。")
    return FINE


def _line(entry: CorrectionEntry, *, in_force: bool) -> tuple[str, ...]:
    """Return the log's row in words: number, state, whose figure, what was said, who, when."""
    by = (f"{entry.author} {entry.entered[:16]}", *((entry.remark,) if entry.remark else ()))
    if entry.action == Action.UNDO:
        return (f"{entry.id:>4}", "撤销　", f"撤销编号 {entry.target}", *by)
    return (
        f"{entry.id:>4}",
        "有效　" if in_force else "已失效",
        f"{entry.year}年 {entry.department}",
        f"“{entry.said}”：{told(correction_of(entry))}",
        *by,
    )


def _say(text: str) -> None:
    """Print as is: names may hold what Rich would take for markup."""
    Console().print(text, markup=False, highlight=False, soft_wrap=True)
