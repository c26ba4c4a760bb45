"""Personal numbers and secret marks, which have no place in a public report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tasks.department.checks.rule import Subject, found
from tasks.department.reading.secrecy import marked_secret
from tasks.diagnostics import Diagnostic
from tasks.document import Paragraph

_NUMBERS: Final = (
    (
        re.compile(
            r"(?<![\dA-Za-z])[1-9]\d{5}\s?(?:18|19|"
            r"20)\d{2}[01]\d[0-3]\d\s?\d{3}[\dXx](?![\dA-Za-z])"
        ),
        "公民身份号码",
    ),
    (
        re.compile(r"(?<!\d)1[3-9]\d(?:[\s\-—]?\d{4}){2}(?!\d|\s?[条元次件个人户万亿页份])"),
        "手机号码",
    ),
)
_SECRET: Final = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆*＊]|^\s*(?:绝密|机密|秘密)\s*(?:\d{1,2}\s*年|长期)?\s*$"
)
_WIDE: Final = str.maketrans("０１２３４５６７８９", "0123456789")


def check_personal_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """Find identity-card (GB 11643) and mobile numbers; the messages do not repeat them."""
    for block in subject.blocks:
        text = block.text.translate(_WIDE)
        for pattern, what in _NUMBERS:
            if pattern.search(text):
                yield found(
                    "personal_number",
                    f"第{block.index + 1}段含有{what}，各项输出中已打码。",
                    block.index,
                )


def check_secret_marks(subject: Subject) -> Iterator[Diagnostic]:
    """Find marks of secrecy in the text, where reading did not refuse the file for one."""
    for block in subject.blocks:
        if _SECRET.search(block.text) or marked_secret((Paragraph(text=block.text),), ()):
            yield found("secret_mark", f"第{block.index + 1}段疑有密级标志。", block.index)
