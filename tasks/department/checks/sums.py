"""Arithmetic within a report: parts and wholes, tables and their 合计, rates and changes.

Everything is judged by intervals: a figure stands for all values that its rounding and its
qualifier allow, and only what no choice within the intervals can reconcile is reported (the
rule of XBRL calculation checks: Calculations 1.1, section 4).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tasks.department.checks.rule import Subject, error, quote, warning
from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.diagnostics import Diagnostic

_OPEN_LIST = re.compile(r"等|包括|主要|如|左右")
_OF_LIST = re.compile(r"其中|包括|[（(]")
_RATE = re.compile(r"率|占比|占|比例")
_MIN_PARTS = 2
_EXHAUSTIVE = 3
"""With so many parts in brackets the list is meant to be whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Interval:
    lower: Decimal
    upper: Decimal | None

    def __contains__(self, other: object) -> bool:
        """Whether the two have a value in common."""
        if not isinstance(other, _Interval):
            return False
        below = self.upper is None or other.lower <= self.upper
        return below and (other.upper is None or self.lower <= other.upper)


def _of(figure: Figure) -> _Interval:
    return _Interval(lower=figure.lower, upper=figure.upper)


def _sum(figures: Sequence[Figure]) -> _Interval:
    uppers = [f.upper for f in figures]
    known = [upper for upper in uppers if upper is not None]
    return _Interval(
        lower=sum((f.lower for f in figures), Decimal(0)),
        upper=sum(known, Decimal(0)) if len(known) == len(uppers) else None,
    )


def check_parts(subject: Subject) -> Iterator[Diagnostic]:
    """Find parts that are more than their whole, or a closed list that does not add up."""
    by_id = {figure.id: figure for figure in subject.report.figures}
    parts: dict[str, list[Figure]] = defaultdict(list)
    for figure in subject.report.figures:
        if figure.parent is not None:
            parts[figure.parent].append(figure)
    for parent, found in parts.items():
        whole = by_id[parent]
        alike = [p for p in found if p.normalized_unit == whole.normalized_unit]
        text = subject.report.blocks[whole.block].text
        if len(alike) >= _MIN_PARTS and len(alike) == len(found):
            yield from _parts(subject, whole, alike, text[whole.end : alike[-1].end + 6])


def _parts(
    subject: Subject, whole: Figure, parts: Sequence[Figure], between: str
) -> Iterator[Diagnostic]:
    total = _sum(parts)
    if total in _of(whole):
        return
    more = whole.upper is not None and total.lower > whole.upper
    listed = len(parts) >= _EXHAUSTIVE and not _OPEN_LIST.search(between)
    if not more and not (listed and _closed(between, parts)):
        return
    said = "＋".join(p.text for p in parts)
    relation = "大于" if more else "不等于"
    yield error(
        "sum_mismatch",
        f"{quote(subject.report.blocks[whole.block])}中，分项{said}之和为{_plain(total)}，{relation}总数{whole.text}。",
        "请核对总数与各分项，更正后重新报送。",
        whole.block,
    )


def _closed(between: str, parts: Sequence[Figure]) -> bool:
    """Whether a list names a rest (其他, 其余), so that it must be whole."""
    return any(re.search(r"其他|其它|其余", p.indicator) for p in parts) or "分别" in between


def check_tables(subject: Subject) -> Iterator[Diagnostic]:
    """Find 合计 rows and columns that are not the sum of what stands above or beside them."""
    tables: dict[int, list[Figure]] = defaultdict(list)
    for figure in subject.report.figures:
        if figure.cell is not None and figure.kind in {
            Kind.COUNT,
            Kind.MONEY,
            Kind.AREA,
            Kind.WEIGHT,
        }:
            tables[figure.block].append(figure)
    for block, figures in tables.items():
        yield from _table(subject, block, figures)


def _table(subject: Subject, block: int, figures: Sequence[Figure]) -> Iterator[Diagnostic]:
    table = subject.report.blocks[block].table
    if table is None:
        return
    words = {(c.row, c.column): c.text for c in table.cells}
    rows = {r for (r, c), t in words.items() if c <= 1 and _is_total(t)}
    columns = {c for (r, c), t in words.items() if r <= 1 and _is_total(t)}
    for axis, totals in ((0, rows), (1, columns)):
        for place in sorted(totals):
            yield from _line(block, figures, axis=axis, place=place, skip=(rows, columns))


