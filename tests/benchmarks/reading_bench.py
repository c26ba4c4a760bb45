"""How fast reports are read and understood, as ratios to the bare parse of the same files.

The baseline unzips the main part, parses it with lxml and joins its `w:t`: no reader can do
less. Next to it, in the same run: our reader, our reader with sections and figures, and
what other libraries take only to convert the same files (those that are installed). CPU
time of one process, the best of three.
"""

from __future__ import annotations

import importlib.util
import io
import time
import zipfile
from collections.abc import Callable, Sequence

import docx
from lxml import etree

from tasks.department.figures.extract import find_figures
from tasks.department.reading import read
from tasks.department.sections import find_sections
from tasks.document import Document
from tasks.profile.load import default_profile
from tests.benchmarks.generated import report

REPORTS = 200
ROUNDS = 3
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def bare(data: bytes) -> str:
    """Return the text, by the least that can be done."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join(node.text or "" for node in root.iter(_TEXT))


def ours(data: bytes) -> Document:
    """Return the document as we read it."""
    document = read(data, file="report.docx", sha256="")
    if not isinstance(document, Document):
        raise TypeError(document)
    return document


def understood(data: bytes) -> int:
    """Return how many figures a report has, read, sectioned and figured."""
    profile = default_profile()
    blocks = find_sections(ours(data), profile.outline).blocks
    return len(find_figures(blocks, profile).figures)


def by_python_docx(data: bytes) -> str:
    """Return the paragraphs' and cells' text as python-docx gives it."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def others() -> dict[str, Callable[[bytes], object]]:
    """Return the other readers that are installed."""
    found: dict[str, Callable[[bytes], object]] = {"python-docx": by_python_docx}
    if importlib.util.find_spec("mammoth"):
        mammoth = importlib.import_module("mammoth")
        found["mammoth"] = lambda data: mammoth.convert_to_html(io.BytesIO(data))
    if importlib.util.find_spec("markitdown"):
        converter = importlib.import_module("markitdown").MarkItDown()
        found["markitdown"] = lambda data: converter.convert_stream(io.BytesIO(data))
    return found


def seconds(work: Callable[[bytes], object], files: Sequence[bytes]) -> float:
    """Return the CPU time that the work takes for all files, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for data in files:
            work(data)
        best = min(best, time.process_time() - began)
    return best


def main() -> None:
    """Measure everything against the bare parse and print a line each."""
    files = [report(number) for number in range(REPORTS)]
    characters = sum(len(bare(data)) for data in files)
    print(f"{REPORTS} reports, {characters / REPORTS:.0f} characters each, one process, CPU time")
    baseline = seconds(bare, files)
    print(f"{'bare unzip + lxml + text':<44}{baseline:8.2f} s     1.0 ×")
    work = {"our reader": ours, "our reader, sections and figures": understood} | others()
    for name, reader in work.items():
        taken = seconds(reader, files)
        rate = characters / taken / 1000
        print(f"{name:<44}{taken:8.2f} s {taken / baseline:7.1f} × {rate:9.0f} k characters/s")


if __name__ == "__main__":
    main()
