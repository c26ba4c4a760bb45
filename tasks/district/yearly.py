"""This year's reports beside last year's: changed, restated, and written off again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tasks.department.figures.figure import Change, Figure, Role
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import District, Total
from tasks.district.paragraphs import comparable, plain_shingles
from tasks.district.setting import leading_year, listed_year, setting_of
from tasks.district.shared import common_share
from tasks.district.shingles import Shingled
from tasks.district.statements import phrase_of
from tasks.ledger import FigureEntry, ReportEntry, RunEntry, TotalEntry
from tasks.ledger.shelf import Shelf

_LARGE: Final = Decimal(2)  # times as much, or as little, as the year before
_HUGE: Final = Decimal(5)  # more often a slip of the unit than a year's work
_LEAST: Final = Decimal(20)  # below it doubling says nothing
_TELLING: Final = 4  # characters of words that say what is counted
_NEARLY_ALL: Final = 0.8  # of the shorter paragraph, to be last year's over again
_QUOTED: Final = 40
_TIME: Final = re.compile(
    r"(?:[由从较比]?(?:20\d\d年(?:度)?|上年度?|上一年度?|去年|今年|本年度?)(?:同期)?的?)|[由从]$"
)
_ROUGH: Final = re.compile(r"[余多约近逾超]|以上|左右")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastYear:
    """Last year's run, looked up by department: reports, and shares of the totals."""

    year: int
    reports: Mapping[str, ReportEntry]
    shares: Mapping[tuple[str, str, str], Decimal]

    @classmethod
    def of(cls, run: RunEntry) -> LastYear:
        """Return the run (with its reports) made ready; only what counted is in it."""
        counted = (item for item in run.submissions if item.counts and item.report)
        return cls(
            year=run.year,
            reports={item.department or "": item.report for item in counted if item.report},
            shares=_shares((t.indicator, t.unit, _parts(t)) for t in run.totals),
        )


def _parts(total: Total | TotalEntry) -> list[tuple[str, Decimal]]:
    return [(part.department, Decimal(part.value)) for part in total.contributions]


def _shares(
    totals: Iterator[tuple[str, str, list[tuple[str, Decimal]]]],
) -> dict[tuple[str, str, str], Decimal]:
    """Return what each department has of each total, by (department, indicator, unit)."""
    found: dict[tuple[str, str, str], Decimal] = {}
    for indicator, unit, parts in totals:
        for department, value in parts:
            key = department, indicator, unit
            found[key] = found.get(key, Decimal(0)) + value
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one report says beside the same department's of last year."""

    diagnostics: tuple[Diagnostic, ...]


def year_on_year(
    district: District, run: RunEntry, shelf: Shelf | None = None
) -> tuple[Diagnostic, ...]:
    """Return what stands out against last year's run: the same indicator, the same unit.

    Large changes, figures of last year that are now given otherwise, and paragraphs that
    are nearly word for word last year's; one diagnostic of a kind for each department. The
    `shelf` keeps what was found of each report.
    """
    last, shelf = LastYear.of(run), shelf or Shelf()
    changes = _changes(district.totals, last)
    told = list(_whole_district(district, run))
    for report in district.reports:
        department = report.department or ""
        if department in changes:
            told.append(_changed(department, changes[department]))
        before = last.reports.get(department)
        if before is not None:
            told += _kept(district.name, report, before, last, shelf).diagnostics
    return tuple(told)


def _kept(
    name: str, report: DepartmentReport, before: ReportEntry, last: LastYear, shelf: Shelf
) -> _Told:
    """Return what the report says beside last year's, whose key tells all that it said."""

    def tell() -> _Told:
        restated = _restated(name, report, before, last)
        return _Told(diagnostics=(*restated, *_repeated(report, before, last.year)))

    ground = [name, last.year, before.key]
    return shelf.value(_Told, "yearly", report.submission.file, ground, tell)


