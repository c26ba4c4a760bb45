"""Whether memory stays flat: one process reads two thousand reports, and its peak is watched.

All files differ, in their text and in their style sheet, so that whatever is kept of one
adds up; each is made, read and forgotten. The first two hundred warm up what is kept once
(the last style sheets, the parser's names). Ends with 1 when the peak grows by more than a
few MiB after that.
"""

from __future__ import annotations

import gc
import io
import re
import resource
import sys
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from tasks.department.reading import read
from tasks.document import Document
from tests.benchmarks.generated import report
from tests.docx_builder import zipped

READINGS: Final = 2_000
WARM_UP: Final = 200
DIFFERENT: Final = 40  # the rest are these with another mark: writing them takes far longer
MOST_GROWTH: Final = 4.0  # MiB; all documents kept would be about thirty
_MARKED: Final = {"word/document.xml": "</w:t>", "word/styles.xml": "</w:styles>"}
_PER_MIB: Final = 1 << 20 if sys.platform == "darwin" else 1 << 10  # ru_maxrss: bytes or KiB
_STATUS: Final = Path("/proc/self/status")


def peak() -> float:
    """Return the process's peak memory so far, in MiB."""
    if _STATUS.exists():  # where there is this, ru_maxrss counts who started the process as well
        return int(re.findall(r"VmHWM:\s+(\d+) kB", _STATUS.read_text())[0]) / (1 << 10)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MIB


def parts(number: int) -> dict[str, str | bytes]:
    """Return the parts of the report of this number; those to be marked as text."""
    with zipfile.ZipFile(io.BytesIO(report(number))) as package:
        found: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    return found | {name: package_text(found[name]) for name in _MARKED}


def package_text(part: str | bytes) -> str:
    """Return a part as text."""
    return part if isinstance(part, str) else part.decode()


def marked(package: dict[str, str | bytes], number: int) -> bytes:
    """Return the package as a file that has this number in its text and its style sheet."""
    changed: dict[str, str | bytes] = dict(package)
    for name, end in _MARKED.items():
        mark = str(number) if name == "word/document.xml" else f"<!--{number}-->"
        changed[name] = package_text(package[name]).replace(end, mark + end, 1)
    return zipped(changed)


def characters(data: bytes) -> int:
    """Read a file and return how many characters it has."""
    document = read(data, file="report.docx", sha256="")
    if not isinstance(document, Document):
        raise TypeError(document)
    return sum(len(block.text) for block in document.blocks)


def packages() -> list[dict[str, str | bytes]]:
    """Return the reports' parts, made by another process: its peak is not to hide ours."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as maker:
        return list(maker.map(parts, range(DIFFERENT)))


def main() -> int:
    """Read them all, print the peak on the way and how much it grew, and judge it."""
    made = packages()
    began, peaks, blocks, total = time.process_time(), [], [], 0
    for number in range(READINGS + 1):
        if number % WARM_UP == 0:
            gc.collect()
            peaks.append(peak())
            blocks.append(sys.getallocatedblocks())
        total += characters(marked(made[number % DIFFERENT], number))
    growth, kept = peaks[-1] - peaks[1], blocks[-1] - blocks[1]
    print(f"{READINGS} different reports, {total / READINGS:.0f} characters each, one process")
    print(f"peak, MiB, every {WARM_UP} readings: {' '.join(f'{each:.1f}' for each in peaks)}")
    print(f"{'growth of the peak after the first ' + str(WARM_UP):<44}{growth:8.1f} MiB")
    print(f"{'Python objects more than after those':<44}{kept:8d}")
    print(f"{'CPU time, files made and read':<44}{time.process_time() - began:8.1f} s")
    return int(growth > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
