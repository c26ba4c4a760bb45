"""Whether the checks and the district stay faster than reading, and linear, up to 5,000 reports.

The reports are the sample's, each copy with a department of its own and with every eighth
Chinese character turned into another one, so that no two texts are alike by accident while
figures and most words stay. Of the paragraphs, one in ten is left as it is in all of them
(a wording that everybody has), and one in fifty is copied from the report before.

Each size is measured in a process of its own, in CPU seconds and MiB of peak memory.
Reading, and the checks of one report, do not know of other reports: they are measured on
the sample's files and multiplied. Ends with 1 when the checks with the near-duplicate
search take longer than reading, or when twice the reports take far more than twice the time.

    python -m tests.benchmarks.district_bench [--reports N …] [--write]

`--write` puts the table into docs/checks.md.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Final

from tasks.department.checks.check import check
from tasks.department.checks.rule import Subject
from tasks.department.examine import DEFAULT_LIMITS
from tasks.department.figures.extract import find_figures
from tasks.department.reading import read
from tasks.department.report import DepartmentReport
from tasks.department.sections import find_sections
from tasks.district import consolidate
from tasks.district.digest import Digest, digest_of
from tasks.district.joint import shared_groups
from tasks.district.packed import Owners
from tasks.district.senders import Names
from tasks.district.shared import find_shared
from tasks.district.totals import Joint, Totals
from tasks.document import Block, BlockKind
from tasks.intake.submission import Rejection
from tasks.profile.model import Profile, RosterEntry
from tests.benchmarks.seeding.host import ROOT, hosts, profile

DOCUMENT: Final = ROOT / "docs" / "checks.md"
BEGIN, END = "<!-- district: begin -->", "<!-- district: end -->"
SIZES: Final = (1_000, 2_000, 5_000)
PASSES: Final = 4  # of the sample's files, for reading and checking
MOST_GROWTH: Final = 2.0  # of the time per report, smallest to largest size; squared would be 5
_STEP: Final = 8  # one Chinese character in so many is another in each copy
_HAN: Final = range(0x4E00, 0x9000)
_COMMON, _COPIED = 10, 50  # one paragraph in so many is everybody's, or the neighbour's
_PER_MIB: Final = 1 << 20 if sys.platform == "darwin" else 1 << 10  # ru_maxrss: bytes or KiB


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """CPU seconds by stage for so many reports, and the peak in MiB."""

    reports: int
    seconds: dict[str, float]
    peak: float


def many(count: int) -> tuple[tuple[DepartmentReport, ...], Profile]:
    """Return so many different reports and a roster of their departments."""
    made: list[DepartmentReport] = []
    for number in range(count):
        base = hosts()[number % len(hosts())].report
        before = made[number - len(hosts())] if number >= len(hosts()) else None
        made.append(_copy(base, number, before))
    roster = tuple(RosterEntry(name=report.department or "", kind="局") for report in made)
    return tuple(made), profile().model_copy(update={"roster": roster})


def _copy(base: DepartmentReport, number: int, before: DepartmentReport | None) -> DepartmentReport:
    draw = random.Random(number)  # noqa: S311 - the same reports each time
    blocks = tuple(_block(block, number, draw, before) for block in base.blocks)
    submission = replace(base.submission, file=f"第{number}局.docx", sha256=f"{number:064x}")
    settings = profile().district
    year = settings.year if settings else base.year
    return replace(
        base, blocks=blocks, department=f"第{number}局", submission=submission, year=year
    )


def _block(
    block: Block, number: int, draw: random.Random, before: DepartmentReport | None
) -> Block:
    if block.kind is not BlockKind.PARAGRAPH or block.index % _COMMON == 0:
        return block
    if before is not None and draw.randrange(_COPIED) == 0:
        return replace(block, text=before.blocks[block.index].text)
    marks = list(block.text)
    for at in range(number % _STEP, len(marks), _STEP):
        if ord(marks[at]) in _HAN:
            marks[at] = chr(draw.choice(_HAN))
    return replace(block, text="".join(marks))


def per_report() -> tuple[float, float]:
    """Return CPU seconds that reading and checking take of one report of the sample."""
    paths = [ROOT / "inbox" / host.submission.file for host in hosts()] * PASSES
    reading = _timed(lambda: [_found(path.read_bytes(), path.name) for path in paths])
    subjects = [
        Subject(report=host.report, document=host.document, profile=profile()) for host in hosts()
    ] * PASSES
    checking = _timed(lambda: [check(subject) for subject in subjects])
    return reading / len(paths), checking / len(subjects)


def _found(data: bytes, file: str) -> object:
    document = read(data, file=file, sha256="0" * 64, limits=DEFAULT_LIMITS)
    if isinstance(document, Rejection):
        return document
    return find_figures(find_sections(document, profile().outline).blocks, profile())


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _totals(digests: Sequence[Digest], profile: Profile, groups: Joint) -> object:
    totals = Totals(profile, Owners())
    for digest in digests:
        for statement in digest.statements:
            totals.add(statement)
    return totals.settle(groups)


def measure(count: int) -> Measured:
    """Return what the district's stages take for so many reports, in this process."""
    reports, district = many(count)
    names = Names.of(district)
    digests = [digest_of(report, district, names) for report in reports]
    groups = shared_groups(one for digest in digests for one in digest.mentions)
    stages: dict[str, Callable[[], object]] = {
        "near-duplicates": lambda: find_shared(reports),
        "digests": lambda: [digest_of(report, district, names) for report in reports],
        "joint actions": lambda: shared_groups(one for d in digests for one in d.mentions),
        "totals": lambda: _totals(digests, district, groups),
        "all": lambda: consolidate(reports, district),
    }
    seconds = {stage: _timed(work) for stage, work in stages.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MIB
    return Measured(reports=count, seconds=seconds, peak=peak)


def table(found: Sequence[Measured], reading: float, checking: float) -> list[str]:
    """Return the lines of the table, CPU seconds and MiB."""
    stages = list(found[0].seconds)
    last = "checks + near-duplicates, of reading | peak, MiB"
    lines = [
        f"| reports | reading | checks | {' | '.join(stages)} | {last} |",
        f"|---:|---:|---:|{'---:|' * len(stages)}---:|---:|",
    ]
    for one in found:
        read_in, checked_in = reading * one.reports, checking * one.reports
        shown = " | ".join(f"{one.seconds[stage]:.1f}" for stage in stages)
        share = (checked_in + one.seconds["near-duplicates"]) / read_in
        lines.append(
            f"| {one.reports} | {read_in:.1f} | {checked_in:.1f} | {shown} | {share:.0%} "
            f"| {one.peak:.0f} |"
        )
    return lines


def missed(found: Sequence[Measured], reading: float, checking: float) -> list[str]:
    """Return one line for each bar that is not reached."""
    faults: list[str] = []
    first = found[0]
    for one in found:
        if checking * one.reports + one.seconds["near-duplicates"] > reading * one.reports:
            faults.append(f"{one.reports} reports: checks take longer than reading")
        for stage, seconds in one.seconds.items():
            growth = (seconds / one.reports) / max(first.seconds[stage] / first.reports, 1e-5)
            if growth > MOST_GROWTH:
                faults.append(
                    f"{one.reports} reports: {stage} takes {growth:.1f} times as long each"
                )
    return faults


def run(sizes: Sequence[int]) -> tuple[list[str], list[str]]:
    """Return the table's lines and the bars that are missed."""
    reading, checking = per_report()
    found = []
    for size in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            found.append(apart.submit(measure, size).result())
    return table(found, reading, checking), missed(found, reading, checking)


def write(lines: Sequence[str]) -> None:
    """Put the table between its marks in docs/checks.md."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    text = "\n".join((f"{before}{BEGIN}", *lines, f"{END}{after}"))
    DOCUMENT.write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    """Measure the sizes asked for and print the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--reports", type=int, nargs="+", default=list(SIZES))
    ask.add_argument("--write", action="store_true", help=f"write {DOCUMENT.name}")
    asked = ask.parse_args()
    lines, faults = run(asked.reports)
    print("\n".join(lines))
    if asked.write:
        write(lines)
    print("\n".join(faults) or "every bar is reached")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
