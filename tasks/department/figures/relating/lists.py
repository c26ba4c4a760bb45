"""Lists: 其中 parts, 分别, totals behind what they sum, shares of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.department.figures.passage import Passage
from tasks.department.figures.relating.terms import related
from tasks.department.figures.relation import Relation, RelationKind, TermRole

STAGE: Final = re.compile(
    r"受理|办结|审结|结案|立案|已|整改|按[期时]|成功|达成|履行|采纳|答复|反馈|回复|完成|参加|通过"
)
"""Stages of one thing: 受理40件、办结38件 are the same cases twice and no two parts."""
OVERLAPPING: Final = re.compile(
    r"党员|女|男|岁|学历|本科|研究生|硕士|博士|法[律学]专业|专业背景|持证|资格|职称|[高中初]级|民族|涉|首次|新增|"
    r"重点|以上"
)
"""Traits that one person or case has at the same time: such parts may overlap."""
SAME_THINGS: Final[tuple[tuple[str, ...], ...]] = (
    ("件", "份", "宗", "起"),  # documents and cases
    ("场次", "场", "次", "期"),  # events
    ("人", "名", "位"),  # persons; 人次 counts visits and is another thing
)
"""Measure words that may stand for one another within one breakdown."""
_SUMMED: Final = re.compile(r"(?:合计|共计|总计)(?:为|达到?|有|是)?[约近逾超]?$")
_SHARE_BEFORE: Final = re.compile(r"(?:占|占比)[^，。；、]{0,12}$")
_LEAST = 2
_FAR = 40
"""No list is longer; the bound keeps the time linear in the text."""


def find_parts(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Yield each whole with its parts, in the order of the wholes; they are its parents."""
    parts: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.parent is not None:
            parts.setdefault(figure.parent, []).append(figure)
    for figure in figures:
        if figure.id in parts:
            divided = ((TermRole.PART, part) for part in parts[figure.id])
            yield related(
                RelationKind.PART,
                "其中、括号或冒号后列出的分项",
                ((TermRole.WHOLE, figure), *divided),
            )


def find_lists(runs: Sequence[Sequence[Figure]]) -> Iterator[Relation]:
    """Yield the lists that 分别 makes; `runs` are their figures."""
    for run in runs:
        items = ((TermRole.ITEM, figure) for figure in run)
        yield related(RelationKind.LIST, "“分别”逐项列出", items)


def find_sums(passage: Passage, sentence: Sequence[Figure]) -> Iterator[Relation]:
    """Yield `37件、9件，合计45件`: a total named as such behind what it sums."""
    for at, total in enumerate(sentence):
        if at < _LEAST or not _SUMMED.search(passage.before(total, 6)):
            continue
        addends = _before_total(passage, sentence[max(0, at - _FAR) : at], total)
        if len(addends) >= _LEAST:
            said = ((TermRole.ADDEND, figure) for figure in addends)
            yield related(RelationKind.SUM, "“合计”前列出的各项", ((TermRole.TOTAL, total), *said))


def _before_total(passage: Passage, before: Sequence[Figure], total: Figure) -> list[Figure]:
    """Return the figures of the total's unit that stand together right before it."""
    kept: list[Figure] = []
    for figure in reversed(before):
        if not alike(total, figure) or re.search(r"[；;]|其中", passage.between(figure, total)):
            break
        kept.append(figure)
    return kept[::-1]


def alike(whole: Figure, part: Figure) -> bool:
    """Say whether two figures may be added: one kind, one family of units, one role."""
    same = family(whole) == family(part) and whole.kind is part.kind
    return same and whole.role is part.role is not Role.PREVIOUS


def family(figure: Figure) -> str:
    """Return the unit, or the first of those that count the same things."""
    unit = figure.normalized_unit
    return next((row[0] for row in SAME_THINGS if unit in row), unit)


def find_shares(passage: Passage, sentence: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the sentence's shares, when there are several and all are of one whole.

    Shares of wholes of their own (占比98%，…占其中的60%) are none.
    """
    percents = [f for f in sentence if f.kind is Kind.PERCENT and f.change is Change.NONE]
    said_so = [f for f in percents if _SHARE_BEFORE.search(passage.before(f, 16))]
    if not said_so:
        return
    apart = re.search(r"分别占(?:比)?(?:为)?", sentence[0].sentence)
    if apart and percents[0] is said_so[0]:
        listed, one = percents, _is_one_list(passage, percents)
    else:
        listed = said_so if len(said_so) == len(percents) else []
        one = _is_one_whole(passage, listed)
    if one and len(listed) >= _LEAST:
        shares = ((TermRole.SHARE, figure) for figure in listed)
        yield related(RelationKind.SHARES, "并列的占比，同属一个总体", shares)


def _is_one_list(passage: Passage, shares: Sequence[Figure]) -> bool:
    gaps = (passage.between(a, b) for a, b in pairwise(shares))
    return all(re.fullmatch(r"\s?[、和,，及]\s?", gap) for gap in gaps)


def _is_one_whole(passage: Passage, shares: Sequence[Figure]) -> bool:
    """Say whether the clauses before the shares are built alike: 甲30件，占40%；乙…，占…."""
    clauses = [re.split(r"[，。；、\d%％]", passage.before(share, 16))[-1] for share in shares]
    if any(OVERLAPPING.search(clause) or STAGE.search(clause) for clause in clauses):
        return False
    endings = {clause[clause.rfind("占") :] for clause in clauses}
    gaps = [passage.between(a, b) for a, b in pairwise(shares)]
    return len(endings) == 1 and not any(re.search(r"其中|[（(]|同比", gap) for gap in gaps)
