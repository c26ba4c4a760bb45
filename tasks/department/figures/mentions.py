"""The quantities of one text: numbers joined with their units and qualifiers.

A mention is a figure before anyone has asked what it counts: value, unit, interval, place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tasks.department.figures.cardinals import NUMERIC, cardinal, fold
from tasks.department.figures.contexts import excluded_spans, side_reason
from tasks.department.figures.figure import Kind, SkippedNumber
from tasks.department.figures.intervals import interval
from tasks.department.figures.scan import Number, numbers
from tasks.department.figures.units import UNITS, Unit, unit_at

_PREFIX = re.compile(
    r"(不得少于|不得低于|不得超过|不超过?|不少于|不低于|不到|不足|超过|将近|接近|大约|至少|突破|约|近|逾|超|达到?|[≥≤])"
    r"(?:了|有|占|为|达|合|完成|开展|举办|组织)?(?:人民币)?\s?$"
)
_SUFFIX = re.compile(r"\s?(?:[（(]含[)）])?(以上|以下|以内|左右|多)(?!的?级|学历|人员|领导)")
_RANGE = re.compile(r"\s?(?:[—\-–~～－]{1,2}|至|到)\s?")
_RANK = re.compile(
    r"(?:全[国省市州县区旗]|位居|位列|排名|排在|名列|荣获|夺得|获得?|居|列|排|由|从|升至|降至|上升至|跃升至|跃居|提升至|前移至|下滑至)"
    r"(?:[^，。；“”\n]{0,12}?)"
    r"(?P<rank>第(?P<n>[一二三四五六七八九十\d]{1,3})(?:名|位|(?=[，。；、）)\s]|$|的?(?:好|成绩|等次)|[升降]))"
    r"|(?P<first>首位|榜首)|前(?P<top>[一二三四五六七八九十\d]{1,3})(?:名|位|强|(?=[，。；、）)]|$)))"
)
_HALF_MORE = frozenset({"年", "天", "小时", "个小时", "个月", "倍"})
"""Units that a half may follow: 一年半, 两个月半, 三倍半."""
_SHARED_POINT = Unit(said="个", kind=Kind.PERCENTAGE_POINT, name="百分点")
"""The first of two that share their unit: 2.3个和1.1个百分点."""
_LISTED = re.compile(r"(?:[、和及与]\s?\d+(?:\.\d+)?){1,6}")
"""Numbers that share the unit of the last: 提高0.3、0.5、2.1个百分点."""
_FUNDS = re.compile(r"(?:资金|经费|投入|金额|投资|补助|贷款|产值|补贴|财政)[^，。；]{0,4}$")
_MAY_COUNT = re.compile(rf"[\d{NUMERIC}①-⑳首榜]")
"""What every number, and every rank, has at least one of; most headings have none."""
_NEAR = 10
"""Where 万 and 亿 stand alone, money named just before is meant: 投入3500万资金."""
_IS_NONE = re.compile(r"(?P<rate>率)?(?:均|都|全部|继续|始终)?(?:为|是|保持)\s?$")
_CLOSED = re.compile(r"[，。；、,;）)\s]|$")
_NO_PERCENT = Unit(said="", kind=Kind.PERCENT, name="%")
_NO_COUNT = Unit(said="", kind=Kind.COUNT, name="")
_PARTS = frozenset({"%", "‰", "‱"})
_YUAN = re.compile(r"[¥￥]\s?$")
_POINTS = re.compile(r"\s?(?:和|、|及|与)\s?\d+(?:\.\d+)?个百分点")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One quantity in a text: `number`, `unit`, and the interval in normalised units."""

    start: int
    end: int
    value: Decimal
    unit: Unit
    scale: str
    normalized: Decimal
    lower: Decimal
    upper: Decimal | None
    qualifier: str

    @property
    def unit_said(self) -> str:
        """The unit as said, 万/亿 before it."""
        return self.scale + self.unit.said


