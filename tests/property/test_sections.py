"""Laws of finding sections: nothing is lost, places exist, ids hold under edits elsewhere."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.department.sections import find_sections
from tasks.document import Block, BlockKind, Document, Look, Paragraph
from tasks.profile.load import default_profile

OUTLINE = default_profile().outline

_MARKS = (
    *("一、", "二、", "十一、", "（一）", "(二)", "（三", "四）", "1.", "2、", "3．", "１．"),
    *("1.1", "1.2.3 ", "（1）", "①", "⑳", "第一部分 ", "第三章", "一是", "二是", "三要"),
    *("首先，", "6、 ", "附件1：", "表1 "),
)
_PIECES = (
    *("主要举措和成效", "存在问题", "下一步打算", "学习贯彻习近平法治思想情况"),
    *("强化组织领导", "其他需要报告的情况", "全年开展普法22场，发放资料3000余份", "无"),
    *("望澜区司法局", "2024年1月15日", "区委、区政府", "“一网通办", "《条例》"),
    *("。", "；", "：", ":", "，", "、", "（", "）", "\n", "\t", " ", "　", "％", "是", "一", "1"),
)
_TEXTS = st.builds(
    "".join,
    st.lists(st.sampled_from(_MARKS + _PIECES), min_size=1, max_size=9),
)
_LOOKS = st.builds(
    Look,
    style=st.sampled_from(("", "Normal", "heading 1", "heading 2", "Title")),
    outline_level=st.sampled_from((None, None, None, 1, 2, 9)),
    bold=st.booleans(),
    size=st.sampled_from((None, 16.0, 22.0)),
    font=st.sampled_from(("", "黑体", "仿宋_GB2312")),
    alignment=st.sampled_from(("", "center", "right", "both")),
)
_PARAGRAPHS = st.builds(
    Paragraph,
    text=_TEXTS,
    number=st.sampled_from(("", "", "", "一、", "（一）", "1.", "1.1")),
    look=_LOOKS,
    bold_prefix=st.sampled_from((0, 0, 3, 8)),
)
DOCUMENTS = st.builds(Document, blocks=st.lists(_PARAGRAPHS, max_size=12).map(tuple))

# A report without surprises, in which the laws about edits are asked.
_REPORT = (
    "望澜区司法局2023年法治政府建设年度报告",
    "区委、区政府：",
    "一、主要举措和成效",
    "（一）强化组织领导。全年召开会议5次，研究议题8项。",
    "（二）规范行政执法",
    "全年办理行政处罚案件18件，未发生败诉。",
    "二、存在的不足和原因",
    "执法力量仍显不足，普法形式较为单一。",
    "三、下一年度主要安排",
    "加强执法培训，全年不少于4期。",
)
_ADDED = st.text("全年推进落实执法普法监督协同建设", min_size=8, max_size=30).map("{}。".format)


def _blocks(*texts: str) -> tuple[Block, ...]:
    made = Document(blocks=tuple(Paragraph(text=text) for text in texts))
    return find_sections(made, OUTLINE).blocks


def _squeeze(text: str) -> str:
    return "".join(text.split())


@given(DOCUMENTS)
@example(
    Document(
        blocks=(
            Paragraph(text="一、主要举措和成效"),
            Paragraph(text="一是一、一是一、", number="一、"),
        )
    )
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_every_character_is_kept_in_order(read: Document) -> None:
    said = "".join(p.number + p.text for p in read.blocks if isinstance(p, Paragraph))
    kept = "".join(block.number + block.text for block in find_sections(read, OUTLINE).blocks)
    assert _squeeze(kept) == _squeeze(said)


@given(DOCUMENTS)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_blocks_are_numbered_and_in_existing_places(read: Document) -> None:
    found = find_sections(read, OUTLINE)
    places = {section.number for section in OUTLINE}
    assert [block.index for block in found.blocks] == list(range(len(found.blocks)))
    assert len({block.id for block in found.blocks}) == len(found.blocks)
    assert {block.section for block in found.blocks} <= places | {None}
    assert found.merged <= places


@given(DOCUMENTS)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_only_headings_have_levels_and_a_block_knows_its_source(read: Document) -> None:
    for block in find_sections(read, OUTLINE).blocks:
        assert (block.level is not None) == (block.kind is BlockKind.HEADING)
        assert block.level is None or 1 <= block.level <= 4
        source = read.blocks[block.source]
        assert isinstance(source, Paragraph)
        at = source.text[block.offset : block.offset + len(block.text)]
        assert at == block.text


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_same_document_gives_the_same_blocks(read: Document) -> None:
    assert find_sections(read, OUTLINE) == find_sections(read, OUTLINE)


@given(st.integers(min_value=2, max_value=len(_REPORT)), _ADDED)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_ids_hold_when_a_paragraph_is_inserted(at: int, added: str) -> None:
    before = _blocks(*_REPORT)
    after = _blocks(*_REPORT[:at], added, *_REPORT[at:])
    assert {block.id for block in before} <= {block.id for block in after}


@given(st.sampled_from((5, 7, 9)), _ADDED)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_ids_elsewhere_hold_when_a_paragraph_is_edited(at: int, other: str) -> None:
    before = _blocks(*_REPORT)
    after = _blocks(*_REPORT[:at], other, *_REPORT[at + 1 :])
    held = {block.id for block in before if block.source != at}
    assert held <= {block.id for block in after}


@given(st.sampled_from(_REPORT), st.sampled_from(("：", "。", "；", "\n", "（", "一是", "1.", "")))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_repeated_paragraphs_have_ids_of_their_own(text: str, tail: str) -> None:
    blocks = _blocks(*[text + tail] * 5)
    assert len({block.id for block in blocks}) == len(blocks)
