"""Wholes and their parts in a paragraph: 其中, 包括, brackets, 分别, and 合计 behind a list.

Two laws are held: parts that exclude each other are not more than their whole, and a list
that is meant to be whole (it names the rest, or says 分别, or fills a bracket) adds up to it.
A 其中 that only picks some parts out need not add up, and no rule asks it to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.department.checks.interval import Interval, in_unit_of, of, sum_of
from tasks.department.checks.rule import Subject, found, quote
from tasks.department.checks.runs import Run, prose_runs, said_sum, without_brackets
from tasks.department.figures.figure import Change, Figure
from tasks.department.figures.relating.lists import OVERLAPPING, STAGE, alike, family
from tasks.department.figures.relating.terms import ADDABLE
from tasks.department.figures.relation import RelationKind, TermRole
from tasks.diagnostics import Diagnostic

_MARK = re.compile(
    r"^[^。；！？]{0,24}?(?P<mark>其中|当中|包括|分别(?:为|是|有|用于|投入)|，用于|，由|：|"
    r"(?P<open>[（(])(?:其中|包括|含)?)"
)
_REST = re.compile(r"其他|其它|其余")
_OPEN = re.compile(r"等|如|主要|重点|不含|还有")
_MADE_OF = re.compile(r"^[^，。；]{0,2}(?:构成|组成)")
_DOING = re.compile(
    r"发现|提出|移送|移交|责令|整改|印发|发放|挽回|落实|办结|受理|审结|培训|召开|采纳|满意|完成|"
    r"同比|较上年"
)
"""Verbs that begin a new statement behind a comma: 其中3个被评为优秀，发现问题26个."""
_COMPLEMENTS: tuple[tuple[str, ...], ...] = (
    ("简易程序", "普通程序"),  # 行政处罚法 has these two
    ("简易程序", "一般程序"),  # the same before 2021
    ("现场", "书面"),  # ways of 述法
    ("线上", "线下"),
    ("企业", "个体"),  # 经营主体, with 合作社 where there are some
    ("人大", "政协"),  # 建议提案
    ("民事", "刑事", "行政"),  # 法律援助, 诉讼
    ("维持", "撤销"),  # outcomes of 复议
    ("首次", "重新"),  # applications
    ("男", "女"),
    ("上半年", "下半年"),
    ("一季度", "二季度", "三季度", "四季度"),
)
"""Labels that leave no third possibility, so that the list is whole."""
_HALVES = re.compile(
    rf"^(?P<mark>，)(?:{'|'.join(row[0] for row in _COMPLEMENTS)})[^，。；、]{{0,10}}$"
)
"""A complement's first word right behind the whole: 陪审员45名，男性28名，女性17名."""
_TAKEN = re.compile(r"没收|查获|收缴|查扣|扣押")
"""Things taken in a case are no cases, though 件 counts both."""
_CHANGED = re.compile(r"(?:增加|减少|净增|净减|增长|下降|压减|多|少)了?[约近]?$")
_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A whole, its parts with the words before each, and how the list is opened and left."""

    whole: Figure
    parts: tuple[Figure, ...]
    labels: tuple[str, ...]
    mark: str
    tail: str

    @property
    def is_open(self) -> bool:
        """Whether the list says that it is none of all parts."""
        return bool(_OPEN.search(self.tail[:2]) or _OPEN.search(self.labels[0].split("其中")[-1]))

    @property
    def is_whole(self) -> bool:
        """Whether the list is meant to hold all parts."""
        if self.is_open:
            return False
        if any(_REST.search(label) for label in self.labels) or self.mark.startswith("分别"):
            return True
        if self.mark == "，由" and _MADE_OF.match(self.tail):
            return True
        return self._fills_bracket() or any(self._names(row) for row in _COMPLEMENTS)

    def _fills_bracket(self) -> bool:
        return self.mark in {"（", "("} and self.tail[:1] in {"）", ")"}

    def _names(self, row: Sequence[str]) -> bool:
        return len(row) == len(self.labels) and all(
            any(word in label for label in self.labels) for word in row
        )

    @property
    def excludes(self) -> bool:
        """Whether the parts exclude each other, as far as their words tell."""
        if any(self._names(row) for row in _COMPLEMENTS):
            return True
        if self.mark == "：":  # a list behind a colon may name the steps of one thing
            return any(_REST.search(label) for label in self.labels)
        return not any(STAGE.search(label) or OVERLAPPING.search(label) for label in self.labels)


def check_parts(subject: Subject) -> Iterator[Diagnostic]:
    """Find parts that are more than their whole, or a whole list that does not add up."""
    for run in prose_runs(subject):
        for breakdown in breakdowns(run):
            yield from _judge(run, breakdown)
    yield from _totals_behind(subject)


def breakdowns(run: Run) -> Iterator[Breakdown]:
    """Yield each whole that is followed by a mark and its parts."""
    for at, (before, first) in enumerate(pairwise(run.figures)):
        whole = _behind_change(run, at, before)
        match = _MARK.match(run.between(whole, first)) or _HALVES.match(run.between(whole, first))
        if match is None or whole.kind not in ADDABLE or alike(whole, first) is False:
            continue
        if match.groupdict().get("open") and _closed_before(run.between(whole, first)):
            continue
        if _TAKEN.search(run.between(whole, first)):
            continue
        reach = _close(run, first, bracket=bool(match.groupdict().get("open")))
        parts = _listed(run, run.figures[at + 1 :], whole, reach)
        if parts:
            labels = (run.between(whole, first), *(run.between(a, b) for a, b in pairwise(parts)))
            if match.re is _HALVES and not _is_row(labels):
                continue
            yield Breakdown(
                whole=whole, parts=parts, labels=tuple(map(without_brackets, labels)),
                mark=match["mark"], tail=run.after(parts[-1], 6),
            )  # fmt: skip


def _behind_change(run: Run, at: int, before: Figure) -> Figure:
    """Return the level before a change (3620项，较去年减少120项，其中…), else the figure itself."""
    counted = at > 0 and before.kind in ADDABLE and before.change is not Change.NONE
    if not counted or not _CHANGED.search(run.before(before, 6)):
        return before
    return run.figures[at - 1]


def _is_row(labels: Sequence[str]) -> bool:
    """Say whether labels without a mark are all of a row that leaves no third possibility."""
    return any(
        len(row) == len(labels)
        and all(
            re.match(rf"[，、\s]*{word}", label) for word, label in zip(row, labels, strict=True)
        )
        for row in _COMPLEMENTS
    )


def _closed_before(text: str) -> bool:
    return text.count("（") + text.count("(") <= text.count("）") + text.count(")")


def _close(run: Run, first: Figure, *, bracket: bool) -> int:
    """Return where the list ends: at its bracket, else at ； or the sentence's end."""
    pattern = r"[）)。\n]" if bracket else r"[；。！？\n]"
    end = re.search(pattern, run.block.text[first.end :])
    return first.end + end.start() if end else len(run.block.text)


