"""Conversion with LibreOffice itself: the text comes over, and nothing is fetched."""

from __future__ import annotations

import http.server
import io
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.department.reading import read
from tasks.document import Document, Paragraph
from tasks.intake import office, office_profile
from tasks.intake.collect import collect
from tasks.intake.conversion import convert
from tasks.intake.submission import Format
from tests.docx_builder import abstract, docx, item, lvl, num, p, tbl, tc, tr

OFFICE = office.find_office()
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]
REPORT = docx(
    p("榕城区司法局2023年度法治政府建设报告")
    + item("加强组织领导", 1)
    + item("推进依法行政", 1)
    + p("全年办结行政复议案件32件。")
    + tbl(tr(tc("项目"), tc("件数")), tr(tc("复议"), tc("32"))).replace(
        "<w:tblGrid/>", '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    )
    + p("完毕。"),
    numbering=abstract(1, lvl(0, "chineseCountingThousand", "%1、")) + num(1, 1),
)
# LibreOffice's name of the format, the suffix it gives, what we call it, a name people give.
WRITTEN = (
    ("doc:MS Word 97", "doc", Format.DOC, "司法局.wps"),
    ("rtf:Rich Text Format", "rtf", Format.RTF, "司法局.doc"),
    ("odt:writer8", "odt", Format.ODT, "司法局.odt"),
    ("xml:MS Word 2003 XML", "xml", Format.WORD_XML, "司法局 2003.doc"),
)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an inbox with the report in every old format, under names that mislead."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "a.docx").write_bytes(REPORT)
    (folder / "inbox").mkdir()
    for target, suffix, _, name in WRITTEN:
        _write_as(target, folder)
        data = (folder / f"a.{suffix}").read_bytes()
        # LibreOffice writes a question mark for the 、 of the number; Word writes it so:
        data = data.replace(rb"\'02\'00\'3f;", rb"\'02\'00\u12289\'3f;")
        (folder / "inbox" / name).write_bytes(data)
    return folder / "inbox"


def _write_as(target: str, folder: Path) -> None:
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", target, "--outdir", str(folder), str(folder / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


def test_every_old_format_keeps_its_text_and_its_numbers(inbox: Path, tmp_path: Path) -> None:
    """But LibreOffice's style sheets for Word 2003 XML lose the format of automatic numbers."""
    found = collect(inbox)
    formats = {item.file: item.format for item in found.old}
    assert formats == {name: kind for _, _, kind, name in WRITTEN}
    done = convert(found, work=tmp_path / "工作", office=OFFICE, seconds=120)
    assert done.rejections == ()
    for submission in done.submissions:
        document = read(Path(submission.path).read_bytes(), file="a", sha256="0")
        assert isinstance(document, Document)
        lines = "\n".join(block.text for block in document.blocks)
        assert "全年办结行政复议案件32件。" in lines
        assert "复议\t32" in lines
        if submission.format is not Format.WORD_XML:
            numbers = [block.number for block in document.blocks if isinstance(block, Paragraph)]
            assert [number for number in numbers if number] == ["一、", "二、"], submission.file


def test_the_same_original_gives_the_same_copy(inbox: Path, tmp_path: Path) -> None:
    copies = []
    for name in ("one", "two"):
        done = convert(collect(inbox), work=tmp_path / name, office=OFFICE, seconds=120)
        copies.append([Path(item.path).read_bytes() for item in done.submissions])
    assert copies[0] == copies[1]


def test_a_damaged_file_is_refused_among_good_ones(inbox: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    good = (inbox / "司法局.wps").read_bytes()
    (mixed / "好.doc").write_bytes(good)
    (mixed / "坏.doc").write_bytes(good[:1536] + b"\xff" * (len(good) - 1536))
    (mixed / "短.doc").write_bytes(good[: len(good) // 2])
    done = convert(collect(mixed), work=tmp_path / "work", office=OFFICE, seconds=120)
    assert [item.file for item in done.submissions] == ["好.doc"]
    assert {item.file for item in done.rejections} == {"坏.doc", "短.doc"}


class _Counting(http.server.BaseHTTPRequestHandler):
    """Keeps the paths that anybody asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a server on this computer, and the list of what it was asked."""
    asked: list[str] = []
    handler = type("Handler", (_Counting,), {"asked": asked})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}", asked
        serving.shutdown()


def _linking(address: str) -> bytes:
    """Return an OpenDocument text that shows a picture and an object from that address."""
    body = "".join(
        '<text:p>报告<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:{kind} xlink:href="{address}/{kind}" xlink:type="simple" xlink:show="embed" '
        'xlink:actuate="onLoad"/></draw:frame></text:p>'
        for kind in ("image", "object")
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (("office", "office"), ("text", "text"), ("draw", "drawing"),
                            ("svg", "svg-compatible"))
    )  # fmt: skip
    kind = "application/vnd.oasis.opendocument.text"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            (
                f'<m:manifest xmlns:m="{space}">'
                f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
                '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
            ),
        )
        archive.writestr("content.xml", (
            f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body>'
            "</office:document-content>"))  # fmt: skip
    return out.getvalue()


@pytest.mark.parametrize("guarded", [True, False], ids=["as we start it", "as it would be"])
def test_pictures_that_lie_elsewhere_are_not_fetched(
    guarded: bool,  # noqa: FBT001
    server: tuple[str, list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without our settings LibreOffice asks the server: so the test would notice."""
    address, asked = server
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.odt").write_bytes(_linking(address))
    if not guarded:
        monkeypatch.setattr(office_profile, "SETTINGS", ())
        monkeypatch.setattr(office, "_ENVIRONMENT", {})
    found = collect(tmp_path / "inbox")
    done = convert(found, work=tmp_path / "work", office=OFFICE, seconds=120)
    assert [item.file for item in done.submissions] == ["a.odt"]
    assert bool(asked) is not guarded
