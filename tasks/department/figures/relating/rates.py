"""Rates and shares with the counts they are made from: 应办60件, 按期57件, 95%; …, 占42.3%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.department.figures.passage import Passage
from tasks.department.figures.relating.changes import is_change
from tasks.department.figures.relating.lists import OVERLAPPING
from tasks.department.figures.relating.terms import last_digit, makes, related
from tasks.department.figures.relation import Relation, RelationKind, TermRole

_LEADS: Final = re.compile(r"(?:达到?|高达|为|是|仅|约|近|超过?|：)+$")
_RATE: Final = re.compile(r"(?P<stem>[一-龥]{2})[率度]$")
_SHARE: Final = re.compile(r"占(?P<of>[^，。；、（(\d]{0,14}?)(?:的?比[重例]?|的)?$")
_LEADING: Final = re.compile(r"(?:.?|[^，,。；]{0,6}[，,])\s?(?:约|近|仅|超过?|已)?")
"""What may stand between the part and 占: 其中30件，约占; 其中30件案件，占."""
_STATED: Final = re.compile(r"，占[^，。；]{0,12}")
_OF_STATED: Final = re.compile(r"的?(?:约|近|超过?)?")
"""What stands about the whole in 620份，占审查总量800份的77.5%."""
_ALL: Final = re.compile(r"总|全部|其中|所有")
_ALL_OF: Final = re.compile(r"^(?:全部|所有)的?|的?(?:总数|总量|全部)$")
_WIDER: Final = re.compile(r"全[国省市区县州旗]|辖区|本系统|同类|上年|去年|同期")
"""占全省…的, 占上年的: the whole is not the report's own, or not this year's."""
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
_DUE: Final = re.compile(r"应|需|共|总|全部|受理|收到")
"""What the whole is called in a bracket behind its rate: 出庭率100%（应出庭5件，实际出庭5件）."""
_GAP = 16
"""A rate stands within so many characters of its count."""
_FAR = 24
"""No count of a sentence further back is looked at; the bound keeps the time linear."""
_BY_STATING: Final = "“占”后写明总体"
_BY_WORDS: Final = "比率紧随其分子、分母，名称相符"
_BY_VALUE: Final = "两数之比与所写比率相符"
_IN_BRACKET: Final = "比率后的括号写明分子、分母"


def find_rates(passage: Passage, sentence: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the sentence's rates and shares whose counts are said beside them."""
    for at, rate in enumerate(sentence):
        if _is_rate(rate):
            before = sentence[max(0, at - _FAR) : at]
            found = (
                _stated(passage, before, rate)
                or _behind(passage, before, rate)
                or _bracketed(passage, sentence[at:][:3])
            )
            if found is not None:
                yield found


def _is_rate(rate: Figure) -> bool:
    return rate.kind is Kind.PERCENT and rate.change is Change.NONE and rate.role is Role.ACTUAL


def _countable(*counts: Figure) -> bool:
    return all(c.kind in {Kind.COUNT, Kind.MONEY} and c.role is Role.ACTUAL for c in counts)


def _stated(passage: Passage, before: Sequence[Figure], rate: Figure) -> Relation | None:
    """Return `合同620份，占审查总量800份的77.5%`: a share with its whole between 占 and 的."""
    if len(before) < 2 or not _OF_STATED.fullmatch(passage.between(before[-1], rate)):  # noqa: PLR2004 - a part and its whole
        return None
    part, whole = before[-2:]
    alike = part.normalized_unit == whole.normalized_unit and _countable(part, whole)
    if not alike or not _STATED.fullmatch(passage.between(part, whole)):
        return None
    return _share(rate, part, whole, _BY_STATING)


def _behind(passage: Passage, before: Sequence[Figure], rate: Figure) -> Relation | None:
    """Return the rate with the count right before it and the nearest count that may hold it."""
    if not before or not _countable(before[-1]):
        return None
    part = before[-1]
    gap = passage.between(part, rate)
    if len(gap) > _GAP or re.search(r"[。；]", gap):
        return None
    earlier = [f for f in before[:-1] if not is_change(passage, f)]
    wholes = [f for f in earlier if _may_hold(f, part)]
    said = _LEADS.sub("", gap)
    share = _SHARE.search(said)
    if share is not None:
        near = _LEADING.fullmatch(said, 0, share.start())
        return _shared(passage, wholes, part, rate, share["of"]) if near else None
    by_value = _made(earlier, part, rate) if _RATE.search(said) else None
    return (_rated(passage, wholes, part, rate) if wholes else None) or by_value


