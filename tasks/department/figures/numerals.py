"""The value of a numeral, in every form that Chinese reports write one.

Arabic and full-width digits, thousands by comma or space, Chinese lower and financial
upper case, traditional forms, mixed forms (`2万5`, `3.5亿`, `1.2万余`), decimals read out
(三点五), 百分之, 千分之, 万分之, N分之M, 成, and the loose forms 十几, 数十, 上千, 近百.
Forms follow GB/T 15835—2011 (出版物上数字用法) where it has them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from tasks.department.figures.cardinals import DIGITS, LARGE, SMALL, cardinal, fold, guessed
from tasks.department.figures.intervals import interval

_TENTH = 10
_PERCENT_ENDINGS = (
    ("个百分点", 1),
    ("百分点", 1),
    ("%", 1),
    ("‰", Decimal("0.1")),
    ("成", _TENTH),
)
"""What makes a numeral a percentage, and by how much it counts. 成半 is read as 半成."""
_HALVES = {"半": Decimal("0.5"), "一半": Decimal("0.5"), "半百": Decimal(50)}
_SLASHED = re.compile(r"(?:(\d{1,3})又)?(\d{1,6})/(\d{1,6})")
_AND_A_PART = re.compile("(?P<whole>[^成]{1,4})成(?P<part>[半一二三四五六七八九])")
_RANGE = re.compile(
    r"(?P<low>[^—\-–~～至到]{1,12})[—\-–~～至到]{1,2}(?P<high>[^—\-–~～至到]{1,12})"
)
_BETWEEN = re.compile(r"(?P<low>[^与和到至]{1,12})[与和到至](?P<high>[^与和到至]{1,12}?)之?间")
_MAX_LENGTH = 60
"""Longer than any numeral of a report; more is not a numeral but noise."""
_BEFORE = (
    *(
        "不得少于",
        "不得低于",
        "不得超过",
        "不少于",
        "不低于",
        "不超过",
        "不到",
        "超过",
        "将近",
        "不超",
    ),
    *("接近", "大约", "至少", "突破", "约", "近", "逾", "超", "不足", "上", "负", "-"),
)
_AFTER = ("以上", "以下", "以内", "左右", "余", "多", "几")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A numeral's value, and the interval that it and its qualifier leave open.

    `upper` is None when nothing bounds it. `qualifier` is the word as said, or ''.
    """

    value: Decimal
    lower: Decimal
    upper: Decimal | None
    qualifier: str = ""


def parse_numeral(text: str) -> Numeral | None:
    """Return what `text`, a numeral and nothing else, says, or None when it says no number.

    Percentages (98%, 百分之五, 九成) give their value in percent; fractions their quotient.
    """
    said = re.sub(r"\s+", "", fold(text)).replace("，", ",")
    if not said or len(said) > _MAX_LENGTH:
        return None
    ends = _range(said)
    if ends is not None:
        return ends
    qualifier, sign, said = _strip_qualifiers(said)
    value = _evaluate(said)
    if value is None:
        return None
    value *= sign
    lower, upper = interval(value, qualifier)
    return Numeral(value=value, lower=lower, upper=upper, qualifier=qualifier)


def _range(said: str) -> Numeral | None:
    """Return 3—5, 三至五, 30%～40% and 七八十 as their lower end with both bounds, or None."""
    guess = guessed(said)
    if guess is not None:
        return Numeral(value=guess[0], lower=guess[0], upper=guess[1])
    match = _RANGE.fullmatch(said) or _BETWEEN.fullmatch(said)
    if match is None:
        return None
    low, high = _evaluate(match["low"]), _evaluate(match["high"])
    if low is None or high is None or low >= high:
        return None
    return Numeral(value=low, lower=low, upper=high)


def _strip_qualifiers(said: str) -> tuple[str, int, str]:
    """Return the qualifier, the sign and what is left."""
    qualifier, sign = "", 1
    for word in _BEFORE:
        if said.startswith(word) and len(said) > len(word):
            if word in "负-":
                sign = -1
            else:
                qualifier = word
            said = said[len(word) :]
            break
    for word in _AFTER:
        if said.endswith(word) and len(said) > len(word):
            return qualifier or word, sign, said[: -len(word)]
    inner = re.match(r"([数几])(?=[十百千万亿])|.*?([余多几])(?=[十百千万亿成])", said)
    if inner:
        mark = inner[1] or inner[2]
        at = inner.start(1) if inner[1] else inner.start(2)
        rest = said[at + 1 :]
        if rest == "十" and not inner[1]:
            return qualifier or mark, sign, said
        return qualifier or mark, sign, said[:at].removesuffix("零") + rest
    return qualifier, sign, said


def _evaluate(said: str) -> Decimal | None:
    """Return the value of a bare numeral, percentages in percent."""
    rest = _AND_A_PART.fullmatch(said)
    if rest:
        whole = cardinal(rest["whole"])
        ones = 5 if rest["part"] == "半" else DIGITS[rest["part"]]
        return None if whole is None else whole * _TENTH + ones
    if "分之" in said:
        return _divided(*said.split("分之", 1))
    for ending, scale in _PERCENT_ENDINGS:
        if said.endswith(ending):
            return _scaled(said.removesuffix(ending), Decimal(scale))
    if said.endswith("折"):
        part = cardinal(said.removesuffix("折"))
        return part if part is None or part >= _TENTH else part * _TENTH
    slashed = _SLASHED.fullmatch(said)
    if slashed:
        whole, above, below = (Decimal(n or 0) for n in slashed.groups())
        return whole + above / below if below else None
    return _HALVES.get(said, cardinal(said))


def _scaled(said: str, scale: Decimal) -> Decimal | None:
    """Return the percentage; 半 counts a half (半成, 三成半)."""
    whole, rest = (said[:-1], Decimal("0.5")) if said.endswith("半") else (said, Decimal(0))
    part = cardinal(whole) if whole else Decimal(0)
    return None if part is None else (part + rest) * scale


def _divided(below: str, above: str) -> Decimal | None:
    """Return A分之B: in percent when A is a round power (百分之, 万分之), else the quotient."""
    round_power = _round_power(below)
    if round_power:
        part = cardinal(above)
        return None if part is None else part * 100 / round_power
    whole, _, below = below.rpartition("又")
    first = cardinal(whole) if whole else Decimal(0)
    divisor, part = cardinal(below), cardinal(above)
    if first is None or not divisor or part is None:
        return None
    return first + part / divisor


def _round_power(said: str) -> int:
    """Return the product of 百, 千, 万, 亿 when `said` is nothing else, else 0."""
    scales = SMALL | LARGE
    return math.prod(scales[c] for c in said) if said and all(c in scales for c in said) else 0
