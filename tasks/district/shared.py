"""Paragraphs that two departments share nearly word for word: copied, and worth a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.shingles import Shingled, candidates, common_runs, excerpt, shingle
from tasks.document import Block, BlockKind

_SHORTEST: Final = 40  # Chinese characters of a paragraph worth comparing
_LEAST_RUN: Final = 30  # characters in a row that nobody writes twice by chance
LEAST_SHARE: Final = 0.6  # of the shorter paragraph
_LEAST_PRINTS: Final = 2  # a run of _LEAST_RUN characters holds as many
# Of a paragraph reworded up to LEAST_SHARE a quarter of the prints stay, one in five at the least;
# one more may be gone by chance (11,000 tries with random changes).
_PRINTS_SHARE: Final = 5
_AT_HAND: Final = 16_384  # paragraphs kept ready to be compared again
_QUOTED: Final = 40
_COMMON_AT_LEAST: Final = 3
_COMMON_SHARE: Final = 8  # a wording that one department in eight has is the notice's own
_COMMON_AT_MOST: Final = 5  # and one that six have: copying goes from one to the next
FORMULAS: Final = (
    # what every report quotes, and why it is nobody's own wording
    (r"习近平新时代中国特色社会主义思想", "the name itself"),
    (r"深刻领悟“?两个确立”?的决定性意义", "fixed wording since 2021"),
    (r"增强“?四个意识”?、?坚定“?四个自信”?、?(?:切实)?做到“?两个维护”?", "fixed wording"),
    (r"党的二十大和二十届[一二三四五六七八九十、中]+全会精神", "names of meetings"),
    (r"习近平总书记(?:关于[^，。；]{2,20})?的?重要(?:讲话|论述|指示)[^，。；]{0,8}精神", "names"),
    (r"科学立法、严格执法、公正司法、全民守法", "the sixteen characters of 2012"),
    (r"法治国家、法治政府、法治社会一体建设", "fixed wording"),
    (r"行政执法公示、?(?:制度、)?执法全过程记录、?(?:制度、)?重大执法决定法制审核", "三项制度"),
)
_FORMULA: Final = re.compile("|".join(pattern for pattern, _ in FORMULAS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Text that two departments share: both places, its share of the shorter, a quotation."""

    one: DepartmentReport
    one_block: Block
    other: DepartmentReport
    other_block: Block
    share: float
    quotation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The fingerprints of a paragraph, the block of this index; sorted."""

    block: int
    prints: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    report: DepartmentReport
    block: Block
    shingled: Shingled


def find_shared(
    reports: Sequence[DepartmentReport], paragraphs: Sequence[Sequence[Printed]] | None = None
) -> tuple[Shared, ...]:
    """Return the paragraphs that two departments share, in the order of the reports.

    `paragraphs` are those of each report (`printed`), where they are known already. Wording
    that many departments have is the notice's; reports that are the same from beginning to
    end are told as such elsewhere.
    """
    if paragraphs is None:
        paragraphs = [tuple(printed(report)) for report in reports]
    places = [(at, one.block) for at, found in enumerate(paragraphs) for one in found]
    share = min(len(reports) // _COMMON_SHARE, _COMMON_AT_MOST)
    most = max(_COMMON_AT_LEAST, share)
    prints = [one.prints for found in paragraphs for one in found]
    pairs = (pair for pair in candidates(prints, most) if _is_near(*map(prints.__getitem__, pair)))

    @lru_cache(_AT_HAND)
    def place(at: int) -> _Place:
        report, index = reports[places[at][0]], places[at][1]
        block = next(block for block in report.blocks if block.index == index)
        return _Place(report=report, block=block, shingled=plain_shingles(block.text))

    near = ((place(one), place(other)) for one, other in pairs)
    found = (_compare(one, other) for one, other in near)
    return tuple(shared for shared in found if shared is not None)


def _is_near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Say whether two paragraphs may share enough, by their prints: worth looking at in full."""
    few = min(len(one), len(other))
    return len(frozenset(one).intersection(other)) >= max(_LEAST_PRINTS, few / _PRINTS_SHARE - 1)


def printed(report: DepartmentReport) -> Iterator[Printed]:
    """Yield the report's paragraphs that are worth comparing with others'."""
    for block, shingled in _paragraphs(report):
        yield Printed(block=block.index, prints=tuple(sorted(shingled.prints())))


def _paragraphs(report: DepartmentReport) -> Iterator[tuple[Block, Shingled]]:
    for block in report.blocks:
        if block.kind is not BlockKind.PARAGRAPH or len(block.text) < _SHORTEST:
            continue
        shingled = plain_shingles(block.text)
        if len(shingled.han) >= _SHORTEST:
            yield block, shingled


def comparable(report: DepartmentReport) -> Iterator[tuple[int, str]]:
    """Yield (index, text) of the report's paragraphs that are worth comparing with others."""
    for block, _ in _paragraphs(report):
        yield block.index, block.text


def plain_shingles(text: str) -> Shingled:
    """Return the text shingled, without the formulas that every report quotes."""
    return shingle(_FORMULA.sub("……", text))


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


def _compare(one: _Place, other: _Place) -> Shared | None:
    """Return what two paragraphs share when it is most of the shorter one, else None."""
    if one.report.department == other.report.department:
        return None
    shared, quotation = common_share(one.shingled, other.shingled, LEAST_SHARE)
    if not quotation:
        return None
    return Shared(
        one=one.report,
        one_block=one.block,
        other=other.report,
        other_block=other.block,
        share=shared,
        quotation=quotation,
    )


def describe_shared(shared: Sequence[Shared]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each two departments, with the longest shared text quoted."""
    pairs: dict[tuple[str, str], list[Shared]] = {}
    for item in shared:
        key = item.one.department or "", item.other.department or ""
        pairs.setdefault(key, []).append(item)
    for (one, other), items in pairs.items():
        longest = max(items, key=lambda item: len(item.quotation))
        quoted = longest.quotation[:_QUOTED].replace("\n", "")
        more = "…" if len(longest.quotation) > _QUOTED else ""
        yield Diagnostic(
            code="shared_text",
            severity=Severity.WARNING,
            message=(
                f"{one}第{longest.one_block.index + 1}段与"
                f"{other}第{longest.other_block.index + 1}段"
                f"有{round(longest.share * 100)}%的文字雷同（共{len(items)}段），"
                f"如“{quoted}{more}”。"
            ),
            remedy="请两单位核实各自的实际做法，避免互相照抄。",
            departments=(one, other),
        )
