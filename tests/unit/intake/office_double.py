"""A program that stands in for LibreOffice: it does what a source file's text tells it."""

from __future__ import annotations

import sys
from pathlib import Path

_PROGRAM = """#!{python}
import os, pathlib, sys, time
if os.fork() == 0:  # like soffice, which leaves the work to a second process
    (pathlib.Path(__file__).parent / "child").write_text(str(os.getpid()))
    with (pathlib.Path(__file__).parent / "calls").open("a") as calls:
        print(len(sys.argv) - 1 - sys.argv.index("--outdir") - 1, file=calls)
    at = sys.argv.index("--outdir")
    into = pathlib.Path(sys.argv[at + 1])
    for source in map(pathlib.Path, sys.argv[at + 2:]):
        text = source.read_bytes()
        if b"HANG" in text:
            time.sleep(60)
        if b"CRASH" in text:
            os._exit(9)
        if b"REFUSE" in text:
            continue
        made = b"PK, but no zip" if b"RUBBISH" in text else pathlib.Path("{sample}").read_bytes()
        (into / (source.stem + ".docx")).write_bytes(made)
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
"""


def office_double(folder: Path, sample: bytes) -> Path:
    """Return the program, written into `folder`; what it makes of any file is `sample`.

    Beside it `child` holds the number of its last second process, `calls` how many files
    each start was given, a line for each.
    """
    folder.mkdir()
    (folder / "sample").write_bytes(sample)
    program = folder / "soffice"
    program.write_text(_PROGRAM.format(python=sys.executable, sample=folder / "sample"))
    program.chmod(0o755)
    return program
