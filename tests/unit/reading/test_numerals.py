"""How Word writes each number: rows of (format, number, text)."""

from __future__ import annotations

import pytest

from tasks.department.reading.numerals import written

ROWS = [
    ("decimal", 12, "12"),
    ("decimalZero", 9, "09"),
    ("decimalZero", 10, "10"),
    ("upperRoman", 1999, "MCMXCIX"),
    ("lowerRoman", 4, "iv"),
    ("upperLetter", 26, "Z"),
    ("upperLetter", 28, "BB"),
    ("lowerLetter", 53, "aaa"),
    ("ordinal", 1, "1st"),
    ("ordinal", 12, "12th"),
    ("ordinal", 23, "23rd"),
    ("cardinalText", 21, "Twenty-one"),
    ("ordinalText", 40, "Fortieth"),
    ("ordinalText", 103, "One hundred third"),
    ("numberInDash", 7, "- 7 -"),
    ("decimalFullWidth", 120, "１２０"),
    ("decimalEnclosedCircle", 20, "⑳"),
    ("decimalEnclosedCircle", 21, "21"),
    ("decimalEnclosedParen", 3, "⑶"),
    ("decimalEnclosedFullstop", 20, "⒛"),
    ("ideographEnclosedCircle", 10, "㊉"),
    ("ideographTraditional", 10, "癸"),
    ("ideographTraditional", 11, "11"),
    ("ideographZodiac", 12, "亥"),
    ("ideographZodiacTraditional", 60, "癸亥"),
    ("ideographDigital", 10, "一〇"),
    ("ideographDigital", 205, "二〇五"),
    ("taiwaneseDigital", 10, "一○"),
    ("chineseCounting", 1, "一"),
    ("chineseCounting", 10, "十"),
    ("chineseCounting", 12, "十二"),
    ("chineseCounting", 20, "二十"),
    ("chineseCounting", 99, "九十九"),
    ("chineseCounting", 101, "一〇一"),
    ("taiwaneseCounting", 20, "二十"),
    ("taiwaneseCounting", 100, "一○○"),
    ("chineseCountingThousand", 10, "十"),
    ("chineseCountingThousand", 19, "十九"),
    ("chineseCountingThousand", 100, "一百"),
    ("chineseCountingThousand", 101, "一百零一"),
    ("chineseCountingThousand", 110, "一百一十"),
    ("chineseCountingThousand", 1001, "一千零一"),
    ("chineseCountingThousand", 1010, "一千零一十"),
    ("chineseCountingThousand", 10_001, "一万零一"),
    ("chineseCountingThousand", 20_300, "二万零三百"),
    ("chineseLegalSimplified", 10, "壹拾"),
    ("chineseLegalSimplified", 11, "壹拾壹"),
    ("chineseLegalSimplified", 203, "贰佰零叁"),
    ("ideographLegalTraditional", 26, "貳拾陸"),
    ("japaneseCounting", 10, "十"),
    ("japaneseCounting", 111, "百十一"),
    ("japaneseCounting", 1001, "千一"),
    ("none", 5, ""),
    ("thaiCounting", 5, "5"),
]


@pytest.mark.parametrize(("kind", "number", "text"), ROWS)
def test_a_number_is_written_as_its_format_says(kind: str, number: int, text: str) -> None:
    assert written(number, kind) == text


def test_a_custom_pattern_sets_the_width() -> None:
    assert written(7, "custom", "001, 002, 003, ...") == "007"


@pytest.mark.parametrize(
    ("kind", "text"), [("decimal", "0"), ("upperRoman", ""), ("chineseCountingThousand", "零")]
)
def test_nothing_counted_yet_can_be_written_too(kind: str, text: str) -> None:
    assert written(0, kind) == text
