"""Corrections and the audit log: rows are only added, and undoing is a row like any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tasks.corrections.correction import Action, Correction, Scope
from tasks.errors import HuizongError
from tasks.ledger import CorrectionEntry


def effective(log: Sequence[CorrectionEntry]) -> tuple[Correction, ...]:
    """Return the corrections in force, in the log's order.

    Undoing a row brings back the one it had replaced; undoing an undoing, the undone row.
    Of several rows on one figure the last one holds, also where a re-submission gave the
    figure another id: the later row then names the earlier one.
    """
    gone = _taken_back(log)
    live = [e for e in log if e.id not in gone and e.action != Action.UNDO]
    replaced = {entry.target for entry in live}
    last = {
        correction.key: correction
        for correction in map(correction_of, live)
        if correction.number not in replaced
    }
    return tuple(sorted(last.values(), key=lambda correction: correction.number))


def undone(log: Sequence[CorrectionEntry]) -> dict[int, Correction]:
    """Return the corrections taken back, by the number of the row that did it last."""
    kept = {entry.id: entry for entry in log if entry.action != Action.UNDO}
    return {
        number: correction_of(kept[target])
        for target, number in _taken_back(log).items()
        if target in kept
    }


def _taken_back(log: Sequence[CorrectionEntry]) -> dict[int, int]:
    """Return the rows taken back, each with the row that did it."""
    by: dict[int, int] = {}
    for entry in reversed(log):
        if entry.action == Action.UNDO and entry.id not in by and entry.target is not None:
            by.setdefault(entry.target, entry.id or 0)
    return by


def undoing(
    log: Iterable[CorrectionEntry], number: int, *, entered: str, author: str
) -> CorrectionEntry:
    """Return the row that takes back row `number`; HuizongError when there is none."""
    entry = next((entry for entry in log if entry.id == number), None)
    if entry is None:
        raise HuizongError(
            f"没有编号为 {number} 的更正。", remedy="请用 huizong corrections list 查看编号。"
        )
    return CorrectionEntry(
        entered=entered,
        author=author,
        source="",
        action=Action.UNDO.value,
        year=entry.year,
        department=entry.department,
        figure=entry.figure,
        target=number,
    )


def entry_of(correction: Correction, *, entered: str, author: str, source: str) -> CorrectionEntry:
    """Return the correction as a row of the log, to be given its number by the ledger."""
    return CorrectionEntry(
        entered=entered,
        author=author,
        source=source,
        action=correction.action.value,
        target=correction.replaces,
        year=correction.year,
        department=correction.department,
        figure=correction.figure,
        section=correction.section,
        indicator=correction.indicator,
        said=correction.said,
        said_value=str(correction.said_value),
        unit=correction.unit,
        sentence=correction.sentence,
        new_value=None if correction.new_value is None else str(correction.new_value),
        new_indicator=correction.new_indicator,
        scope=correction.scope.value,
        remark=correction.remark,
    )


def correction_of(entry: CorrectionEntry) -> Correction:
    """Return the correction that a row (no undoing) holds."""
    return Correction(
        number=entry.id or 0,
        action=Action(entry.action),
        year=entry.year,
        department=entry.department,
        figure=entry.figure,
        section=entry.section,
        sentence=entry.sentence,
        said=entry.said,
        said_value=Decimal(entry.said_value),
        unit=entry.unit,
        indicator=entry.indicator,
        new_value=None if entry.new_value is None else Decimal(entry.new_value),
        new_indicator=entry.new_indicator,
        scope=Scope(entry.scope),
        remark=entry.remark,
        replaces=entry.target,
    )
