"""Personal numbers that have no place in a public report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.department.checks.rule import Subject, warning
from tasks.diagnostics import Diagnostic

_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}"
    r"(?:18|19|20)\d{2}[01]\d[0-3]\d{4}[\dXx](?![\dA-Za-z])"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def check_personal_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """Find identity-card (GB 11643) and mobile numbers; the messages do not repeat them."""
    for block in subject.report.blocks:
        for pattern, what in ((_IDENTITY, "公民身份号码"), (_MOBILE, "手机号码")):
            if pattern.search(block.text):
                yield warning(
                    "personal_number",
                    f"第{block.index + 1}段含有{what}，各项输出中已打码。",
                    "公开的报告不应含有个人号码，请报送单位删除或改用办公电话。",
                    block.index,
                )
