"""What stands before and after the report proper: title, addressee, signature, date, attachments.

Places and forms follow GB/T 9704—2012, 7.3.1 (标题), 7.3.2 (主送机关), 7.3.4 (附件说明) and
7.3.5 (发文机关署名、成文日期).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.department.dateline import match_date, match_signed_date
from tasks.document import Paragraph, Story, Table

_TITLE_END = re.compile(
    r"(?:报告|情况|总结|汇报|材料|说明|的函|请示)\s*(?:[（(][^（）()]{1,12}[)）])?\s*$"
)
_ADDRESSEE = re.compile(r"^[^。；！？《》0-9]{2,60}[:：]\s*$")
_RECEIVER = re.compile(r"[委府局办市区县镇州会室组处院厅人员位]$")
_COMMA = re.compile(r"[，,]")
_OPENING = re.compile(r"^(?:现将|根据|按照|如下|总结|一是)")
_SIGNATURE = re.compile(
    r"^[^，。；：:\d《》、]{3,40}(?:局|委|委员会|办公室|办|政府|办事处|中心|支队|大队|分局|总局|厅|院|会|队|部|处|所|站)\s*(?:[（(](?:盖章|公章|印章)[)）])?\s*$"
)
_ATTACHMENT = re.compile(r"^\s*附\s*件?\s*\d{0,2}\s*[:：]|^\s*附件\s*\d{0,2}\s*$")
_APPENDIX = re.compile(r"^附\s*件?\s*\d{0,2}\s*[:：]?$")
_CONTACT = re.compile(
    r"^\s*[（(]?\s*(?:联系人|联系电话|电话|联系方式|抄送|公开方式|公开属性)\s*[:：]"
)
_CONTENTS = re.compile(
    r"^(?:目\s*录|[^\t…]{2,60}(?:\t|…{1,40}|[.．·]{4,80}|[ 　]{2,40})[ 　]{0,9}\d{1,3})$"
)
_UNDER_TITLE = re.compile(r"[（(](?:20\d\d|二[〇○零][^（()）]{2})年度?[)）]")
_LONGEST_CONTENTS = 120
_LONGEST_TITLE_LINE = 60
_TITLE_LINES = 5
_SIGNATURE_REACH = 3


def title_range(blocks: Sequence[Paragraph | Table]) -> tuple[int, int] | None:
    """Return first and one-past-last index of the blocks that make the title, or None."""
    first: int | None = None
    for at, block in enumerate(blocks[: _TITLE_LINES + 3]):
        if isinstance(block, Table) or block.story is not Story.BODY:
            continue
        text = block.text.strip()
        if not _could_be_title(block, text):
            return None
        first = at if first is None else first
        if _TITLE_END.search(text):
            return first if _belongs(blocks, first, at) else at, _title_end(blocks, at)
    return None


def _title_end(blocks: Sequence[Paragraph | Table], at: int) -> int:
    """Return where a title that ends at `at` is over: a line （2025年度） below is of it."""
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    named = isinstance(below, Paragraph) and _UNDER_TITLE.fullmatch(below.text.strip())
    return at + 2 if named else at + 1


def _belongs(blocks: Sequence[Paragraph | Table], first: int, last: int) -> bool:
    """Whether all lines from first to last look alike enough to be one title."""
    looks = [b.look.size for b in blocks[first : last + 1] if isinstance(b, Paragraph)]
    return last - first < _TITLE_LINES and len(set(looks)) <= 1


def _could_be_title(block: Paragraph, text: str) -> bool:
    too_long = len(text) > _LONGEST_TITLE_LINE
    return not too_long and not block.number and not re.search(r"[。；，：:]", text)


def is_addressee(text: str) -> bool:
    """Whether a line names who the report goes to (主送机关 … ：)."""
    bare = text.strip().rstrip("：:").strip()
    if not _ADDRESSEE.match(text.strip()) or _OPENING.match(bare):
        return False
    return all(_RECEIVER.search(name.strip()) for name in _COMMA.split(bare))


def is_date(text: str) -> bool:
    """Whether the whole line is a date (成文日期)."""
    return match_date(text) is not None


def is_signature(blocks: Sequence[Paragraph | Table], at: int) -> bool:
    """Whether the line is the sender's name with the date in the next lines or in itself."""
    block = blocks[at]
    if isinstance(block, Table):
        return False
    if match_signed_date(block.text):
        return True
    if not _SIGNATURE.match(block.text.strip()):
        return False
    following = blocks[at + 1 : at + 1 + _SIGNATURE_REACH]
    if any(isinstance(b, Paragraph) and is_date(b.text) for b in following):
        return True
    last = not any(isinstance(b, Paragraph) and b.story is Story.BODY for b in following)
    return last and block.look.alignment in {"right", "end"}


def is_attachment(text: str) -> bool:
    """Whether the line opens the list of attachments (附件：…)."""
    return _ATTACHMENT.match(text.strip()) is not None


def is_appendix(text: str) -> bool:
    """Whether the line is the mark above an attachment's own text (附件1)."""
    return _APPENDIX.match(text.strip()) is not None


def is_contents(text: str) -> bool:
    """Whether the line is of a table of contents: a heading, a leader, a page (…… 3)."""
    said = text.strip()
    return len(said) <= _LONGEST_CONTENTS and _CONTENTS.match(said) is not None


def is_contact(text: str) -> bool:
    """Whether the line is a contact or a copy note, no part of the report's text."""
    return _CONTACT.match(text.strip()) is not None
