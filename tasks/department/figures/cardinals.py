"""Cardinals as they are written: Arabic, Chinese in both cases, mixed, read out digit by digit."""

from __future__ import annotations

import re
from decimal import Decimal

_FOLDED = str.maketrans(
    "０１２３４５６７８９．％－〇○壹贰貳叁肆柒捌玖拾佰仟萬億兩幾點負個",
    "0123456789.%-零零一二二三四七八九十百千万亿两几点负个",
)
"""Forms that mean the same, one character for one, so that offsets stay."""
NUMERIC = "零〇○一二三四五六七八九十百千万亿两半几数壹贰貳叁參参肆伍陆陸柒捌玖拾佰仟萬億兩幾"
"""The characters that numbers are written with, besides digits, before like forms are made one."""
DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "幺": 1}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
_TENS = {"廿": 20, "卅": 30}
_WIDE_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3})")
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+|.", re.DOTALL)
_ONE_DIGIT = frozenset(map(Decimal, range(1, 10)))
_HUNDRED = 100
_SHORTENED = frozenset({100, 1000})
"""Places behind which one digit counts the next, before 万 and 亿 as well: 百二万 is 120万."""
_TWO_DIGITS = re.compile(
    "(?P<low>[一二两三四五六七八九])(?P<high>[一二两三四五六七八九])(?P<place>[十百千万]?)"
)


_WORDLIKE = {"参": "三", "參": "三", "伍": "五", "陆": "六", "陸": "六"}
_AS_NUMERAL = re.compile(
    "(?<=[壹贰貳叁參参肆伍陆陸柒捌玖拾佰仟零])[参參伍陆陸]|[参參伍陆陸](?=[拾佰仟万萬亿億元圆])|^[参參伍陆陸]$"
)
"""Financial forms that are words of their own (参加, 队伍, 大陆): numerals only beside others."""


def fold(text: str) -> str:
    """Return the text with like forms made one, of the same length."""
    if _WIDE_THOUSANDS.search(text):
        text = _WIDE_THOUSANDS.sub(",", text)
    if not _WORDLIKE.keys().isdisjoint(text):
        text = _AS_NUMERAL.sub(lambda found: _WORDLIKE[found[0]], text)
    return text.translate(_FOLDED)


def cardinal(said: str) -> Decimal | None:
    """Return the value of a folded cardinal (2万5, 一千零三, 3,200.5, 三点一四), or None."""
    if not said:
        return None
    if "点" in said:
        return _read_out_decimal(said)
    if said.startswith(("百", "千", "万", "亿")) and len(said) > 1:
        said = "一" + said if said[0] in SMALL else said
    counter = _Counter()
    for token in _TOKEN.findall(said):
        if not counter.take(token):
            return None
    return counter.result()


def _read_out_decimal(said: str) -> Decimal | None:
    """三点一四, 零点五, 一百点123; the decimals read digit by digit, 万/亿 may follow."""
    whole, _, rest = said.partition("点")
    scale = Decimal(1)
    while rest and rest[-1] in LARGE:
        scale *= LARGE[rest[-1]]
        rest = rest[:-1]
    digits = "".join(c if c.isdigit() else str(DIGITS.get(c, "x")) for c in rest)
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
        if token in DIGITS:
            return self._digit(DIGITS[token])
        if token in _TENS:
            return self._digit(_TENS[token] // 10) and self._multiply(10)
        if token in SMALL:
            return self._multiply(SMALL[token])
        return token in LARGE and self._raise(LARGE[token])

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
        held = self.section + (self._ones() if self.last in _SHORTENED else self.number or 0)
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
        return self.total + self.section + self._ones()

    def _ones(self) -> Decimal:
        if self.number is None:
            return Decimal(0)
        short = self.last >= _HUNDRED and self.number in _ONE_DIGIT
        return self.number * self.last / 10 if short else self.number


def guessed(said: str) -> tuple[Decimal, Decimal] | None:
    """Return the ends of a guess by two neighbouring digits (三五, 七八十), or None.

    GB/T 15835—2011, 5.2.2 writes such numbers without 、 between the digits.
    """
    match = _TWO_DIGITS.fullmatch(said)
    if match is None:
        return None
    place = Decimal(SMALL.get(match["place"], LARGE.get(match["place"], 1)))
    low, high = (Decimal(DIGITS[match[end]]) * place for end in ("low", "high"))
    return (low, high) if low < high else None