_ENDLESS = -10
_FINEST = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What a text holds: its quantities, and the numbers that are none, with reasons."""

    found: tuple[Mention, ...]
    skipped: tuple[SkippedNumber, ...]


_NOTHING = Mentions(found=(), skipped=())


def find_mentions(said: str, *, block: int, default_unit: str = "") -> Mentions:
    """Return the quantities of a text and its other numbers; offsets are into `said`.

    `default_unit` is taken where a number has none of its own (a table's 单位：万元); then
    bare numbers count as quantities too.
    """
    if _MAY_COUNT.search(said) is None:
        return _NOTHING
    text = fold(said)
    ranks = tuple(_ranks(text))
    spans = _Spans(excluded_spans(text), (m.start for m in ranks))
    found: list[Mention] = list(ranks)
    skipped: list[SkippedNumber] = []
    covered = 0
    plain = [n for n in numbers(text) if not _inside(n, ranks)]
    for number in _ranged(text, plain, unit_given=bool(default_unit)):
        if number.start < covered:
            continue
        reason = spans.reason(number) or side_reason(text, number.start, number.end)
        mention = None if reason else _mention(text, number, default_unit)
        if mention is not None:
            found.append(mention)
            covered = mention.end
            continue
        skipped.append(
            SkippedNumber(
                block=block,
                start=number.start,
                end=number.end,
                text=said[number.start : number.end],
                reason=reason or ("other" if number.arabic else "word"),
            )
        )
    found.sort(key=lambda mention: mention.start)
    return Mentions(found=tuple(found), skipped=tuple(skipped))


def _inside(number: Number, ranks: tuple[Mention, ...]) -> bool:
    return any(rank.start <= number.start < rank.end for rank in ranks)


def _ranged(text: str, found: list[Number], *, unit_given: bool) -> Iterator[Number]:
    """Make `20至30件` and `63%～68%` one number with both ends.

    由A到B is a change, not a range, and 2021—2025 has no unit: both stay two numbers.
    """
    at = 0
    while at < len(found):
        first = found[at]
        second = found[at + 1] if at + 1 < len(found) else None
        if second is not None and _is_range(text, first, second, unit_given=unit_given):
            yield replace(second, start=first.start, value=first.value, top=second.value)
            at += 2
        else:
            yield first
            at += 1


def _is_range(text: str, first: Number, second: Number, *, unit_given: bool) -> bool:
    if first.value >= second.value or first.arabic is not second.arabic or first.scale:
        return False
    unit, own = unit_at(text, second.end, arabic=second.arabic), first.end
    mark = _RANGE.match(text, own)
    if mark is None:
        shared = unit_at(text, own, arabic=first.arabic)
        if unit is None or shared is None or shared[0] != unit[0]:
            return False
        mark = _RANGE.match(text, shared[1])
    from_to = text[max(0, first.start - 3) : first.start].endswith(("由", "从", "自", "由原来的"))
    measured = unit is not None or unit_given
    return mark is not None and mark.end() == second.start and measured and not from_to


class _Spans:
    """The excluded expressions of a text, asked by offset in logarithmic time."""

    def __init__(self, spans: Iterable[tuple[int, int, str]], keep: Iterable[int]) -> None:
        kept = set(keep)
        merged: list[tuple[int, int, str]] = []
        for start, end, reason in sorted(spans, key=lambda s: (s[0], -s[1])):
            if start in kept:
                continue
            if merged and end <= merged[-1][1]:
                continue
            merged.append((start, end, reason))
        self._spans = merged
        self._ends = [end for _, end, _ in merged]

    def reason(self, number: Number) -> str:
        """Return the reason of the first expression that overlaps the number, or ''.

        One that begins within 百分之… has mistaken a piece of it for something else.
        """
        at = bisect_left(self._ends, number.start + 1)
        if at == len(self._spans) or self._spans[at][0] >= number.end:
            return ""
        inside = number.unit in _PARTS and self._spans[at][0] > number.start
        return "" if inside else self._spans[at][2]


def _ranks(text: str) -> Iterator[Mention]:
    for match in _RANK.finditer(text):
        value = Decimal(1) if match["first"] else cardinal(match["n"] or match["top"])
        if value is None:
            continue
        yield Mention(
            start=match.start("rank"),
            end=match.end("rank"),
            value=value,
            unit=Unit(said="位", kind=Kind.RANK, name="位"),
            scale="",
            normalized=value,
            lower=Decimal(1) if match["top"] else value,
            upper=value,
            qualifier="前" if match["top"] else "",
        )


def _mention(text: str, number: Number, default_unit: str) -> Mention | None:
    """Join a number with its unit; None where it counts nothing that we know."""
    if number.unit == "?":
        return None
    if number.unit:
        unit, end = UNITS[number.unit], number.end
    else:
        found = _unit_of(text, number, default_unit)
        if found is None:
            return None
        unit, end = found
    if text.startswith("半", end) and unit.said in _HALF_MORE:
        number, end = replace(number, value=number.value + Decimal("0.5")), end + 1
    scale, factor = number.scale, Decimal(number.factor)
    if default_unit[:1] in {"万", "亿"} and end == number.end and unit.said != default_unit:
        scale, factor = default_unit[0], Decimal(10**4 if default_unit[0] == "万" else 10**8)
    return _measure(text, number, unit, end=end, scale=scale, factor=factor)


def _unit_of(text: str, number: Number, default_unit: str) -> tuple[Unit, int] | None:
    """Return the unit after a number, a currency sign's before it, or the table's own."""
    found = unit_at(text, number.end, arabic=number.arabic)
    if found is not None:
        unit, end = found
        shared = unit.said == "个" and _POINTS.match(text, end)
        return (_SHARED_POINT, end) if shared else found
    listed = _LISTED.match(text, number.end) if number.arabic else None
    shared_unit = unit_at(text, listed.end(), arabic=True) if listed else None
    if shared_unit is not None:
        return shared_unit[0], number.end
    if number.scale and _FUNDS.search(text[max(0, number.start - _NEAR) : number.start]):
        return UNITS["元"], number.end
    if _YUAN.search(text[max(0, number.start - 2) : number.start]):
        return UNITS["元"], number.end
    if default_unit:
        return (_default(default_unit), number.end) if number.arabic else None
    return _none_of(text, number)


def _none_of(text: str, number: Number) -> tuple[Unit, int] | None:
    """Return the unit of a bare 0 that says that nothing happened: 事故为0, 败诉率为0."""
    if number.value or not number.arabic or not _CLOSED.match(text, number.end):
        return None
    said = _IS_NONE.search(text, max(0, number.start - _NEAR), number.start)
    if said is None:
        return None
    return (_NO_PERCENT if said["rate"] else _NO_COUNT), number.end


def _default(default_unit: str) -> Unit:
    bare = default_unit.lstrip("万亿")
    return UNITS.get(bare, Unit(said=bare, kind=Kind.COUNT, name=bare))


def _measure(
    text: str, number: Number, unit: Unit, *, end: int, scale: str, factor: Decimal
) -> Mention:
    prefix = _PREFIX.search(text[max(0, number.start - 8) : number.start])
    suffix = _SUFFIX.match(text, end)
    before = prefix[1] if prefix and not prefix[1].startswith("达") else ""
    qualifier = number.qualifier or before or (suffix[1] if suffix else "")
    lower, upper = interval(number.value, qualifier)
    if number.top is not None:
        upper = number.top
    elif not qualifier and (scale or number.value != number.value.to_integral_value()):
        half = Decimal(1).scaleb(_exponent(number.value)) / 2
        lower, upper = number.value - half, number.value + half
    by = factor * unit.factor
    return Mention(
        start=number.start,
        end=end,
        value=number.value,
        unit=unit,
        scale=scale,
        normalized=_scaled(number.value, by),
        lower=_scaled(lower, by),
        upper=None if upper is None else _scaled(upper, by),
        qualifier=qualifier,
    )


def _scaled(value: Decimal, by: Decimal) -> Decimal:
    """Return the product, to a ten-thousandth where the factor never ends (1亩 is 2000/3㎡)."""
    product = value * by
    if _exponent(by) > _ENDLESS:
        return product
    rounded = product.quantize(_FINEST)
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded.normalize()


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
