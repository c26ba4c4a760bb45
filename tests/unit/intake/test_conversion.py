"""Old formats become copies, and whatever LibreOffice does, each file has its answer."""

from __future__ import annotations

import base64
import hashlib
import os
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tasks.intake.collect import collect
from tasks.intake.conversion import convert
from tasks.intake.office import run_office
from tasks.intake.refusals import OLD_FORMATS
from tasks.intake.single import collect_file, collect_file_converted
from tasks.intake.submission import Format, Rejection, Submission
from tests.docx_builder import docx, p
from tests.unit.intake.office_double import office_double

posix = pytest.mark.skipif(sys.platform == "win32", reason="the double is a script")
SAMPLE = docx(p("区司法局报告"))
PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"


def rtf(text: str) -> bytes:
    """Return a small RTF file."""
    return f"{{\\rtf1\\ansi {text}}}".encode()


def put(folder: Path, **files: bytes) -> Path:
    """Return an inbox of these files."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for name, data in files.items():
        (inbox / name).write_bytes(data)
    return inbox


def flat(*, main: str = "<w:document xmlns:w='urn:w'/>", before: str = "") -> bytes:
    """Return Word's "XML document": a package in one file."""
    picture = base64.encodebytes(b"\x89PNG" * 30).decode()
    return (
        f'<?xml version="1.0"?>{before}<?mso-application progid="Word.Document"?>'
        f'<pkg:package xmlns:pkg="{PKG}">'
        '<pkg:part pkg:name="/word/document.xml" pkg:contentType="main+xml">'
        f"<pkg:xmlData>{main}</pkg:xmlData></pkg:part>"
        '<pkg:part pkg:name="/word/media/a.png" pkg:contentType="image/png">'
        f"<pkg:binaryData>{picture}</pkg:binaryData></pkg:part></pkg:package>"
    ).encode()


def test_collecting_alone_refuses_old_formats_and_keeps_them_for_conversion(tmp_path: Path) -> None:
    inbox = collect(put(tmp_path, a=rtf("甲"), b=SAMPLE))
    assert [item.file for item in inbox.submissions] == ["b"]
    assert [(item.file, item.code) for item in inbox.rejections] == [("a", "old_format")]
    assert [(item.file, item.format) for item in inbox.old] == [("a", Format.RTF)]


def test_without_libreoffice_the_remedy_names_both_ways_out(tmp_path: Path) -> None:
    inbox = collect(put(tmp_path, a=rtf("甲")))
    found = convert(inbox, work=tmp_path / "work", office=None, seconds=9)
    assert found.old == ()
    assert found.rejections == inbox.rejections
    assert "另存为" in found.rejections[0].remedy
    assert "LibreOffice" in found.rejections[0].remedy


def test_nothing_old_needs_no_folder(tmp_path: Path) -> None:
    inbox = collect(put(tmp_path, a=SAMPLE))
    assert convert(inbox, work=tmp_path / "work", office=None, seconds=9) == inbox
    assert not (tmp_path / "work").exists()


@posix
def test_a_converted_submission_is_the_original_read_from_its_copy(tmp_path: Path) -> None:
    office = office_double(tmp_path / "office", SAMPLE)
    original = rtf("x")
    inbox = collect(put(tmp_path, c=SAMPLE, b=original, a=b"%PDF-1.7"))
    found = convert(inbox, work=tmp_path / "工作", office=office, seconds=30)
    assert [item.file for item in found.submissions] == ["b", "c"]
    assert [item.file for item in found.rejections] == ["a"]
    item = found.submissions[0]
    assert (item.sha256, item.size) == (hashlib.sha256(original).hexdigest(), len(original))
    assert item.format is Format.RTF
    assert Path(item.path) == tmp_path / "工作" / f"{item.sha256}.docx"
    assert (tmp_path / "inbox" / "b").read_bytes() == original
    with zipfile.ZipFile(item.path) as copy, zipfile.ZipFile(tmp_path / "inbox" / "c") as sample:
        assert copy.read("word/document.xml") == sample.read("word/document.xml")


@posix
def test_a_copy_is_made_once_for_all_files_of_the_same_bytes(tmp_path: Path) -> None:
    office = office_double(tmp_path / "office", SAMPLE)
    inbox = collect(put(tmp_path, a=rtf("x"), b=rtf("x"), c=rtf("y")))
    first = convert(inbox, work=tmp_path / "work", office=office, seconds=30)
    again = convert(inbox, work=tmp_path / "work", office=None, seconds=30)
    assert len(first.submissions) == 3
    assert again == first
    assert (tmp_path / "office" / "calls").read_text().split() == ["2"]
    assert len(list((tmp_path / "work").iterdir())) == 2  # its own folder is gone again


@posix
def test_a_copy_does_not_tell_when_it_was_made(tmp_path: Path) -> None:
    inbox = collect(put(tmp_path, a=rtf("x")))
    made = []
    for name, age in (("one", 0), ("two", 400_000_000)):
        sample = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(sample, "w") as archive:
            entry = zipfile.ZipInfo("word/document.xml", time.gmtime(1_600_000_000 + age)[:6])
            archive.writestr(entry, "<a/>")
        office = office_double(tmp_path / name, sample.read_bytes())
        found = convert(inbox, work=tmp_path / f"work {name}", office=office, seconds=30)
        made.append(Path(found.submissions[0].path).read_bytes())
    assert made[0] == made[1]


