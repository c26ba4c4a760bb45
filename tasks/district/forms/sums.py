"""The district's fixed tables: each cell the sum of the departments', and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tasks.department.figures.lines import KIND, lines_named
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.forms.doubts import diagnose
from tasks.district.forms.names import line_name, plain_name, rows_of, steps
from tasks.district.forms.values import FormReading, FormSum, Place, summed
from tasks.profile.model import Balance, Form, FormBlock, Profile


def sum_forms(
    readings: Sequence[FormReading], profile: Profile
) -> tuple[tuple[FormSum, ...], tuple[Diagnostic, ...]]:
    """Return the sums of the forms that somebody sent, and what a person has to settle.

    `readings` are those of the reports that count, report by report in roster order.
    """
    sums: list[FormSum] = []
    diagnostics: list[Diagnostic] = []
    for number, form in enumerate(profile.forms):
        own = [reading for reading in readings if reading.form == number]
        sent = tuple(reading for reading in own if reading.tables)
        diagnostics += [told for reading in own for told in diagnose(reading, form)]
        without = [r.department for r in own if not r.tables and not r.doubts]
        if not sent and without:
            diagnostics.append(_nowhere(form))
        diagnostics += [_without(form, department) for department in without if sent]
        if sent:
            total = FormSum(form=form, readings=sent, sums=summed(sent))
            sums.append(total)
            diagnostics += _unbalanced(total, profile.balances)
    return tuple(sums), tuple(diagnostics)


def _without(form: Form, department: str) -> Diagnostic:
    """Return the diagnostic of a department whose report has no such table."""
    return Diagnostic(
        code="form_missing",
        severity=Severity.WARNING,
        message=f"{department}的报告里没有找到“{form.title}”表，全区的表里没有这个部门的数。",
        remedy="请核对报告；表格是图片或另附文件的，请该部门按格式填在报告里重新报送。",
        departments=(department,),
    )


def _nowhere(form: Form) -> Diagnostic:
    """Return the diagnostic of a table that nobody sent: more likely the profile's fault."""
    return Diagnostic(
        code="form_missing",
        severity=Severity.WARNING,
        message=f"各部门的报告里都没有找到“{form.title}”表，汇总稿里没有这张表。",
        remedy="表格的行名、列名如已改变，请改 profile/forms.toml；不再报这张表的，请从中删去。",
    )


def _unbalanced(total: FormSum, balances: Sequence[Balance]) -> Iterator[Diagnostic]:
    """Yield the equations that the district's sums break, with whose numbers break them."""
    own = [(reading.department, summed([reading])) for reading in total.readings]
    for number, block in enumerate(total.form.blocks):
        lines = (rows_of(block), block.columns)
        words = {plain_name(step) for names in lines for name in names for step in steps(name)}
        for balance in balances:
            if plain_name(balance.table) not in words:
                continue
            for cross, left, right in _sides(total.sums, number, block, balance):
                departments = tuple(
                    name
                    for name, sums in own
                    if any(line == cross for line, *_ in _sides(sums, number, block, balance))
                )
                yield _broken(total.form, balance, (cross, left, right), departments, lines)


def _sides(
    sums: Mapping[Place, Decimal], number: int, block: FormBlock, balance: Balance
) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Yield the lines across in which an equation does not hold, with its two sides."""
    axis = KIND.index(balance.lines)
    names = (rows_of(block), block.columns)
    heads = [tuple(map(plain_name, filter(None, steps(name)))) for name in names[axis]]
    wanted = (_plain(balance.left), _plain(balance.right))
    left, right = (lines_named(side, heads) for side in wanted)
    if not left or not right:
        return
    for cross in range(len(names[1 - axis])):
        at = [
            [(number, line, cross) if axis == 0 else (number, cross, line) for line in side]
            for side in (left, right)
        ]
        values = [sum((sums.get(place, Decimal(0)) for place in side), Decimal(0)) for side in at]
        if values[0] != values[1]:
            yield cross, values[0], values[1]


def _plain(names: Sequence[str]) -> list[str]:
    """Return an equation's names as the form's are compared, their joints kept."""
    return [
        "…".join("／".join(map(plain_name, end.split("／"))) for end in name.split("…"))
        for name in names
    ]


def _broken(
    form: Form,
    balance: Balance,
    found: tuple[int, Decimal, Decimal],
    departments: tuple[str, ...],
    lines: tuple[Sequence[str], Sequence[str]],
) -> Diagnostic:
    cross, left, right = found
    across = 1 - KIND.index(balance.lines)
    name = lines[across][cross]
    where = f"{line_name(name, across)}" if name else ""
    return Diagnostic(
        code="form_balance",
        severity=Severity.WARNING,
        message=(
            f"全区的“{form.title}”表{where}不符合“{balance.name}”：左边为{left}，右边为{right}。"
            f"{'、'.join(departments)}的数不符。"
        ),
        remedy="请先核实这些部门的表格，补正或更正后重新运行。",
        departments=departments,
    )
