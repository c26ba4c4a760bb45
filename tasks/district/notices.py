"""What a person has to know about who sent what: one diagnostic for each such thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import Receipt, Status

# status: (code, severity, what to do); a status not here needs nobody's attention.
NOTICES = {
    Status.REJECTED: ("rejected_file", Severity.ERROR, ""),
    Status.WRONG_YEAR: ("wrong_year", Severity.WARNING, "请核对报告年度，或请该单位重新报送。"),
    Status.UNKNOWN_SENDER: (
        "unknown_sender",
        Severity.WARNING,
        "如属应报送单位，请在 profile/roster.csv 中补上名称或别名后重新运行。",
    ),
    Status.LATE: ("late_report", Severity.INFO, "请视情况提醒该单位按时报送。"),
    Status.DUPLICATE: ("duplicate_file", Severity.INFO, "可将重复文件移出收件目录。"),
    Status.SUPERSEDED: ("superseded_file", Severity.INFO, "请确认采用的版本无误。"),
}


def notices(receipts: Sequence[Receipt], missing: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each file that did not simply arrive, then for who is missing."""
    for receipt in receipts:
        if receipt.status in NOTICES:
            yield _of_file(receipt)
    yield from _shared_texts(receipts)
    sent: dict[str | None, list[Receipt]] = {}
    for receipt in receipts:
        sent.setdefault(receipt.department, []).append(receipt)
    for department in missing:
        yield _of_missing(department, sent.get(department, []))


def _of_file(receipt: Receipt) -> Diagnostic:
    """Return the diagnostic of one file's status."""
    code, severity, remedy = NOTICES[receipt.status]
    sender = f"{receipt.department}报送的" if receipt.department else ""
    refusal = receipt.rejection
    return Diagnostic(
        code=code,
        severity=severity,
        message=f"{sender}《{receipt.file}》：{receipt.reason.rstrip('。')}。",
        remedy=refusal.remedy if refusal else remedy,
    )


def _shared_texts(receipts: Sequence[Receipt]) -> Iterator[Diagnostic]:
    """Yield a warning for each report whose text another department sent as its own."""
    first: dict[str, DepartmentReport] = {}
    for receipt in receipts:
        report = receipt.report
        text = report.wording.digest if report is not None else ""
        if report is None or not text:
            continue
        other = first.setdefault(text, report)
        if other.department != report.department:
            yield Diagnostic(
                code="shared_text",
                severity=Severity.WARNING,
                message=(
                    f"{report.department or '未知单位'}的《{report.submission.file}》与"
                    f"{other.department or '未知单位'}的《{other.submission.file}》文字完全相同。"
                ),
                remedy="请核实是否误报了其他单位的报告。",
            )


def _of_missing(department: str, sent: Sequence[Receipt]) -> Diagnostic:
    """Return the diagnostic of a department without a report that counts, saying what it sent."""
    files = "、".join(f"《{receipt.file}》" for receipt in sent)
    every = "均" if len(sent) > 1 else ""
    message = (
        f"{department}报送的{files}{every}不能计入，视为未报送。"
        if sent
        else f"{department}未报送报告。"
    )
    return Diagnostic(
        code="missing_report",
        severity=Severity.WARNING,
        message=message,
        remedy="请催报。" if not sent else "请通知该单位重新报送。",
    )
