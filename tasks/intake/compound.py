"""What an OLE compound file shows without being read: its streams' names, if it is whole.

.doc and .wps are such files, but also .xls, .ppt and every encrypted .docx ([MS-CFB]).
"""

from __future__ import annotations

import struct
from typing import Final

_HEADER: Final = 512
_FREE: Final = 0xFFFFFFFF  # 2.1: a sector in no use
_MOST: Final = 0xFFFFFFFA  # 2.1: the last number of a sector
_SECTOR_SHIFTS: Final = frozenset({9, 12})  # 2.2: 512 bytes in version 3, 4096 in version 4
_NAMED_BY_HEADER: Final = 109  # 2.2: sectors of the FAT that the header itself lists

_START_OF_STREAM: Final = 116  # 2.6.1: offset in a directory entry, whose name comes first
_WORD_MARK: Final = b"\xec\xa5"  # [MS-DOC] 2.5.2: wIdent
_FLAGS: Final = 10
_ENCRYPTED: Final = 0x0100  # [MS-DOC] 2.5.2: fEncrypted


def names_stream(data: bytes, name: str) -> bool:
    """Say whether a stream or storage of that name stands in the file's directory."""
    return _entry(data, name) >= 0


def is_whole(data: bytes) -> bool:
    """Say whether the file is as long as its own table of sectors says.

    Only the table's part that the header lists is looked at (it covers 7 MB in version 3);
    a header that makes no sense is left to who reads the file.
    """
    size = _sector_size(data)
    if not size:
        return True
    listed = struct.unpack_from(f"<{_NAMED_BY_HEADER}I", data, 76)
    last = 0
    for at, sector in enumerate(listed):
        if sector > _MOST:
            break
        table = data[size * (sector + 1) : size * (sector + 2)]
        if len(table) < size:
            return False
        used = [i for i, each in enumerate(struct.unpack(f"<{size // 4}I", table)) if each != _FREE]
        last = at * (size // 4) + used[-1] if used else last
    return len(data) > size * (last + 1)


def asks_for_password(data: bytes) -> bool:
    """Say whether the old Word document in the file is encrypted."""
    size, entry = _sector_size(data), _entry(data, "WordDocument")
    if not size or not 0 <= entry <= len(data) - _START_OF_STREAM - 4:
        return False
    start = size * (struct.unpack_from("<I", data, entry + _START_OF_STREAM)[0] + 1)
    beginning = data[start : start + _FLAGS + 2]
    if len(beginning) < _FLAGS + 2 or not beginning.startswith(_WORD_MARK):
        return False
    return bool(struct.unpack_from("<H", beginning, _FLAGS)[0] & _ENCRYPTED)


def _sector_size(data: bytes) -> int:
    """Return the size of a sector in bytes, 0 when the header makes no sense."""
    if len(data) < _HEADER:
        return 0
    shift = int(struct.unpack_from("<H", data, 30)[0])
    return 1 << shift if shift in _SECTOR_SHIFTS else 0


def _entry(data: bytes, name: str) -> int:
    """Return where the directory's entry of that name begins, -1 when there is none."""
    return data.find(name.encode("utf-16-le") + b"\0\0")
