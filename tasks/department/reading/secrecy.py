"""Marks of state secrecy: a file that carries one must not be processed here.

The mark is 密级 ★ 期限 at the top of the first page (GB/T 9704—2012, 7.2.2): 机密★1年.
Talk about secrecy (保守国家秘密、机密文件管理) is no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tasks.document import Paragraph, Table

_FIRST_BLOCKS: Final = 15
_LONGEST_LINE: Final = 40
_BLANK: Final = re.compile(r"\s+")
_GRADE: Final = r"(?:绝密|机密|秘密)"
_TERM: Final = (
    r"(?:长期|(?:[0-9０-９]+|[一二三四五六七八九十]+)(?:年|个月|月|日|天)|(?:保密)?期限[:：]?.*)"
)

# The forms a mark takes, and why each is one.
_MARKS: Final = (
    re.compile(_GRADE + r"[★☆✩✭⭐*＊]"),  # the star stands in no other use
    re.compile(rf"(?:密级[:：]?)?{_GRADE}{_TERM}"),  # a line of a grade and a term only
    re.compile(rf"密级[:：]{_GRADE}.{{0,8}}"),  # a form's field that is filled in
    re.compile(_GRADE),  # the grade alone on a line, as before 2012
)
_STARRED: Final = _MARKS[0]


def marked_secret(blocks: Iterable[Paragraph | Table], margins: Iterable[Paragraph]) -> bool:
    """Return whether one of the first blocks or a header or footer carries a mark."""
    lines: list[str] = [paragraph.text for paragraph in margins]
    for at, block in enumerate(blocks):
        if at >= _FIRST_BLOCKS:
            break
        lines += [block.text] if isinstance(block, Paragraph) else [c.text for c in block.cells]
    return any(_is_mark(part) for line in lines for part in re.split(r"[\n\t]", line))


def _is_mark(line: str) -> bool:
    if len(line) > 2 * _LONGEST_LINE or "密" not in line:
        return False
    text = _BLANK.sub("", line)
    if len(text) > _LONGEST_LINE:
        return False
    if _STARRED.search(text):
        return True
    return any(mark.fullmatch(text) for mark in _MARKS)
