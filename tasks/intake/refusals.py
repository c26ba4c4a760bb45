"""Which formats are no report to be read, and what to tell the sender (a table)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tasks.intake.compound import asks_for_password, is_whole, names_stream
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
_CONVERT: Final = (
    "请用 Word 或 WPS 打开后“另存为”.docx 格式，再放入收件目录；"
    "或在本机安装 LibreOffice 后重新运行，由程序自动转换。"
)
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

TRUNCATED: Final = Refusal(
    code="truncated",
    message="文件不完整，可能在复制或传输时中断。",
    remedy="请在原电脑上确认文件能正常打开，再重新发送一次。",
)
CONVERSION_FAILED: Final = Refusal(
    code="conversion_failed",
    message="这是旧格式文档，自动转换没有成功（文件可能已损坏、设有密码或过于复杂）。",
    remedy=_SAVE_AS,
)
NO_ROOM_TO_CONVERT: Final = Refusal(
    code="conversion_failed",
    message="这是旧格式文档，转换时工作目录无法写入。",
    remedy="请检查工作区所在磁盘的剩余空间和写入权限后重新运行；或用 Word、WPS 另存为 .docx 格式。",
)

_OLD_WORD: Final = Refusal(
    code="old_format",
    message="这是旧版 Word/WPS 文档（.doc/.wps），无法直接读取。",
    remedy=_CONVERT,
)
_NO_OFFICE_WORD: Final = Refusal(
    code="not_word", message="这是表格或演示文稿，不是 Word 报告。", remedy=_SEND_WORD
)

UNKNOWN: Final = Refusal(
    code="not_word", message="文件内容不是 Word 文档，或已经损坏。", remedy=_SEND_WORD
)

# Formats that LibreOffice turns into .docx; the refusal is for when there is none.
OLD_FORMATS: Final = {
    Format.DOC: _OLD_WORD,
    Format.RTF: Refusal(
        code="old_format", message="这是 RTF 文档，无法直接读取。", remedy=_CONVERT
    ),
    Format.ODT: Refusal(
        code="old_format", message="这是 OpenDocument 文档（.odt），无法直接读取。", remedy=_CONVERT
    ),
    Format.WORD_XML: Refusal(
        code="old_format", message="这是 Word XML 文档，无法直接读取。", remedy=_CONVERT
    ),
}

BY_FORMAT: Final = {
    Format.EMPTY: EMPTY,
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
    Format.UNKNOWN: UNKNOWN,
}

# Names of streams in an OLE compound file and what the file then is (None: old Word, to be
# converted), the most telling first; a .doc that embeds a workbook has WordDocument and Workbook.
OLE_STREAMS: Final = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", None),
    ("Workbook", _NO_OFFICE_WORD),
    ("Book", _NO_OFFICE_WORD),  # Excel 5 and 95
    ("PowerPoint Document", _NO_OFFICE_WORD),
)


def refusal_of_ole(data: bytes) -> Refusal | None:
    """Return why the compound file is not to be converted, or None."""
    if not is_whole(data):
        return TRUNCATED
    for name, refusal in OLE_STREAMS:
        if names_stream(data, name):
            return ENCRYPTED if refusal is None and asks_for_password(data) else refusal
    return UNKNOWN