def _listed(run: Run, rest: Sequence[Figure], whole: Figure, reach: int) -> tuple[Figure, ...]:
    """Return the leading figures that make one list: same unit, same separator.

    With figures of another unit among them it is no list of parts, and none are returned.
    """
    inside = [figure for figure in rest if figure.end <= reach]
    listed = inside[:1]
    separator = ""
    for before, figure in pairwise(inside):
        gap = without_brackets(run.between(before, figure))
        kind = "，" if re.search(r"[，,]", gap) else "、"
        if _is_nested(run, before, figure):
            return ()
        if separator and kind != separator and not _REST.search(gap):
            break
        if kind == "，" and _DOING.search(gap):
            break
        if not alike(whole, figure):
            return tuple(listed) if kind == "，" else ()
        separator = separator or kind
        listed.append(figure)
    return tuple(listed)


def _is_nested(run: Run, before: Figure, figure: Figure) -> bool:
    """Say whether a mark opens a second list between the two."""
    return re.search(r"其中|包括|[（(][^）)]*$", run.between(before, figure)) is not None


def _judge(run: Run, breakdown: Breakdown) -> Iterator[Diagnostic]:
    whole, parts = breakdown.whole, breakdown.parts
    place = quote(run.block)
    largest = max(parts, key=lambda part: of(part).lower)
    if of(largest).is_above(_largest_before(run, whole, largest)):
        yield found(
            "part_exceeds_whole",
            f"{place}中，其中项{largest.text}大于总数{whole.text}。",
            run.block.index,
        )
        return
    if len(parts) < _LEAST or sum_of(parts).meets(of(whole)):
        return
    more = sum_of(parts).is_above(of(whole)) and breakdown.excludes
    if more or breakdown.is_whole:
        relation = "大于" if sum_of(parts).is_above(of(whole)) else "小于"
        yield found(
            "sum_mismatch",
            f"{place}中，分项{said_sum(parts)}之和为{in_unit_of(parts, whole)}，"
            f"{relation}总数{whole.text}。",
            run.block.index,
        )


def _largest_before(run: Run, whole: Figure, part: Figure) -> Interval:
    """Return the largest figure that the part may be a part of; often it is `whole`."""
    rivals = [
        figure
        for figure in run.figures
        if figure.end <= whole.end
        and figure.sentence == part.sentence
        and family(figure) == family(part)
    ]
    uppers = [of(figure).upper for figure in rivals]
    bounds = [upper for upper in uppers if upper is not None]
    bounded = len(bounds) == len(uppers)
    return Interval(lower=whole.lower, upper=max(bounds) if bounded else None)


def _totals_behind(subject: Subject) -> Iterator[Diagnostic]:
    """Find `37件、9件，合计45件`: a total named as such that is not the sum of what it sums."""
    figures = {figure.id: figure for figure in subject.report.figures}
    for relation in subject.report.relations:
        if relation.kind is not RelationKind.SUM:
            continue
        total = figures[relation.one(TermRole.TOTAL) or ""]
        parts = [figures[addend] for addend in relation.every(TermRole.ADDEND)]
        tails = [parts[k:] for k in range(len(parts) - 1)]
        if not any(sum_of(tail).meets(of(total)) for tail in tails):
            block = subject.blocks[total.block]
            yield found(
                "sum_mismatch",
                f"{quote(block)}中，{said_sum(parts)}之和为{in_unit_of(parts, total)}，"
                f"与合计{total.text}不符。",
                block.index,
            )
