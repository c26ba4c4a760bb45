"""Hostile zips: bombs, lies, cuts, names that lead elsewhere."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

from tests.docx_builder import docx, p, package, root, zipped
from tests.hostile.kind import READ, Kind, kind

GOOD = docx(p("区司法局2023年度法治政府建设报告"))
MAIN = "word/document.xml"


def blanks(size: int) -> bytes:
    """Return what a bomb unpacks to: the more of it, the better it packs."""
    return b" " * size


def document(body: str) -> str:
    """Return a main part."""
    return root("document", f"<w:body>{body}</w:body>")


def bombed(*parts: str, size: int) -> bytes:
    """Return a report whose parts of these names each unpack to `size` bytes of blanks."""
    blank = blanks(size)
    head = b'<w:x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    files: dict[str, str | bytes] = {f"word/{part}.xml": head + blank + b"</w:x>" for part in parts}
    return package({MAIN: document(p("甲")), **files}, related=parts)


def nested_bomb() -> bytes:
    """Return a report in which lies a zip in a zip in a zip of zeros."""
    inner = zipped({"0": blanks(20_000_000)})
    for _ in range(3):
        inner = zipped({str(at): inner for at in range(20)})
    return package({MAIN: document(p("甲")), "word/embeddings/oleObject1.zip": inner})


def patched(data: bytes, signature: bytes, offset: int, value: bytes, name: str = "") -> bytes:
    """Return the zip with `value` written at `offset` of the headers (of the entry `name`)."""
    changed = bytearray(data)
    name_at = {b"PK\x01\x02": 46, b"PK\x03\x04": 30}.get(signature, 0)
    at = data.find(signature)
    while at >= 0:
        if not name or data.startswith(name.encode(), at + name_at):
            changed[at + offset : at + offset + len(value)] = value
        at = data.find(signature, at + 4)
    return bytes(changed)


def both_headers(data: bytes, local: int, central: int, value: bytes, name: str = "") -> bytes:
    """Return the zip with the same lie in an entry's own header and in the directory."""
    lied = patched(data, b"PK\x03\x04", local, value, name)
    return patched(lied, b"PK\x01\x02", central, value, name)


def with_sizes(data: bytes, size: int) -> bytes:
    """Return the zip whose main part claims that unpacked size."""
    return both_headers(data, 22, 24, struct.pack("<I", size), MAIN)


def added(data: bytes, *names: str) -> bytes:
    """Return the zip with further entries, whatever they are called."""
    out = io.BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), document(p("乙")))
    return out.getvalue()


def overlapping() -> bytes:
    """Return a zip whose parts are all the same packed bytes, named again and again."""
    data = bombed("styles", "numbering", "footnotes", "endnotes", size=20_000_000)
    first = data.index(b"PK\x03\x04")
    for part in ("styles", "numbering", "footnotes", "endnotes"):
        at = data.index(f"word/{part}.xml".encode()) - 30
        first = min(first or at, at)
        data = patched(data, b"PK\x01\x02", 42, struct.pack("<I", first), f"word/{part}.xml")
    return data


def many_entries(count: int) -> bytes:
    """Return a zip of so many empty entries beside the report."""
    files: dict[str, str | bytes] = {f"x/{at}": b"" for at in range(count)}
    return package({MAIN: document(p("甲")), **files})


def packed_by(method: int) -> bytes:
    """Return the report packed by another method than Word's."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(out, "w", method) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
    return out.getvalue()


def through(target: str, *names: str) -> bytes:
    """Return a package whose main part is named by `target` and lies under these names."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/officeDocument" Target="{target}"/></Relationships>'
    )
    files: dict[str, str | bytes] = {"_rels/.rels": rels}
    return package(files | {name: document(p("甲")) for name in names})


def _wrong_checksum() -> bytes:
    return both_headers(GOOD, 14, 16, b"\0\0\0\1", MAIN)


def _count_lie() -> bytes:
    return patched(GOOD, b"PK\x05\x06", 8, b"\xff\xff\xff\xff")


def _directory_offset() -> bytes:
    return patched(GOOD, b"PK\x05\x06", 16, b"\xf0\xff\xff\xff")


def _cut(length: int) -> Callable[[], bytes]:
    return lambda: GOOD[:length]