def _changes(totals: Sequence[Total], last: LastYear) -> dict[str, list[tuple[Decimal, str]]]:
    """Return (how many times, in words) each large change of each department."""
    changes: dict[str, list[tuple[Decimal, str]]] = {}
    shares = _shares((t.indicator, t.unit, _parts(t)) for t in totals)
    for (department, indicator, unit), now in shares.items():
        then = last.shares.get((department, indicator, unit))
        if then is not None and _is_large(then, now):
            told = max(now, then) / min(now, then), _words_of_change(indicator, unit, then, now)
            changes.setdefault(department, []).append(told)
    return changes


def _whole_district(district: District, run: RunEntry) -> Iterator[Diagnostic]:
    """Yield one diagnostic for the totals that changed much, and who no longer gives them."""
    before = {(total.indicator, total.unit): total for total in run.totals}
    told: list[str] = []
    for total in district.totals:
        then = before.get((total.indicator, total.unit))
        if then is None or not _is_large(Decimal(then.value), total.value):
            continue
        present = {part.department for part in total.contributions}
        gone = dict.fromkeys(
            p.department for p in then.contributions if p.department not in present
        )
        why = f"，上年有数、今年没有的单位：{'、'.join(gone)}" if gone else ""
        words = _words_of_change(total.indicator, total.unit, Decimal(then.value), total.value)
        told.append(words + why)
    if told:
        yield Diagnostic(
            code="large_change",
            severity=Severity.INFO,
            message=f"全区合计与上年相比变化较大：{'；'.join(told)}。",
            remedy="请核对有关单位的数据和口径。",
        )


def _words_of_change(indicator: str, unit: str, then: Decimal, now: Decimal) -> str:
    rate = (abs(now - then) * 100 / then).quantize(Decimal("0.1"))
    way = "增长" if now > then else "下降"
    return f"{indicator}由{then:f}{unit}变为{now:f}{unit}（{way}{rate:f}%）"


def _is_large(then: Decimal, now: Decimal) -> bool:
    if min(then, now) <= 0 or max(then, now) < _LEAST:
        return False
    return max(then, now) >= _LARGE * min(then, now)


def _changed(department: str, changes: Sequence[tuple[Decimal, str]]) -> Diagnostic:
    """Return the diagnostic of a department's large changes, the largest first."""
    ordered = sorted(changes, key=lambda change: -change[0])
    huge = ordered[0][0] >= _HUGE
    return Diagnostic(
        code="large_change",
        severity=Severity.WARNING if huge else Severity.INFO,
        message=f"{department}与上年相比变化较大：{'；'.join(text for _, text in ordered)}。",
        remedy="请该单位核对数据和计量单位，并说明增减原因。",
        departments=(department,),
    )


