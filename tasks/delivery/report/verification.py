"""Nothing is invented: a passage says only what its sources say or what figures add up to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from tasks.delivery.report.agreeing import bears_out
from tasks.delivery.report.numerals import arabic
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.sources import Sources, department_of, reference
from tasks.delivery.report.totals import amount
from tasks.district.district import District
from tasks.errors import VerificationError

_GROUPED: Final = re.compile(r"(?<=\d),(?=\d{3})")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千万亿]+")

_REMEDY: Final = "这是程序的错误，请保留本次的报送材料并反馈给维护人员。"

# Each row: a word of the sources that names a year by its distance to the report's year.
_YEAR_WORDS: Final = (("去年", -1), ("上年", -1), ("明年", 1), ("下一年", 1), ("下年", 1))


def verify(passages: Iterable[Passage], district: District, sources: Sources | None = None) -> None:
    """Raise VerificationError for the first passage that its sources do not bear out.

    A passage needs a source; its original sentence must stand in one of them, and be said, each
    clause of it, by every other whose sentence it quotes; each number
    in it must stand in a source, be the value of a total all of whose figures the passage
    names, be the count of the departments it comes from, or be the year spoken of. A figure
    that a department writes in words may stand in Arabic digits, a corrected one as corrected.
    `sources` are the district's own, where they have been found already.
    """
    sources = sources or Sources(district)
    for passage in passages:
        _verify(passage, district, sources)


def _verify(passage: Passage, district: District, sources: Sources) -> None:
    found = list(map(sources.text, passage.sources))
    texts = [text for text in found if text is not None]
    if not passage.sources or len(texts) != len(found):
        _refuse("这句话没有来源", passage)
    if passage.original and not any(passage.original in text for text in texts):
        _refuse("来源中没有这句原文", passage)
    _verify_quotes(passage, texts)
    wanted = numbers(passage.text)
    for allowed in _allowed(passage, texts, district, sources):
        wanted -= allowed
        if not wanted:
            return
    _refuse(f"数字“{min(wanted)}”没有出处", passage)


def _verify_quotes(passage: Passage, texts: list[str]) -> None:
    """Raise unless each quoted sentence stands in its source and says what the passage says."""
    if passage.quotes and len(passage.quotes) != len(texts):
        _refuse("引用的原文与来源数目不符", passage)
    for quote, text in zip(passage.quotes, texts, strict=False):
        if quote not in text:
            _refuse("来源中没有引用的原文", passage)
        if passage.original and not bears_out(quote, passage.original):
            _refuse("并非每个来源都说了这句话", passage)


def _allowed(
    passage: Passage, texts: list[str], district: District, sources: Sources
) -> Iterator[set[str]]:
    """Yield the numbers that may stand in the passage, those first that are found at once.

    A sentence of the whole district has thousands of sources and few numbers.
    """
    departments = {department_of(ref) for ref in passage.sources}
    yield {str(district.year), str(len(departments))}
    yield _totals(passage, district)
    for ref in passage.figures:
        if sources.home(ref):
            yield numbers(arabic(sources.figure(ref)))
    for text in (*texts, *departments, district.name):
        yield numbers(text)
    for word, distance in _YEAR_WORDS:
        if any(word in text for text in texts):
            yield {str(district.year + distance)}


def _totals(passage: Passage, district: District) -> set[str]:
    """Return the numbers of those totals whose figures the passage names without exception."""
    named = set(passage.figures)
    found: set[str] = set()
    for total in district.totals:
        parts = total.contributions
        if not parts or len(parts) > len(named) or amount(total) not in passage.text:
            continue
        if all(reference(part.department, part.figure) in named for part in parts):
            found |= numbers(amount(total)) | numbers(total.indicator)
    return found


def numbers(text: str) -> set[str]:
    """Return the numbers written in a text, full-width digits and 1,234 made plain."""
    plain = _GROUPED.sub("", unicodedata.normalize("NFKC", text))
    return set(_NUMBER.findall(plain))


def _refuse(why: str, passage: Passage) -> None:
    raise VerificationError(f"汇总报告校验未通过：{why}：{passage.text}", remedy=_REMEDY)
