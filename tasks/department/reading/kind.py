"""What a file is that is no Word document, in words its sender understands."""

from __future__ import annotations

import re
from typing import Final

from tasks.department.reading.limits import Limits
from tasks.department.reading.package import Package
from tasks.department.reading.refusal import Code, Refusal
from tasks.intake.sniff import sniff
from tasks.intake.submission import Format

_HEAD: Final = 8192
_ZIP: Final = b"PK\x03\x04"
_HTML: Final = re.compile(rb"\s*(?:<!doctype\s+html|<html|<head|<body)", re.IGNORECASE)
_MEBIBYTE: Final = 1 << 20

# Format → (code, what it is called); the formats that a package reader is not for.
_OTHERS: Final = {
    Format.EMPTY: (Code.EMPTY, ""),
    Format.RTF: (Code.OLD_FORMAT, " RTF 文档"),
    Format.ODT: (Code.OLD_FORMAT, " OpenDocument（ODT）文档"),
    Format.WORD_XML: (Code.OLD_FORMAT, " Word XML 文档"),
    Format.PDF: (Code.NOT_WORD, " PDF 文件"),
    Format.OFD: (Code.NOT_WORD, " OFD 版式文件"),
    Format.PICTURE: (Code.NOT_WORD, "图片"),
    Format.XLSX: (Code.NOT_WORD, " Excel 工作簿"),
}

# Stream names in an OLE file's directory ([MS-CFB], UTF-16) → what the file is. The first
# that is found decides; an encrypted Open XML package is itself an OLE file.
_STREAMS: Final = (
    ("EncryptedPackage", Code.ENCRYPTED, ""),
    ("EncryptionInfo", Code.ENCRYPTED, ""),
    ("WordDocument", Code.OLD_FORMAT, "旧版 Word/WPS 文档（.doc、.wps）"),
    ("Workbook", Code.NOT_WORD, " Excel 工作簿（.xls）"),
    ("PowerPoint Document", Code.NOT_WORD, " PowerPoint 演示文稿（.ppt）"),
    ("__properties_version1.0", Code.NOT_WORD, " Outlook 邮件"),
)
_WORD_BINARY: Final = b"\xec\xa5"  # [MS-DOC] 2.5.2, wIdent
_SECTOR: Final = 512
_FLAGS: Final = 10  # offset of the flags in the FIB
_ENCRYPTED: Final = 0x0100  # [MS-DOC] 2.5.2, fEncrypted

# Folder or entry of a zip → what the package is; an ODF text has its own folder of words.
_PACKAGES: Final = (
    ("xl/", Code.NOT_WORD, " Excel 工作簿"),
    ("ppt/", Code.NOT_WORD, " PowerPoint 演示文稿"),
    ("visio/", Code.NOT_WORD, " Visio 绘图"),
    ("ofd.xml", Code.NOT_WORD, " OFD 版式文件"),
    ("meta-inf/manifest.xml", Code.OLD_FORMAT, " OpenDocument（ODT）文档"),
)


def refuse_unless_package(data: bytes, limits: Limits) -> None:
    """Raise a Refusal that says what the file is, unless it may be an Open XML package."""
    if len(data) > limits.file:
        raise Refusal(Code.TOO_LARGE, f"大于 {limits.file // _MEBIBYTE} MB")
    if data.startswith(_ZIP):
        return
    found = sniff(data[:_HEAD])
    if found in _OTHERS:
        raise Refusal(*_OTHERS[found])
    if found is Format.DOC:
        raise _compound(data)
    if found is Format.UNKNOWN:
        raise Refusal(Code.NOT_WORD, _unknown(data[:_HEAD]))


def _compound(data: bytes) -> Refusal:
    for name, code, label in _STREAMS:
        if name.encode("utf-16-le") in data:
            if name == "WordDocument" and _binary_encrypted(data):
                return Refusal(Code.ENCRYPTED)
            return Refusal(code, label)
    return Refusal(Code.NOT_WORD, "无法识别的旧版 Office 文件")


def _binary_encrypted(data: bytes) -> bool:
    """Return whether the old binary document asks for a password."""
    for at in range(_SECTOR, len(data), _SECTOR):
        if data.startswith(_WORD_BINARY, at):
            flags = int.from_bytes(data[at + _FLAGS : at + _FLAGS + 2], "little")
            return bool(flags & _ENCRYPTED)
    return False


def _unknown(head: bytes) -> str:
    if _HTML.match(head.lstrip(b"\xef\xbb\xbf")):
        return "网页（HTML）"
    if head.lstrip(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml"):
        return " XML 文件"
    if head.startswith((b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")):
        return "压缩包"
    return "纯文本" if _is_text(head) else "无法识别的文件"


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the last character may be cut in two
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def no_document(package: Package) -> Refusal:
    """Return the refusal of a package without a Word document: it says what it is."""
    names = package.names()
    for beginning, code, label in _PACKAGES:
        if any(name.startswith(beginning) for name in names):
            return Refusal(code, label)
    return Refusal(Code.NOT_WORD, "普通压缩包，其中没有 Word 正文")
