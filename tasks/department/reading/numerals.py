"""How Word writes a list's number (ECMA-376 Part 1, 17.18.59, ST_NumberFormat)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Writer = Callable[[int], str]

_IDEOGRAPHS: Final = "〇一二三四五六七八九"
_COUNTING: Final = "零一二三四五六七八九"
_TAIWANESE: Final = "○一二三四五六七八九"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ALPHABET: Final = 26
_LONGEST_LETTERS: Final = 30  # Word repeats a letter up to thirty times, then starts over
_MYRIAD: Final = 10_000
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS: Final = (
    "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_ODD_ORDINALS: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_CUSTOM_ZEROS: Final = re.compile(r"(0*)1(?:\D.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grouped:
    """A way to write numbers by thousands, hundreds, tens and ones.

    `bare_one` drops 一 before a unit, `bare_ten` only before the ten that begins a number,
    `zeros` writes 零 for a gap.
    """

    digits: str
    units: tuple[str, str, str]
    myriad: str
    bare_one: bool = False
    bare_ten: bool = False
    zeros: bool = False

    def write(self, number: int) -> str:
        """Return `number` (1 or more) in this way."""
        high, low = divmod(number, _MYRIAD)
        text = self._group(high) + self.myriad if high else ""
        if low:
            gap = self.digits[0] if text and self.zeros and low < _MYRIAD // 10 else ""
            text += gap + self._group(low)
        if self.bare_ten and text.startswith(self.digits[1] + self.units[2]):
            return text[1:]
        return text

    def _group(self, number: int) -> str:
        text, gap = "", False
        for digit, unit in zip(f"{number:04d}", (*self.units, ""), strict=True):
            if digit == "0":
                gap = gap or bool(text)
                continue
            text += self.digits[0] if gap and self.zeros else ""
            text += "" if self.bare_one and unit and digit == "1" else self.digits[int(digit)]
            text, gap = text + unit, False
        return text


_CHINESE: Final = _Grouped(
    digits=_COUNTING, units=("千", "百", "十"), myriad="万", bare_ten=True, zeros=True
)
_CHINESE_LEGAL: Final = _Grouped(
    digits="零壹贰叁肆伍陆柒捌玖", units=("仟", "佰", "拾"), myriad="万", zeros=True
)
_TRADITIONAL_LEGAL: Final = _Grouped(
    digits="零壹貳參肆伍陸柒捌玖", units=("仟", "佰", "拾"), myriad="萬", zeros=True
)
_JAPANESE: Final = _Grouped(digits=_COUNTING, units=("千", "百", "十"), myriad="万", bare_one=True)
_JAPANESE_LEGAL: Final = _Grouped(
    digits="零壱弐参四伍六七八九", units=("阡", "百", "拾"), myriad="萬"
)


def _positional(digits: str) -> Writer:
    table = str.maketrans("0123456789", digits)
    return lambda number: str(number).translate(table)


def _counting(digits: str) -> Writer:
    """Return a writer that says 十 below a hundred and only lists the digits from there."""
    listed = _positional(digits)

    def write(number: int) -> str:
        if not 10 <= number < 100:  # noqa: PLR2004 - two digits
            return listed(number)
        tens, ones = divmod(number, 10)
        return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")

    return write


def _listed(signs: str) -> Writer:
    """Return a writer that has a sign for each number, and plain digits after the last."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _sixty_year(number: int) -> str:
    if not 1 <= number <= 60:  # noqa: PLR2004 - the cycle's length
        return str(number)
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _letters(number: int) -> str:
    if number < 1:
        return ""
    repeated = (number - 1) // _ALPHABET % _LONGEST_LETTERS + 1
    return chr(ord("A") + (number - 1) % _ALPHABET) * repeated


