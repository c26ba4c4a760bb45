"""Years and dates: last year's year left in, plans that have ended, days that cannot be."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tasks.department.checks.rule import Subject, around, found, quote
from tasks.diagnostics import Diagnostic
from tasks.document import Block, BlockKind

_YEAR: Final = re.compile(r"(?<![\d—\-–~至到（(《])(?P<year>20\d\d)年(?:度)?(?!\s?[—\-–~至到])")
_OF_REPORT: Final = re.compile(
    r"^.{0,6}(?P<year>20\d\d)年(?:度)?(?:推进|法治政府|法治建设|工作|党政|主要|履行|以来|，|度)"
)
_OPENING: Final = re.compile(
    r"(?:现将|就)[^。]{0,20}?(?P<year>20\d\d)年(?:度)?[^。]{0,14}(?:情况|工作)[^。]{0,10}报告"
)
_OPENS: Final = re.compile(
    r"(?:^|(?<=[。\n]))(?P<year>20\d\d)年(?:度|来|以来)?，?(?=(?:我|本|全)[局委镇区院办街县市单]|"
    r"在区委|是[^。，；]{2,24}之年|"
    r"[一-龥]{2,12}(?:局|委|镇|街道|办事处|分局|政府)(?:在|坚持|认真|深入|以|紧|围|始终|全面|党))"
)
_ALL_YEAR: Final = re.compile(
    r"(?:^|(?<=[。，；\n]))(?P<year>20\d\d)年(?:度)?，?(?=(?:全年|我局|我镇|我街道|我单位|共|"
    r"累计|先后)[^。；]{0,30}\d)"
)
_AS_OF: Final = re.compile(
    r"截[至止到](?P<year>20\d\d)年(?:\d{1,2}月)?(?:年?底|末|\d{1,2}日)?(?=，)"
)
_COMPARED: Final = re.compile(
    r"[比较]|同期|上年|去年|对照|此前|历史|回顾|至|(?<![达做得受看感])到|原|截至"
)
_HEADED: Final = re.compile(
    r"^(?P<year>20\d\d)年(?:度|全年)?(?!.{0,10}(?:考核|反馈|整改|遗留|存量|以来|通报|评估|结转))"
    r"[一-龥、“”]{2,16}(?:情况|工作|成效|做法|举措)[。：:]?$"
)
_LAST_POINTS: Final = re.compile(
    r"(?:落实|贯彻|按照|根据|围绕|实施|执行)《?[一-龥“”]{0,10}(?P<year>20\d\d)年(?:度)?[一-龥“”]{0,14}"
    r"(?:工作要点|工作计划|任务清单|责任清单|普法计划|学法计划|检查计划)"
)
"""Last year's programme as what this year's work carries out."""
_NEXT: Final = re.compile(r"下一年|下年|明年|计划|打算|安排|下一步")
_AHEAD: Final = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?:工作|主要|重点)?(?:计划|打算|安排|思路|要点)$"
)
_WILL: Final = re.compile(
    r"^(?P<year>20\d\d)年(?:度)?，?(?:我|本)?[一-龥]{0,6}(?:将|要|计划|拟|力争)"
)


def check_years(subject: Subject) -> Iterator[Diagnostic]:
    """Find titles, headings, openings and statements that name another year than the report's."""
    wanted = subject.year
    if wanted is None:
        return
    for block in subject.blocks:
        place, said = _year_of(block, subject) or ("", wanted)
        if said == wanted or (said == wanted + 1 and _NEXT.search(block.text)):
            continue
        yield found(
            "stale_year",
            f"{place}{quote(block)}写的是{said}年，应为{wanted}年，疑为沿用旧稿。",
            block.index,
        )
    yield from _stale_plans(subject, wanted)


