"""Every file of the inbox is read, refused with a remedy, or passed over."""

from __future__ import annotations

import hashlib
import io
import os
import unicodedata
import zipfile
from pathlib import Path
from typing import IO, cast

import pytest

from tasks.intake.collect import Limits, collect
from tasks.intake.submission import Format
from tests.hostile.others import compound

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def package(*names: str) -> bytes:
    """Return a zip with these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


WORD = package("[Content_Types].xml", "word/document.xml")


def put(inbox: Path, name: str, data: bytes) -> None:
    """Write a file into the inbox."""
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_reports_in_all_folders_sorted_by_name(tmp_path: Path) -> None:
    for name in ("b.docx", "a/z.docx", "a/b/c.DOCX", "无后缀"):
        put(tmp_path, name, WORD)
    found = collect(tmp_path).submissions
    assert [item.file for item in found] == ["a/b/c.DOCX", "a/z.docx", "b.docx", "无后缀"]
    assert {item.format for item in found} == {Format.DOCX}
    assert {item.sha256 for item in found} == {hashlib.sha256(WORD).hexdigest()}
    assert {item.size for item in found} == {len(WORD)}
    assert Path(found[0].path).read_bytes() == WORD


def test_names_are_composed_and_the_path_still_opens(tmp_path: Path) -> None:
    put(tmp_path, unicodedata.normalize("NFD", "é报告.docx"), WORD)
    found = collect(tmp_path).submissions[0]
    assert found.file == unicodedata.normalize("NFC", "é报告.docx")
    assert Path(found.path).exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no undecodable names")
def test_a_name_in_gb18030_is_read(tmp_path: Path) -> None:
    target = os.fsencode(tmp_path) + b"/" + "教育局.docx".encode("gb18030")
    Path(os.fsdecode(target)).write_bytes(WORD)
    assert collect(tmp_path).submissions[0].file == "教育局.docx"


@pytest.mark.parametrize(
    "name",
    [
        "~$教育局.docx",
        ".DS_Store",
        ".gitkeep",
        ".隐藏/教育局.docx",
        "教育局.docx.crdownload",
        "教育局.docx.part",
        "教育局.TMP",
        "desktop.ini",
        "a/Thumbs.db",
        "__MACOSX/教育局.docx",
        "README.md",
        "readme_说明.txt",
    ],
)
def test_what_nobody_sent_is_passed_over(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, WORD)
    found = collect(tmp_path)
    assert (found.submissions, found.rejections) == ((), ())
    assert len(found.ignored) == 1


def test_a_readme_in_a_folder_is_a_file_like_others(tmp_path: Path) -> None:
    put(tmp_path, "a/README.md", b"x")
    assert [item.file for item in collect(tmp_path).rejections] == ["a/README.md"]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty", "空的"),
        (b"\0" * 40, "empty", "空的"),
        (compound("WordDocument"), "old_format", "另存为"),
        (compound("Workbook"), "not_word", "表格"),
        (compound("Workbook", "WordDocument"), "old_format", "另存为"),
        (compound("EncryptedPackage"), "encrypted", "密码"),
        (OLE, "not_word", "Word"),
        (rb"{\rtf1 x}", "old_format", "RTF"),
        (b"%PDF-1.7", "not_word", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "not_word", "图片"),
        (package("[Content_Types].xml", "xl/workbook.xml"), "not_word", "Excel"),
        (package("OFD.xml", "Doc_0/Document.xml"), "not_word", "OFD"),
        (package("教育局.docx", "公安局.docx"), "archive", "解压"),
        ("一段文字".encode(), "not_word", "Word"),
    ],
)
def test_what_is_refused_by_its_content(tmp_path: Path, data: bytes, code: str, words: str) -> None:
    put(tmp_path, "报告", data)
    found = collect(tmp_path)
    assert found.submissions == ()
    refusal = found.rejections[0]
    assert refusal.code == code
    assert words in refusal.message + refusal.remedy
    assert refusal.remedy
    assert refusal.sha256 == hashlib.sha256(data).hexdigest()


def test_a_zip_called_docx_is_left_to_its_reader(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", package("other"))
    assert collect(tmp_path).submissions[0].format is Format.ZIP


def test_a_workbook_whose_entries_come_late_is_known_by_its_directory(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("media.bin", os.urandom(400_000))
        archive.writestr("xl/workbook.xml", "x")
    put(tmp_path, "a.xlsx", stream.getvalue())
    assert collect(tmp_path).rejections[0].code == "not_word"


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", WORD)
    assert collect(tmp_path, limits=Limits(file_bytes=len(WORD))).rejections == ()
    found = collect(tmp_path, limits=Limits(file_bytes=len(WORD) - 1)).rejections[0]
    assert (found.code, found.sha256) == ("too_large", "")


def test_a_file_that_changes_while_read_waits_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.docx", WORD)

    class Growing:
        """A hash during which the file grows."""

        def update(self, _data: bytes) -> None:
            if (tmp_path / "a.docx").stat().st_size == len(WORD):
                put(tmp_path, "a.docx", WORD + b"more")

        def hexdigest(self) -> str:
            return "0"

    monkeypatch.setattr(hashlib, "sha256", Growing)
    assert collect(tmp_path).rejections[0].code == "still_copying"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_that_lead_outside_are_refused_and_those_inside_followed(tmp_path: Path) -> None:
    inbox, outside = tmp_path / "inbox", tmp_path / "secret.docx"
    put(inbox, "a.docx", WORD)
    outside.write_bytes(WORD)
    (inbox / "b.docx").symlink_to(outside)
    (inbox / "c.docx").symlink_to(inbox / "a.docx")
    (inbox / "d.docx").symlink_to(inbox / "gone.docx")
    (inbox / "folder").symlink_to(tmp_path)
    found = collect(inbox)
    assert [item.file for item in found.submissions] == ["a.docx", "c.docx"]
    assert [(item.file, item.code) for item in found.rejections] == [
        ("b.docx", "outside_link"),
        ("d.docx", "unreadable"),
    ]
    assert found.ignored == ("folder",)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_does_not_stop_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.docx")
    assert collect(tmp_path).rejections[0].code == "unreadable"


def test_a_file_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.docx", WORD)
    put(tmp_path, "b.docx", WORD)
    real = Path.open

    def locked(path: Path, mode: str) -> IO[bytes]:
        if path.name == "a.docx":
            raise PermissionError
        return cast("IO[bytes]", real(path, mode))

    monkeypatch.setattr(Path, "open", locked)
    found = collect(tmp_path)
    assert [(item.file, item.code) for item in found.rejections] == [("a.docx", "unreadable")]
    assert [item.file for item in found.submissions] == ["b.docx"]


def test_no_inbox_is_an_empty_inbox(tmp_path: Path) -> None:
    found = collect(tmp_path / "nowhere")
    assert (found.submissions, found.ignored) == ((), ())


def test_the_originals_are_untouched(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", WORD)
    put(tmp_path, "b.doc", OLE)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    collect(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
