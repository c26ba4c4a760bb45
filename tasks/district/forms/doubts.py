"""What can be wrong with a fixed table, and how a person is told: one row for each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tasks.diagnostics import Diagnostic, Severity
from tasks.district.forms.values import Doubt, FormReading
from tasks.profile.model import Form

_NAMED: Final = 4
"""So many places are named; of more, how many there are."""

_ASK: Final = "请与该部门核实，补正后重新报送，或在工作簿的“数据明细”中更正。"
_AGAIN: Final = "请该部门按规定格式补正表格后重新报送。"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A kind of doubt: `text` says it of the places, `remedy` what is to be done."""

    severity: Severity
    text: str
    remedy: str


KINDS: Final = {
    # Nothing stands where the form has a cell.
    "no_row": _Kind(severity=Severity.WARNING, text="缺少{places}，没有计入", remedy=_AGAIN),
    "no_column": _Kind(severity=Severity.WARNING, text="缺少{places}，没有计入", remedy=_AGAIN),
    "no_cell": _Kind(severity=Severity.WARNING, text="找不到{places}，没有计入", remedy=_AGAIN),
    "no_block": _Kind(
        severity=Severity.WARNING, text="缺少{places}这一块，没有计入", remedy=_AGAIN
    ),
    # Two things stand there, or one stands for two.
    "twice": _Kind(
        severity=Severity.WARNING, text="{places}在表里不止一处，没有计入", remedy=_AGAIN
    ),
    "joined": _Kind(
        severity=Severity.WARNING, text="{places}与别的格合并成一格，没有重复计入", remedy=_AGAIN
    ),
    # Something stands there that is not added. A blank or “/” means that there is nothing to
    # report, as a rule: it changes no sum, so it is only said.
    "blank": _Kind(
        severity=Severity.INFO,
        text="{places}没有填数，没有计入",
        remedy="如实际有数，请该部门补填后重新报送。",
    ),
    "words": _Kind(severity=Severity.WARNING, text="{places}写的不是一个数，没有计入", remedy=_ASK),
    "rough": _Kind(severity=Severity.WARNING, text="{places}写的是概数，没有计入", remedy=_ASK),
    "negative": _Kind(severity=Severity.WARNING, text="{places}写的是负数，没有计入", remedy=_ASK),
    "unit": _Kind(
        severity=Severity.WARNING, text="{places}的单位与表格不符，没有计入", remedy=_ASK
    ),
    "reason": _Kind(severity=Severity.WARNING, text="{places}没有计入", remedy=_ASK),
    "removed": _Kind(severity=Severity.INFO, text="{places}已在复核时剔除，没有计入", remedy=""),
    # It is added, but by an assumption.
    "bare": _Kind(
        severity=Severity.WARNING, text="{places}没有写金额单位", remedy="请核对单位是元还是万元。"
    ),
    # It is in the table and not in the form.
    "outside": _Kind(
        severity=Severity.WARNING,
        text="{places}的数不在规定的行列里，没有计入",
        remedy="请核实应填在哪行哪列，补正后重新报送；如表格格式已变，请改 profile/forms.toml。",
    ),
    # The table as a whole.
    "again": _Kind(
        severity=Severity.INFO,
        text="同一张表出现了不止一次，内容相同，只计一次",
        remedy="请该部门删去重复的表格。",
    ),
    "other": _Kind(
        severity=Severity.WARNING,
        text="同一张表出现了不止一次，{places}前后不一，按第一张计",
        remedy="请与该部门核实以哪一张为准。",
    ),
    "past": _Kind(
        severity=Severity.WARNING,
        text="{places}不是本年度的表，没有计入",
        remedy="请该部门报送本年度的表格。",
    ),
}


def diagnose(reading: FormReading, form: Form) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each kind of doubt about a department's table."""
    kinds = dict.fromkeys(doubt.kind for doubt in reading.doubts)
    for kind in kinds:
        doubts = [doubt for doubt in reading.doubts if doubt.kind == kind]
        row = KINDS[kind]
        yield Diagnostic(
            code="form_cell",
            severity=row.severity,
            message=(
                f"{reading.department}的“{form.title}”表："
                f"{row.text.format(places=_places(doubts))}。"
            ),
            remedy=row.remedy,
            departments=(reading.department,),
        )


def _places(doubts: Sequence[Doubt]) -> str:
    named = "、".join(
        f"{doubt.place}（{doubt.said}）" if doubt.said else doubt.place for doubt in doubts[:_NAMED]
    )
    return named if len(doubts) <= _NAMED else f"{named}等{len(doubts)}处"
