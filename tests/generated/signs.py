"""How numbers are written in each of Word's formats: written out by hand, not computed.

A row has the signs of 1, 2, 3 … as Word shows them; `BEYOND` has those of 96 and on, where
the Chinese ways of counting part.
"""

from __future__ import annotations

from typing import Final

MOST: Final = 24
BEYOND_FROM: Final = 96

_TENS: Final = (
    "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 "
    "二十 二十一 二十二 二十三 二十四"
)
_DIGITS: Final = " ".join(str(number) for number in range(1, MOST + 1))
_ROMAN: Final = (
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV"
)
_LETTERS: Final = "A B C D E F G H I J K L M N O P Q R S T U V W X"

_ROWS: Final = {
    "decimal": _DIGITS,
    "decimalZero": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24",
    "decimalFullWidth": (
        "１ ２ ３ ４ ５ ６ ７ ８ ９ １０ １１ １２ １３ １４ １５ １６ １７ １８ １９ ２０ "
        "２１ ２２ ２３ ２４"
    ),
    "decimalEnclosedCircle": "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫ ⑬ ⑭ ⑮ ⑯ ⑰ ⑱ ⑲ ⑳ 21 22 23 24",
    "decimalEnclosedCircleChinese": "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫ ⑬ ⑭ ⑮ ⑯ ⑰ ⑱ ⑲ ⑳ 21 22 23 24",
    "decimalEnclosedParen": "⑴ ⑵ ⑶ ⑷ ⑸ ⑹ ⑺ ⑻ ⑼ ⑽ ⑾ ⑿ ⒀ ⒁ ⒂ ⒃ ⒄ ⒅ ⒆ ⒇ 21 22 23 24",
    "decimalEnclosedFullstop": "⒈ ⒉ ⒊ ⒋ ⒌ ⒍ ⒎ ⒏ ⒐ ⒑ ⒒ ⒓ ⒔ ⒕ ⒖ ⒗ ⒘ ⒙ ⒚ ⒛ 21 22 23 24",
    "upperRoman": _ROMAN,
    "lowerRoman": _ROMAN.lower(),
    "upperLetter": _LETTERS,
    "lowerLetter": _LETTERS.lower(),
    "chineseCounting": _TENS,
    "chineseCountingThousand": _TENS,
    "taiwaneseCounting": _TENS,
    "taiwaneseCountingThousand": _TENS,
    "japaneseCounting": _TENS,
    "chineseLegalSimplified": (
        "壹 贰 叁 肆 伍 陆 柒 捌 玖 壹拾 壹拾壹 壹拾贰 壹拾叁 壹拾肆 壹拾伍 壹拾陆 壹拾柒 壹拾捌 "
        "壹拾玖 贰拾 贰拾壹 贰拾贰 贰拾叁 贰拾肆"
    ),
    "ideographLegalTraditional": (
        "壹 貳 參 肆 伍 陸 柒 捌 玖 壹拾 壹拾壹 壹拾貳 壹拾參 壹拾肆 壹拾伍 壹拾陸 壹拾柒 壹拾捌 "
        "壹拾玖 貳拾 貳拾壹 貳拾貳 貳拾參 貳拾肆"
    ),
    "ideographDigital": (
        "一 二 三 四 五 六 七 八 九 一〇 一一 一二 一三 一四 一五 一六 一七 一八 一九 "
        "二〇 二一 二二 二三 二四"
    ),
    "ideographTraditional": (
        "甲 乙 丙 丁 戊 己 庚 辛 壬 癸 11 12 13 14 15 16 17 18 19 20 21 22 23 24"
    ),
    "ideographZodiac": ("子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥 13 14 15 16 17 18 19 20 21 22 23 24"),
    "ideographEnclosedCircle": (
        "㊀ ㊁ ㊂ ㊃ ㊄ ㊅ ㊆ ㊇ ㊈ ㊉ 11 12 13 14 15 16 17 18 19 20 21 22 23 24"
    ),
}
_BEYOND: Final = {
    "decimal": "96 97 98 99 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115",
    "chineseCountingThousand": (
        "九十六 九十七 九十八 九十九 一百 一百零一 一百零二 一百零三 一百零四 一百零五 一百零六 "
        "一百零七 一百零八 一百零九 一百一十 一百一十一 一百一十二 一百一十三 一百一十四 一百一十五"
    ),
    "chineseLegalSimplified": (
        "玖拾陆 玖拾柒 玖拾捌 玖拾玖 壹佰 壹佰零壹 壹佰零贰 壹佰零叁 壹佰零肆 壹佰零伍 壹佰零陆 "
        "壹佰零柒 壹佰零捌 壹佰零玖 壹佰壹拾 壹佰壹拾壹 壹佰壹拾贰 壹佰壹拾叁 壹佰壹拾肆 壹佰壹拾伍"
    ),
    "japaneseCounting": (
        "九十六 九十七 九十八 九十九 百 百一 百二 百三 百四 百五 百六 百七 百八 百九 百十 百十一 "
        "百十二 百十三 百十四 百十五"
    ),
    "ideographDigital": (
        "九六 九七 九八 九九 一〇〇 一〇一 一〇二 一〇三 一〇四 一〇五 一〇六 一〇七 一〇八 一〇九 "
        "一一〇 一一一 一一二 一一三 一一四 一一五"
    ),
    "lowerRoman": (
        "xcvi xcvii xcviii xcix c ci cii ciii civ cv cvi cvii cviii cix cx cxi cxii cxiii cxiv cxv"
    ),
    "upperLetter": (
        "RRRR SSSS TTTT UUUU VVVV WWWW XXXX YYYY ZZZZ AAAAA BBBBB CCCCC DDDDD EEEEE FFFFF GGGGG "
        "HHHHH IIIII JJJJJ KKKKK"
    ),
}
# The format that Word 2010 and later keep under its own name, by its pattern.
CUSTOM: Final = "001, 002, 003, ..."

KINDS: Final = (*_ROWS, "custom")
LARGE_KINDS: Final = tuple(_BEYOND)
NOUGHT_KINDS: Final = ("decimal", "decimalZero")


def sign(kind: str, number: int) -> str:
    """Return how the number is written; KeyError or IndexError where no row says it."""
    if kind == "custom":
        return ("00" if number < 10 else "0" if number < 100 else "") + str(number)
    if number == 0:
        return {"decimal": "0", "decimalZero": "00"}[kind]
    if number >= BEYOND_FROM:
        return _BEYOND[kind].split()[number - BEYOND_FROM]
    return _ROWS[kind].split()[number - 1]
