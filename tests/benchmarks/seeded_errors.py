"""Plant faults of every kind in clean reports, and count what the checks find and what they cry.

    python -m tests.benchmarks.seeded_errors [--each N] [--write]

Each fault is planted alone in one of the sample reports, in memory; a fault counts as found
when its rule speaks up where it was silent before. The clean look-alikes are planted the same
way, and whatever speaks up then is a false alarm. `--write` puts the table into docs/checks.md.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tasks.department.checks.catalogue import RULES, Family
from tasks.department.examine import understand
from tasks.diagnostics import Diagnostic
from tasks.district.shared import describe_shared, find_shared
from tasks.document import Document
from tests.benchmarks.seeding.host import ROOT, Host, hosts, inserted, profile
from tests.benchmarks.seeding.kinds import KINDS, Kind

SEED = 20251204
EACH = 40
SHOWN = 6  # faults missed and false alarms printed of each kind
TRIES = 12  # hosts to try until one has a place for the fault
DOCUMENT = ROOT / "docs" / "checks.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
BARS = {"recall": 0.95, "arithmetic": 0.98}
ALARMS_PER_REPORT = Decimal(1) / 3


@dataclass(slots=True)
class Tally:
    """What came of one kind: faults planted and found, look-alikes planted and cried at."""

    kind: Kind
    planted: int = 0
    found: int = 0
    clean: int = 0
    alarms: int = 0
    missed: list[str] = field(default_factory=list)
    cried: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the faults that were found."""
        return self.found / self.planted if self.planted else 1.0


def measure(each: int = EACH, kinds: Sequence[Kind] = KINDS) -> list[Tally]:
    """Plant each kind `each` times and return what came of it."""
    return [_measure(kind, each) for kind in kinds]


def _measure(kind: Kind, each: int) -> Tally:
    rng = random.Random(f"{SEED}{kind.name}")  # noqa: S311 - the same every time, on purpose
    tally = Tally(kind=kind)
    for _ in range(each):
        for host, wrong, right in _planted(kind, rng):
            if wrong is not None:
                _count_fault(tally, host, wrong)
            if right is not None:
                _count_clean(tally, host, right)
    return tally


def _planted(
    kind: Kind, rng: random.Random
) -> Iterator[tuple[Host, Document | None, Document | None]]:
    """Yield a host with the fault and one with its look-alike, where the kind has them."""
    for _ in range(TRIES):
        host = rng.choice(hosts())
        if any(d.code == kind.code for d in host.report.diagnostics):
            continue  # a fault of its own would hide the planted one
        if kind.make is not None:
            spot = host.spot(rng)
            wrong, right = kind.make(rng)
            yield host, inserted(host.document, spot, *wrong), inserted(host.document, spot, *right)
            return
        document = kind.edit(rng, host) if kind.edit else None
        if document is not None:
            yield host, document, kind.clean(rng, host) if kind.clean else None
            return


def _count_fault(tally: Tally, host: Host, document: Document) -> None:
    new = _news(host, document)
    new += _shared(host, document) if tally.kind.code == "shared_text" else []
    codes = {diagnostic.code for diagnostic in new}
    tally.planted += 1
    if codes & {tally.kind.code, *tally.kind.instead}:
        tally.found += 1
    else:
        tally.missed.append(_difference(host, document))
    allowed = {tally.kind.code, *tally.kind.also, *tally.kind.instead, *_BY_PLANTING}
    beside = codes - allowed - _NOT_CHECKED
    tally.alarms += len(beside)
    tally.cried += [d.message for d in new if d.code in beside]


def _count_clean(tally: Tally, host: Host, document: Document) -> None:
    ignored = _NOT_CHECKED | (_BY_PLANTING - {tally.kind.code})
    new = [d for d in _news(host, document) if d.code not in ignored]
    tally.clean += 1
    tally.alarms += len(new)
    tally.cried += [d.message for d in new]


_BY_PLANTING = frozenset({"internal_contradiction"})
"""True by the planting itself: the report has a number of its own for what is planted."""
_NOT_CHECKED = frozenset({"uncertain_section", "merged_sections", "wrong_year"})
"""What reading the structure says; the checks have no part in it."""


def _news(host: Host, document: Document) -> list[Diagnostic]:
    """Return what is said of the changed report more than of the report as it was."""
    report = understand(document, host.submission, profile())
    before = Counter(d.code for d in host.report.diagnostics)
    heads = {_head(d) for d in host.report.diagnostics}
    more: list[Diagnostic] = []
    for code, count in Counter(d.code for d in report.diagnostics).items():
        unseen_first = sorted(
            (d for d in report.diagnostics if d.code == code), key=lambda d: _head(d) in heads
        )
        more += unseen_first[: max(0, count - before[code])]
    return more


