"""Why a file is not read: the reasons, what they are called and what to do about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tasks.intake.submission import Rejection


class Code(StrEnum):
    """The reasons' stable names."""

    EMPTY = "empty"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    NOT_WORD = "not_word"
    OLD_FORMAT = "unsupported_old_format"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    DUPLICATE_ENTRY = "duplicate_entry"
    SECRET_MARK = "secret_mark"  # noqa: S105 - a code, no password
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason in the words an official reads; `message` may have one `{}` for details."""

    message: str
    remedy: str


_SAVE_AS: Final = "请用 Word 或 WPS 打开该文件，选择“另存为”，保存为 .docx 格式后重新报送。"
_SEND_AGAIN: Final = "请在原电脑上确认文件能正常打开，再重新发送一次。"

REASONS: Final = {
    Code.EMPTY: Reason(message="文件是空的，没有任何内容。", remedy=_SEND_AGAIN),
    Code.TRUNCATED: Reason(
        message="文件不完整，可能在复制或传输时中断。",
        remedy=_SEND_AGAIN,
    ),
    Code.DAMAGED: Reason(
        message="文件已损坏：{}。",
        remedy="请用 Word 或 WPS 打开并修复，另存为 .docx 后重新报送。",
    ),
    Code.NOT_WORD: Reason(message="这不是 Word 文档，而是{}。", remedy="请报送 .docx 格式的报告。"),
    Code.OLD_FORMAT: Reason(message="文件是{}，不能直接读取。", remedy=_SAVE_AS),
    Code.ENCRYPTED: Reason(
        message="文件设有打开密码，无法读取。",
        remedy="请在 Word 或 WPS 中取消打开密码，保存后重新报送。",
    ),
    Code.TOO_LARGE: Reason(
        message="文件超出可处理的规模：{}。",
        remedy="请确认这是年度报告；压缩或删去过大的图片和附件后重新报送。",
    ),
    Code.TOO_DEEP: Reason(
        message="文档的表格或文本框嵌套过深，无法安全读取。",
        remedy="请减少表格、文本框的层层嵌套后重新报送。",
    ),
    Code.DUPLICATE_ENTRY: Reason(
        message="文件内部有重名的部件（{}），无法判断以哪个为准。",
        remedy="请用 Word 或 WPS 打开，另存为新的 .docx 后重新报送。",
    ),
    Code.SECRET_MARK: Reason(
        message="文件标有密级，不得在本系统中处理，已停止读取。",
        remedy="请立即按保密规定处置该文件，并通知报送单位；如系误标，请改正后重新报送。",
    ),
    Code.UNREADABLE: Reason(
        message="文件结构异常，无法读取（{}）。",
        remedy="请用 Word 或 WPS 打开，另存为新的 .docx 后重新报送。",
    ),
}


class Refusal(Exception):  # noqa: N818 - it is an outcome on its way to a `Rejection`, no fault
    """The file is refused; raised and caught inside this package only."""

    def __init__(self, code: Code, detail: str = "") -> None:
        """Keep the `code` and the Chinese `detail` of its message."""
        super().__init__(code, detail)
        self.code = code
        self.detail = detail

    def rejection(self, *, file: str, sha256: str) -> Rejection:
        """Return the value that stands for the file in the outputs."""
        reason = REASONS[self.code]
        return Rejection(
            file=file,
            sha256=sha256,
            code=self.code.value,
            message=reason.message.format(self.detail),
            remedy=reason.remedy,
        )
