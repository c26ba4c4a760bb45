"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import pytest

from tasks.intake.sniff import sniff
from tasks.intake.submission import Format
from tests.docx_builder import docx, p, zipped

ROWS = [
    (b"", Format.EMPTY),
    (b"\x00\x00\n ", Format.EMPTY),
    (docx(p("文")), Format.DOCX),
    (zipped({"[Content_Types].xml": "<a/>", "odd.xml": "<a/>"}), Format.DOCX),
    (zipped({"xl/workbook.xml": "<a/>"}), Format.XLSX),
    (zipped({"OFD.xml": "<a/>"}), Format.OFD),
    (zipped({"a.txt": "x"}), Format.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", Format.DOC),
    (b"{\\rtf1\\ansi", Format.RTF),
    (b"%PDF-1.4", Format.PDF),
    (b"\xef\xbb\xbf\n%PDF-1.4", Format.PDF),
    (b"\x89PNG\r\n\x1a\n", Format.PICTURE),
    (b"\xff\xd8\xff\xe1", Format.PICTURE),
    (b"RIFF\x00\x00\x00\x00WEBP", Format.PICTURE),
    (b"<?mso-application?>http://schemas.microsoft.com/office/word/2003/wordml", Format.WORD_XML),
    ("纯文本".encode(), Format.UNKNOWN),
]


@pytest.mark.parametrize(("head", "expected"), ROWS)
def test_content_tells_the_format(head: bytes, expected: Format) -> None:
    assert sniff(head) is expected


def test_an_odf_text_is_told_by_its_first_entry() -> None:
    stored = b"PK\x03\x04" + b"\x00" * 26 + b"mimetype" + b"application/vnd.oasis.opendocument.text"
    assert sniff(stored) is Format.ODT