def _restated(
    name: str, report: DepartmentReport, before: ReportEntry, last: LastYear
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each figure of last year that last year's report gave otherwise."""
    told: set[str] = set()
    known = _last_figures(before.figures)
    texts = {block.index: block.text for block in report.blocks}
    subject: Figure | None = None
    for figure in report.figures:
        if not _is_of_last_year(figure, texts, name, report, last.year):
            subject = figure
            continue
        words = _words(figure.indicator) or _words_of(subject, figure)
        then = known.get((words, figure.normalized_unit))
        if then is None or len(words) < _TELLING or words in told or _agree(figure, then):
            continue
        told.add(words)
        yield Diagnostic(
            code="restated_figure",
            severity=Severity.WARNING,
            message=(
                f"{report.department}今年报告写道“{_short(figure.sentence)}”，其中{last.year}年"
                f"“{words}”为{figure.text}，与其{last.year}年度报告所报的{then.text}不一致。"
            ),
            remedy="请该单位核实上年数；确有调整的，请说明原因。",
            departments=(report.department or "",),
        )


def _last_figures(figures: Sequence[FigureEntry]) -> dict[tuple[str, str], FigureEntry]:
    """Return last year's figures by words and unit; words with several values tell nothing."""
    found: dict[tuple[str, str], FigureEntry] = {}
    several: set[tuple[str, str]] = set()
    for figure in figures:
        if figure.role != Role.ACTUAL:
            continue
        key = _words(figure.indicator), figure.unit
        if key in found and found[key].value != figure.value:
            several.add(key)
        found.setdefault(key, figure)
    return {key: figure for key, figure in found.items() if key not in several}


def _words(indicator: str) -> str:
    """Return what is counted, without the year and, if enough is left, without its stage."""
    plain = _TIME.sub("", "".join(indicator.split()))
    short = phrase_of(plain) if plain else ""
    return short if len(short) >= _TELLING else plain


def _words_of(subject: Figure | None, figure: Figure) -> str:
    """Return the words of the figure right before in the sentence: 320件，上年为290件."""
    if subject is None or subject.normalized_unit != figure.normalized_unit:
        return ""
    same = subject.block == figure.block and subject.sentence == figure.sentence
    return _words(subject.indicator) if same else ""


def _is_of_last_year(
    figure: Figure, texts: Mapping[int, str], name: str, report: DepartmentReport, year: int
) -> bool:
    if figure.change is not Change.NONE or figure.role in {Role.TARGET, Role.RANK}:
        return False
    if figure.cell is not None:
        return figure.role is Role.PREVIOUS
    setting = setting_of(figure, texts, district=name, year=report.year)
    said = listed_year(setting) or leading_year(setting)
    return said == year if said is not None else figure.role is Role.PREVIOUS


def _agree(now: Figure, then: FigureEntry) -> bool:
    """Say whether the two can be one value; what was said roughly is let pass within a fifth."""
    value = Decimal(then.value)
    if now.lower <= value and (now.upper is None or value <= now.upper):
        return True
    rough = _ROUGH.search(then.text) or now.approximate
    return bool(rough) and abs(now.normalized_value - value) * 5 <= value


def _repeated(report: DepartmentReport, before: ReportEntry, year: int) -> Iterator[Diagnostic]:
    """Yield one diagnostic when paragraphs are nearly word for word last year's."""
    mine = [(index, plain_shingles(text)) for index, text in comparable(report)]
    theirs = [plain_shingles(text) for _, text in before.paragraphs]
    found: dict[int, tuple[float, str]] = {}
    for at, other in _pairs([one for _, one in mine], theirs):
        share, quotation = common_share(mine[at][1], theirs[other])
        if share >= _NEARLY_ALL and quotation:
            best = found.get(mine[at][0], (0.0, ""))
            found[mine[at][0]] = max(best, (share, quotation))
    if not found:
        return
    index = max(found, key=lambda at: (len(found[at][1]), -at))
    share, quotation = found[index]
    quoted = _short(quotation)
    yield Diagnostic(
        code="repeated_text",
        severity=Severity.WARNING,
        message=(
            f"{report.department}今年报告有{len(found)}段与其{year}年度报告几乎相同，"
            f"如“{quoted}”一段，有{round(share * 100)}%的文字相同。"
        ),
        remedy="请该单位按本年度实际情况改写，并核对其中的数据。",
        departments=(report.department or "",),
    )


def _short(text: str) -> str:
    """Return the beginning of a passage, to be quoted."""
    plain = "".join(text.split()).rstrip("。").translate(str.maketrans("“”", "‘’"))
    return plain[:_QUOTED] + ("…" if len(plain) > _QUOTED else "")


def _pairs(mine: Sequence[Shingled], theirs: Sequence[Shingled]) -> list[tuple[int, int]]:
    """Return the places of one's own paragraphs and last year's with a passage in common."""
    held: dict[int, int] = {}
    for at, one in enumerate(theirs):
        for value in one.prints():
            held.setdefault(value, at)
    found = {
        (at, held[value]) for at, one in enumerate(mine) for value in one.prints() if value in held
    }
    return sorted(found)
