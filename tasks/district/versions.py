"""Which of several reports of one department is the last word, and why.

The criteria are looked at in order; the first on which two files differ decides. A file
that says nothing on a criterion stands below one that does.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from tasks.department.report import DepartmentReport

# (words in a file's name, what they make of it); the highest found counts.
STAGES: Final = (
    (r"定稿|终稿|最终|正式稿|正式版|盖章", 4, "定稿"),
    (r"修改|修订|更正|修正|重报|最新|新版", 3, "修改稿"),
    (r"送审|征求意见|审核稿|报审", 1, "送审稿"),
    (r"初稿|草稿|草案|讨论稿", 0, "初稿"),
)
UNMARKED: Final = 2
STAGE_NAMES: Final = {rank: name for _, rank, name in STAGES} | {UNMARKED: "未标明版次"}

# (criterion, why the better one wins), in the order in which they are looked at.
CRITERIA: Final = (
    ("stage", "文件名版次“{}”优先于“{}”"),
    ("number", "文件名版本号较大（{}，本件为{}）"),
    ("date", "文件名日期较晚（{}，本件为{}）"),
    ("modified", "文档最后修改时间较晚（{}，本件为{}）"),
    ("revision", "文档修订次数较多（{}次，本件为{}次）"),
    ("clean", "文件{}，本件{}"),
    ("length", "正文较长（{}字，本件为{}字）"),
)

_CHINESE: Final = {digit: at for at, digit in enumerate("零一二三四五六七八九十")}
# How names count versions; one group each, Arabic or a Chinese digit up to 十.
NUMBERS: Final = (
    r"(?<![A-Za-z])[vV](\d{1,2}(?:\.\d{1,2})?)(?!\d)",  # v2, V1.3
    r"第([一二三四五六七八九十]|\d{1,2})[版稿次]",  # 第二版
    r"(?<![第\d])([二三四五六七八九]|\d{1,2})稿",  # 三稿
    r"(?:修改|修订|修正|定|终)[稿版]?[（(]?(\d{1,2})(?!\d)",  # 修改稿3, 修改2
    r"[（(](\d{1,2})[)）]",  # (2), as Windows numbers copies and downloads
)
# Days in names: with the year, then without it.
_FULL_DATE: Final = re.compile(
    r"(?<!\d)(20\d\d)[-._年]?(0?[1-9]|1[0-2])[-._月]?(3[01]|[12]\d|0?[1-9])(?!\d)"
)
_SHORT_YEAR: Final = re.compile(r"(?<!\d)(2\d)(0[1-9]|1[0-2])(3[01]|[12]\d|0[1-9])(?!\d)")
_DAY: Final = re.compile(
    r"(?<!\d)(?:(0[1-9]|1[0-2])(3[01]|[12]\d|0[1-9])|(1[0-2]|[1-9])[.月](3[01]|[12]\d|[1-9])日?)(?!\d)"
)
_FIRST_AUTUMN_MONTH: Final = 7  # reports are written from autumn of the year to next spring


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Version:
    """What speaks for a report being the last word, the weightiest first.

    `stage` as in `STAGES`, `number` of the version (0 without), `date` in the name as ISO
    text, `modified` and `revision` as docProps have them, `clean` without tracked changes,
    `length` in characters.
    """

    stage: int
    number: float
    date: str
    modified: str
    revision: int
    clean: bool
    length: int
    file: str


def version_of(report: DepartmentReport, year: int) -> Version:
    """Return the report's version; `year` is the report year that day-only dates belong to."""
    file = report.submission.file
    name = str(PurePosixPath(file).with_suffix(""))
    return Version(
        stage=stage_in(name),
        number=number_in(name),
        date=date_in(name, year),
        modified=report.properties.modified,
        revision=report.properties.revision or 0,
        clean=not (report.traces.insertions or report.traces.deletions),
        length=report.wording.length,
        file=file,
    )


def explain(winner: Version, loser: Version) -> str:
    """Return in Chinese why `winner` stands above `loser`: the first criterion that differs."""
    for criterion, words in CRITERIA:
        better, worse = getattr(winner, criterion), getattr(loser, criterion)
        if better != worse:
            return words.format(_say(criterion, better), _say(criterion, worse))
    return "版本信息相同，按文件名排序取后者"


def _say(criterion: str, value: float | str) -> str:
    """Return the value of a criterion in words."""
    if criterion == "stage":
        return STAGE_NAMES[int(value)]
    if criterion == "clean":
        return "没有修订痕迹" if value else "留有修订痕迹"
    return value or "未标明" if isinstance(value, str) else f"{value:.10g}"


def stage_in(name: str) -> int:
    """Return the highest stage that the name's words claim."""
    return max((rank for words, rank, _ in STAGES if re.search(words, name)), default=UNMARKED)


def number_in(name: str) -> float:
    """Return the highest version number in the name, 0.0 without one."""
    found = [match[1] for pattern in NUMBERS for match in re.finditer(pattern, name)]
    return max((float(_CHINESE.get(text, 0) or text) for text in found), default=0.0)


def date_in(name: str, year: int) -> str:
    """Return the latest day in the name as ISO text, '' without one.

    A day without a year is of the report year from July on, else of the year after.
    """
    days = [_iso(int(y), int(m), int(d)) for y, m, d in _FULL_DATE.findall(name)]
    days += [_iso(2000 + int(y), int(m), int(d)) for y, m, d in _SHORT_YEAR.findall(name)]
    rest = _FULL_DATE.sub("_", name)
    for match in _DAY.finditer(rest):
        month, day = int(match[1] or match[3]), int(match[2] or match[4])
        days.append(_iso(year if month >= _FIRST_AUTUMN_MONTH else year + 1, month, day))
    return max(days, default="")


def _iso(year: int, month: int, day: int) -> str:
    """Return the day as ISO text, '' when the calendar has no such day."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
