"""Rates against the two counts they are made from, shares of one whole, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tasks.department.checks.interval import HUNDRED, Interval, of, percent_of, plain, said, step
from tasks.department.checks.rule import Subject, found, quote
from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.department.figures.relation import RelationKind, TermRole
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic

_CANNOT_EXCEED: Final = re.compile(
    r"(?:合格|参考|参训|办结|满意|覆盖|公开|通过|出庭|应诉|履行|成功|及时|回复|答复|备案|持证|整改|"
    r"审查|审核|采纳|化解|知晓|报备|网办|可办|上岗|到位|到会|及格|调处|响应|送达|达标|"
    r"优良|优秀|建档|处置|反馈|办复|公示|执结|胜诉|败诉|到课|到庭)[率度]$|占比$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A rate with the counts it is made from; `share` when it is said with 占."""

    rate: Figure
    part: Figure
    whole: Figure
    share: bool = False

    @property
    def true(self) -> Interval | None:
        """What the rate may be by its counts, in percent."""
        return percent_of(of(self.part), of(self.whole))

    @property
    def agrees(self) -> bool:
        """Whether rate and counts can all be true."""
        true = self.true
        return true is None or true.meets(said(self.rate))


def check_rates(subject: Subject) -> Iterator[Diagnostic]:
    """Find rates and shares that their two counts don't make."""
    for counted in counted_rates(subject.report):
        if counted.agrees or _fits_another(subject, counted):
            continue
        part, whole = counted.part, counted.whole
        true = part.normalized_value * HUNDRED / whole.normalized_value
        digits = step(counted.rate.value) / 10
        block = subject.blocks[counted.rate.block]
        yield found(
            "share_mismatch" if counted.share else "percent_mismatch",
            f"{quote(block)}中，{part.text}占{whole.text}为{plain(true.quantize(digits))}%，"
            f"文中写{counted.rate.text}。",
            block.index,
        )


def counted_rates(report: DepartmentReport) -> Iterator[Counted]:
    """Yield the report's rates and shares that are said with both their counts."""
    figures = {figure.id: figure for figure in report.figures}
    for relation in report.relations:
        share = relation.kind is RelationKind.SHARE
        rate = relation.one(TermRole.SHARE if share else TermRole.RATE)
        part, whole = relation.one(TermRole.PART), relation.one(TermRole.WHOLE)
        if relation.kind not in {RelationKind.RATE, RelationKind.SHARE} or whole is None:
            continue
        yield Counted(
            rate=figures[rate or ""],
            part=figures[part or ""],
            whole=figures[whole],
            share=share,
        )


def _fits_another(subject: Subject, counted: Counted) -> bool:
    """Say whether an earlier count of the paragraph makes the rate right; it is the whole then."""
    return any(
        Counted(rate=counted.rate, part=counted.part, whole=figure).agrees
        for figure in subject.report.figures
        if figure.block == counted.part.block
        and figure.end < counted.part.start
        and figure.normalized_unit == counted.part.normalized_unit
        and figure.normalized_value
    )


def check_percentages(subject: Subject) -> Iterator[Diagnostic]:
    """Find rates over 100 % of things that cannot exceed the whole, and falls of more than all."""
    for figure in subject.report.figures:
        if figure.kind is not Kind.PERCENT or figure.lower <= HUNDRED:
            continue
        fall = figure.change is Change.DECREASE
        rate = figure.change is Change.NONE and _CANNOT_EXCEED.search(figure.indicator)
        if (fall or rate) and figure.role is Role.ACTUAL:
            what = "降幅" if fall else f"“{figure.indicator}”"
            yield found(
                "impossible_percent",
                f"{quote(subject.blocks[figure.block])}中，{what}为{figure.text}，超过100%。",
                figure.block,
            )


def check_shares(subject: Subject) -> Iterator[Diagnostic]:
    """Find shares of one whole (分别占…, 占…、占…) that are more than all of it."""
    figures = {figure.id: figure for figure in subject.report.figures}
    for relation in subject.report.relations:
        if relation.kind is not RelationKind.SHARES:
            continue
        shares = [figures[share] for share in relation.every(TermRole.SHARE)]
        total = sum((share.lower - step(share.value) / 2 for share in shares), Decimal(0))
        if total > HUNDRED:
            listed = "＋".join(share.text for share in shares)
            block = subject.blocks[shares[0].block]
            yield found(
                "share_mismatch", f"{quote(block)}中，各项占比{listed}之和超过100%。", block.index
            )