def _head(diagnostic: Diagnostic) -> str:
    """Return the message without place numbers, which a paragraph more moves on."""
    return "".join(mark for mark in diagnostic.message if not mark.isdigit())


def _shared(host: Host, document: Document) -> list[Diagnostic]:
    """Return what is said of text shared with other departments, if more than before."""
    report = understand(document, host.submission, profile())
    others = [h.report for h in hosts() if h.report.department != host.report.department]
    before = len(find_shared([host.report, *others]))
    after = find_shared([report, *others])
    return list(describe_shared(after)) if len(after) > before else []


def _difference(host: Host, document: Document) -> str:
    old = {block.text for block in host.document.blocks}
    return next((b.text for b in document.blocks if b.text not in old), "(left out)")[:120]


def clean_alarms() -> list[tuple[str, Diagnostic]]:
    """Return all that the checks say of the sample reports as they are, true or not."""
    codes = {rule.code for rule in RULES}
    return [
        (host.submission.file, diagnostic)
        for host in hosts()
        for diagnostic in host.report.diagnostics
        if diagnostic.code in codes
    ]


def clean_table() -> Iterator[str]:
    """Yield the lines of the table of what the sample reports raise as they are."""
    yield "| sample report | rule | what is said |"
    yield "|---|---|---|"
    yield from (f"| {file} | `{d.code}` | {d.message} |" for file, d in clean_alarms())


def recall(tallies: Sequence[Tally], family: Family | None = None) -> float:
    """Return found over planted, for a family or for all."""
    chosen = [t for t in tallies if family is None or t.kind.family is family]
    planted = sum(t.planted for t in chosen)
    return sum(t.found for t in chosen) / planted if planted else 1.0


def table(tallies: Sequence[Tally]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| family | planted fault | rule | planted | found | recall | clean | false alarms |"
    yield "|---|---|---|---:|---:|---:|---:|---:|"
    for t in tallies:
        yield (
            f"| {t.kind.family.value} | {t.kind.name} | `{t.kind.code}` | {t.planted} | {t.found} "
            f"| {t.recall:.3f} | {t.clean} | {t.alarms} |"
        )
    planted, found = sum(t.planted for t in tallies), sum(t.found for t in tallies)
    clean, alarms = sum(t.clean for t in tallies), sum(t.alarms for t in tallies)
    yield f"| all | | | {planted} | {found} | {recall(tallies):.3f} | {clean} | {alarms} |"


def missed_bars(tallies: Sequence[Tally]) -> list[str]:
    """Return one line for each bar that is not reached."""
    arithmetic = [t for t in tallies if t.kind.family is Family.ARITHMETIC]
    faults = []
    if recall(tallies) < BARS["recall"]:
        faults.append(f"recall over all rules {recall(tallies):.3f} < {BARS['recall']}")
    if recall(arithmetic) < BARS["arithmetic"]:
        faults.append(f"recall of arithmetic {recall(arithmetic):.3f} < {BARS['arithmetic']}")
    if any(t.alarms for t in arithmetic):
        faults.append("arithmetic raised a false alarm")
    return faults


def write(tallies: Sequence[Tally]) -> None:
    """Put the table between its marks in docs/checks.md."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    lines = "\n".join((*table(tallies), "", *clean_table()))
    DOCUMENT.write_text(f"{before}{BEGIN}\n{lines}\n{END}{after}", encoding="utf-8", newline="\n")


def main() -> int:
    """Measure, print, write when asked; end with 1 when a bar is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--each", type=int, default=EACH)
    ask.add_argument("--write", action="store_true", help=f"write {Path(DOCUMENT).name}")
    ask.add_argument("--kind", default="", help="only the kinds whose name holds this")
    asked = ask.parse_args()
    began = time.perf_counter()
    tallies = measure(asked.each, [kind for kind in KINDS if asked.kind in kind.name])
    print("\n".join(table(tallies)))
    for t in tallies:
        for kind, texts in (("missed", t.missed), ("cried", t.cried)):
            for text in sorted(set(texts))[:SHOWN]:
                print(f"  {kind} [{t.kind.name}] {text}")
    faults = missed_bars(tallies)
    print("\n".join(faults) or "every bar is reached")
    print(f"{time.perf_counter() - began:.0f} s")
    if asked.write:
        write(tallies)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
