"""Writes the sample district's inbox: ``python -m tests.sample_district.build [TARGET_FOLDER]``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.sample_district.catalogue import ENTRIES, Entry
from tests.sample_district.markup import Line, parse, plain
from tests.sample_district.package import settle
from tests.sample_district.writer import write

HERE = Path(__file__).resolve().parent
INBOX = HERE.parents[1] / "inbox"
KEPT = 0.6
"""How much of a broken file is left."""


def blocks(entry: Entry) -> tuple[Line, ...]:
    """The blocks of an entry's text, with the entry's own substitutions made."""
    source = (HERE / "texts" / f"{entry.text}.txt").read_text(encoding="utf-8")
    for old, new in entry.swaps:
        if old not in source:
            message = f"{entry.file}: {old!r} is not in the text"
            raise ValueError(message)
        source = source.replace(old, new)
    return parse(source)


def docx(entry: Entry) -> bytes:
    """One file of the inbox, byte for byte."""
    lines = blocks(entry)
    title = plain(next(line.text for line in lines if line.kind == "title")).replace("⏎", "")
    package = settle(
        write(lines, entry.look), title=title, author=entry.department, wps=entry.look.wps
    )
    return package[: int(len(package) * KEPT)] if entry.broken else package


def build(target: Path) -> tuple[Path, ...]:
    """Write every file into the folder and give back their paths."""
    target.mkdir(parents=True, exist_ok=True)
    paths = []
    for entry in ENTRIES:
        path = target / entry.file
        path.write_bytes(docx(entry))
        paths.append(path)
    return tuple(paths)


def main() -> int:
    """Command line entry."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else INBOX
    for path in build(target):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
