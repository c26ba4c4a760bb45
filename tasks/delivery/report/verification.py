"""Nothing is invented: a passage says only what its sources say or what figures add up to."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import le
from typing import Final

from tasks.delivery.labels import plain
from tasks.delivery.report.agreeing import bears_out
from tasks.delivery.report.made import References
from tasks.delivery.report.numerals import arabic
from tasks.delivery.report.passage import FormTable, Passage
from tasks.delivery.report.sources import Sources, department_of, reference
from tasks.delivery.report.totals import amount
from tasks.department.figures.figure import Figure
from tasks.district.district import District
from tasks.district.forms.amounts import amount_in
from tasks.district.forms.values import FormReading, Place
from tasks.errors import VerificationError

_NOWHERE: Final = 1 << 32
"""No report has this place."""

_SOURCELESS: Final = "这句话没有来源"
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

    Many passages stand on all reports, so each report is opened once, for all of them.
    """
    sources = sources or Sources(district)
    places = {page.name: place for place, page in enumerate(sources.pages)}
    claims = [_Claim(passage, district, places) for passage in passages]
    for place in range(len(places) + 1):  # last, those of no report
        for claim in claims:
            if claim.next == place:
                claim.hear(sources)
    for claim in claims:
        claim.settle()


def verify_tables(tables: Sequence[FormTable], sources: Sources) -> None:
    """Raise VerificationError for the first cell that is not the sum of its figures.

    The sums are made anew of what the reports say, each opened once for all tables; a figure
    counts in one cell of a table.
    """
    reports = {page.department: page.report for page in sources.pages}
    named: dict[str, list[tuple[int, FormReading]]] = {}
    for number, table in enumerate(tables):
        for reading in table.total.readings:
            named.setdefault(reading.department, []).append((number, reading))
    sums: list[dict[Place, Decimal]] = [{} for _ in tables]
    for department, readings in named.items():
        figures = reports[department].figures if department in reports else ()
        for number, reading in readings:
            for place, value in _amounts(tables[number], reading, figures):
                sums[number][place] = sums[number].get(place, Decimal(0)) + value
    for table, found in zip(tables, sums, strict=True):
        for place in (*found, *table.counts):
            if table.counts.get(place) != (plain(found[place]) if place in found else None):
                _refuse_cell("不是各部门所报数之和", table, place)


def _amounts(
    table: FormTable, reading: FormReading, figures: Iterable[Figure]
) -> Iterator[tuple[Place, Decimal]]:
    """Yield what a department's report says of the cells that its figures are named for."""
    left = {figure.id: figure for figure in figures}
    for part in reading.parts:
        figure = left.pop(part.figure, None)  # so none is there a second time
        unit = table.total.form.blocks[part.block].unit
        value = None if figure is None or figure.removed else amount_in(figure, unit, part.unit)
        if value is None:
            _refuse_cell(f"{reading.department}的数没有出处", table, part.place)
        else:
            yield part.place, value


class _Claim:
    """A passage while its sources are heard: what it still has to be borne out in.

    `next` is the place of the report that it has to be heard in next.
    """

    def __init__(self, passage: Passage, district: District, places: Mapping[str, int]) -> None:
        self._passage, self._district = passage, district
        self._blocks = _Standing(passage.sources, places)
        self._quotes = passage.quotes
        self._unheard = bool(passage.original)
        self._fault = "" if passage.sources else _SOURCELESS
        if self._quotes and len(self._quotes) != len(passage.sources):
            self._fault, self._quotes = self._fault or "引用的原文与来源数目不符", ()
        departments = self._blocks.departments
        self._wanted = numbers(passage.text) - {str(district.year), str(len(departments))}
        if self._wanted:
            self._allow(_totals(passage, district))
            names = tuple(places)
            for name in (*(names[at] for at in departments if at < len(names)), district.name):
                self._allow(numbers(name))
        self._figures = _Standing(passage.figures if self._wanted else (), places)
        self.next = min(self._blocks.next, self._figures.next)

    def hear(self, sources: Sources) -> None:
        """Take in what the next report says of the passage."""
        for at in self._blocks.take(self.next):
            text = sources.text(self._passage.sources[at])
            if text is None:
                self._fault = _SOURCELESS
                continue
            self._quoted(at, text)
            self._unheard = self._unheard and self._passage.original not in text
            if self._wanted:
                self._allow(numbers(text))
                self._allow_years(text)
        for at in self._figures.take(self.next):
            figure = sources.find_figure(self._passage.figures[at]) if self._wanted else None
            self._allow(numbers(arabic(figure)) if figure else set())
        self.next = min(self._blocks.next, self._figures.next)

    def settle(self) -> None:
        """Raise unless all of the passage was borne out."""
        if self._fault == _SOURCELESS:
            _refuse(_SOURCELESS, self._passage)
        if self._unheard:
            _refuse("来源中没有这句原文", self._passage)
        if self._fault:
            _refuse(self._fault, self._passage)
        if self._wanted:
            _refuse(f"数字“{min(self._wanted)}”没有出处", self._passage)

    def _quoted(self, at: int, text: str) -> None:
        """Note it when the quoted sentence is not there or does not say what the passage says."""
        if not self._quotes:
            return
        quote = self._quotes[at]
        if quote not in text:
            self._fault = self._fault or "来源中没有引用的原文"
        elif self._passage.original and not bears_out(quote, self._passage.original):
            self._fault = self._fault or "并非每个来源都说了这句话"

    def _allow_years(self, text: str) -> None:
        for word, distance in _YEAR_WORDS:
            if word in text:
                self._wanted.discard(str(self._district.year + distance))

    def _allow(self, said: set[str]) -> None:
        self._wanted -= said


class _Standing:
    """References in the order of the reports; `next` is the place of the next one's report.

    Those of no report stand last, at the place behind all reports.
    """

    def __init__(self, references: Sequence[str], places: Mapping[str, int]) -> None:
        self._places = array("I", _places_of(references, places))
        ordered = all(map(le, self._places, self._places[1:]))
        among = range(len(self._places))
        self._order: Sequence[int] = (
            among if ordered else array("I", sorted(among, key=self._places.__getitem__))
        )
        self._taken = 0
        self.next = self._places[self._order[0]] if self._order else _NOWHERE

    @property
    def departments(self) -> set[int]:
        """The places of all reports that there are references to."""
        return set(self._places)

    def take(self, place: int) -> Sequence[int]:
        """Return which of the references are to this report, and go on behind them."""
        if self.next != place:
            return ()
        begin, end, places, order = self._taken, len(self._order), self._places, self._order
        while self._taken < end and places[order[self._taken]] == place:
            self._taken += 1
        self.next = places[order[self._taken]] if self._taken < end else _NOWHERE
        return order[begin : self._taken]


def _places_of(references: Sequence[str], places: Mapping[str, int]) -> Iterable[int]:
    if isinstance(references, References):
        return map(references.place, references.numbers)
    return (places.get(department_of(ref), len(places)) for ref in references)


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


def _refuse_cell(why: str, table: FormTable, place: Place) -> None:
    number, row, column = place
    at = f"第{number + 1}块第{row + 1}行第{column + 1}列"
    message = f"汇总报告校验未通过：{why}：“{table.total.form.title}”表{at}"
    raise VerificationError(message, remedy=_REMEDY)


def _refuse(why: str, passage: Passage) -> None:
    raise VerificationError(f"汇总报告校验未通过：{why}：{passage.text}", remedy=_REMEDY)
