"""The figures of a table: row header × column headers name them, caption or header the unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tasks.department.figures.cardinals import fold
from tasks.department.figures.figure import Change, Figure, Kind, Role, SkippedNumber
from tasks.department.figures.grid import (
    CODE,
    HEADER_UNIT,
    SERIAL,
    SHARED,
    UNIT_NOTE,
    YEAR,
    Grid,
    counts_rows,
    grid_of,
    headers_of,
    in_body,
    is_bare_year,
    is_number,
)
from tasks.department.figures.mentions import Mention, find_mentions
from tasks.department.figures.prose import Extraction, extract_prose
from tasks.department.figures.relating import relate_table
from tasks.department.figures.relation import Relation, RelationKind
from tasks.document import Cell, Table

_TOTAL = re.compile(r"^\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|累\s*计|总\s*和)\s*[:：]?\s*$")
_WIDE_COMMA = re.compile(r"(?<=[\d０-９])，(?=[\d０-９]{3})")
_WHEN = re.compile(r"\s*(?:年\s*度|年\s*份|时\s*间|月\s*份)\s*")
_GOAL = re.compile(r"目标|计划数?|任务数")
_GENERIC = re.compile(r"(?:工作|完成|具体|有关)?(?:情况|内容|说明|数量|数据|结果|备注)")
"""A header that says nothing of what is counted below it."""
_PART_OF = re.compile(r"^\s*其\s*中")
_MEASURE_END = re.compile(r"(?P<unit>人次|场次|件次|户次|家次|车次|台次|批次|学时|课时)$")
_BY_HEADER = (
    (re.compile(r"得分|分数|评分"), "分"),
    (re.compile(r"排名|名次|位次"), "位"),
)
"""Headers that name the unit of the bare numbers under them."""
_ARROWS = {"↑": Change.INCREASE, "↓": Change.DECREASE}
_LAST_YEAR = re.compile(r"(?:上年|去年|上期)(?!度?(?:结转|结余|转入))")
"""What last year left over (上年结转) is counted this year."""


def extract_table(
    table: Table, *, block: int, block_id: str, section: int | None, note: str, plans: bool = False
) -> Extraction:
    """Return the figures of a table; `note` is what stands before it (caption, 单位：)."""
    grid = grid_of(table)
    offsets = table.offsets()
    unit = _noted_unit(note) or _table_unit(table)
    figures: list[Figure] = []
    skipped: list[SkippedNumber] = []
    relations: list[Relation] = []
    for cell in table.cells:
        found = _placed(
            _cell(cell, grid, table, unit=unit, plans=plans), cell, len(figures), block_id
        )
        shift = offsets[cell.row, cell.column]
        figures.extend(
            replace(f, block=block, section=section, start=f.start + shift, end=f.end + shift)
            for f in found.figures
        )
        skipped.extend(
            replace(s, block=block, start=s.start + shift, end=s.end + shift) for s in found.skipped
        )
        relations.extend(r for r in found.relations if r.kind is not RelationKind.PART)
    done = _with_parts(figures, grid)
    return Extraction(
        figures=done, skipped=tuple(skipped), relations=(*relate_table(done), *relations)
    )


def _placed(found: Extraction, cell: Cell, before: int, block_id: str) -> Extraction:
    """Return a cell's extraction with ids that go on from the figures before it."""
    names = {f.id: f"{block_id}-{before + at}" for at, f in enumerate(found.figures, 1)}
    place = (cell.row, cell.column)
    figures = (
        replace(f, id=names[f.id], parent=names.get(f.parent or ""), cell=place)
        for f in found.figures
    )
    relations = (
        replace(r, terms=tuple(replace(t, figure=names[t.figure]) for t in r.terms))
        for r in found.relations
    )
    return replace(found, figures=tuple(figures), relations=tuple(relations))


