"""What a note asks, point by point, worded for the department that receives it.

Messages and remedies are written for the office; here they turn to the reader: 请报送单位
becomes 请, the department's own name 贵单位, and a place is told as one finds it in Word,
by its section and the words it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tasks.corrections.words import CONFLICT, said_anew
from tasks.delivery.contents import Contents
from tasks.delivery.display import shown
from tasks.delivery.sketch import Mentioned
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import Contradiction, District
from tasks.document import Block, BlockKind

_QUOTED: Final = 30
_BEGINNING: Final = 8  # characters that show a message quotes the block itself
_YOU: Final = "贵单位"

# What is asked, where the remedy speaks to the office and not to the department.
_ASKED: Final = {
    "missing_section": "请补充；如已写在其他部分，请单列标题",
    "missing_attachment": "请补报附件，或删去“附件”字样",
    "tracked_changes": "请确认定稿，接受或拒绝全部修订后重新报送",
    "hidden_text": "请确认隐藏文字是否应当删除",
    "placeholder": "请填写后重新报送",
    "personal_number": "公开的报告不应含有个人号码，请删除或改用办公电话",
    "foreign_name": "请核对名称；确为外单位、外地的，请告知",
    "expired_plan": "请核对规划名称和期限",
    "secret_mark": "请按保密规定处理，并通过规定渠道联系我们",
    "ambiguous_total": "请确认本年度总数",
    "shared_text": "请核实是否为贵单位实际做法，并按实际情况表述",
    "repeated_text": "请按本年度实际情况改写，并核对其中的数据",
    "restated_figure": "请核实上年数；确有调整的，请说明原因",
    "large_change": "请核对数据和计量单位，并说明增减原因",
    "form_cell": "请按规定格式核对、补正表格后重新报送",
    "form_missing": "请按规定格式填写表格后重新报送；报告中表格为图片的，请改为可编辑的表格",
}
_BETWEEN: Final = frozenset(
    {
        "ambiguous_total",
        "shared_text",
        "repeated_text",
        "restated_figure",
        "large_change",
        "form_cell",
        "form_missing",
    }
)
"""What is noticed about a department from outside its report, and only it can settle."""
_MISSING: Final = "missing_section"
_OPENING: Final = "报告开头部分"
_FRAME: Final = {
    BlockKind.TITLE: "报告标题",
    BlockKind.ADDRESSEE: "主送机关",
    BlockKind.SIGNATURE: "落款",
    BlockKind.DATE: "落款日期",
    BlockKind.ATTACHMENT: "附件部分",
}


def inside(report: DepartmentReport, sections: tuple[str, ...]) -> Iterator[str]:
    """Yield a point for each error and warning of the report's own checks.

    Sections that are missing make one point together: a report on another outline lacks
    most of them. What the office has to review again itself is none.
    """
    asked = [diagnostic for diagnostic in report.diagnostics if is_asked(diagnostic)]
    missing = [d for d in asked if d.code == _MISSING]
    for diagnostic in asked:
        if diagnostic not in missing:
            yield _point(report, diagnostic, sections)
        elif diagnostic is missing[0]:
            parts = "、".join(shown(d.message).rstrip("。").removeprefix("缺少") for d in missing)
            yield nested(f"缺少{parts}。{_request(diagnostic)}。")


def is_asked(diagnostic: Diagnostic) -> bool:
    """Whether the department is asked about it: hints and the office's own doubts are not."""
    return diagnostic.severity is not Severity.INFO and diagnostic.code != CONFLICT


def _point(report: DepartmentReport, diagnostic: Diagnostic, sections: tuple[str, ...]) -> str:
    message = re.sub(r"^第\d+段", "", shown(diagnostic.message).rstrip("。"))
    where = _where(report, diagnostic.block, message, sections)
    return nested(f"{where}{message}。{_request(diagnostic)}。")


