"""What is missing, empty, out of order or left over in a report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from tasks.department.checks.rule import Subject, error, info, quote, warning
from tasks.department.sections.numbering import Family, parse_numbering
from tasks.diagnostics import Diagnostic
from tasks.document import BlockKind

_NOTHING = re.compile(
    r"^(?:无|暂无|没有|无其他(?:需要)?报告(?:的)?(?:情况|事项)?|无相关情况)[。.]?$"
)
_FEW_CHARACTERS = 15
_SCAN_CHARACTERS = 200
_ASIDE = frozenset(
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
    texts: dict[int, list[str]] = defaultdict(list)
    headed: dict[int, int] = {}
    for block in subject.report.blocks:
        if block.section is None:
            continue
        if block.kind is BlockKind.HEADING:
            headed.setdefault(block.section, block.index)
        else:
            texts[block.section].append(block.text.strip())
    for section in subject.profile.outline:
        number = section.number
        if number in texts:
            yield from _little(subject, number, "".join(texts[number]), headed.get(number))
        elif number in headed:
            yield error(
                "empty_section",
                f"第{number}部分“{section.short}”只有标题，没有内容。",
                "请补充这一部分的内容。",
                headed[number],
            )
        elif number not in subject.merged:
            yield from _missing(subject, number)


def _missing(subject: Subject, number: int) -> Iterator[Diagnostic]:
    section = subject.profile.outline[number - 1]
    if section.may_be_empty:
        yield info(
            "missing_section", f"没有第{number}部分“{section.short}”；如无此类情况，可写“无”。"
        )
        return
    yield warning(
        "missing_section",
        f"缺少第{number}部分“{section.title}”。",
        "请报送单位补充；如已写在其他部分，请单列标题。",
    )


def _little(subject: Subject, number: int, text: str, block: int | None) -> Iterator[Diagnostic]:
    section = subject.profile.outline[number - 1]
    nothing = _NOTHING.match(text) is not None
    if section.may_be_empty or (len(text) > _FEW_CHARACTERS and not nothing):
        return
    yield warning(
        "empty_section",
        f"第{number}部分“{section.short}”只写了“{text[:_FEW_CHARACTERS]}”。",
        "这一部分应有实质内容，请补充。",
        block,
    )


def check_unplaced(subject: Subject) -> Iterator[Diagnostic]:
    """Find body text that is under no section of the outline, other than the opening."""
    blocks = subject.report.blocks
    first = next((b.index for b in blocks if b.section is not None), None)
    if first is None and any(b.kind not in _ASIDE for b in blocks):
        scanned = subject.document.traces.pictures and _is_short(subject)
        yield error(
            "scanned_report" if scanned else "no_sections",
            "文字很少而有图片，可能是扫描件。"
            if scanned
            else "没有认出任何标题，全文未能归入提纲。",
            "请报送可编辑的 Word 文本。" if scanned else "请核对报告是否按提纲写了标题。",
        )


def _is_short(subject: Subject) -> bool:
    return sum(len(block.text) for block in subject.report.blocks) < _SCAN_CHARACTERS


def check_numbering(subject: Subject) -> Iterator[Diagnostic]:
    """Find numbers of the top level that jump or are of another form (`6、` for 六、)."""
    last = 0
    for block in subject.report.blocks:
        numbering = parse_numbering(block.number) if block.level == 1 and block.number else None
        if numbering is None:
            continue
        if numbering.family is Family.DOT and last and _is_han(subject):
            yield info(
                "numbering_form",
                f"标题{quote(block)}的序号与其他标题写法不一致。",
                "一级标题序号应为“一、二、三、”（GB/T 9704—2012）。",
                block.index,
            )
        if last and numbering.value not in {last + 1, 1}:
            yield info(
                "numbering_jump",
                f"标题{quote(block)}的序号不连续，前一个是第{last}。",
                "请核对是否漏写或误编了序号。",
                block.index,
            )
        last = numbering.value


def _is_han(subject: Subject) -> bool:
    """Whether most top headings are numbered 一、二、三、."""
    tops = [parse_numbering(b.number) for b in subject.report.blocks if b.level == 1 and b.number]
    han = [n for n in tops if n is not None and n.family is Family.DUN]
    return 2 * len(han) > len(tops)


def check_traces(subject: Subject) -> Iterator[Diagnostic]:
    """Find tracked changes and comments that were left in the file."""
    traces = subject.document.traces
    if traces.insertions or traces.deletions:
        yield warning(
            "tracked_changes",
            f"文件留有修订痕迹：插入{traces.insertions}处、删除{traces.deletions}处，已按全部接受修订读取。",
            "请报送单位确认定稿后接受或拒绝全部修订。",
        )
    if traces.comments:
        yield info(
            "comments",
            f"文件留有批注{traces.comments}条，未计入正文。",
            "请报送单位删除批注后定稿。",
        )
    if traces.hidden_characters:
        yield warning(
            "hidden_text",
            f"文件有隐藏文字{traces.hidden_characters}字，未计入正文。",
            "请报送单位确认隐藏文字是否应当删除。",
        )
    if traces.foreign_chunks:
        yield warning(
            "foreign_chunk", f"文件嵌入了其他文件{traces.foreign_chunks}处，其内容可能未全部读取。",
            "请在 Word 中打开后另存，使嵌入内容成为正文。",
        )  # fmt: skip
