"""Paragraphs that two departments share nearly word for word: copied, and worth a question."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.compared import Alike, compared
from tasks.district.paragraphs import Printed, plain_shingles, printed
from tasks.district.shingles import Shingled, candidates, common_runs, excerpt
from tasks.ledger.shelf import Shelf
from tasks.spans import Spans

_LEAST_RUN: Final = 30  # characters in a row that nobody writes twice by chance
LEAST_SHARE: Final = 0.6  # of the shorter paragraph
_LEAST_PRINTS: Final = 2  # a run of _LEAST_RUN characters holds as many
# Of a paragraph reworded up to LEAST_SHARE a quarter of the prints stay, one in five at the least;
# one more may be gone by chance (11,000 tries with random changes).
_PRINTS_SHARE: Final = 5
_AT_HAND: Final = 16_384  # paragraphs kept ready to be compared again
_QUOTED: Final = 40
_NAME: Final = 16  # bytes
_COMMON_AT_LEAST: Final = 3
_COMMON_SHARE: Final = 8  # a wording that one department in eight has is the notice's own
_COMMON_AT_MOST: Final = 5  # and one that six have: copying goes from one to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Text that two departments share: whose, in which blocks (by index), how much, a quotation.

    `share` is of the shorter of the two.
    """

    one: str
    one_block: int
    other: str
    other_block: int
    share: float
    quotation: str


class Places:
    """All paragraphs, in the reports' order: whose each is, which block, its fingerprints."""

    def __init__(self) -> None:
        """Begin with none."""
        self.report, self.block = array("I"), array("I")
        self._prints, self._spans = array("I"), Spans()
        self._names = bytearray()
        self.named = True

    def add(self, paragraphs: Printed, identity: str | None) -> None:
        """Take in the next report's paragraphs, and what identifies the report."""
        self.named = self.named and identity is not None
        at = len(self._names) // _NAME
        # Short: the name of a paragraph is kept with each of its pairs.
        self._names += hashlib.blake2b((identity or "").encode(), digest_size=_NAME).digest()
        for block, prints in paragraphs:
            self.report.append(at)
            self.block.append(block)
            self._prints.extend(prints)
            self._spans.append(len(prints))

    def __iter__(self) -> Iterator[array[int]]:
        """Yield each paragraph's fingerprints."""
        return map(self.prints, range(len(self.block)))

    def prints(self, at: int) -> array[int]:
        """Return a paragraph's fingerprints."""
        return self._prints[self._spans[at]]

    def name(self, at: int) -> str:
        """Return what tells the paragraph from all others, in this run and the next."""
        begin = self.report[at] * _NAME
        return f"{self._names[begin : begin + _NAME].hex()} {self.block[at]}"


def placed(reports: Iterable[DepartmentReport], shelf: Shelf | None = None) -> Places:
    """Return the reports' paragraphs, read in them; the `shelf` knows what identifies them."""
    places = Places()
    for report in reports:
        identity = shelf.identity(report.submission.file) if shelf else None
        places.add(printed(report), identity)
    return places


