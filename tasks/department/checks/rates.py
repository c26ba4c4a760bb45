"""Rates against the two counts they are made from, shares of one whole, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from tasks.department.checks.interval import HUNDRED, Interval, of, percent_of, plain, said, step
from tasks.department.checks.parts import OVERLAPPING, STAGE
from tasks.department.checks.rule import Subject, found, quote
from tasks.department.checks.runs import Run, prose_runs
from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.diagnostics import Diagnostic

_RATE: Final = re.compile(r"(?P<stem>[一-龥]{2})[率度]$|(?P<share>占(?:比|总数|全部)?)")
_SHARE_BEFORE: Final = re.compile(r"(?:占|占比)[^，。；、]{0,12}$")
_SAME_AS: Final = {
    # the rate's stem: what its count may be called instead
    "参考": "参考|参加|实考|到考",
    "参加": "参加|参考|参训",
    "参训": "参训|参加|培训",
    "出庭": "出庭|应诉",
    "应诉": "出庭|应诉",
    "和解": "和解|调解",
    "化解": "化解|调解|办结",
    "成功": "成功|调成",
    "合格": "合格|及格|通过",
    "通过": "通过|合格",
    "办结": "办结|审结|结案",
    "整改": "整改",
    "完成": "完成|实检|实际|实查",
}
_CANNOT_EXCEED: Final = re.compile(
    r"(?:合格|参考|参训|办结|满意|覆盖|公开|通过|出庭|应诉|履行|成功|及时|回复|答复|备案|持证|整改|"
    r"审查|审核|采纳|化解|知晓|报备|网办|可办|上岗|到位|到会|及格|调处|响应|送达|达标|"
    r"优良|优秀|建档|处置|反馈|办复|公示|执结|胜诉|败诉|到课|到庭)[率度]$|占比$"
)
_OF_WHOLE: Final = re.compile(r"的?(?:约|近|超过?)?")
_SHARE_OF: Final = re.compile(r"，占[^，。；]{0,12}")
_ALL_OF_IT: Final = re.compile(
    r"占(?:比|总数|全部|总量|比例)?(?:的|为|达到?|是|：)*(?:约|近|超过?)?$"
)
_OF_ANOTHER: Final = re.compile(r"占(?:全[区县市省国州]|辖区|本系统|同类|上年|去年|同期)")
"""A share of what is not said here: 占全市投诉的12%."""
_REACH = 16


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
    """Find rates said right behind their two counts that are not made from these."""
    for run in prose_runs(subject):
        for counted in counted_rates(run):
            if counted.agrees or _fits_another(run, counted):
                continue
            part, whole = counted.part, counted.whole
            true = part.normalized_value * HUNDRED / whole.normalized_value
            digits = step(counted.rate.value) / 10
            yield found(
                "share_mismatch" if counted.share else "percent_mismatch",
                f"{quote(run.block)}中，{part.text}占{whole.text}为{plain(true.quantize(digits))}%，"
                f"文中写{counted.rate.text}。",
                run.block.index,
            )


def counted_rates(run: Run) -> Iterator[Counted]:
    """Yield the paragraph's rates whose two counts stand right before them."""
    for sentence in run.sentences():
        for at, rate in enumerate(sentence):
            before = sentence[:at] if _is_rate(rate) else ()
            counted = _stated(run, before, rate) or _counts(run, before, rate)
            if counted is not None:
                yield counted


def _is_rate(rate: Figure) -> bool:
    return rate.kind is Kind.PERCENT and rate.change is Change.NONE and rate.role is Role.ACTUAL


def _counts(run: Run, before: Sequence[Figure], rate: Figure) -> Counted | None:
    """Return the rate with the count right before it and the nearest count that may hold it."""
    if not before or len(run.between(before[-1], rate)) > _REACH:
        return None
    part = before[-1]
    wholes = [
        figure
        for figure in before[:-1]
        if figure.normalized_unit == part.normalized_unit and of(part).lower <= of(figure).lower
    ]
    share = "占" in run.between(part, rate)
    of_parent = [figure for figure in wholes if share and figure.id == part.parent]
    wholes = of_parent or wholes
    if not wholes or not _countable(part, wholes[-1]) or not _is_said_of(run, part, rate, wholes):
        return None
    return Counted(rate=rate, part=part, whole=wholes[-1], share=share)


