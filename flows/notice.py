"""What people are told of a run, a failure or a deadline: short, Chinese, and masked. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from flows.outcome import Outcome
from tasks.delivery.labels import STATUS
from tasks.delivery.masking import mask
from tasks.errors import HuizongError
from tasks.ledger.comparison import Difference

SHOWN: Final = 15
"""How many names or lines are listed; the outputs have them all."""

NOTES: Final = "催报与退回.docx"


class Event(StrEnum):
    """What a notice is about."""

    RUN = "run"
    FAILURE = "failure"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message: `facts` are for machines, values of JSON."""

    event: Event
    subject: str
    lines: tuple[str, ...]
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole message."""
        return "\n".join(self.lines) + "\n"


def run_notice(outcome: Outcome, difference: Difference | None, missed: Sequence[str]) -> Notice:
    """Return the summary of a run; `difference` is to the run before, None for the first.

    `missed` says, in Chinese, what went wrong beside the run and did not stop it.
    """
    district = outcome.district
    title = f"{district.name}{district.year}年度报告汇总"
    counted = len(district.reports)
    lines = (
        f"{title}已完成：收到{len(district.receipts)}个文件，计入汇总{counted}个部门。",
        *_named("未报送", district.missing),
        *_listed("需处理的报送件", _refused(outcome)),
        *_listed("需核实的报告", _doubts(outcome)),
        *_named("各部门说法不一", (item.subject for item in district.contradictions)),
        *_changes(difference),
        *_listed("另有问题", missed),
        f"成果目录：{outcome.folder}",
        _next_step(outcome),
    )
    missing = f"，未报送{len(district.missing)}个" if district.missing else ""
    return _notice(
        Event.RUN,
        f"【汇总】{title}：已报送{counted}个部门{missing}",
        lines,
        {
            "district": district.name,
            "year": district.year,
            "run": outcome.run,
            "folder": outcome.folder,
            "needs_attention": outcome.needs_attention,
            "files": len(district.receipts),
            "counted": counted,
            "missing": list(district.missing),
            "open": [item.file for item in outcome.open_receipts],
            "changed": difference is None or not difference.nothing,
        },
    )


def failure_notice(error: BaseException, log: str) -> Notice:
    """Return one sentence on why a run failed, and how to go on."""
    sentence, remedy = failure_words(error, log)
    return _notice(
        Event.FAILURE,
        "【汇总】未能完成，需要处理",
        (
            f"本次汇总未能完成：{sentence}",
            f"处理办法：{remedy}",
            "以前各次的成果没有改动，“最新”仍是上一次成功的成果。",
        ),
        {"reason": mask(sentence), "remedy": mask(remedy)},
    )


def failure_words(error: BaseException, log: str) -> tuple[str, str]:
    """Return why a run failed and how to go on, each one sentence or a list of faults."""
    if isinstance(error, HuizongError):
        return str(error), error.remedy or "请按上述说明处理后重新运行。"
    if isinstance(error, OSError):
        return (
            f"读写文件出错（{error.strerror or type(error).__name__}）。",
            "请检查磁盘空间、写入权限和网络共享；恢复后会自动再试。",
        )
    return (
        f"程序内部错误（{type(error).__name__}）。",
        f"请把日志 {log} 交技术人员；也可先用 huizong run --direct 运行。",
    )


def reminder_notice(
    district: str, year: int, deadline: dt.date, today: dt.date, missing: Sequence[str]
) -> Notice:
    """Return the list of who has not reported yet, on a day before (or after) the deadline."""
    left = (deadline - today).days
    when = (
        f"距截止日期{deadline.month}月{deadline.day}日还有{left}天"
        if left > 0
        else ("今天是报送截止日期" if left == 0 else f"已超过截止日期{-left}天")
    )
    title = f"{district}{year}年度报告报送"
    lines = (
        f"{title}：{when}，还有{len(missing)}个部门没有报送。",
        *_numbered(missing),
        f"请联系上述部门。可参照 outbox 中“最新”一次的《{NOTES}》。",
    )
    return _notice(
        Event.REMINDER,
        f"【催报】{title}：{when}，未报送{len(missing)}个",
        lines if missing else (f"{title}：{when}，各部门均已报送。",),
        {
            "district": district,
            "year": year,
            "deadline": deadline.isoformat(),
            "days_left": left,
            "missing": list(missing),
        },
    )


def _notice(event: Event, subject: str, lines: Iterable[str], facts: dict[str, Any]) -> Notice:
    """Return the notice with personal numbers masked, and its subject on one line."""
    return Notice(
        event=event,
        subject=" ".join(mask(subject).split()),
        lines=tuple(mask(line) for line in lines if line),
        facts={name: _masked(value) for name, value in facts.items()},
    )


def _masked(value: object) -> object:
    if isinstance(value, str):
        return mask(value)
    return [_masked(item) for item in value] if isinstance(value, list) else value


def _refused(outcome: Outcome) -> Iterable[str]:
    return (f"{item.file}：{STATUS[item.status]}。{item.reason}" for item in outcome.open_receipts)


def _doubts(outcome: Outcome) -> Iterable[str]:
    rows = sorted(outcome.doubts, key=lambda row: (-row[1], -row[2]))
    return (f"{name}：错误{errors}条，警告{warnings}条" for name, errors, warnings in rows)


def _changes(difference: Difference | None) -> Iterable[str]:
    """Yield what changed since the run before."""
    if difference is None:
        yield "这是台账中本年度的第一次汇总。"
    elif difference.nothing:
        yield "与上一次相比，采用的报告和数据没有变化。"
    else:
        yield "与上一次相比："
        yield from _named("新报送", difference.came)
        yield from _named("重新报送", (name for name, _, _ in difference.replaced))
        yield from _named("不再采用", difference.went)
        yield f"数据变化{len(difference.figures)}条。" if difference.figures else ""
        yield from _listed(
            "合计变化",
            (
                f"{total.indicator}：{total.before or '无'}→{total.after or '无'}{total.unit}"
                for total in difference.totals
            ),
        )


def _next_step(outcome: Outcome) -> str:
    if not outcome.needs_attention:
        return "没有需要处理的事项。"
    return f"下一步：按《{NOTES}》联系有关部门；新的报告放入 inbox 后会自动重新汇总。"


def _named(title: str, names: Iterable[str]) -> Iterable[str]:
    """Yield one line with the names, if there are any."""
    found = tuple(names)
    if found:
        more = f"等{len(found)}个" if len(found) > SHOWN else ""
        yield f"{title}（{len(found)}）：{'、'.join(found[:SHOWN])}{more}。"


def _listed(title: str, items: Iterable[str]) -> Iterable[str]:
    """Yield a title and a line for each item, if there are any."""
    found = tuple(items)
    if found:
        yield f"{title}（{len(found)}）："
        yield from (f"  · {item}" for item in found[:SHOWN])
        if len(found) > SHOWN:
            yield f"  …… 其余{len(found) - SHOWN}条见成果文件。"


def _numbered(names: Sequence[str]) -> Iterable[str]:
    return (f"  {number}. {name}" for number, name in enumerate(names, start=1))
