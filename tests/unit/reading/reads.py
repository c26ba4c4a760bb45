"""What the tests of reading ask for: a document that must be readable, and its lines."""

from __future__ import annotations

from tasks.department.reading import Limits, read
from tasks.document import Document, Paragraph, Table
from tasks.intake.submission import Rejection


def document(data: bytes) -> Document:
    """Return the document in `data`; it must not be rejected."""
    found = read(data, file="甲.docx", sha256="0")
    assert isinstance(found, Document), found
    return found


def rejection(data: bytes, limits: Limits | None = None) -> Rejection:
    """Return the rejection of `data`; it must be rejected, with words an official reads."""
    found = read(data, file="甲.docx", sha256="0", limits=limits or Limits())
    assert isinstance(found, Rejection), found
    assert found.message
    assert found.remedy
    return found


def lines(data: bytes) -> list[str]:
    """Return number and text of each block."""
    return [
        block.number + block.text if isinstance(block, Paragraph) else block.text
        for block in document(data).blocks
    ]


def paragraph(data: bytes) -> Paragraph:
    """Return the first block, a paragraph."""
    found = document(data).blocks[0]
    assert isinstance(found, Paragraph)
    return found


def table(data: bytes) -> Table:
    """Return the first block, a table."""
    found = document(data).blocks[0]
    assert isinstance(found, Table)
    return found
