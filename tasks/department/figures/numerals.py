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

_FOLDED = str.maketrans(
    "０１２３４５６７８９．％－〇○壹贰貳叁參参肆伍陆陸柒捌玖拾佰仟萬億兩幾點負個",
    "0123456789.%-零零一二二三三三四五六六七八九十百千万亿两几点负个",
)
"""Forms that mean the same, one character for one, so that offsets stay."""

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "幺": 1}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_TENS = {"廿": 20, "卅": 30}
_WIDE_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3})")
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+|.", re.DOTALL)
_ONE_DIGIT = frozenset(map(Decimal, range(1, 10)))
_HUNDRED = 100
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
_TWO_DIGITS = re.compile(
    "(?P<low>[一二两三四五六七八九])(?P<high>[一二两三四五六七八九])(?P<place>[十百千万]?)"
)
_RANGE = re.compile(
    r"(?P<low>[^—\-–~～至到]{1,12})[—\-–~～至到]{1,2}(?P<high>[^—\-–~～至到]{1,12})"
)
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
_INTERVAL_DOWN = frozenset({"近", "将近", "接近", "不到", "不足"})
_INTERVAL_UP = frozenset({"余", "多", "几", "超", "超过", "逾", "突破", "上", "数"})
_AT_LEAST = frozenset({"以上", "不少于", "不低于", "至少", "不得少于", "不得低于"})
_AT_MOST = frozenset({"以下", "以内", "不超过", "不得超过", "不超"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A numeral's value, and the interval that it and its qualifier leave open.

    `upper` is None when nothing bounds it. `qualifier` is the word as said, or ''.
    """

    value: Decimal
    lower: Decimal
    upper: Decimal | None
    qualifier: str = ""


def fold(text: str) -> str:
    """Return the text with like forms made one, of the same length."""
    if _WIDE_THOUSANDS.search(text):
        text = _WIDE_THOUSANDS.sub(",", text)
    return text.translate(_FOLDED)


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
    match = _RANGE.fullmatch(said)
    if match is None:
        return None
    low, high = _evaluate(match["low"]), _evaluate(match["high"])
    if low is None or high is None or low >= high:
        return None
    return Numeral(value=low, lower=low, upper=high)


def guessed(said: str) -> tuple[Decimal, Decimal] | None:
    """Return the ends of a guess by two neighbouring digits (三五, 七八十), or None.

    GB/T 15835—2011, 5.2.2 writes such numbers without 、 between the digits.
    """
    match = _TWO_DIGITS.fullmatch(said)
    if match is None:
        return None
    place = Decimal(_SMALL.get(match["place"], _LARGE.get(match["place"], 1)))
    low, high = (Decimal(_DIGITS[match[end]]) * place for end in ("low", "high"))
    return (low, high) if low < high else None


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
        ones = 5 if rest["part"] == "半" else _DIGITS[rest["part"]]
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
    scales = _SMALL | _LARGE
    return math.prod(scales[c] for c in said) if said and all(c in scales for c in said) else 0


def cardinal(said: str) -> Decimal | None:
    """Return the value of a folded cardinal (2万5, 一千零三, 3,200.5, 三点一四), or None."""
    if not said:
        return None
    if "点" in said:
        return _read_out_decimal(said)
    if said.startswith(("百", "千", "万", "亿")) and len(said) > 1:
        said = "一" + said if said[0] in _SMALL else said
    counter = _Counter()
    for token in _TOKEN.findall(said):
        if not counter.take(token):
            return None
    return counter.result()


def _read_out_decimal(said: str) -> Decimal | None:
    """三点一四, 零点五, 一百点123; the decimals read digit by digit, 万/亿 may follow."""
    whole, _, rest = said.partition("点")
    scale = Decimal(1)
    while rest and rest[-1] in _LARGE:
        scale *= _LARGE[rest[-1]]
        rest = rest[:-1]
    digits = "".join(c if c.isdigit() else str(_DIGITS.get(c, "x")) for c in rest)
    value = cardinal(whole)
    if value is None or not digits.isdecimal():
        return None
    return (value + Decimal(f"0.{digits}")) * scale


class _Counter:
    """Adds a cardinal up, token by token, as it is read aloud."""

    __slots__ = ("arabic", "empty", "large", "last", "number", "section", "small", "total")

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.number: Decimal | None = None
        self.arabic = False
        self.small = self.large = 10**30
        self.last = 0
        self.empty = True

    def take(self, token: str) -> bool:
        """Add one token; False when it does not fit."""
        self.empty = False
        if token[0] in "0123456789.":
            if self.number:
                return False
            self.number, self.arabic = Decimal(token.replace(",", "")), True
            return True
        if token in _DIGITS:
            return self._digit(_DIGITS[token])
        if token in _TENS:
            return self._digit(_TENS[token] // 10) and self._multiply(10)
        if token in _SMALL:
            return self._multiply(_SMALL[token])
        return token in _LARGE and self._raise(_LARGE[token])

    def _digit(self, digit: int) -> bool:
        if self.number is not None:
            if self.arabic or (self.last and self.number):
                return False
            self.number = self.number * 10 + digit
        else:
            self.number = Decimal(digit)
        if digit == 0:
            self.last = 0
        return True

    def _multiply(self, scale: int) -> bool:
        if self.small <= scale:
            return False
        self.section += (self.number or 1) * scale
        self.number, self.arabic = None, False
        self.small = self.last = scale
        return True

    def _raise(self, scale: int) -> bool:
        held = self.section + (self.number or 0)
        if scale > self.large or self.large == 10**30:
            if self.number is None and not (self.total + held):
                return False
            self.total = (self.total + held) * scale
        elif scale == self.large and not held:
            self.total *= scale
        else:
            self.total += held * scale
        self.section, self.number, self.arabic = Decimal(0), None, False
        self.large = self.last = scale
        self.small = 10**30
        return True

    def result(self) -> Decimal | None:
        """Return the sum; a single digit after 百, 千, 万 counts the next place (四百五)."""
        if self.empty:
            return None
        if self.number is None:
            return self.total + self.section
        if self.last >= _HUNDRED and self.number in _ONE_DIGIT:
            return self.total + self.section + self.number * self.last / 10
        return self.total + self.section + self.number


def step(value: Decimal) -> Decimal:
    """Return the place value of the last non-zero digit: 100 for 300, 10 for 430, 0.01 for 1.25."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def interval(value: Decimal, qualifier: str) -> tuple[Decimal, Decimal | None]:
    """Return the interval that a value with this qualifier leaves open (design, section 4)."""
    one = step(value)
    if qualifier in _INTERVAL_UP:
        return value, value + one
    if qualifier in _INTERVAL_DOWN:
        return value - one, value
    if qualifier in _AT_LEAST:
        return value, None
    if qualifier in _AT_MOST:
        return Decimal(0), value
    if qualifier:
        return value - one / 2, value + one / 2
    return value, value