ZIPS: tuple[Kind, ...] = (
    kind("bomb", "60 MB from 60 KB", lambda: package({MAIN: blanks(60_000_000)}), "too_large"),
    kind("bomb_styles", "a bomb in a part beside the text",
         lambda: bombed("styles", size=60_000_000), "too_large", READ),
    kind("bomb_sum", "each part is bearable, all together are not",
         lambda: bombed("styles", "numbering", "footnotes", "endnotes", size=30_000_000),
         "too_large"),
    kind("bomb_nested", "zips within zips, which nobody asked to open", nested_bomb, READ),
    kind("bomb_overlapping", "one packed stream under many names", overlapping,
         "too_large", "damaged"),
    kind("declared_small", "the bomb says it has 10 bytes",
         lambda: with_sizes(package({MAIN: blanks(60_000_000)}), 10), "too_large", "damaged"),
    kind("declared_huge", "a small part says it has 4 GB",
         lambda: with_sizes(GOOD, 0xFFFFFFF0), READ, "damaged"),
    kind("packed_size_lie", "the packed size leads beyond the file's end",
         lambda: both_headers(GOOD, 18, 20, b"\xf0\xff\xff\x7f", MAIN), "damaged", "truncated"),
    kind("many_entries", "70,000 entries", lambda: many_entries(70_000), "too_large"),
    kind("count_lie", "the directory says it has 65,535 entries", _count_lie,
         READ, "damaged", "truncated"),
    kind("directory_offset", "the directory lies beyond the end", _directory_offset,
         "damaged", "truncated"),
    kind("cut_to_signature", "four bytes of a zip", _cut(4), "truncated"),
    kind("cut_in_half", "half of a file", _cut(len(GOOD) // 2), "truncated"),
    kind("cut_at_the_end", "the last ten bytes are missing", _cut(len(GOOD) - 10),
         "truncated", "damaged"),
    kind("wrong_checksum", "the text does not match its checksum", _wrong_checksum, "damaged"),
    kind("duplicate_main", "two main parts", lambda: added(GOOD, MAIN), "duplicate_entry"),
    kind("duplicate_by_case", "two names that differ in case only",
         lambda: added(GOOD, "WORD/Document.XML"), "duplicate_entry"),
    kind("duplicate_by_path", "two names that lead to the same part",
         lambda: added(GOOD, "word/../word/./document.xml"), "duplicate_entry"),
    kind("parent_names", "entries that would be written outside",
         lambda: added(GOOD, "../../evil.docx", "..\\..\\worse.docx", "/etc/evil", "C:\\evil"),
         READ),
    kind("parent_target", "the main part is told to lie outside",
         lambda: through("../../../../etc/passwd", MAIN), READ),
    kind("file_target", "the main part is told to be a file of this computer",
         lambda: through("file:///etc/passwd"), "not_word"),
    kind("long_name", "a name of 60,000 characters", lambda: added(GOOD, "x" * 60_000), READ),
    kind("odd_names", "control characters and a drive in names",
         lambda: added(GOOD, "a\nb", "\x1b[31m", "con", "a:b"), READ),
    kind("password_flag", "every entry says it is encrypted",
         lambda: both_headers(GOOD, 6, 8, b"\1\0"), "encrypted"),
    kind("bzip2", "packed as Word cannot", lambda: packed_by(zipfile.ZIP_BZIP2), "damaged", READ),
    kind("lzma", "packed as Word cannot", lambda: packed_by(zipfile.ZIP_LZMA), "damaged", READ),
    kind("method_99", "packed by nobody knows what",
         lambda: both_headers(GOOD, 8, 10, b"\x63\0"), "damaged", "encrypted"),
    kind("long_comment", "64 KB of ends of directories behind the true one",
         lambda: patched(GOOD, b"PK\x05\x06", 20, b"\xff\xff") + b"PK\x05\x06" * 16_383 + b"xxx",
         READ, "damaged", "truncated"),
    kind("other_bytes_before", "a program before the zip", lambda: b"MZ" + b"\0" * 600 + GOOD,
         "not_word", READ),
    kind("other_bytes_after", "rubbish behind the zip", lambda: GOOD + b"\0" * 5_000,
         READ, "damaged", "truncated"),
)  # fmt: skip
