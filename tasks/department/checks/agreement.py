"""One indicator, one value: text against table, and a report's total said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.department.checks.grids import ADDABLE, Grid, grids
from tasks.department.checks.interval import of
from tasks.department.checks.rule import Subject, found, quote
from tasks.department.checks.runs import Run, prose_runs
from tasks.department.figures.figure import Change, Figure, Role
from tasks.diagnostics import Diagnostic

_NOISE = re.compile(
    r"[“”‘’\s的了、，（）()]|20\d\d年度?|全年|累计|共计|合计|总计|总数|小计|各类|数量|"
    r"(?<!案)件数|次数|场次|完成情况|"
    r"人数|金额|开展|组织|办理|举办|召开|完成|实现|进行|我局|本局|全局|共|现有|目前|数$|量$"
)
_WHOLE_YEAR = re.compile(r"全年|累计|共计|合计|总计|共|年内|今年以来|现有|目前")
"""The year's whole, or what there is now; both have one value only."""
_NEAR = 3
_SHORTEST = 3
_TELLING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A figure of the text, with its run and the words it counts, noise left out."""

    run: Run
    figure: Figure
    words: str


def check_agreement(subject: Subject) -> Iterator[Diagnostic]:
    """Find indicators with one value in the text and another in a table or further on."""
    prose = [
        _Said(run=run, figure=figure, words=_words(figure))
        for run in prose_runs(subject)
        for figure in run.figures
        if _is_statement(figure)
    ]
    for grid in grids(subject):
        yield from _against_table(grid, prose)
    yield from _said_twice(prose)


def _words(figure: Figure) -> str:
    return _NOISE.sub("", figure.indicator)


def _is_statement(figure: Figure) -> bool:
    actual = figure.role is Role.ACTUAL and figure.change is Change.NONE
    return actual and figure.kind in ADDABLE


def _against_table(grid: Grid, prose: Sequence[_Said]) -> Iterator[Diagnostic]:
    """Compare the table's totals, and its cells, with the text of its own section nearby."""
    near = [
        said
        for said in prose
        if said.figure.section == grid.block.section
        and 0 <= grid.block.index - said.figure.block <= _NEAR
    ]
    told: set[str] = set()
    for place in sorted(grid.at):
        cell = grid.at[place]
        if not _is_statement(cell):
            continue
        wide = grid.is_total(0, place[0]) and not _is_last_of(grid, place)
        rivals = [said for said in near if _is_same(said, cell, wide=wide)]
        rivals = [said for said in rivals if said.words == _words(cell)] or rivals
        if not rivals or any(of(said.figure).meets(of(cell)) for said in rivals):
            continue
        if len({said.words for said in rivals}) == 1 and rivals[0].figure.id not in told:
            told.add(rivals[0].figure.id)
            yield found(
                "internal_contradiction",
                f"{quote(rivals[0].run.block)}中“{rivals[0].figure.indicator}”为{rivals[0].figure.text}，"
                f"表格中为{cell.text}{'' if cell.unit in cell.text else cell.unit}。",
                rivals[0].figure.block,
            )


def _is_last_of(grid: Grid, place: tuple[int, int]) -> bool:
    """Say whether the cell stands in a 合计 column too, where several columns meet."""
    return grid.is_total(1, place[1])


def _is_same(said: _Said, cell: Figure, *, wide: bool) -> bool:
    """Say whether text and cell count one thing.

    A total's header (罚没款) may be the end of the text's words (全年罚没款) or hold them at
    its own end; any other cell must have the same words, and enough of them to tell.
    """
    if said.figure.normalized_unit != cell.normalized_unit:
        return False
    words, header = said.words, _words(cell)
    if not wide:
        return sorted(words) == sorted(header) and len(words) >= _TELLING
    if words == header:
        return len(words) > 1
    if min(len(words), len(header)) < _SHORTEST or said.figure.parent is not None:
        return False
    return words.endswith(header) or header.endswith(words)


def _said_twice(prose: Sequence[_Said]) -> Iterator[Diagnostic]:
    """Compare the statements that each call themselves the year's whole."""
    first: dict[tuple[str, str], _Said] = {}
    for said in prose:
        figure = said.figure
        whole = _WHOLE_YEAR.search(_clause(said)) and figure.parent is None
        if not whole or len(said.words) < _TELLING:
            continue
        other = first.setdefault((said.words, figure.normalized_unit), said)
        if other.figure.block == figure.block or of(other.figure).meets(of(figure)):
            continue
        yield found(
            "internal_contradiction",
            f"“{figure.indicator}”前文{quote(other.run.block)}写{other.figure.text}，"
            f"后文写{figure.text}。",
            figure.block,
        )


def _clause(said: _Said) -> str:
    return re.split(r"[，。；：]", said.run.before(said.figure, 24))[-1]
