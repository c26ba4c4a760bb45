"""Who has to be written to, and what has to be said: values, before they are laid out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tasks.delivery.contents import Contents, contents
from tasks.delivery.display import shown
from tasks.delivery.notes.points import beside, between, corrected, inside, is_asked
from tasks.department.report import DepartmentReport
from tasks.district.district import District, Receipt, Status
from tasks.ledger.shelf import Shelf
from tasks.profile.model import Profile

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


def notes(
    district: District, profile: Profile, prepared: Contents | None = None
) -> tuple[Note, ...]:
    """Return the notes in roster order, then those to senders the roster does not know.

    `prepared` is what the outputs share, where it is at hand.
    """
    returned = _returned(district)
    queries = _queries(prepared or contents(district, profile))
    names = [entry.name for entry in profile.roster]
    names += (*district.missing, *queries, *returned)
    missing = frozenset(district.missing)
    found = (_note(name, missing, returned, queries) for name in dict.fromkeys(names))
    return tuple(note for note in found if note is not None)


def _note(
    name: str,
    missing: frozenset[str],
    returned: dict[str, list[str]],
    queries: dict[str, list[str]],
) -> Note | None:
    back, asked = returned.get(name, []), queries.get(name, [])
    if back:
        return Note(department=name, occasion=Occasion.REJECTED, points=(*back, *asked))
    if name in missing:
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


def _queries(made: Contents) -> dict[str, list[str]]:
    """Return the questions by department; what we have to review again ourselves is none."""
    found: dict[str, list[str]] = {}
    for page, amended in zip(made.pages, made.sketches.amended, strict=True):
        concerned = amended or any(map(is_asked, page.report.diagnostics))
        points = _own(page.report, made.district.sections, made.shelf) if concerned else []
        if points:
            found[page.name] = points
    for department, point in (*between(made), *beside(made.district)):
        found.setdefault(department, []).append(point)
    return found


def _own(report: DepartmentReport, sections: tuple[str, ...], shelf: Shelf) -> list[str]:
    """Return what the report's own text gives to ask, found now or in an earlier run."""

    def make() -> bytes:
        points = [*inside(report, sections), *corrected(report, sections)]
        return json.dumps(points, ensure_ascii=True).encode("ascii")

    points: list[str] = json.loads(shelf.piece("points", report.submission.file, sections, make))
    return points
