"""What an annotated figure says: value, unit, qualifier, kind. Its options override the text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from tests.sample_district.markup import Mark

NUMBER = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?|[零一二三四五六七八九十百两]+)(?:[—~-](?P<m>\d+))?(?P<rest>.*)"
)
AFTER = re.compile(r"以上|以下|以内|左右")
BEFORE = re.compile(r"(不少于|不低于|不超过|至少|突破|超过|约|近|逾|仅)$")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
KINDS = (
    (re.compile(r"元$"), "money"),
    (re.compile(r"%$"), "percent"),
    (re.compile(r"百分点$"), "percentage_point"),
    (re.compile(r"亩$|公顷$|平方米$"), "area"),
    (re.compile(r"公里$"), "length"),
    (re.compile(r"吨$"), "weight"),
    (re.compile(r"万度$"), "energy"),
    (re.compile(r"(天|工作日|小时|日|学时)$"), "duration"),
)


def chinese(text: str) -> Decimal:
    """A Chinese numeral below a thousand, or plain digits."""
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    total = digit = 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = DIGITS[char]
    return Decimal(total + digit)


def read(mark: Mark, before: str) -> dict[str, object]:
    """Value, unit, qualifier and kind of a figure; ``before`` is the text that stands before it."""
    options = mark.options
    said = unicodedata.normalize("NFKC", mark.text)
    match = NUMBER.search(said)
    if match is None:
        message = f"no number in {mark.text!r}"
        raise ValueError(message)
    rest, qualifier = match["rest"], ""
    if found := AFTER.search(rest):
        rest, qualifier = rest.replace(found[0], ""), found[0]
    elif found := re.search("[余多]", rest):
        rest, qualifier = rest.replace(found[0], "", 1), found[0]
    elif (found := BEFORE.search(before)) and found[1] != "仅":
        qualifier = found[1]
    unit = options.get("u", rest)
    kind = next((name for pattern, name in KINDS if pattern.search(unit)), "count")
    value = Decimal(options["v"]) if "v" in options else chinese(match["n"])
    reading: dict[str, object] = {
        "value": str(value),
        "unit": unit,
        "qualifier": options.get("q", qualifier),
        "kind": options.get("k", kind),
    }
    if match["m"]:
        reading |= {"lower": str(value), "upper": match["m"]}
    return reading