def _year_of(block: Block, subject: Subject) -> tuple[str, int] | None:
    """Return where a block names the year it is about, and which."""
    if block.kind is BlockKind.TITLE:
        return _named("题目", _YEAR.search(block.text))
    if block.kind is BlockKind.HEADING:
        stale = _HEADED.match(block.text)
        if stale and int(stale["year"]) != (subject.year or 0) - 1:
            stale = None  # older years are history, a later one is a plan
        return _named("标题", _OF_REPORT.match(block.text) or stale)
    if block.kind is not BlockKind.PARAGRAPH or block.section in subject.planned:
        return None
    if block.section is None:
        return _named("开头", _OPENING.search(block.text) or _OPENS.search(block.text))
    stale = _stale_statement(block.text, subject.year)
    return _named("正文", stale or _OPENING.search(block.text))


def _named(place: str, match: re.Match[str] | None) -> tuple[str, int] | None:
    return (place, int(match["year"])) if match else None


def _stale_statement(text: str, wanted: int | None) -> re.Match[str] | None:
    """Return the first sentence that tells last year's work as this one's.

    Only the year right before is meant: older years are history, and a sentence that
    compares (比, 较, 同期) or goes on to this year is none.
    """
    if wanted is None:
        return None
    for pattern in (_OPENS, _ALL_YEAR, _AS_OF, _LAST_POINTS):
        for match in pattern.finditer(text):
            sentence = re.split(r"[。！？]", text[match.end() :])[0]
            later = f"{wanted}年" in sentence or _COMPARED.search(sentence)
            if int(match["year"]) == wanted - 1 and not later:
                return match
    return None


