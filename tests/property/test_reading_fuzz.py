"""Whatever becomes of a file on its way, it gives a document or a refusal that explains itself.

The sample district's reports are spoilt in every way of `WAYS`, by seeds, so that a case
that fails can be made again. Bytes of no file at all come from Hypothesis.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.department.reading import read
from tasks.document import Document
from tasks.intake.submission import Rejection
from tests.docx_builder import docx, package, zipped

INBOX: Final = Path(__file__).parents[2] / "inbox"
EACH: Final = 60
_CHINESE: Final = re.compile(r"[一-鿿]{2}")
_TAG: Final = re.compile(rb"<[^<>]*>")
_PARTS: Final = ("word/document.xml", "word/styles.xml", "word/numbering.xml",
                 "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels")  # fmt: skip
_VALUES: Final = (b"", b"-1", b"99999999999999999999", b"x", b"\xe4\xb8\x80", b"1e9", b"0x10",
                  b"&#0;", b"&amp;lt;", b"NaN", b"\xff", b"true")  # fmt: skip
# A zip's names end at the first NUL; one that is empty is a case of its own.
NAMES: Final = st.text(
    st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=12
)
UNHURRIED: Final = settings(deadline=None)  # the machine may be busy: time is no law here


def outcome(data: bytes) -> str:
    """Return 'read' or the code of the refusal, which must be one that explains itself."""
    found = read(data, file="甲.docx", sha256="0")
    if isinstance(found, Document):
        return "read"
    assert isinstance(found, Rejection)
    assert found.code != "unreadable", found.message
    assert _CHINESE.search(found.message), found
    assert _CHINESE.search(found.remedy), found
    return found.code


@cache
def originals() -> tuple[bytes, ...]:
    """Return the sample's readable reports."""
    files = (path.read_bytes() for path in sorted(INBOX.glob("*.docx")))
    return tuple(data for data in files if zipfile.is_zipfile(io.BytesIO(data)))


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def flipped(draw: random.Random, data: bytes) -> bytes:
    """Return the data with one to twenty bytes changed."""
    out = bytearray(data)
    for _ in range(draw.randint(1, 20)):
        out[draw.randrange(len(out))] ^= draw.randint(1, 255)
    return bytes(out)


def flipped_directory(draw: random.Random, data: bytes) -> bytes:
    """Return the data with bytes changed where the zip lists its members."""
    begin = data.rindex(b"PK\x01\x02")
    return data[:begin] + flipped(draw, data[begin:])


def flipped_heads(draw: random.Random, data: bytes) -> bytes:
    """Return the data with the head of one member changed."""
    at = draw.choice([found.start() for found in re.finditer(rb"PK\x03\x04", data)])
    return data[:at] + flipped(draw, data[at : at + 30]) + data[at + 30 :]


def cut(draw: random.Random, data: bytes) -> bytes:
    """Return the beginning of the data."""
    return data[: draw.randrange(len(data))]


def holed(draw: random.Random, data: bytes) -> bytes:
    """Return the data with a piece missing or blanked, as a bad disk leaves it."""
    begin = draw.randrange(len(data))
    end = min(len(data), begin + draw.choice((1, 16, 512, 4096)))
    return data[:begin] + bytes(end - begin) * draw.randint(0, 1) + data[end:]


def spliced(draw: random.Random, data: bytes) -> bytes:
    """Return the beginning of this file and the end of another."""
    other = draw.choice(originals())
    return data[: draw.randrange(len(data))] + other[draw.randrange(len(other)) :]


def flipped_part(draw: random.Random, data: bytes) -> bytes:
    """Return a sound package in which one part's bytes are changed."""
    return _with_part(draw, data, lambda part: flipped(draw, part))


def cut_part(draw: random.Random, data: bytes) -> bytes:
    """Return a sound package in which one part breaks off."""
    return _with_part(draw, data, lambda part: part[: draw.randrange(len(part))])


