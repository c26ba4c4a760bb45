"""Take in hostile files one after another under hard limits; a program of its own.

    python -m tests.hostile.take_in FOLDER NAME…

Each NAME is a folder that `make` wrote. A line of JSON tells what came of it; a file that
takes too long or too much memory ends the program, and its line is missing.
"""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import sys
import time
from pathlib import Path

from tasks.department.reading import read
from tasks.document import Document
from tasks.intake.collect import collect
from tasks.intake.submission import Rejection

MEMORY = 1 << 30
"""Bytes of address space: what a worker may use for a file."""

SECONDS = 20.0
"""How long one file may take before the program ends, on a slow and busy computer."""


def outcome(folder: Path) -> dict[str, str | float]:
    """Return what came of the one file in the folder."""
    began = time.process_time()
    inbox = collect(folder)
    found: Document | Rejection | None = inbox.rejections[0] if inbox.rejections else None
    for item in inbox.submissions:
        found = read(Path(item.path).read_bytes(), file=item.file, sha256=item.sha256)
    told = {"code": "ignored", "message": "", "remedy": "", "text": ""}
    if isinstance(found, Rejection):
        told |= {"code": found.code, "message": found.message, "remedy": found.remedy}
    elif found is not None:
        told |= {"code": "read", "text": "".join(block.text for block in found.blocks)[:1_000]}
    return {**told, "seconds": time.process_time() - began}


def main(folder: Path, names: list[str]) -> None:
    """Print that it began, and the outcome of each."""
    print("ready", flush=True)  # noqa: T201 - from here on, an end is a file's doing
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device, not a file
        for name in names:
            faulthandler.dump_traceback_later(SECONDS, exit=True, file=nowhere)
            told = outcome(folder / name)
            print(json.dumps({"name": name, **told}), flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
