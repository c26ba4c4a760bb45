"""The laws of reading: nothing is lost, nothing breaks."""

from __future__ import annotations

import html

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.department.reading import read
from tasks.department.reading.numerals import written
from tasks.document import Document
from tests.docx_builder import docx, p, run, tbl, tc, tr

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=12
).filter(str.strip)
GOOD = docx(
    p(run("一、", "<w:b/>"), "做法") + tbl(tr(tc("甲"), tc("1件"))),
    styles='<w:style w:type="paragraph" w:default="1" w:styleId="a"/>',
)
WRAPPERS = ("{}", "<w:ins>{}</w:ins>", "<w:hyperlink>{}</w:hyperlink>",
            "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:odd>{}</w:odd>")  # fmt: skip


def outcome(data: bytes) -> str:
    """Return 'read' or the code of the rejection; 'unreadable' means a fault of ours."""
    found = read(data, file="a", sha256="0")
    return "read" if isinstance(found, Document) else found.code


@given(st.binary(max_size=400))
def test_any_bytes_are_a_document_or_a_rejection(data: bytes) -> None:
    assert outcome(data) not in {"read", "unreadable"}


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(1, 255)), max_size=6))
def test_flipped_bytes_never_break_the_reader(flips: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, bits in flips:
        data[at] ^= bits
    assert outcome(bytes(data)) != "unreadable"


@given(st.integers(0, len(GOOD) - 1))
def test_a_file_cut_anywhere_is_refused(length: int) -> None:
    assert outcome(GOOD[:length]) not in {"read", "unreadable"}


@given(st.recursive(
    st.sampled_from(["<w:p/>", "<w:tbl/>", "<w:tr/>", "<w:tc/>", "<w:r/>", "<w:t>1</w:t>",
                     '<w:fldChar w:fldCharType="begin"/>', "<w:altChunk/>", "<w:sym/>",
                     '<w:numPr><w:numId w:val="x"/></w:numPr>', "<w:vMerge/>", "<w:ind/>"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>",
        st.sampled_from(["p", "r", "tbl", "tr", "tc", "sdt", "ins", "del", "pPr", "rPr", "tcPr",
                         "txbxContent", "ruby", "rubyBase"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
))  # fmt: skip
def test_elements_in_any_order_are_read(body: str) -> None:
    assert outcome(docx(body)) in {"read", "too_deep"}


@given(st.lists(st.tuples(TEXTS, st.sampled_from(WRAPPERS)), min_size=1, max_size=6))
def test_no_character_of_a_paragraph_is_lost(parts: list[tuple[str, str]]) -> None:
    body = p("".join(wrapper.format(run(html.escape(text))) for text, wrapper in parts))
    found = read(docx(body), file="a", sha256="0")
    assert isinstance(found, Document) or found.code == "secret_mark"
    if isinstance(found, Document):
        read_text = "".join(block.text for block in found.blocks)
        assert read_text.split() == "".join(text for text, _ in parts).split()


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_cell_of_a_table_is_lost(rows: list[list[str]]) -> None:
    body = tbl(*(tr(*(tc(p(run(html.escape(text)))) for text in row)) for row in rows))
    found = read(docx(body), file="a", sha256="0")
    if isinstance(found, Document):
        table = found.blocks[0]
        assert table.text.split() == "\n".join("\t".join(row) for row in rows).split()


@given(st.binary(min_size=1, max_size=2000))
def test_the_same_bytes_are_read_the_same(data: bytes) -> None:
    assert read(data, file="a", sha256="0") == read(data, file="a", sha256="0")


@given(st.integers(0, 32_767), st.sampled_from(
    ["chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting",
     "ideographDigital", "decimalZero", "lowerRoman", "ordinalText"]))  # fmt: skip
def test_two_numbers_are_never_written_alike(number: int, kind: str) -> None:
    assert written(number, kind) != written(number + 1, kind)