def moved_tags(draw: random.Random, data: bytes) -> bytes:
    """Return a sound package in which some tags of a part stand elsewhere or are missing."""

    def changed(part: bytes) -> bytes:
        tags = [found.group() for found in _TAG.finditer(part)]
        for _ in range(draw.randint(1, 6)):
            old, new = draw.choice(tags), draw.choice((*tags[:50], b""))
            part = part.replace(old, new, draw.randint(1, 3))
        return part

    return _with_part(draw, data, changed)


def odd_values(draw: random.Random, data: bytes) -> bytes:
    """Return a sound package in which a part's values are none that Word writes."""

    def changed(part: bytes) -> bytes:
        def value(found: re.Match[bytes]) -> bytes:
            spoil = draw.random() < 0.05
            return b'="' + draw.choice(_VALUES) + b'"' if spoil else found.group()

        return re.sub(rb'="[^"]{0,40}"', value, part)

    return _with_part(draw, data, changed)


def exchanged_parts(draw: random.Random, data: bytes) -> bytes:
    """Return a package with a part of another report, of another kind or without one."""
    parts, other = unpacked(data), unpacked(draw.choice(originals()))
    name = draw.choice([name for name in _PARTS if name in parts])
    take = draw.choice((name, draw.choice(sorted(other)), ""))
    if take in other:
        parts[name] = other[take]
    else:
        del parts[name]
    return zipped(parts)


def _with_part(draw: random.Random, data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    parts = unpacked(data)
    name = draw.choice([name for name in _PARTS if name in parts])
    return zipped({**parts, name: change(parts[name])})


WAYS: Final[Mapping[str, Callable[[random.Random, bytes], bytes]]] = {
    way.__name__: way
    for way in (flipped, flipped_directory, flipped_heads, cut, holed, spliced, flipped_part,
                cut_part, moved_tags, odd_values, exchanged_parts)
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_spoilt_report_is_read_or_refused_with_a_reason(way: str) -> None:
    seen = set()
    for seed in range(EACH):
        draw = random.Random(f"{way}{seed}")  # noqa: S311 - the same cases each time
        seen.add(outcome(WAYS[way](draw, draw.choice(originals()))))
    assert seen - {"read"}, "no case was bad enough to be refused"


def test_the_reports_are_read_before_they_are_spoilt() -> None:
    assert len(originals()) >= 14
    assert {outcome(data) for data in originals()} == {"read"}


@UNHURRIED
@given(st.sampled_from((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")), st.binary(max_size=400),
       st.binary(max_size=60))  # fmt: skip
def test_bytes_with_a_zips_head_are_refused(head: bytes, inside: bytes, tail: bytes) -> None:
    assert outcome(head + inside + b"PK\x05\x06" + tail) != "read"


@settings(UNHURRIED, max_examples=150)
@given(st.sampled_from(("word/document.xml", "word/styles.xml", "word/numbering.xml",
                        "word/_rels/document.xml.rels", "[Content_Types].xml")),
       st.binary(max_size=200))  # fmt: skip
def test_any_bytes_as_a_part_are_read_or_refused(name: str, content: bytes) -> None:
    parts = unpacked(docx("<w:p/>", styles="", numbering=""))
    outcome(zipped({**parts, name: content}))


@UNHURRIED
@given(st.dictionaries(NAMES, st.binary(max_size=60), max_size=6))
def test_a_zip_of_anything_is_refused(files: dict[str, bytes]) -> None:
    assert outcome(zipped(files)) != "read"


def test_a_member_without_a_name_is_passed_over() -> None:
    assert outcome(zipped({**unpacked(docx("<w:p/>")), "": b""})) == "read"


@UNHURRIED
@given(st.text(max_size=200))
def test_any_text_as_a_body_is_read_or_refused(body: str) -> None:
    encoded = body.encode("utf-8", "surrogatepass")
    outcome(package({"word/document.xml": b"<w:document>" + encoded + b"</w:document>"}))