def find_shared(
    reports: Sequence[DepartmentReport], places: Places | None = None, shelf: Shelf | None = None
) -> tuple[Shared, ...]:
    """Return the paragraphs that two departments share, in the order of the reports.

    `places` has the paragraphs of these reports, where they are known already; the
    `shelf` keeps what pairs came to, so that a report's text is looked at only when it or a
    partner of its changed. Wording that many departments have is the notice's; reports that
    are the same from beginning to end are told as such elsewhere.
    """
    places = placed(reports, shelf) if places is None else places
    if shelf is None or not places.named:
        shelf = Shelf()
    share = min(len(reports) // _COMMON_SHARE, _COMMON_AT_MOST)
    most = max(_COMMON_AT_LEAST, share)
    pairs: dict[int, list[tuple[int, int]]] = {}
    for one, other in candidates(places, most):
        pairs.setdefault(places.report[one], []).append((one, other))
    comparison = _Comparison(reports, places)
    return tuple(
        comparison.shared(*held[one.place], one)
        for at, held in pairs.items()
        for one in comparison.of_report(at, held, shelf)
    )


class _Comparison:
    """Compares paragraphs in full where their prints are near."""

    def __init__(self, reports: Sequence[DepartmentReport], places: Places) -> None:
        """Keep the paragraphs; what is made of one is kept at hand for its next pair."""
        self._reports, self._places = reports, places
        # Not of a method: the cache would hold what holds it, long after it was asked last.
        self._shingled = lru_cache(_AT_HAND)(partial(_read, reports, places))

    def of_report(
        self, at: int, pairs: Sequence[tuple[int, int]], shelf: Shelf
    ) -> tuple[Alike, ...]:
        """Return which of the pairs, whose first paragraph is this report's, are alike."""
        places = self._places
        names = [f"{places.block[one]} {places.name(other)}" for one, other in pairs]
        file = self._reports[at].submission.file
        return compared(shelf, file, names, lambda place: self._alike(place, *pairs[place]))

    def shared(self, one: int, other: int, alike: Alike) -> Shared:
        """Return what the two paragraphs share, said with whose they are."""
        return Shared(
            one=self._department(one),
            one_block=self._places.block[one],
            other=self._department(other),
            other_block=self._places.block[other],
            share=alike.share,
            quotation=alike.quotation,
        )

    def _department(self, at: int) -> str:
        return self._reports[self._places.report[at]].department or ""

    def _alike(self, place: int, one: int, other: int) -> Alike | None:
        """Return what two paragraphs share when it is most of the shorter one, else None."""
        if self._department(one) == self._department(other) or not self._is_near(one, other):
            return None
        share, quotation = common_share(self._shingled(one), self._shingled(other), LEAST_SHARE)
        return Alike(place=place, share=share, quotation=quotation) if quotation else None

    def _is_near(self, one: int, other: int) -> bool:
        """Say whether two paragraphs may share enough, by their prints: worth reading in full."""
        mine, theirs = self._places.prints(one), self._places.prints(other)
        few = min(len(mine), len(theirs))
        return len(set(mine).intersection(theirs)) >= max(_LEAST_PRINTS, few / _PRINTS_SHARE - 1)


def _read(reports: Sequence[DepartmentReport], places: Places, at: int) -> Shingled:
    index = places.block[at]
    blocks = reports[places.report[at]].blocks
    return plain_shingles(next(block.text for block in blocks if block.index == index))


def common_share(one: Shingled, other: Shingled, least: float = 0) -> tuple[float, str]:
    """Return what share of the shorter text both have, and the longest common passage.

    The passage is '' when none is long enough to have been copied, or the share is below
    the `least` that is asked for.
    """
    short, long = sorted((one, other), key=lambda shingled: len(shingled.han))
    if not short.han:
        return 0.0, ""
    runs = list(common_runs(short, long))
    shared = sum(end - begin for begin, end in runs) / len(short.han)
    begin, end = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
    copied = shared >= least and end - begin >= _LEAST_RUN
    return shared, excerpt(short, begin, end) if copied else ""


def describe_shared(shared: Sequence[Shared]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each two departments, with the longest shared text quoted."""
    pairs: dict[tuple[str, str], list[Shared]] = {}
    for item in shared:
        pairs.setdefault((item.one, item.other), []).append(item)
    for (one, other), items in pairs.items():
        longest = max(items, key=lambda item: len(item.quotation))
        quoted = longest.quotation[:_QUOTED].replace("\n", "")
        more = "…" if len(longest.quotation) > _QUOTED else ""
        yield Diagnostic(
            code="shared_text",
            severity=Severity.WARNING,
            message=(
                f"{one}第{longest.one_block + 1}段与"
                f"{other}第{longest.other_block + 1}段"
                f"有{round(longest.share * 100)}%的文字雷同（共{len(items)}段），"
                f"如“{quoted}{more}”。"
            ),
            remedy="请两单位核实各自的实际做法，避免互相照抄。",
            departments=(one, other),
        )
