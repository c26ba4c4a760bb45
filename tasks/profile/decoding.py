"""Read the text of a profile file, whatever program saved it.

Excel and WPS save CSV as UTF-8 with a byte order mark, as the system's GB18030 (中文
Windows: ANSI), or, as "Unicode 文本", as UTF-16; editors save UTF-8 without a mark.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LARGEST = 4 * 1024 * 1024  # bytes; a profile file of this size is no profile file


def read_text(path: Path, name: str, faults: list[str]) -> str | None:
    """Return the text of the file at `path`, or None after adding to `faults` why not.

    `name` is what the person knows the file by (profile/roster.csv).
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        faults.append(f"{name}：无法打开（{reason}）。请检查文件是否存在、是否有读取权限。")
        return None
    if len(data) > LARGEST:
        faults.append(f"{name}：文件超过 4 MB，不像是配置文件。请换回正确的文件。")
        return None
    text = decode(data)
    if text is None:
        faults.append(
            f"{name}：文字编码无法识别。请用记事本或 WPS 打开后另存为 UTF-8 编码（CSV UTF-8）。"
        )
    elif not text.strip():
        faults.append(f"{name}：文件是空的。请填写内容，或删除此文件后运行 huizong init 重新生成。")
        return None
    return text


def decode(data: bytes) -> str | None:
    """Return the text of `data` with plain new lines, or None if it is no text."""
    marked = (encoding for mark, encoding in MARKED if data.startswith(mark))
    for encoding in (next(marked, None), "utf-8", "gb18030"):
        if encoding is None:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return None