def _stated(run: Run, before: Sequence[Figure], rate: Figure) -> Counted | None:
    """Return `合同620份，占审查总量800份的77.5%`: a share with its whole between 占 and 的."""
    if len(before) < 2 or not _OF_WHOLE.fullmatch(run.between(before[-1], rate)):  # noqa: PLR2004 - a part and its whole
        return None
    part, whole = before[-2:]
    alike = part.normalized_unit == whole.normalized_unit and _countable(part, whole)
    told = _SHARE_OF.fullmatch(run.between(part, whole))
    return Counted(rate=rate, part=part, whole=whole, share=True) if alike and told else None


def _countable(*counts: Figure) -> bool:
    return all(c.kind in {Kind.COUNT, Kind.MONEY} and c.role is Role.ACTUAL for c in counts)


def _is_said_of(run: Run, part: Figure, rate: Figure, wholes: Sequence[Figure]) -> bool:
    """Say whether the rate's words are those of the part: 办结率 behind 办结57件, or 占."""
    gap = run.between(part, rate)
    if re.search(r"[。；]", gap):
        return False
    match = _RATE.search(re.sub(r"(?:达到?|为|是|约|近|超过?|：)+$", "", gap))
    if match is None:
        return False
    if match["share"]:
        if _OF_ANOTHER.search(gap):
            return False
        if part.parent == wholes[-1].id:
            return "，" in gap
        return _is_only_part(run, part, wholes) and _ALL_OF_IT.search(gap) is not None
    words = _SAME_AS.get(match["stem"], match["stem"])
    label = run.between(wholes[-1], part) + gap.rpartition("，")[0]
    return re.search(rf"(?<![不未])(?:{words})", label) is not None


def _is_only_part(run: Run, part: Figure, wholes: Sequence[Figure]) -> bool:
    """Say whether one whole and one trait of it stand alone: 人员80名，本科以上72名，占比90%."""
    gap = run.between(wholes[-1], part)
    return len(wholes) == 1 and gap.startswith("，") and bool(OVERLAPPING.search(gap))


def _fits_another(run: Run, counted: Counted) -> bool:
    """Say whether an earlier count of the paragraph makes the rate right; it is the whole then."""
    return any(
        Counted(rate=counted.rate, part=counted.part, whole=figure).agrees
        for figure in run.figures
        if figure.end < counted.part.start
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
    for run in prose_runs(subject):
        for sentence in run.sentences():
            shares = _shares(run, sentence)
            total = sum((share.lower - step(share.value) / 2 for share in shares), Decimal(0))
            if len(shares) > 1 and total > HUNDRED:
                listed = "＋".join(share.text for share in shares)
                yield found(
                    "share_mismatch",
                    f"{quote(run.block)}中，各项占比{listed}之和超过100%。",
                    run.block.index,
                )


def _shares(run: Run, sentence: Sequence[Figure]) -> list[Figure]:
    """Return the sentence's shares, when they are all of one whole.

    Shares of wholes of their own (占比98%，…占其中的60%) are none.
    """
    percents = [f for f in sentence if f.kind is Kind.PERCENT and f.change is Change.NONE]
    said_so = [f for f in percents if _SHARE_BEFORE.search(run.before(f, 16))]
    apart = re.search(r"分别占(?:比)?(?:为)?", sentence[0].sentence)
    if apart and percents and percents[0] in said_so:
        return percents if _is_one_list(run, percents) else []
    listed = said_so if len(said_so) == len(percents) else []
    return listed if _is_one_whole(run, listed) else []


def _is_one_list(run: Run, shares: Sequence[Figure]) -> bool:
    gaps = (run.between(a, b) for a, b in pairwise(shares))
    return all(re.fullmatch(r"\s?[、和,，及]\s?", gap) for gap in gaps)


def _is_one_whole(run: Run, shares: Sequence[Figure]) -> bool:
    """Say whether the clauses before the shares are built alike: 甲30件，占40%；乙…，占…."""
    clauses = [re.split(r"[，。；、\d%％]", run.before(share, 16))[-1] for share in shares]
    if any(OVERLAPPING.search(clause) or STAGE.search(clause) for clause in clauses):
        return False
    endings = {clause[clause.rfind("占") :] for clause in clauses}
    gaps = [run.between(a, b) for a, b in pairwise(shares)]
    return len(endings) == 1 and not any(re.search(r"其中|[（(]|同比", gap) for gap in gaps)
