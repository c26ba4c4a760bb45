"""What became of each file: the first rule that fits gives its status.

A rule later in the list looks only at files that no earlier rule took.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from tasks.department.report import DepartmentReport
from tasks.district.district import Receipt, Status
from tasks.district.senders import sender_in_name
from tasks.district.versions import Version, explain, version_of
from tasks.intake.submission import Rejection
from tasks.profile.model import DistrictSettings, Profile

Result = DepartmentReport | Rejection


def settle(
    results: Sequence[Result], profile: Profile, settings: DistrictSettings
) -> tuple[Receipt, ...]:
    """Return a receipt for each result, in file order whatever the order they came in."""
    ordered = sorted(results, key=_place)
    known = frozenset(entry.name for entry in profile.roster)
    rivals = [
        result
        for result in ordered
        if isinstance(result, DepartmentReport) and _refuse(result, known, settings) is None
    ]
    contest = _Contest(rivals, settings.year)
    return tuple(_receipt(result, profile, known, settings, contest) for result in ordered)


def _place(result: Result) -> tuple[str, str]:
    """Return what the files are sorted by."""
    if isinstance(result, Rejection):
        return result.file, result.sha256
    return result.submission.file, result.submission.sha256


def _stem(report: DepartmentReport) -> tuple[str, str]:
    """Return the file's name without its ending, so that a numbered copy comes after it."""
    file = report.submission.file
    return str(PurePosixPath(file).with_suffix("")), file


@dataclass(slots=True)
class _Contest:
    """The reports that could count, and which of them do.

    `copies` maps a file to the earlier-named file it repeats and to how; `winners` maps a
    department to the version that counts.
    """

    rivals: list[DepartmentReport]
    year: int
    copies: dict[str, tuple[DepartmentReport, str]] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    winners: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the copies, then the last version of each department.

        An original ranks by the best name among its copies: when 初稿.docx and 定稿.docx are
        the same bytes, 定稿 is what it is.
        """
        self._find_copies()
        sent = Counter(report.department for report in self.rivals if not self.is_copy(report))
        for report in self.rivals:
            original = self.copies[report.submission.file][0] if self.is_copy(report) else report
            if sent[original.department] > 1:  # mostly there is nothing to choose from
                version, key = version_of(report, self.year), original.submission.file
                self.versions[key] = max(self.versions.get(key, version), version)
        for report in self.rivals:
            department, file = report.department or "", report.submission.file
            best = self.winners.get(department)
            if not self.is_copy(report) and (
                best is None or self.versions[file] > self.versions[best]
            ):
                self.winners[department] = file

    def is_copy(self, report: DepartmentReport) -> bool:
        """Say whether an earlier-named file says the same."""
        return report.submission.file in self.copies

    def _find_copies(self) -> None:
        """Note each report that repeats one named earlier: 总结(1) repeats 总结."""
        by_bytes: dict[str, DepartmentReport] = {}
        by_text: dict[str, DepartmentReport] = {}
        for report in sorted(self.rivals, key=_stem):
            text = report.wording.digest
            same = by_bytes.setdefault(report.submission.sha256, report)
            how = "内容完全相同"
            if same is report and text:
                same, how = by_text.setdefault(text, report), "正文文字完全相同"
            if same is not report:
                self.copies[report.submission.file] = (same, how)


def _receipt(
    result: Result,
    profile: Profile,
    known: frozenset[str],
    settings: DistrictSettings,
    contest: _Contest,
) -> Receipt:
    """Return the receipt of one result; `known` are the roster's names."""
    if isinstance(result, Rejection):
        return Receipt(
            file=result.file,
            sha256=result.sha256,
            department=result.department or sender_in_name(result.file, profile),
            year=None,
            status=Status.REJECTED,
            counts=False,
            reason=result.message,
            rejection=result,
        )
    status, reason = (
        _refuse(result, known, settings)
        or _repeat(result, contest)
        or _outdated(result, contest)
        or _on_time(result, settings)
    )
    return Receipt(
        file=result.submission.file,
        sha256=result.submission.sha256,
        department=result.department,
        year=result.year,
        status=status,
        counts=status in {Status.RECEIVED, Status.LATE},
        reason=reason,
        report=result,
    )


def _refuse(
    report: DepartmentReport, known: frozenset[str], settings: DistrictSettings
) -> tuple[Status, str] | None:
    """Return why the report is not one of this district's for this year, or None."""
    if report.year is not None and report.year != settings.year:
        return Status.WRONG_YEAR, f"报告年度为{report.year}年，本次汇总{settings.year}年，不计入"
    if report.department is None:
        return Status.UNKNOWN_SENDER, "未能识别报送单位，不计入"
    if known and report.department not in known:
        return Status.UNKNOWN_SENDER, f"“{report.department}”不在名册中，不计入"
    return None


def _repeat(report: DepartmentReport, contest: _Contest) -> tuple[Status, str] | None:
    """Return which file the report repeats, or None."""
    if not contest.is_copy(report):
        return None
    original, how = contest.copies[report.submission.file]
    return Status.DUPLICATE, f"与《{original.submission.file}》{how}，不重复计入"


def _outdated(report: DepartmentReport, contest: _Contest) -> tuple[Status, str] | None:
    """Return which file stands in the report's place and why, or None."""
    file = report.submission.file
    winner = contest.winners[report.department or ""]
    if winner == file:
        return None
    why = explain(contest.versions[winner], contest.versions[file])
    return Status.SUPERSEDED, f"已由《{winner}》替代：{why}"


def _on_time(report: DepartmentReport, settings: DistrictSettings) -> tuple[Status, str]:
    """Return whether the report's own date keeps the deadline.

    The file's times say nothing here: copying changes them.
    """
    if settings.deadline is None:
        return Status.RECEIVED, "已报送"
    try:
        dated = dt.date.fromisoformat(report.dated)
    except ValueError:
        return Status.RECEIVED, "已报送（报告没有落款日期，无法判断是否逾期）"
    if dated > settings.deadline:
        return Status.LATE, f"落款日期{dated}晚于截止日期{settings.deadline}，仍计入"
    return Status.RECEIVED, "按时报送"
