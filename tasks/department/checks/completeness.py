"""What is missing, empty or left over in a report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from tasks.department.checks.rule import Subject, found, quote
from tasks.diagnostics import Diagnostic, Severity
from tasks.document import Block, BlockKind

_NOTHING: Final = re.compile(
    r"^(?:无|暂无|没有|无其他(?:需要)?报告(?:的)?(?:情况|事项)?|无相关情况)[。.]?$"
)
_FEW_CHARACTERS: Final = 30
_SCAN_CHARACTERS: Final = 200
_STATES: Final = re.compile(r"^[一二三四五六七八九十]{1,3}(?:是|要)$")
"""The number of a run-in heading that is a statement itself: 一是公开栏更新不及时。"""

_ASIDE: Final = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.ADDRESSEE,
        BlockKind.SIGNATURE,
        BlockKind.DATE,
        BlockKind.ATTACHMENT,
    }
)


def check_sections(subject: Subject) -> Iterator[Diagnostic]:
    """Find sections of the outline that the report has not, or has without text."""
    texts, headed = _said(subject)
    for section in subject.profile.outline:
        number = section.number
        if number in texts:
            yield from _little(subject, number, "".join(texts[number]), headed.get(number))
        elif number in headed and _has_text_below(subject, headed[number]):
            continue  # its subheadings answer other sections
        elif number in headed:
            yield found(
                "empty_section",
                f"第{number}部分“{section.short}”只有标题，没有内容。",
                headed[number],
                severity=Severity.ERROR,
            )
        elif number not in subject.merged:
            yield from _missing(subject, number)


def _said(subject: Subject) -> tuple[dict[int, list[str]], dict[int, int]]:
    """Return by section the texts that stand in it, and its first heading's place."""
    texts: dict[int, list[str]] = defaultdict(list)
    headed: dict[int, int] = {}
    for block in subject.blocks:
        if block.section is None:
            continue
        if block.kind is BlockKind.HEADING and not _STATES.search(block.number):
            headed.setdefault(block.section, block.index)
        else:
            said = block.text.strip()
            texts[block.section].append(said + " " * _FEW_CHARACTERS if block.table else said)
    return texts, headed


def _has_text_below(subject: Subject, heading: int) -> bool:
    """Say whether text stands below a heading, before the next of its own level or above."""
    level = subject.blocks[heading].level or 1
    for block in subject.blocks[heading + 1 :]:
        if block.kind is BlockKind.HEADING and (block.level or 1) <= level:
            return False
        if block.kind is BlockKind.PARAGRAPH:
            return True
    return False


def _missing(subject: Subject, number: int) -> Iterator[Diagnostic]:
    section = subject.profile.outline[number - 1]
    if section.may_be_empty:
        message = f"没有第{number}部分“{section.short}”；如无此类情况，可写“无”。"
        yield found("missing_section", message, severity=Severity.INFO)
        return
    yield found("missing_section", f"缺少第{number}部分“{section.title}”。")


def _little(subject: Subject, number: int, text: str, block: int | None) -> Iterator[Diagnostic]:
    section = subject.profile.outline[number - 1]
    nothing = _NOTHING.match(text) is not None
    if section.may_be_empty or (len(text) > _FEW_CHARACTERS and not nothing):
        return
    yield found(
        "empty_section",
        f"第{number}部分“{section.short}”只写了“{text[:_FEW_CHARACTERS]}”。",
        block,
    )


def check_unplaced(subject: Subject) -> Iterator[Diagnostic]:
    """Find reports of which no text is under a section of the outline."""
    blocks = subject.blocks
    if any(b.section is not None for b in blocks):
        return
    if subject.document.traces.pictures and _is_short(subject):
        yield found("scanned_report", "文字很少而有图片，可能是扫描件。")
    elif any(b.kind not in _ASIDE for b in blocks):
        yield found("no_sections", "没有认出任何标题，全文未能归入提纲。")


def _is_short(subject: Subject) -> bool:
    return sum(len(block.text) for block in subject.blocks) < _SCAN_CHARACTERS


_ANNOUNCED: Final = re.compile(
    r"^\s*附\s*件?\s*[:：]\s*\S|[（(]?(?:详见|见|参见|附)(?:附件|附表|附后)|[（(][一-龥]{0,16}附后[)）]|"
    r"(?:附件|附表)\s?\d{0,2}\s?[)）]"
)
_HEADS_ONE: Final = re.compile(r"^\s*附\s*[件表]\s*\d{0,2}\s*[:：]?\s*$")


def check_attachments(subject: Subject) -> Iterator[Diagnostic]:
    """Find attachments that are announced and not in the file.

    An attachment is there when text or a table follows its own line (附件1), or a table
    stands behind the date.
    """
    said = [block for block in subject.blocks if _announces(block)]
    if said and not _has_attachment(subject):
        yield found(
            "missing_attachment",
            f"{quote(said[0])}提到附件，文件中没有附件内容。",
            said[0].index,
        )


def _announces(block: Block) -> bool:
    match = _ANNOUNCED.search(block.number + block.text)
    if match is None:
        return False
    listed = re.match(r"\s*附", match[0]) is not None
    return listed or block.kind is BlockKind.PARAGRAPH


def _has_attachment(subject: Subject) -> bool:
    blocks = subject.blocks
    dates = [b.index for b in blocks if b.kind in {BlockKind.DATE, BlockKind.SIGNATURE}]
    end = max(dates, default=len(blocks))
    heads = [b.index for b in blocks if _HEADS_ONE.match(b.number + b.text)]
    headed = any(head + 1 < len(blocks) for head in heads)
    return headed or any(
        b.index > end and (b.table or len(b.text) > _FEW_CHARACTERS) for b in blocks
    )


def check_traces(subject: Subject) -> Iterator[Diagnostic]:
    """Find tracked changes and comments that were left in the file."""
    traces = subject.document.traces
    if traces.insertions or traces.deletions:
        yield found(
            "tracked_changes",
            f"文件留有修订痕迹：插入{traces.insertions}处、删除{traces.deletions}处，"
            f"已按全部接受修订读取。",
        )
    if traces.comments:
        yield found("comments", f"文件留有批注{traces.comments}条，未计入正文。")
    if traces.hidden_characters:
        yield found("hidden_text", f"文件有隐藏文字{traces.hidden_characters}字，未计入正文。")
    if traces.foreign_chunks:
        yield found(
            "foreign_chunk",
            f"文件嵌入了其他文件{traces.foreign_chunks}处，其内容可能未全部读取。",
        )


_PLACEHOLDERS: Final = re.compile(
    r"[×xX＊*]{2,}(?=[件次场个人名项年月日份万亿余元%])|[_＿]{3,}|"
    r"[（(【〔\[](?:待补|待填|待核实|待定数|此处填写|请填写)[^（()）【】〔〕\[\]]{0,10}[)）】〕\]]|"
    r"(?<=[一-龥])(?:[ \u3000]{2,}|[?？])(?=[件次场名项份宗起元人](?:[，。；、其]|$))"
)


def check_placeholders(subject: Subject) -> Iterator[Diagnostic]:
    """Find numbers and words that were to be filled in: ××件, ____, （待补充）."""
    for block in subject.blocks:
        match = _PLACEHOLDERS.search(block.text)
        if match:
            yield found("placeholder", f"{quote(block)}中“{match[0]}”尚未填写。", block.index)