def _with_parts(figures: list[Figure], grid: Grid) -> tuple[Figure, ...]:
    """Return the figures, those of a row headed 其中 as parts of the row they divide."""
    whole: dict[int, str] = {}
    done = []
    for figure in figures:
        row, column = figure.cell or (0, 0)
        if figure.parent is None and column in whole and _is_part(grid, row):
            done.append(replace(figure, parent=whole[column]))
        else:
            whole[column] = figure.id
            done.append(figure)
    return tuple(done)


def _is_part(grid: Grid, row: int) -> bool:
    """Say whether one of a row's header cells begins with 其中."""
    heads = (grid.at.get((row, column)) for column in range(max(grid.header_columns, 1)))
    return any(head is not None and _PART_OF.match(head.text) for head in heads)


def _noted_unit(text: str) -> str:
    match = UNIT_NOTE.search(text)
    return match["unit"] if match else ""


def _table_unit(table: Table) -> str:
    """Return the unit that the table itself notes for all of it, or ''.

    What a column's header says (金额（单位：万元）) holds for that column only.
    """
    said = (
        _noted_unit(cell.text)
        for cell in table.cells
        if (cell.row, cell.column) == (0, 0)
        or cell.column_span == table.columns
        or UNIT_NOTE.fullmatch(cell.text.strip())
    )
    return next(filter(None, said), "")


def _named_by(found: Extraction) -> Extraction:
    """Return what a header cell holds, its Chinese counts as words of a name (三类事务信息)."""
    words = [f for f in found.figures if not re.search(r"\d", fold(f.text))]
    skipped = (
        SkippedNumber(block=0, start=f.start, end=f.end, text=f.text, reason="name") for f in words
    )
    gone = {word.id for word in words}
    return replace(
        found,
        figures=tuple(
            replace(f, parent=None) if f.parent in gone else f
            for f in found.figures
            if f.id not in gone
        ),
        skipped=(*found.skipped, *skipped),
        relations=tuple(r for r in found.relations if not gone & {term.figure for term in r.terms}),
    )


def _cell(cell: Cell, grid: Grid, table: Table, *, unit: str, plans: bool) -> Extraction:
    if SHARED.fullmatch(fold(cell.text).strip()) and not in_body(cell, grid):
        found = find_mentions(cell.text, block=0, default_unit="个")
        skipped = (*found.skipped, *_all_skipped(found.found, cell.text, "date"))
        return Extraction(figures=(), skipped=skipped)
    if not is_number(cell.text) and not is_bare_year(cell.text):
        prose = extract_prose(cell.text, block=0, block_id="", section=None, plans=plans)
        said = prose if in_body(cell, grid) else _named_by(prose)
        return _headed(said, cell, grid)
    above, beside = headers_of(cell, grid)
    names = (*beside, *above)
    reason = _no_quantity(cell, grid, above, table)
    if reason:
        spans = find_mentions(cell.text, block=0, default_unit="个")
        skipped = (*spans.skipped, *_all_skipped(spans.found, cell.text, reason))
        return Extraction(figures=(), skipped=skipped)
    own = _own_unit(cell, grid, names)
    text = _WIDE_COMMA.sub(",", cell.text)
    found = find_mentions(text, block=0, default_unit=own or unit or "个")
    header = _Header(
        indicator="".join(dict.fromkeys(HEADER_UNIT.sub("", n).strip() for n in names)),
        names=names,
        role=Role.TARGET if plans else _role(names, grid.year),
        total=any(_TOTAL.match(n) for n in names),
        bare=not (own or unit),
    )
    figures = tuple(
        replace(_figure(mention, cell.text, header), id=str(at))
        for at, mention in enumerate(found.found)
    )
    return Extraction(figures=figures, skipped=found.skipped)


def _headed(found: Extraction, cell: Cell, grid: Grid) -> Extraction:
    """Return a cell's sentence with what its headers name where it names nothing itself."""
    if all(figure.indicator for figure in found.figures):
        return found
    above, beside = headers_of(cell, grid)
    telling = [name for name in above if not _GENERIC.fullmatch(name)] if beside else above
    said = "".join(dict.fromkeys(HEADER_UNIT.sub("", n).strip() for n in (*beside, *telling)))
    return replace(
        found,
        figures=tuple(f if f.indicator else replace(f, indicator=said) for f in found.figures),
    )