def corrected(report: DepartmentReport, sections: tuple[str, ...]) -> Iterator[str]:
    """Yield a point for each value that the district uses other than said: it may be wrong too."""
    for figure in report.figures:
        if said_anew(figure):
            said = figure.original.text if figure.original else figure.text
            message = shown(
                f"{figure.indicator}原为{said}，我们已更正为{said_anew(figure)}并据此汇总"
            )
            where = _where(report, figure.block, message, sections)
            yield nested(f"{where}{message}。请确认，并同步修改报告。")


def _request(diagnostic: Diagnostic) -> str:
    return _ASKED.get(diagnostic.code) or shown(diagnostic.remedy).rstrip("。") or "请核实"


def _where(
    report: DepartmentReport, index: int | None, message: str, sections: tuple[str, ...]
) -> str:
    """Return the place in words, with the beginning of the block where the message has it not."""
    if index is None or message.startswith("第") or not 0 <= index < len(report.blocks):
        return ""
    block = report.blocks[index]
    place = _place(report, block, sections)
    text = " ".join(shown(block.number + block.text).split())
    bare = text.translate(_BARE)
    named = block.table is not None and "表格“" in message
    if named or not text or bare[:_BEGINNING] in message.translate(_BARE):
        return f"{place}，"
    quoted = text if len(text) <= _QUOTED else text[:_QUOTED] + "……"
    return f"{place}“{quoted}”一段："


_BARE: Final = {ord(mark): None for mark in "“”‘’\"' "}


def _place(report: DepartmentReport, block: Block, sections: tuple[str, ...]) -> str:
    if block.section is not None and 0 < block.section <= len(sections):
        return f"“{sections[block.section - 1]}”部分"
    if block.kind in _FRAME:
        return _FRAME[block.kind]
    placed = [other.index for other in report.blocks if other.section is not None]
    return _OPENING if not placed or block.index < placed[0] else "报告末尾部分"


def beside(district: District) -> Iterator[tuple[str, str]]:
    """Yield (department, point) for what only the district as a whole shows of it."""
    for diagnostic in district.diagnostics:
        if diagnostic.code not in _BETWEEN or diagnostic.severity is Severity.INFO:
            continue
        for department in diagnostic.departments:
            name = shown(department)
            message = shown(diagnostic.message).rstrip("。").replace(name, _YOU)
            message = message.replace(f"{_YOU}第", f"{_YOU}报告第")
            yield name, nested(f"{message}。{_request(diagnostic)}。")


def between(made: Contents) -> Iterator[tuple[str, str]]:
    """Yield (department, point) for each side of each contradiction, the other sides named."""
    for contradiction in made.district.contradictions:
        for department, value, key in contradiction.values:
            _, figure = made.figure(department, key) or (None, None)
            yield shown(department), nested(_disagreement(contradiction, department, value, figure))


def _disagreement(
    contradiction: Contradiction, department: str, value: str, figure: Mentioned | None
) -> str:
    """Return the point of one side: its sentence, its value, and the others' values."""
    clause = _clause(figure) if figure else ""
    quoted = f"（报告写道“{clause}”）" if clause else ""
    others = "、".join(
        f"{shown(name)}报为{shown(said)}"
        for name, said, _ in contradiction.values
        if name != department
    )
    rest = f"{others}，数值不一致" if others else "与其他部门所报不一致"
    return (
        f"{shown(contradiction.subject)}，{_YOU}报为{shown(value)}{quoted}，{rest}。"
        "请与有关单位核对后统一。"
    )


def _clause(figure: Mentioned) -> str:
    """Return the part of the figure's sentence, between ；, that says the figure."""
    parts = re.split(r"[；;]", " ".join(figure.sentence.split()).rstrip("。"))
    holding = [part for part in parts if figure.text in part]
    return (holding or parts)[-1].strip()


def nested(text: str) -> str:
    """Return the text with quotes inside quotes as ‘’ (GB/T 15834, 4.8); unbalanced as it is."""
    depth = 0
    made: list[str] = []
    for mark in text:
        depth -= mark == "”"
        if depth < 0:
            return text
        made.append({"“": "‘", "”": "’"}.get(mark, mark) if depth else mark)
        depth += mark == "“"
    return text if depth else "".join(made)
