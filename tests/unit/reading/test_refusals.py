"""What is refused, by which name; and what is not refused although it is odd."""

from __future__ import annotations

import io
import zipfile

import pytest

from tasks.department.reading import Limits
from tests.docx_builder import docx, p, package, root, tbl, tc, tr, zipped
from tests.unit.reading.reads import lines, rejection

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
GOOD = docx(p("区司法局报告"))

OLD_XML = b'<?xml version="1.0"?><w xmlns="http://schemas.microsoft.com/office/word/2003/wordml"/>'


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


FORMS = [
    (b"", "empty", "空"),
    (b"\x00" * 100, "empty", "空"),
    (b"%PDF-1.7 ...", "not_word", "PDF"),
    (b"\x89PNG\r\n\x1a\n....", "not_word", "图片"),
    (b"\xff\xd8\xff\xe0....", "not_word", "图片"),
    (b"<html><body>x</body></html>", "not_word", "网页"),
    ("纯文本报告".encode(), "not_word", "纯文本"),
    ("纯文本报告".encode("gb18030"), "not_word", "纯文本"),
    (b"\x01\x02\x03\x04\x00", "not_word", "无法识别"),
    (b"{\\rtf1\\ansi }", "unsupported_old_format", "RTF"),
    (
        OLD_XML,
        "unsupported_old_format",
        "Word XML",
    ),
    (stream("WordDocument"), "unsupported_old_format", "旧版"),
    (stream("Workbook"), "not_word", "Excel"),
    (stream("EncryptedPackage"), "encrypted", "密码"),
    (stream("WordDocument").ljust(1024, b"\x00") + b"\xec\xa5" + b"\x00" * 8 + b"\x00\x01",
     "encrypted", "密码"),
    (GOOD[: len(GOOD) // 2], "truncated", "不完整"),
    (zipped({"a.txt": "x"}), "not_word", "压缩包"),
    (zipped({"xl/workbook.xml": "<a/>", "[Content_Types].xml": "<Types/>"}), "not_word", "Excel"),
    (zipped({"META-INF/manifest.xml": "<a/>"}), "unsupported_old_format", "OpenDocument"),
    (package({"word/document.xml": "<w:document"}), "damaged", "XML"),
    (package({"word/document.xml": "<html/>"}), "not_word", "Word"),
    (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "too_deep", "嵌套"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "word"), FORMS)
def test_a_file_is_refused_by_what_it_is(data: bytes, code: str, word: str) -> None:
    found = rejection(data)
    assert found.code == code
    assert word in found.message


def test_a_rejection_names_its_file() -> None:
    assert (rejection(b"").file, rejection(b"").sha256) == ("甲.docx", "0")


def test_tables_nested_too_deep_are_refused() -> None:
    body = "文"
    for _ in range(40):
        body = tbl(tr(tc(p("文") if body == "文" else body)))
    assert rejection(docx(body)).code == "too_deep"


@pytest.mark.parametrize(
    "limits",
    [
        Limits(file=100),
        Limits(entries=1),
        Limits(part=100),
        Limits(total=300),
        Limits(paragraphs=1),
        Limits(ratio=2, ratio_floor=100),
    ],
)
def test_each_limit_refuses_by_itself(limits: Limits) -> None:
    data = docx(p("甲" * 500) + p("乙"))
    assert rejection(data, limits).code == "too_large"


def test_tags_and_attributes_are_counted() -> None:
    limits = Limits(nodes=1000)
    assert rejection(docx("<w:bookmarkEnd/>" * 10_000), limits).code == "too_large"


def test_a_bomb_is_not_unpacked() -> None:
    assert rejection(package({"word/document.xml": b" " * 30_000_000})).code == "too_large"


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(GOOD)
    with (
        zipfile.ZipFile(out, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        archive.writestr("word/document.xml", root("document", "<w:body/>"))
    assert rejection(out.getvalue()).code == "duplicate_entry"


def test_a_flipped_byte_in_the_text_is_noticed() -> None:
    data = zipped({"word/document.xml": root("document", f"<w:body>{p('甲')}</w:body>")})
    at = data.index(b"word/document.xml") + 40
    broken = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    assert rejection(broken).code == "damaged"


def test_a_dtd_is_refused() -> None:
    dtd = '<!DOCTYPE w [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'
    part = dtd + root("document", f"<w:body>{p('&b;')}</w:body>").partition("?>")[2]
    assert rejection(package({"word/document.xml": part})).code == "damaged"


def test_an_encrypted_member_needs_its_password() -> None:
    at = GOOD.index(b"PK\x01\x02")
    data = bytearray(GOOD)
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    assert rejection(bytes(data)).code == "encrypted"


MARKED = [
    "机密★1年",
    "秘密★",
    "绝密★启用前",
    "密级：机密",
    "机密　长期",
    "秘密 保密期限：3年",
    "份号000012 机密★5年",
    "秘　密",
]
UNMARKED = [
    "保守国家秘密是每个公民的义务",
    "全年开展保守国家秘密教育3次",
    "机密文件管理规范有序",
    "商业秘密保护工作",
    "严格落实涉密文件标注“秘密★1年”等要求，全年组织保密检查4次，发现并整改问题12个，未发生失泄密事件",
    "密级：无",
]


@pytest.mark.parametrize("mark", MARKED)
def test_a_secrecy_mark_stops_the_reading_and_keeps_no_text(mark: str) -> None:
    found = rejection(docx(p(mark) + p("关于某事的报告")))
    assert found.code == "secret_mark"
    assert "某事" not in found.message + found.remedy


@pytest.mark.parametrize("place", ["header", "table"])
def test_a_secrecy_mark_is_found_apart_from_the_text(place: str) -> None:
    marked = (
        docx(p("文"), header=p("机密★1年"))
        if place == "header"
        else docx(tbl(tr(tc("000001"), tc("机密★1年"))))
    )
    assert rejection(marked).code == "secret_mark"


@pytest.mark.parametrize("text", UNMARKED)
def test_talk_about_secrecy_is_no_mark(text: str) -> None:
    assert lines(docx(p(text))) == [text]


def test_a_line_like_a_mark_deep_in_the_text_is_no_mark() -> None:
    assert len(lines(docx(p("文") * 30 + p("秘密★1年")))) == 31


def test_control_characters_are_tolerated() -> None:
    part = root("document", "<w:body>" + p("甲\x01乙&#2;丙") + "</w:body>")
    assert lines(package({"word/document.xml": part})) == ["甲乙丙"]


def test_a_damaged_part_that_no_text_comes_from_is_passed_over() -> None:
    files = {"word/document.xml": root("document", f"<w:body>{p('甲')}</w:body>"),
             "word/theme.xml": "<a", "docProps/core.xml": "<b"}  # fmt: skip
    assert lines(package(files)) == ["甲"]
