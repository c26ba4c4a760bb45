"""What is kept of a paragraph, in which order, and what is not."""

from __future__ import annotations

import pytest

from tasks.document import Story
from tests.docx_builder import docx, p, run, tbl, tc, tr
from tests.unit.reading.reads import document, lines, paragraph

BOX = "<w:txbxContent>{}</w:txbxContent>"
DRAWN = (
    "<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{}</wps:txbx>"
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)
VML = "<w:r><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></w:r>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


INSTRUCTION = "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"

CHOICE = (
    "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>"
    "</mc:AlternateContent>"
)
RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>zhèng</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>政</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)

# What stands in a paragraph → what is read.
ROWS = [
    (run("甲") + run("乙"), "甲乙"),
    ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙"),
    ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
    ("<w:r><w:t>甲</w:t><w:softHyphen/><w:t>乙</w:t></w:r>", "甲乙"),
    (f"<w:ins>{run('进')}</w:ins><w:del><w:r><w:delText>出</w:delText></w:r></w:del>", "进"),
    (f"<w:moveTo>{run('来')}</w:moveTo><w:moveFrom>{run('去')}</w:moveFrom>", "来"),
    (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
    (f"<w:smartTag><w:smartTagPr/>{run('标')}</w:smartTag>", "标"),
    (f"<w:customXml>{run('自')}</w:customXml>", "自"),
    (f"<w:hyperlink>{run('链')}</w:hyperlink>", "链"),
    (f'<w:fldSimple w:instr="DATE">{run("2023年")}</w:fldSimple>', "2023年"),
    (field("begin") + INSTRUCTION + field("separate") + run("结果") + field("end"), "结果"),
    (
        field("begin") + INSTRUCTION + field("begin") + INSTRUCTION + field("separate")
        + run("内") + field("end") + field("separate") + run("外") + field("end"),
        "外",
    ),
    (field("begin") + run("未结束的域"), "未结束的域"),
    (CHOICE.format(run("新"), run("旧")), "新"),
    (CHOICE.format("<w:r/>", run("旧")), "旧"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
    (RUBY, "政"),
    ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
    ("<w:unknown><w:r><w:t>包在陌生标记里</w:t></w:r></w:unknown>", "包在陌生标记里"),
    ("<w:r><w:t>明</w:t></w:r>" + run("暗", "<w:vanish/>"), "明"),
    ("<w:r><w:t>甲\n乙</w:t></w:r>", "甲 乙"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "text"), ROWS)
def test_a_paragraph_is_read_as_word_shows_it(content: str, text: str) -> None:
    assert paragraph(docx(p(content))).text == text


@pytest.mark.parametrize("shape", [DRAWN, VML])
def test_a_text_box_follows_the_paragraph_it_is_anchored_in(shape: str) -> None:
    box = shape.format(BOX.format(p("框中")))
    found = document(docx(p("前", box, "后") + p("下段"))).blocks
    assert [(block.text, block.story) for block in found] == [
        ("前后", Story.BODY),
        ("框中", Story.TEXTBOX),
        ("下段", Story.BODY),
    ]


def test_a_text_box_written_in_two_ways_is_read_once() -> None:
    box = BOX.format(p("框中"))
    both = (
        f"<mc:AlternateContent><mc:Choice>{DRAWN.format(box)}</mc:Choice>"
        f"<mc:Fallback>{VML.format(box)}</mc:Fallback></mc:AlternateContent>"
    )
    assert lines(docx(p(both))) == ["框中"]


def test_a_note_follows_the_paragraph_that_first_refers_to_it() -> None:
    refers = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", "注文")}</w:footnote>'
    found = document(docx(p("正文", refers) + p("再引", refers), footnotes=notes)).blocks
    assert [(block.text, block.story) for block in found] == [
        ("正文", Story.BODY),
        ("注文", Story.FOOTNOTE),
        ("再引", Story.BODY),
    ]


def test_an_endnote_in_a_table_follows_the_table() -> None:
    refers = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    notes = f'<w:endnote w:id="2">{p("尾注")}</w:endnote>'
    found = document(docx(tbl(tr(tc(p("格", refers)))), endnotes=notes)).blocks
    assert [(block.text, block.story) for block in found] == [
        ("格", Story.BODY),
        ("尾注", Story.ENDNOTE),
    ]


def test_a_paragraph_whose_mark_is_deleted_runs_into_the_next() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert lines(docx(p("前半", properties=gone) + p("后半"))) == ["前半后半"]


def test_a_deleted_mark_with_no_paragraph_after_it_loses_nothing() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert lines(docx(p("甲") + p("末段", properties=gone))) == ["甲", "末段"]


def test_content_controls_around_paragraphs_rows_and_cells_are_looked_through() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = control(p("段")) + tbl(control(tr(tc("甲"), control(tc("乙")))))
    assert lines(docx(body)) == ["段", "甲\t乙"]


def test_empty_paragraphs_are_left_out_but_pictures_are_not() -> None:
    picture = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
    found = document(docx(p() + p(" ") + p(picture) + p("文")))
    assert [(block.text, getattr(block, "pictures", 0)) for block in found.blocks] == [
        ("", 1),
        ("文", 0),
    ]
    assert found.traces.pictures == 1


def test_a_paragraph_where_none_may_be_is_not_lost() -> None:
    assert lines(docx(p("外", p("内")))) == ["外", "内"]


def test_text_directly_in_the_body_is_not_lost() -> None:
    assert lines(docx(run("散") + p("段"))) == ["散", "段"]


def test_headers_footers_and_comments_are_apart_from_the_text() -> None:
    comment = f'<w:comment w:id="1">{p("批注")}</w:comment>'
    found = document(docx(p("文"), header=p("眉"), footer=p("脚"), comments=comment))
    assert [block.text for block in found.blocks] == ["文"]
    assert [(each.text, each.story) for each in found.margins] == [
        ("眉", Story.HEADER),
        ("脚", Story.FOOTER),
        ("批注", Story.COMMENT),
    ]


def test_what_is_not_text_is_counted() -> None:
    body = p(f"<w:ins>{run('进')}</w:ins>", "<w:del/>", run("暗语", "<w:vanish/>"))
    traces = document(docx(body)).traces
    assert (traces.insertions, traces.deletions, traces.hidden_characters) == (1, 1, 2)