@posix
@pytest.mark.parametrize("fault", ["REFUSE", "RUBBISH", "CRASH", "HANG"])
def test_a_file_that_cannot_be_converted_costs_only_itself(tmp_path: Path, fault: str) -> None:
    office = office_double(tmp_path / "office", SAMPLE)
    inbox = collect(put(tmp_path, a=rtf("甲"), b=rtf(fault), c=rtf("乙")))
    found = convert(inbox, work=tmp_path / "work", office=office, seconds=1.5)
    assert [item.file for item in found.submissions] == ["a", "c"]
    assert [(item.file, item.code) for item in found.rejections] == [("b", "conversion_failed")]
    assert "另存为" in found.rejections[0].remedy


@posix
def test_a_process_over_its_time_is_ended_with_its_children(tmp_path: Path) -> None:
    office = office_double(tmp_path / "office", SAMPLE)
    source, into, home = tmp_path / "a.rtf", tmp_path / "into", tmp_path / "home"
    source.write_bytes(rtf("HANG"))
    into.mkdir()
    began = time.monotonic()
    assert not run_office(office, [source], into=into, home=home, seconds=1.5)
    assert time.monotonic() - began < 10
    child = int((tmp_path / "office" / "child").read_text())
    deadline = time.monotonic() + 10
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(child)


def _runs(process: int) -> bool:
    """Say whether the process is there and not only waiting to be buried."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or ") Z " not in stat.read_text()


def test_a_program_that_does_not_start_refuses_and_does_not_raise(tmp_path: Path) -> None:
    inbox = collect(put(tmp_path, a=rtf("甲")))
    found = convert(inbox, work=tmp_path / "work", office=tmp_path / "gone", seconds=5)
    assert [item.code for item in found.rejections] == ["conversion_failed"]


def test_a_work_folder_that_cannot_be_written_refuses_and_does_not_raise(tmp_path: Path) -> None:
    (tmp_path / "work").write_bytes(b"a file")
    inbox = collect(put(tmp_path, a=rtf("甲")))
    found = convert(inbox, work=tmp_path / "work", office=tmp_path / "soffice", seconds=5)
    assert "磁盘" in found.rejections[0].remedy


@posix
def test_a_damaged_copy_is_made_again(tmp_path: Path) -> None:
    office = office_double(tmp_path / "office", SAMPLE)
    inbox = collect(put(tmp_path, a=rtf("x")))
    copy = tmp_path / "work" / f"{inbox.old[0].sha256}.docx"
    copy.parent.mkdir()
    copy.write_bytes(b"PK, cut")
    convert(inbox, work=tmp_path / "work", office=office, seconds=30)
    assert zipfile.is_zipfile(copy)


def test_a_file_changed_since_it_was_seen_waits_for_the_next_run(tmp_path: Path) -> None:
    inbox = collect(put(tmp_path, a=rtf("x")))
    Path(inbox.old[0].path).write_bytes(rtf("y"))
    found = convert(inbox, work=tmp_path / "work", office=None, seconds=5)
    assert found.rejections[0].code == "still_copying"


def test_rtf_without_its_last_brace_is_not_taken_for_whole(tmp_path: Path) -> None:
    inbox = collect(put(tmp_path, a=rtf("x")[:-1], b=rtf("x") + b"\r\n\0"))
    found = convert(inbox, work=tmp_path / "work", office=None, seconds=5)
    assert [item.code for item in found.rejections] == ["truncated", "old_format"]


def test_a_flat_package_needs_no_libreoffice(tmp_path: Path) -> None:
    inbox = collect(put(tmp_path, a=flat()))
    assert inbox.old[0].format is Format.WORD_XML
    found = convert(inbox, work=tmp_path / "work", office=None, seconds=5)
    with zipfile.ZipFile(found.submissions[0].path) as archive:
        assert archive.read("word/media/a.png") == b"\x89PNG" * 30
        assert b"<w:document" in archive.read("word/document.xml")
        types = archive.read("[Content_Types].xml").decode()
    assert 'PartName="/word/document.xml" ContentType="main+xml"' in types


@pytest.mark.parametrize(
    "data",
    [
        flat()[:-20],
        flat(before='<!DOCTYPE a [<!ENTITY b "x">]>', main="<a>&b;</a>"),
        f'<pkg:package xmlns:pkg="{PKG}"/>'.encode(),
    ],
    ids=["cut", "document type", "no parts"],
)
def test_a_flat_package_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    inbox = collect(put(tmp_path, a=data))
    found = convert(inbox, work=tmp_path / "work", office=None, seconds=5)
    assert [item.code for item in found.rejections] == ["conversion_failed"]


def test_word_xml_with_a_document_type_never_reaches_libreoffice(tmp_path: Path) -> None:
    data = b'<!DOCTYPE w SYSTEM "file:///x"><w xmlns="http://schemas.microsoft.com/office/word/2003/wordml"/>'
    inbox = collect(put(tmp_path, a=data))
    found = convert(inbox, work=tmp_path / "work", office=tmp_path / "soffice", seconds=5)
    assert [item.code for item in found.rejections] == ["conversion_failed"]


@posix
def test_one_named_file_is_converted_like_those_of_the_inbox(tmp_path: Path) -> None:
    office = office_double(tmp_path / "office", SAMPLE)
    path = put(tmp_path, a=rtf("x")) / "a"
    alone = collect_file(path, file="a")
    assert isinstance(alone, Rejection)
    assert alone == OLD_FORMATS[Format.RTF].of("a", alone.sha256)
    work = tmp_path / "work"
    found = collect_file_converted(path, file="名", work=work, office=office, seconds=30)
    assert isinstance(found, Submission)
    assert (found.file, found.format) == ("名", Format.RTF)


def test_a_named_file_that_is_not_there_stays_not_found(tmp_path: Path) -> None:
    path = tmp_path / "gone"
    found = collect_file_converted(path, file="x", work=tmp_path, office=None, seconds=5)
    assert isinstance(found, Rejection)
    assert found.code == "not_found"