def _footnote_signs(number: int) -> str:
    return "*†‡§"[(number - 1) % 4] * min((number - 1) // 4 + 1, _LONGEST_LETTERS)


def _ordinal(number: int) -> str:
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _cardinal_words(number: int) -> str:
    return _spelled(number).capitalize()


def _ordinal_words(number: int) -> str:
    head, last = re.fullmatch(r"(.*?)([a-z]+)", _spelled(number)).groups()  # type: ignore[union-attr]
    if last in _ODD_ORDINALS:
        last = _ODD_ORDINALS[last]
    else:
        last = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return (head + last).capitalize()


def _spelled(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            high, low = divmod(number, size)
            return f"{_spelled(high)} {name}" + (f" {_spelled(low)}" if low else "")
    tens, ones = divmod(number, 10)
    return _TENS[tens - 1] + (f"-{_ONES[ones]}" if ones else "")


def _nothing(_number: int) -> str:
    return ""


_CIRCLED: Final = "".join(map(chr, range(0x2460, 0x2474)))  # ① to ⑳
_FULL_WIDTH: Final = "０１２３４５６７８９"

# ST_NumberFormat → how it is written. Formats of scripts that no report here is in
# (Korean, Hebrew, Thai, Hindi …) are written as plain digits.
_WRITERS: Final[dict[str, Writer]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "ordinal": _ordinal,
    "cardinalText": _cardinal_words,
    "ordinalText": _ordinal_words,
    "hex": lambda number: f"{number:X}",
    "chicago": _footnote_signs,
    "numberInDash": lambda number: f"- {number} -",
    "decimalFullWidth": _positional(_FULL_WIDTH),
    "decimalFullWidth2": _positional(_FULL_WIDTH),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _listed(_CIRCLED),
    "decimalEnclosedCircleChinese": _listed(_CIRCLED),
    "decimalEnclosedFullstop": _listed("".join(map(chr, range(0x2488, 0x249C)))),  # ⒈ to ⒛
    "decimalEnclosedParen": _listed("".join(map(chr, range(0x2474, 0x2488)))),  # ⑴ to ⒇
    "ideographEnclosedCircle": _listed("".join(map(chr, range(0x3280, 0x328A)))),  # ㊀ to ㊉
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "ideographZodiacTraditional": _sixty_year,
    "ideographDigital": _positional(_IDEOGRAPHS),
    "japaneseDigitalTenThousand": _positional(_IDEOGRAPHS),
    "taiwaneseDigital": _positional(_TAIWANESE),
    "chineseCounting": _counting(_IDEOGRAPHS),
    "taiwaneseCounting": _counting(_TAIWANESE),
    "chineseCountingThousand": _CHINESE.write,
    "taiwaneseCountingThousand": _CHINESE.write,
    "chineseLegalSimplified": _CHINESE_LEGAL.write,
    "ideographLegalTraditional": _TRADITIONAL_LEGAL.write,
    "japaneseCounting": _JAPANESE.write,
    "japaneseLegal": _JAPANESE_LEGAL.write,
    "none": _nothing,
    "bullet": _nothing,
}

# What a count of nothing is called where the format can say it; elsewhere it is 0.
_ZEROS: Final = {
    "upperRoman": "", "lowerRoman": "", "upperLetter": "", "lowerLetter": "", "chicago": "",
    "none": "", "bullet": "", "cardinalText": "Zero", "ordinalText": "Zeroth",
    "chineseCountingThousand": "零", "taiwaneseCountingThousand": "零",
    "chineseLegalSimplified": "零", "ideographLegalTraditional": "零", "japaneseLegal": "零",
    "japaneseCounting": "〇",
}  # fmt: skip


def written(number: int, kind: str, custom: str = "") -> str:
    """Return `number` as the format `kind` writes it, plain digits for an unknown format.

    `custom` is the pattern of the format 'custom' (`001, 002, 003, ...`).
    """
    if number <= 0 and kind in _ZEROS:
        return _ZEROS[kind]
    if kind == "custom":
        zeros = _CUSTOM_ZEROS.fullmatch(custom[:40])
        return str(number).zfill(len(zeros[1]) + 1) if zeros else str(number)
    return _WRITERS.get(kind, str)(number)