def _stale_plans(subject: Subject, wanted: int) -> Iterator[Diagnostic]:
    """Find plans for the year that is over: 2025年工作打算 in a report on 2025."""
    for block in subject.blocks:
        if block.section not in subject.planned:
            continue
        pattern = _AHEAD if block.kind is BlockKind.HEADING else _WILL
        match = pattern.search(block.text)
        if match and int(match["year"]) <= wanted:
            yield found(
                "stale_year",
                f"下年安排{quote(block)}写的是{match['year']}年，应为{wanted + 1}年，"
                f"疑为沿用旧稿。",
                block.index,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """A kind of five-year plan: how it is named, the year in which its 零五 ended, and why."""

    pattern: re.Pattern[str]
    base: int
    why: str


_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")}
_QUOTES: Final = "“”‘’\"'"
CYCLES: Final = (
    Cycle(
        pattern=re.compile(rf"[{_QUOTES}]?(?P<n>[一二三四五六七八九])五[{_QUOTES}]?普法"),
        base=1985,
        why="“一五”普法1986—1990年，此后每五年一个",
    ),
    Cycle(
        pattern=re.compile(rf"[{_QUOTES}]?十(?P<n>[一二三四五六七八九])?五[{_QUOTES}]?(?=规划|"
                           rf"时期|期间|发展|法治)"),
        base=2005,
        why="“十五”计划2001—2005年，此后每五年一个",
    ),
)  # fmt: skip
_PERIOD: Final = re.compile(
    r"[（(](?P<first>20\d\d)年?\s?[—\-–~～至一－]{1,2}\s?(?P<last>20\d\d)年?[)）]"
)
_DOING: Final = re.compile(
    r"(?:落实|贯彻|实施|推进|按照|根据|执行|对照|推动|抓好|围绕|深化|开展|启动|处于|进入)[^。；，"
    r"]{0,30}$"
)
_DONE: Final = re.compile(
    r"收官|总结|验收|评估|期满|到期|回顾|以来|期末|末|相比|完成|成果|基础上|成绩|表彰|先进|终期|"
    r"历史|废止|清理|修订|接续|衔接|圆满|"
    r"时期取得|存量|遗留"
)


def check_plans(subject: Subject) -> Iterator[Diagnostic]:
    """Find plans and programmes that had ended before the year and are said to be carried out."""
    wanted = subject.year
    if wanted is None:
        return
    for block in subject.blocks:
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
            continue
        for start, end, last in _plans(block.text):
            if last < wanted and _is_current(block.text, start, end):
                yield found(
                    "expired_plan",
                    f"{quote(block)}中“{around(block.text, start, end, 4)}”已于{last}年到期，"
                    f"却写作{wanted}年正在实施。",
                    block.index,
                )


def _plans(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, last year) of each plan named with its period."""
    for cycle in CYCLES:
        for match in cycle.pattern.finditer(text):
            yield match.start(), match.end(), cycle.base + 5 * _DIGITS[match["n"] or "零"]
    for match in _PERIOD.finditer(text):
        yield match.start(), match.end(), int(match["last"])


def _is_current(text: str, start: int, end: int) -> bool:
    before = re.split(r"[。；，]", text[:start])[-1]
    behind = re.split(r"[。；，]", text[end:])[0]
    is_now = _DOING.search(before) or re.match(r"(?:时期|期间)?(?:是|正|，我|的关键)", behind)
    return is_now is not None and not _DONE.search(before + text[start:end] + behind)


_DAY: Final = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?(?![\d])"
    r"(?:\s?[至到—\-－~～]{1,2}\s?(?P<to>\d{1,2})日)?"
)
_LATER: Final = re.compile(
    r"[将拟前底]|计划|预计|力争|打算|截止|有效|届|起施行|起实施|至|到期|施行"
)
_REACHED: Final = re.compile(r"截[至止到]$")
_HAS_BEEN: Final = re.compile(r"已|累计|共")
_AUTUMN: Final = 10


def check_dates(subject: Subject) -> Iterator[Diagnostic]:
    """Find days that the calendar has not, and days that don't fit the report's own date."""
    dated = _dated(subject)
    if dated is not None:
        yield from _early(subject, dated)
    for block in subject.blocks:
        text = block.text
        for match in _DAY.finditer(text):
            year, month, day = (int(match[g] or 0) for g in ("year", "month", "day"))
            if not all(
                _exists(year or subject.year or 2000, month, one)
                for one in (day, int(match["to"] or 0))
            ):
                yield found(
                    "impossible_date",
                    f"{quote(block)}中的日期“{match[0]}”不存在。",
                    block.index,
                )
            elif dated and year and _is_after(subject, block, match, dated):
                yield found(
                    "late_date",
                    f"{quote(block)}中的“{match[0]}”晚于报告落款日期{dated.isoformat()}。",
                    block.index,
                )


def _dated(subject: Subject) -> dt.date | None:
    try:
        return dt.date.fromisoformat(subject.report.dated)
    except ValueError:
        return None


def _early(subject: Subject, dated: dt.date) -> Iterator[Diagnostic]:
    """Find a date of signature from before the year was nearly over."""
    if subject.year is not None and dated < dt.date(subject.year, _AUTUMN, 1):
        block = next((b.index for b in subject.blocks if b.kind is BlockKind.DATE), None)
        yield found(
            "late_date",
            f"落款日期{dated.isoformat()}早于{subject.year}年末，疑为沿用旧稿。",
            block,
        )


def _exists(year: int, month: int, day: int) -> bool:
    if not 1 <= month <= 12:  # noqa: PLR2004 - a year has twelve
        return False
    return day <= calendar.monthrange(year, month)[1] and day >= 0


def _is_after(subject: Subject, block: Block, match: re.Match[str], dated: dt.date) -> bool:
    """Say whether a day behind the report's own is told as one that has been."""
    if block.section in subject.planned or block.kind is not BlockKind.PARAGRAPH:
        return False
    clause = re.split(r"[。；]", block.text[match.start() :])[0]
    before = re.split(r"[。；]", block.text[: match.start()])[-1]
    if _REACHED.search(before) and _HAS_BEEN.search(clause):
        return _last_day(match) > dated
    if _LATER.search(before[-12:] + clause) or "《" in before[before.rfind("》") + 1 :]:
        return False
    day = int(match["day"] or 1)
    return dt.date(int(match["year"]), int(match["month"]), max(day, 1)) > dated


def _last_day(match: re.Match[str]) -> dt.date:
    """Return the day that is meant, the month's last where only the month is said."""
    year, month = int(match["year"]), int(match["month"])
    return dt.date(year, month, int(match["day"] or calendar.monthrange(year, month)[1]))