def _may_hold(whole: Figure, part: Figure) -> bool:
    same = whole.normalized_unit == part.normalized_unit
    return same and part.normalized_value <= whole.normalized_value


def _shared(
    passage: Passage, wholes: Sequence[Figure], part: Figure, rate: Figure, of: str
) -> Relation:
    """Return 其中…30件，占40%: the whole is the one divided, unless another one is named."""
    whole = next((f for f in wholes if f.id == part.parent), None)
    if whole is None and _is_only_part(passage, wholes, part):
        whole = wholes[0]
    if whole is not None and of and not _names(of, whole, part):
        whole = None
    return _share(rate, part, whole, f"“占{of}”紧随该项" if of else "“占”紧随该项")


def _is_only_part(passage: Passage, wholes: Sequence[Figure], part: Figure) -> bool:
    """Say whether one whole and one trait of it stand alone: 人员80名，本科以上72名，占比90%."""
    if len(wholes) != 1 or not _countable(wholes[0]):
        return False
    gap = passage.between(wholes[0], part)
    return gap.startswith("，") and OVERLAPPING.search(gap) is not None


def _share(rate: Figure, part: Figure, whole: Figure | None, reason: str) -> Relation:
    terms = ((TermRole.SHARE, rate), (TermRole.PART, part), (TermRole.WHOLE, whole))
    return related(RelationKind.SHARE, reason, terms)


def _names(of: str, whole: Figure, part: Figure) -> bool:
    """Say whether 占…的 names the whole: as all of it, or by two characters of it in a row.

    All of what the part itself is called (党员35名，占党员总数的) is another whole.
    """
    if _WIDER.search(of) or _ALL_OF.sub("", of) == part.indicator:
        return False
    pairs = (of[at : at + 2] for at in range(len(of) - 1))
    return _ALL.search(of) is not None or any(pair in whole.indicator for pair in pairs)


def _rated(
    passage: Passage, wholes: Sequence[Figure], part: Figure, rate: Figure
) -> Relation | None:
    """Return the rate, when its words are those of the part: 办结率 behind 办结57件."""
    whole = next((f for f in reversed(wholes) if makes(part, f, rate)), wholes[-1])
    if not _countable(part, whole):
        return None
    gap = passage.between(part, rate)
    match = _RATE.search(_LEADS.sub("", gap))
    if match is None:
        return None
    words = _SAME_AS.get(match["stem"], match["stem"])
    label = passage.between(whole, part) + gap.rpartition("，")[0]
    if re.search(rf"(?<![不未])(?:{words})", label):
        return _rate(rate, part, whole, _BY_WORDS)
    return _rate(rate, part, whole, _BY_VALUE) if makes(part, whole, rate) else None


def _made(earlier: Sequence[Figure], part: Figure, rate: Figure) -> Relation | None:
    """Return the rate with a whole of another measure word (23件, 出庭21次, 91.3%).

    Only a rate with a decimal tells enough that two counts make it by no accident.
    """
    if last_digit(rate.value) == 1:
        return None
    whole = next((f for f in reversed(earlier) if _countable(f) and makes(part, f, rate)), None)
    return _rate(rate, part, whole, _BY_VALUE) if whole else None


def _rate(rate: Figure, part: Figure, whole: Figure, reason: str) -> Relation:
    terms = ((TermRole.RATE, rate), (TermRole.PART, part), (TermRole.WHOLE, whole))
    return related(RelationKind.RATE, reason, terms)


def _bracketed(passage: Passage, three: Sequence[Figure]) -> Relation | None:
    """Return `出庭应诉率100%（应出庭5件，实际出庭5件）`: the larger count is the whole."""
    if len(three) < 3:  # noqa: PLR2004 - the rate and two counts
        return None
    rate, one, other = three
    opening, middle = passage.between(rate, one), passage.between(one, other)
    closed = re.match(r"[^（()）。]{0,8}[)）]", passage.after(other, 10))
    bracket = re.match(r"[（(][^（()）。；，]{0,12}$", opening) and closed
    if not bracket or re.search(r"[（()）。；]", middle) or not _countable(one, other):
        return None
    if one.normalized_unit != other.normalized_unit:
        return None
    whole, part = (one, other) if one.normalized_value >= other.normalized_value else (other, one)
    label = opening if whole is one else middle
    if _DUE.search(label) or makes(part, whole, rate):
        return _rate(rate, part, whole, _IN_BRACKET)
    return None