def _own_unit(cell: Cell, grid: Grid, names: tuple[str, ...]) -> str:
    """Return the unit that the row's or column's header gives a bare number, or ''."""
    unit = grid.unit_of(cell)
    if unit:
        return unit
    for name in reversed(names):
        match = HEADER_UNIT.search(name) or _MEASURE_END.search(name)
        if match:
            return match["unit"]
    return next((unit for header, unit in _BY_HEADER for n in names if header.search(n)), "")


def _no_quantity(cell: Cell, grid: Grid, above: tuple[str, ...], table: Table) -> str:
    """Return the reason when the column holds numbers that count nothing."""
    if any(SERIAL.match(name) for name in above):
        return "numbering"
    if any(_WHEN.fullmatch(name) for name in above):
        return "date"
    if any(CODE.search(name) for name in above):
        return "identifier"
    if cell.column == 0 and not above and counts_rows(table, grid):
        return "numbering"
    return ""


def _all_skipped(found: tuple[Mention, ...], text: str, reason: str) -> tuple[SkippedNumber, ...]:
    return tuple(
        SkippedNumber(block=0, start=m.start, end=m.end, text=text[m.start : m.end], reason=reason)
        for m in found
    )


def _role(names: tuple[str, ...], year: str) -> Role:
    """Return PREVIOUS under a header of an earlier year than the table's latest."""
    text = "".join(names)
    said = YEAR.search(text)
    earlier = said is not None and said[0] < year
    if earlier or _LAST_YEAR.search(text):
        return Role.PREVIOUS
    return Role.TARGET if _GOAL.search(text) else Role.ACTUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """What the headers say of a cell's numbers; `bare` when they name no unit."""

    indicator: str
    names: tuple[str, ...]
    role: Role
    total: bool
    bare: bool


def _figure(mention: Mention, text: str, header: _Header) -> Figure:
    """Return a cell's figure; a number that nobody gives a unit has none."""
    unsaid = header.bare and not text[mention.start : mention.end].endswith(mention.unit.said)
    sign = -1 if text[: mention.start].rstrip().endswith(("-", "−", "－")) else 1
    rank = mention.unit.said == "位" and any(_BY_HEADER[1][0].search(n) for n in header.names)
    return Figure(
        id="",
        block=0,
        start=mention.start,
        end=mention.end,
        text=text[mention.start : mention.end],
        value=mention.value * sign,
        unit=mention.scale if unsaid else mention.unit_said,
        normalized_value=mention.normalized * sign,
        normalized_unit="" if unsaid else mention.unit.name,
        lower=mention.lower if sign > 0 else -(mention.upper or mention.lower),
        upper=mention.upper if sign > 0 else -mention.lower,
        kind=_kind(mention, rank=rank, unsaid=unsaid),
        indicator=header.indicator,
        sentence=" ".join((*header.names, text.strip())),
        qualifier=mention.qualifier,
        change=_ARROWS.get(text[: mention.start].strip()[-1:]) or _change(header, sign),
        role=Role.RANK if rank else header.role,
        total=header.total,
    )


def _kind(mention: Mention, *, rank: bool, unsaid: bool) -> Kind:
    if rank:
        return Kind.RANK
    return Kind.COUNT if unsaid else mention.unit.kind


def _change(header: _Header, sign: int) -> Change:
    """Return the direction that a header (同比增长, 增减) and the sign give."""
    said = re.search(r"增长|增加|上升|增减|变化|增幅|同比", header.indicator)
    if re.search(r"减少|下降|降低|降幅", header.indicator):
        return Change.DECREASE
    if said is None:
        return Change.NONE
    return Change.INCREASE if sign > 0 else Change.DECREASE
