"""Who has to be written to, and what has to be said: values, before they are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tasks.corrections.words import CONFLICT, said_anew
from tasks.delivery.display import shown
from tasks.delivery.places import block_place, paged_reports
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import District, Receipt, Status
from tasks.profile.model import Profile

_QUOTED: Final = 30
_NAMELESS: Final = "未识别部门"


class Occasion(StrEnum):
    """Why a department is written to; the value heads the note."""

    MISSING = "催报"
    REJECTED = "退回"
    QUERY = "核实"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note: to whom, why, and the points, each a whole Chinese sentence or two."""

    department: str
    occasion: Occasion
    points: tuple[str, ...]


# What happened to the file, for those statuses that send it back.
_RETURNED: Final = {
    Status.REJECTED: "无法读取",
    Status.WRONG_YEAR: "不是本年度的报告",
    Status.UNKNOWN_SENDER: "无法确认属于名册中的哪个部门",
}


def notes(district: District, profile: Profile) -> tuple[Note, ...]:
    """Return the notes in roster order, then those to senders the roster does not know."""
    returned = _returned(district)
    queries = _queries(district)
    names = [entry.name for entry in profile.roster]
    names += [name for name in (*district.missing, *queries, *returned) if name not in names]
    found = (_note(name, district, returned, queries) for name in dict.fromkeys(names))
    return tuple(note for note in found if note is not None)


def _note(
    name: str,
    district: District,
    returned: dict[str, list[str]],
    queries: dict[str, list[str]],
) -> Note | None:
    back, asked = returned.get(name, []), queries.get(name, [])
    if back:
        return Note(department=name, occasion=Occasion.REJECTED, points=(*back, *asked))
    if name in district.missing:
        return Note(department=name, occasion=Occasion.MISSING, points=())
    if asked:
        return Note(department=name, occasion=Occasion.QUERY, points=tuple(asked))
    return None


def _returned(district: District) -> dict[str, list[str]]:
    """Return the points about returned files by department; those with a good report too."""
    found: dict[str, list[str]] = {}
    for receipt in district.receipts:
        if receipt.status in _RETURNED:
            name = receipt.department or _NAMELESS
            found.setdefault(name, []).append(_returned_point(receipt))
    return found


def _returned_point(receipt: Receipt) -> str:
    reason = shown(receipt.reason).rstrip("。") or _RETURNED[receipt.status]
    remedy = shown(receipt.rejection.remedy) if receipt.rejection else ""
    return f"文件《{shown(receipt.file)}》{_RETURNED[receipt.status]}：{reason}。{remedy}"


def _queries(district: District) -> dict[str, list[str]]:
    """Return the questions by department; what we have to review again ourselves is none."""
    found: dict[str, list[str]] = {}
    for page in paged_reports(district):
        points = [
            _point(page.report, diagnostic, district.sections)
            for diagnostic in page.report.diagnostics
            if diagnostic.severity is not Severity.INFO and diagnostic.code != CONFLICT
        ]
        points += [
            _corrected(page.report, figure, district.sections)
            for figure in page.report.figures
            if said_anew(figure)
        ]
        if points:
            found[page.name] = points
    for department, point in _contradictions(district):
        found.setdefault(department, []).append(point)
    return found


def _contradictions(district: District) -> list[tuple[str, str]]:
    """Return (department, point) for each side of each contradiction."""
    point = "“{}”你单位报为{}，与其他部门所报不一致，请核对后确认。"
    return [
        (shown(department), point.format(shown(contradiction.subject), shown(value)))
        for contradiction in district.contradictions
        for department, value, _ in contradiction.values
    ]


def _point(report: DepartmentReport, diagnostic: Diagnostic, sections: tuple[str, ...]) -> str:
    message = shown(diagnostic.message).rstrip("。")
    remedy = shown(diagnostic.remedy).rstrip("。") or "请核实"
    return f"{_where(report, diagnostic.block, sections)}{message}。{remedy}。"


def _corrected(report: DepartmentReport, figure: Figure, sections: tuple[str, ...]) -> str:
    """Return that the district uses another value than the report says: it may be wrong too."""
    where = _where(report, figure.block, sections)
    said = figure.original.text if figure.original else figure.text
    changed = f"{figure.indicator}原为{said}，我们已更正为{said_anew(figure)}并据此汇总"
    return f"{where}{shown(changed)}。请确认，并同步修改报告。"


def _where(report: DepartmentReport, index: int | None, sections: tuple[str, ...]) -> str:
    """Return the place in words with the beginning of the block quoted, or ''."""
    if index is None or not 0 <= index < len(report.blocks):
        return ""
    text = " ".join(shown(report.blocks[index].text).split())
    quoted = text if len(text) <= _QUOTED else text[:_QUOTED] + "……"
    return f"{block_place(report, index, sections)}“{quoted}”处：" if quoted else ""
