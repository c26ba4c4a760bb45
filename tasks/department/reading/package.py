"""The zip package around a Word document: which parts there are, and their bytes.

Nothing that the zip declares about itself is trusted: sizes are counted while unpacking,
names are normalised, and only the parts that are asked for are unpacked at all.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from tasks.department.reading.limits import Limits
from tasks.department.reading.markup import Element, nodes_in, parse
from tasks.department.reading.refusal import Code, Refusal

_SMALL_LIST: Final = 1 << 14
_LOCAL_HEADER: Final = 30
_LOCAL_SIGNATURE: Final = b"PK\x03\x04"
_GRAVE: Final = frozenset({Code.TOO_LARGE, Code.ENCRYPTED})  # faults of the whole file
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_DIRECTORY_END: Final = b"PK\x05\x06"
_ENCRYPTED_FLAG: Final = 0x1
_ALLOWED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # ISO/IEC 29500-2, annex C
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    IndexError,
)

# What the main part is by its content type; the first row is what we read.
_MAIN_TYPE: Final = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.(?:document|template)"
    r"\.main|ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.?main)\+xml",
    re.IGNORECASE,
)
_PLAIN_NAME: Final = re.compile(r"(?:[^/\\.]+/)*[^/\\.]+(?:\.[^/\\.]+)*")
_USUAL_MAIN: Final = "word/document.xml"


class Relationship(NamedTuple):
    """One relationship of a part: its id, the last word of its type, the part it names.

    `target` is '' where it points out of the package.
    """

    id: str
    kind: str
    target: str


class Package:
    """The parts of one package, unpacked on demand within `limits`."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Read the directory. Raises Refusal (truncated, too_large, duplicate_entry …)."""
        if data.count(_DIRECTORY_ENTRY) > limits.entries:
            raise Refusal(Code.TOO_LARGE, f"内部部件超过 {limits.entries} 个")
        self.limits = limits
        self._data = data
        self._total = 0
        self._nodes = 0
        try:
            members = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except _FAULTS as fault:
            if _DIRECTORY_END not in data:
                raise Refusal(Code.TRUNCATED) from fault
            raise Refusal(Code.DAMAGED, "压缩包目录无法读取") from fault
        self._members = _by_name(members)
        self._relationships: dict[str, tuple[Relationship, ...]] = {}

    def __contains__(self, name: str) -> bool:
        """Return whether there is a part of that name."""
        return _key(name) in self._members

    def packed(self, name: str | None) -> bytes:
        """Return a part's packed bytes with what its entry says of them, b'' without one."""
        member = None if name is None else self._members.get(_key(name))
        if member is None:
            return b""
        head = f"{member.compress_type},{member.flag_bits},{member.CRC},{member.file_size};"
        try:
            return head.encode() + self._packed(member)
        except EOFError as fault:
            raise Refusal(Code.DAMAGED, _cannot_unpack(member.filename)) from fault

    def names(self) -> tuple[str, ...]:
        """Return the normalised names of all parts, in the directory's order."""
        return tuple(self._members)

    def read(self, name: str) -> bytes | None:
        """Return a part's bytes, None where it is not there. Raises Refusal."""
        member = self._members.get(_key(name))
        if member is None:
            return None
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise Refusal(Code.ENCRYPTED)
        if member.compress_type not in _ALLOWED:
            raise Refusal(Code.DAMAGED, "使用了 Word 不支持的压缩方式")
        try:
            unpacked = self._unpack(member)
        except _FAULTS as fault:
            raise Refusal(Code.DAMAGED, _cannot_unpack(name)) from fault
        if zlib.crc32(unpacked) != member.CRC:
            raise Refusal(Code.DAMAGED, _cannot_unpack(name))
        return unpacked

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        """Return a member's bytes, never more of them than the limits allow."""
        limits, packed = self.limits, self._packed(member)
        most = min(
            limits.part,
            limits.total - self._total,
            max(limits.ratio_floor, limits.ratio * len(packed)),
        )
        if member.compress_type == zipfile.ZIP_STORED:
            unpacked, more = bytes(packed), False
        else:
            stream = zlib.decompressobj(-zlib.MAX_WBITS)
            unpacked = stream.decompress(packed, most + 1)
            more = not stream.eof and len(unpacked) <= most
        if len(unpacked) > most:
            raise Refusal(Code.TOO_LARGE, "解压后的内容过大或压缩比异常")
        if more:
            raise EOFError
        self._total += len(unpacked)
        return unpacked

    def _packed(self, member: zipfile.ZipInfo) -> memoryview:
        """Return a member's packed bytes: what follows its own header (APPNOTE 4.3.7)."""
        start = member.header_offset
        header = self._data[start : start + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or not header.startswith(_LOCAL_SIGNATURE):
            raise EOFError
        start += _LOCAL_HEADER + int.from_bytes(header[26:28], "little")
        start += int.from_bytes(header[28:30], "little")
        packed = memoryview(self._data)[start : start + member.compress_size]
        if len(packed) < member.compress_size:
            raise EOFError
        return packed

    def xml(self, name: str) -> Element | None:
        """Return a part's root element, None where it is not there. Raises Refusal."""
        data = self.read(name)
        return None if data is None else self.parse(data)

    def parse(self, data: bytes) -> Element:
        """Return the root element of a part's bytes. Raises Refusal."""
        self._nodes += nodes_in(data)
        if self._nodes > self.limits.nodes:
            raise Refusal(Code.TOO_LARGE, "内部标记过多")
        return parse(data)

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Return the relationships of `part` ('' for the package itself), in file order.

        A damaged list is an empty one: its part can still be read.
        """
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def _read_relationships(self, part: str) -> tuple[Relationship, ...]:
        folder, name = posixpath.split(part)
        try:
            data = self.read(posixpath.join(folder, "_rels", name + ".rels"))
            if data is None:
                return ()
            if len(data) <= _SMALL_LIST:
                return _listed(data, folder)
            return tuple(_relationship(each, folder) for each in self.parse(data))
        except Refusal as refusal:
            if refusal.code in _GRAVE:
                raise
            return ()

    def main_part(self) -> str | None:
        """Return the name of the main document part, None where none can be told."""
        for relationship in self.relationships(""):
            if relationship.kind == "officeDocument" and relationship.target in self:
                return _key(relationship.target)
        typed = [name for name, kind in self.content_types() if _MAIN_TYPE.fullmatch(kind)]
        candidates = [*typed, _USUAL_MAIN]
        return next((_key(name) for name in candidates if name in self), None)

    def content_types(self) -> tuple[tuple[str, str], ...]:
        """Return (part name, content type) of each part with a type of its own."""
        try:
            root = self.xml("[Content_Types].xml")
        except Refusal as refusal:
            if refusal.code in _GRAVE:
                raise
            return ()
        if root is None:
            return ()
        return tuple(
            (each.get("PartName", ""), each.get("ContentType", ""))
            for each in root
            if each.get("PartName")
        )


@lru_cache(maxsize=64)
def _listed(data: bytes, folder: str) -> tuple[Relationship, ...]:
    """Return the relationships of a small list, once for equal bytes: most files share them."""
    return tuple(_relationship(each, folder) for each in parse(data))


def _cannot_unpack(name: str) -> str:
    return f"内部部件 {posixpath.basename(name)} 无法解压"


def _by_name(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        if not member.filename or member.is_dir():
            continue
        key = _key(member.filename)
        if key in found:
            raise Refusal(Code.DUPLICATE_ENTRY, posixpath.basename(key)[:40])
        found[key] = member
    return found


def _key(name: str) -> str:
    """Return the name by which a part is found: ISO/IEC 29500-2 compares without case."""
    if _PLAIN_NAME.fullmatch(name):
        return name.lower()
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def _relationship(element: Element, folder: str) -> Relationship:
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        target = ""
    elif target and not target.startswith("/"):
        target = posixpath.join(folder, unquote(target))
    return Relationship(
        id=element.get("Id", ""),
        kind=element.get("Type", "").rpartition("/")[2],
        target=target and _key(target),
    )
