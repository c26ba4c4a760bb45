"""Files that are something else than their name says, or nothing."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile

from tests.docx_builder import docx, p, zipped
from tests.hostile.kind import READ, Kind, kind
from tests.hostile.zips import GOOD

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def compound(*streams: str, word: bytes = b"") -> bytes:
    """Return an OLE file of one directory that names these streams; `word` begins the first.

    Sector 0 is the table of sectors, 1 and 2 the directory, 3 to 10 the first stream.
    """
    names = ["Root Entry", *streams]
    entries = b"".join(_entry(name, at) for at, name in enumerate(names))
    used = [FAT, 2, END, *range(4, 11), END]
    table = struct.pack("<128I", *used, *[FREE] * (128 - len(used)))
    stream = word.ljust(8 * SECTOR, b"\0")
    return _header() + table + entries.ljust(2 * SECTOR, b"\0") + stream


def _header() -> bytes:
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", OLE_MARK, 0x3E, 3, 0xFFFE, 9, 6,
                       0, 1, 1, 0, 4096, END, 0, END, 0)  # fmt: skip
    return (head + struct.pack("<109I", 0, *[FREE] * 108)).ljust(SECTOR, b"\0")


def _entry(name: str, at: int) -> bytes:
    raw = name.encode("utf-16-le")
    kind_of = 5 if at == 0 else 2
    start, size = (END, 0) if at == 0 else (3, 8 * SECTOR)
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw) + 2, kind_of, 1, FREE, FREE, 1 if at == 0 else FREE)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def secret_word() -> bytes:
    """Return an old Word file whose first bytes say that it is encrypted."""
    return compound("WordDocument", word=b"\xec\xa5" + b"\0" * 8 + b"\x00\x01")


def open_document(kind_of: str, method: int = zipfile.ZIP_STORED) -> bytes:
    """Return an OpenDocument package of that kind, the first entry packed by `method`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        first = zipfile.ZipInfo("mimetype", (2024, 1, 1, 0, 0, 0))
        archive.writestr(first, f"application/vnd.oasis.opendocument.{kind_of}", method)
        for name in ("META-INF/manifest.xml", "content.xml"):
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), "<a/>")
    return out.getvalue()


def _word_xml() -> bytes:
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    return (
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">' + laughs + "]>"
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
        "<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:wordDocument>"
    ).encode()


OTHERS: tuple[Kind, ...] = (
    kind("zero_bytes", "nothing", lambda: b"", "empty"),
    kind("zeros", "a file that a broken disk gave back", lambda: b"\0" * 50_000, "empty"),
    kind("blank_lines", "blanks only", lambda: b" \r\n" * 500, "empty"),
    kind("workbook", "a workbook", lambda: zipped({
        "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}), "not_word"),
    kind("slides", "a presentation", lambda: zipped({
        "[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<a/>"}), "not_word"),
    kind("open_text", "an OpenDocument text", lambda: open_document("text"),
         "old_format"),
    kind("open_text_packed", "the same, its kind packed and so unseen",
         lambda: open_document("text", zipfile.ZIP_DEFLATED),
         "old_format", "unsupported_old_format"),
    kind("open_sheet", "an OpenDocument workbook", lambda: open_document("spreadsheet"),
         "not_word", "unsupported_old_format", "archive"),
    kind("ofd", "an OFD file", lambda: zipped({"OFD.xml": "<a/>"}), "not_word"),
    kind("archive", "reports in an archive", lambda: zipped({"甲.docx": GOOD, "乙.docx": GOOD}),
         "not_word", "archive"),
    kind("archive_named_zip", "the same under its own name",
         lambda: zipped({"甲.docx": GOOD}), "archive", file="报告.zip"),
    kind("pdf", "a PDF", lambda: b"%PDF-1.7\n1 0 obj\n" + b"x" * 500, "not_word"),
    kind("png", "a picture", lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 500, "not_word"),
    kind("jpeg", "a scan", lambda: b"\xff\xd8\xff\xe0" + b"x" * 500, "not_word"),
    kind("html", "a web page", "<html><body>报告</body></html>".encode, "not_word"),
    kind("html_archive", "a web page saved in one file",
         lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n",
         "not_word"),
    kind("text", "plain text", lambda: "报告\n".encode("gb18030") * 50, "not_word"),
    kind("program", "a program", lambda: b"MZ\x90\0" + b"\0\1" * 300, "not_word"),
    kind("rar", "a RAR archive", lambda: b"Rar!\x1a\x07\x01\0" + b"x" * 300, "not_word"),
    kind("seven_zip", "a 7z archive", lambda: b"7z\xbc\xaf\x27\x1c" + b"x" * 300, "not_word"),
    kind("gzip", "a packed file", lambda: gzip.compress(GOOD, mtime=0), "not_word"),
    kind("rich_text", "RTF", lambda: rb"{\rtf1\ansi x}", "old_format"),
    kind("rich_text_cut", "RTF without its end", lambda: rb"{\rtf1\ansi {\b x", "old_format",
         "truncated"),
    kind("rich_text_deep", "RTF of 100,000 groups", lambda: rb"{\rtf1" + b"{" * 100_000 + b"}",
         "old_format"),
    kind("word_xml_laughs", "a billion laughs in Word's XML of 2003", _word_xml, "old_format",
         "conversion_failed"),
    kind("old_word", "an old Word file", lambda: compound("WordDocument"), "old_format"),
    kind("old_word_cut", "an old Word file cut in the middle",
         lambda: compound("WordDocument")[:2_000], "truncated"),
    kind("old_word_secret", "an old Word file with a password", secret_word, "encrypted"),
    kind("new_word_secret", "a .docx with a password: an OLE file",
         lambda: compound("EncryptionInfo", "EncryptedPackage"), "encrypted"),
    kind("old_workbook", "an old workbook", lambda: compound("Workbook"), "not_word"),
    kind("old_slides", "an old presentation", lambda: compound("PowerPoint Document"), "not_word"),
    kind("old_mail", "a message of Outlook", lambda: compound("__properties_version1.0"),
         "not_word"),
    kind("old_mark_only", "eight bytes of an OLE file", lambda: OLE_MARK, "not_word", "truncated"),
    kind("old_nonsense", "an OLE file of nonsense", lambda: OLE_MARK + b"\xff" * 5_000,
         "not_word", "truncated"),
    kind("old_table_in_nowhere", "an OLE file whose table lies beyond its end",
         lambda: compound("WordDocument").replace(struct.pack("<II", 0, FREE),
                                                  struct.pack("<II", 0x7FFFFFF0, FREE), 1),
         "truncated"),
    kind("lock_file", "Word's note that a file is open",
         lambda: b"\x05admin" + b"\0" * 156, "ignored", file="~$教育局报告.docx"),
    kind("lock_file_odd", "a report called like a lock file", lambda: GOOD, "ignored",
         file="~$a.docx"),
    kind("no_suffix", "a report without a suffix", lambda: GOOD, READ, file="教育局报告"),
    kind("wrong_suffix", "a report called .doc", lambda: GOOD, READ, file="教育局报告.doc"),
    kind("macros", "a report with macros", lambda: docx(p("甲")), READ, file="报告.docm"),
)  # fmt: skip