def _is_total(text: str) -> bool:
    return re.fullmatch(r"\s*(?:合\s*计|总\s*计)\s*[:：]?\s*", text) is not None


def _line(
    block: int, figures: Sequence[Figure], *, axis: int, place: int, skip: tuple[set[int], set[int]]
) -> Iterator[Diagnostic]:
    """Check one 合计 row (axis 0) or column (axis 1) against the lines it sums."""
    for whole in figures:
        if whole.cell is None or whole.cell[axis] != place:
            continue
        other = whole.cell[1 - axis]
        parts = [
            f for f in figures
            if f.cell is not None and f.cell[1 - axis] == other and f.cell[axis] not in skip[axis]
            and f.normalized_unit == whole.normalized_unit and not _is_subtotal(f)
        ]  # fmt: skip
        before = [f for f in parts if f.cell is not None and f.cell[axis] < place]
        summed = before or parts
        if len(summed) >= _MIN_PARTS and _sum(summed) not in _of(whole):
            line = "行" if axis == 0 else "列"
            yield error(
                "table_total_mismatch",
                f"表格“{whole.indicator}”的合计{line}为{whole.text}，"
                f"各项之和为{_in_unit(summed, whole)}。",
                "请核对表格各项与合计，更正后重新报送。",
                block,
            )


def _is_subtotal(figure: Figure) -> bool:
    return "小计" in figure.indicator or "其中" in figure.indicator


def _in_unit(parts: Sequence[Figure], whole: Figure) -> str:
    factor = whole.normalized_value / whole.value if whole.value else Decimal(1)
    total = sum((p.normalized_value for p in parts), Decimal(0)) / (factor or 1)
    return _number(total)


def check_rates(subject: Subject) -> Iterator[Diagnostic]:
    """Find a rate said right after its two counts (应办60件，按期57件，95%) that is not theirs."""
    figures = subject.report.figures
    for at in range(2, len(figures)):
        whole, part, rate = figures[at - 2 : at + 1]
        if not _are_counts_and_rate(whole, part, rate):
            continue
        if not whole.normalized_value or part.normalized_value > whole.normalized_value:
            continue
        true = part.normalized_value * 100 / whole.normalized_value
        if abs(true - rate.normalized_value) > _tolerance(rate):
            yield warning(
                "percent_mismatch",
                f"{quote(subject.report.blocks[rate.block])}中，{part.text}占{whole.text}为{_number(true.quantize(Decimal('0.1')))}%，文中写{rate.text}。",
                "请核对两个数与百分比是否对应。",
                rate.block,
            )


def _are_counts_and_rate(whole: Figure, part: Figure, rate: Figure) -> bool:
    counts = whole.kind is Kind.COUNT and part.kind is Kind.COUNT and rate.kind is Kind.PERCENT
    if not counts or len({whole.sentence, part.sentence, rate.sentence}) != 1:
        return False
    exact = not (whole.qualifier or part.qualifier or rate.qualifier) and rate.change is Change.NONE
    same = whole.normalized_unit == part.normalized_unit and whole.cell is None
    said = _RATE.search(rate.indicator) and rate.role is whole.role is part.role is Role.ACTUAL
    return bool(exact and same and said and part.parent == whole.id and rate.start - part.end <= 14)  # noqa: PLR2004


def _tolerance(rate: Figure) -> Decimal:
    exponent = rate.value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def check_percentages(subject: Subject) -> Iterator[Diagnostic]:
    """Find rates over 100 % of things that cannot exceed the whole."""
    for figure in subject.report.figures:
        rate = figure.kind is Kind.PERCENT and re.search(
            r"(?:合格|参考|参与|办结|满意|覆盖|公开|通过|出庭|履行|成功|完成|及时|回复|备案)率$",
            figure.indicator,
        )
        if rate and figure.value > 100 and "目标" not in figure.sentence:  # noqa: PLR2004
            yield warning(
                "impossible_percent",
                f"{quote(subject.report.blocks[figure.block])}中，“{figure.indicator}”为{figure.text}，超过100%。",
                "请核对这个比率。",
                figure.block,
            )


def _plain(interval: _Interval) -> str:
    if interval.upper is None or interval.upper == interval.lower:
        return _number(interval.lower)
    return f"{_number(interval.lower)}～{_number(interval.upper)}"


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
