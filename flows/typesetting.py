"""Setting a Word file into a PDF by LibreOffice, when it is there: for true page numbers."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from tasks.delivery.layout.pdf import timeless
from tasks.intake.office import find_office

SECONDS = 180.0
"""How long one document may take; a first start of LibreOffice takes ten seconds alone."""

FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
"""A PDF with an outline of the headings."""


def find_typesetter() -> Callable[[bytes], bytes | None] | None:
    """Return what turns a Word file's bytes into a PDF's, or None without LibreOffice.

    The PDF has no time in it: one document gives the same bytes each time. It is None when
    LibreOffice fails: page numbers are then left open.
    """
    office = find_office()
    if office is None:
        return None
    return lambda content: _typeset(str(office), content)


def _typeset(office: str, content: bytes) -> bytes | None:
    with tempfile.TemporaryDirectory(prefix="huizong-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "report.docx"
        source.write_bytes(content)
        command = (
            office,
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nolockcheck"),
            *("--convert-to", FILTER, "--outdir", name, str(source)),
        )
        try:
            subprocess.run(  # noqa: S603 - found on the path, a file of our own
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        made = source.with_suffix(".pdf")
        return timeless(made.read_bytes()) if made.is_file() else None
