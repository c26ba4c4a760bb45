"""Which formats are no report to be read, and what to tell the sender (a table)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tasks.intake.submission import Format, Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A reason not to read a file: stable code, what it is, what to do (both in Chinese)."""

    code: str
    message: str
    remedy: str

    def of(self, file: str, sha256: str = "") -> Rejection:
        """Return the rejection of this file."""
        return Rejection(
            file=file, sha256=sha256, code=self.code, message=self.message, remedy=self.remedy
        )


_SAVE_AS: Final = "请用 Word 或 WPS 打开后“另存为”.docx 格式，再放入收件目录。"
_SEND_WORD: Final = "请联系报送单位提供 Word 格式（.docx）的报告。"

EMPTY: Final = Refusal(
    code="empty", message="文件是空的，没有任何内容。", remedy="请联系报送单位重新报送。"
)
TOO_LARGE: Final = Refusal(
    code="too_large",
    message="文件太大，超过单个报告的上限。",
    remedy="请压缩文中的图片后另存，或删去与报告无关的附件。",
)
STILL_COPYING: Final = Refusal(
    code="still_copying",
    message="读取时文件仍在变化，可能还没有复制完。",
    remedy="请等复制完成后重新运行，下次运行会自动读取。",
)
UNREADABLE: Final = Refusal(
    code="unreadable",
    message="文件打不开，可能没有读取权限或已被移走。",
    remedy="请检查文件权限，或关闭正在占用它的程序后重新运行。",
)
UNREADABLE_FOLDER: Final = Refusal(
    code="unreadable",
    message="文件夹打不开，里面的文件没有读取。",
    remedy="请检查文件夹的读取权限后重新运行。",
)
OUTSIDE: Final = Refusal(
    code="outside_link",
    message="这是一个指向收件目录以外的链接，没有读取。",
    remedy="请把文件本身复制到收件目录。",
)
NOT_A_FILE: Final = Refusal(
    code="unreadable",
    message="这不是普通文件，没有读取。",
    remedy="请把它从收件目录移走。",
)
ENCRYPTED: Final = Refusal(
    code="encrypted",
    message="文件设有打开密码，无法读取。",
    remedy="请联系报送单位取消密码后重新报送。",
)

_OLD_WORD: Final = Refusal(
    code="old_format",
    message="这是旧版 Word/WPS 文档（.doc/.wps），无法直接读取。",
    remedy=_SAVE_AS,
)
_NO_OFFICE_WORD: Final = Refusal(
    code="not_word", message="这是表格或演示文稿，不是 Word 报告。", remedy=_SEND_WORD
)

BY_FORMAT: Final = {
    Format.EMPTY: EMPTY,
    Format.DOC: _OLD_WORD,
    Format.RTF: Refusal(
        code="old_format", message="这是 RTF 文档，无法直接读取。", remedy=_SAVE_AS
    ),
    Format.ODT: Refusal(
        code="old_format", message="这是 OpenDocument 文档（.odt），无法直接读取。", remedy=_SAVE_AS
    ),
    Format.WORD_XML: Refusal(
        code="old_format", message="这是 Word XML 文档，无法直接读取。", remedy=_SAVE_AS
    ),
    Format.PDF: Refusal(
        code="not_word", message="这是 PDF 文件，不是 Word 报告。", remedy=_SEND_WORD
    ),
    Format.OFD: Refusal(
        code="not_word", message="这是 OFD 版式文件，不是 Word 报告。", remedy=_SEND_WORD
    ),
    Format.PICTURE: Refusal(
        code="not_word", message="这是图片（扫描件或截图），不是 Word 报告。", remedy=_SEND_WORD
    ),
    Format.ZIP: Refusal(
        code="archive",
        message="这是压缩包，没有打开。",
        remedy="请解压后把其中的 Word 报告放入收件目录。",
    ),
    Format.XLSX: Refusal(
        code="not_word", message="这是 Excel 工作簿，不是 Word 报告。", remedy=_SEND_WORD
    ),
    Format.UNKNOWN: Refusal(
        code="not_word", message="文件内容不是 Word 文档，或已经损坏。", remedy=_SEND_WORD
    ),
}

# Names of streams in an OLE compound file ([MS-CFB] 2.6.1: UTF-16LE) and what they mean,
# the most telling first; a .doc that embeds a workbook has WordDocument and Workbook.
OLE_STREAMS: Final = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", _OLD_WORD),
    ("Workbook", _NO_OFFICE_WORD),
    ("PowerPoint Document", _NO_OFFICE_WORD),
)


def refusal_of_ole(data: bytes) -> Refusal:
    """Return what the compound file is: encrypted, an old Word document, or other."""
    for name, refusal in OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return refusal
    return _OLD_WORD
