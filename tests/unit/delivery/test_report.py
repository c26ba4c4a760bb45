"""The district report: nothing is invented, nobody is blamed, the same in gives the same out."""

from __future__ import annotations

import dataclasses
import io
from decimal import Decimal

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.artefact import Output
from tasks.delivery.report import build_reports
from tasks.delivery.report.alike import same
from tasks.delivery.report.composition import compose
from tasks.delivery.report.desk import lay_out
from tasks.delivery.report.lexicon import lexicon_of
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.sentence import Sentence
from tasks.delivery.report.totals import amount, statement
from tasks.delivery.report.verification import numbers, verify
from tasks.district.district import District, Total
from tasks.document import Block, BlockKind
from tasks.errors import VerificationError
from tasks.profile.lexicon import SectionRole
from tasks.profile.model import Profile
from tests.unit.delivery.district_builder import IDENTITY_CARD, MOBILE, sample_district

DOUBTED, PROFILE = sample_district()
DISTRICT = dataclasses.replace(DOUBTED, contradictions=())
PASSAGES = compose(DISTRICT, PROFILE).passages


def said_in(district: District) -> list[Sentence]:
    return list(lay_out(district, PROFILE).sentences)


def build_report(district: District, profile: Profile) -> Output:
    return build_reports(district, profile)[0]


def build_annotated(district: District, profile: Profile) -> Output:
    return build_reports(district, profile)[1]


def read(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def total(unit: str, value: Decimal, indicator: str = "罚没金额") -> Total:
    """Return an exact total (the sample's first one is exact) with these values."""
    return dataclasses.replace(DISTRICT.totals[0], indicator=indicator, unit=unit, value=value)


def test_the_sample_passes_its_own_verification() -> None:
    assert len(PASSAGES) > 4
    verify(PASSAGES, DISTRICT)


@given(st.integers(min_value=1000, max_value=10**9).filter(lambda n: n not in {2023, 12000}))
def test_a_number_smuggled_into_a_passage_is_found(number: int) -> None:
    smuggled = dataclasses.replace(PASSAGES[1], text=PASSAGES[1].text + f"另有{number}件。")
    with pytest.raises(VerificationError, match="没有出处"):
        verify((smuggled,), DISTRICT)


@pytest.mark.parametrize("written", ["九十八件", "４１件", "3,141件", "12.51%", "5万件"])
def test_a_smuggled_number_is_found_however_it_is_written(written: str) -> None:
    smuggled = dataclasses.replace(PASSAGES[1], text=f"办结{written}。")
    with pytest.raises(VerificationError):
        verify((smuggled,), DISTRICT)


def test_a_part_of_a_number_is_not_that_number() -> None:
    source = next(p for p in PASSAGES if p.original and "126件" in p.text)
    with pytest.raises(VerificationError, match="26"):
        verify((dataclasses.replace(source, text="办结26件。"),), DISTRICT)


def test_a_passage_without_a_source_is_refused() -> None:
    with pytest.raises(VerificationError, match="没有来源"):
        verify((Passage(text="成效显著。", sources=()),), DISTRICT)
    with pytest.raises(VerificationError, match="没有来源"):
        verify((Passage(text="成效显著。", sources=("区司法局#不存在",)),), DISTRICT)


def test_an_original_that_no_block_holds_is_refused() -> None:
    quoted = next(p for p in PASSAGES if p.original)
    with pytest.raises(VerificationError, match="原文"):
        verify((dataclasses.replace(quoted, original="本区第一。"),), DISTRICT)


def test_a_total_stands_only_with_all_its_figures() -> None:
    lead = next(p for p in PASSAGES if not p.original and p.figures)
    verify((lead,), DISTRICT)
    with pytest.raises(VerificationError):
        verify((dataclasses.replace(lead, figures=lead.figures[1:]),), DISTRICT)


def test_totals_lead_and_rough_ones_say_so() -> None:
    text = "".join(p.text for p in PASSAGES)
    assert "行政复议案件办结129件" in text
    assert "开展普法活动约141场" in text
    assert "罚没金额50.85万元" in text


@pytest.mark.parametrize(
    ("indicator", "unit", "value", "said"),
    [
        ("普法宣传活动场次", "场次", "412", "开展普法宣传活动412场次"),
        ("行政处罚案件数", "件", "36", "办理行政处罚案件36件"),
        ("发放宣传资料份数", "份", "12000", "发放宣传资料12000份"),
        ("法治培训人次", "人次", "80", "参加法治培训80人次"),
        ("罚没金额", "元", "9999", "罚没金额9999元"),
        ("罚没金额", "元", "123456789", "罚没金额123456789元"),
        ("罚没金额", "元", "200000000", "罚没金额2亿元"),
    ],
)
def test_how_a_total_is_said(indicator: str, unit: str, value: str, said: str) -> None:
    made = total(unit, Decimal(value), indicator)
    assert statement(made, lexicon_of(PROFILE)) == said


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_money_keeps_its_value_in_whatever_unit_it_is_said(value: Decimal) -> None:
    said = amount(total("元", value)).removesuffix("元")
    scale = {"亿": 10**8, "万": 10**4}.get(said[-1], 1)
    assert Decimal(said.rstrip("亿万")) * scale == value


def test_no_department_speaks_in_the_first_person() -> None:
    text = "".join(p.text for p in PASSAGES)
    assert not [word for word in ("我局", "本局", "我委", "我镇", "我街道") if word in text]


def test_no_statement_is_said_twice() -> None:
    originals = [p.original for p in PASSAGES if p.original]
    assert not [
        (one, two)
        for at, one in enumerate(originals)
        for two in originals[at + 1 :]
        if same(one, two)
    ]


def test_each_chosen_sentence_is_whole() -> None:
    whole = {sentence.original for sentence in said_in(DISTRICT)}
    assert all(p.original in whole for p in PASSAGES if p.original)


def cut(text: str) -> list[str]:
    """Return the sentences of a district whose only block is this text."""
    report = DISTRICT.reports[0]
    block = Block(index=0, id="x", kind=BlockKind.PARAGRAPH, text=text, section=1)
    alone = dataclasses.replace(report, blocks=(block,), figures=())
    return [s.text for s in said_in(dataclasses.replace(DISTRICT, reports=(alone,)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一是完善制度；二是加强培训。", ["完善制度。", "加强培训。"]),
        ("召开会议，研究工作；形成意见。", ["召开会议，研究工作；形成意见。"]),
        ("提出“人人学法。”的要求。", ["提出“人人学法。”的要求。"]),
        ("他说：“好。”大家笑了。", ["他说：“好。”", "大家笑了。"]),
        ("（二）开展检查１，２００次。", ["开展检查1，200次。"]),
        ("检查1,200次，达９８．５％。", ["检查1200次，达98.5%。"]),
        ("定期听取汇报，\n全年8次。", ["定期听取汇报，全年8次。"]),
        ("守牢底线\n组织演练8次。", []),
        ("主要做法如下：", []),
        ("望澜区潮音街道办事处", []),
        ("2026年1月22日", []),
        ("没有说完的，", []),
        ("同时，加强公开。此外，办理提案8件。", ["加强公开。", "办理提案8件。"]),
    ],
)
def test_how_a_text_is_cut_into_whole_sentences(text: str, found: list[str]) -> None:
    assert cut(text) == found


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("2023年度推进法治政府建设存在的不足和原因", SectionRole.PROBLEMS),
        ("下一年度推进法治政府建设的主要安排", SectionRole.PLANS),
        ("推进法治政府建设的主要举措和成效", SectionRole.MEASURES),
        ("其他需要报告的情况", SectionRole.OTHER),
        ("党政主要负责人履行第一责任人职责情况", SectionRole.NARRATIVE),
    ],
)
def test_the_role_of_a_section_is_in_its_title(title: str, role: SectionRole) -> None:
    assert lexicon_of(PROFILE).role_of(title) is role


def test_the_report_has_every_section_of_the_outline_and_three_annexes() -> None:
    text = read(build_report(DISTRICT, PROFILE).content)
    assert [t for t in text if t.startswith(("一、", "二、", "三、"))] == [
        "一、主要举措和成效",
        "二、存在的不足和原因",
        "三、下一年度主要安排",
    ]
    assert [t for t in text if t in {"附件1", "附件2", "附件3"}] == ["附件1", "附件2", "附件3"]
    assert "市委依法治市办：" in text


def test_the_annexes_name_the_rejected_and_the_missing() -> None:
    document = docx.Document(io.BytesIO(build_report(DISTRICT, PROFILE).content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert ["区财政局", "区财政局.docx", "无法读取"] in [row[1:4] for row in rows]
    assert ["区住建局", "", "未报送"] in [row[1:4] for row in rows]


def test_both_copies_say_the_same_and_only_one_has_comments() -> None:
    clean, annotated = build_report(DISTRICT, PROFILE), build_annotated(DISTRICT, PROFILE)
    assert read(clean.content) == read(annotated.content)
    assert len(docx.Document(io.BytesIO(clean.content)).comments) == 0
    comments = [c.text for c in docx.Document(io.BytesIO(annotated.content)).comments]
    assert len(comments) == len(PASSAGES)
    assert any("文件：区司法局2023年报告.docx" in c and "原文：" in c for c in comments)
    assert any("合计数" in c and "区市场监管局：85场次" in c for c in comments)


def test_personal_numbers_reach_neither_copy() -> None:
    for artefact in (build_report(DISTRICT, PROFILE), build_annotated(DISTRICT, PROFILE)):
        document = docx.Document(io.BytesIO(artefact.content))
        text = document.element.xml + "".join(c.text for c in document.comments)
        assert IDENTITY_CARD not in text
        assert MOBILE not in text


def test_the_same_district_gives_the_same_bytes() -> None:
    assert build_reports(DOUBTED, PROFILE) == build_reports(*sample_district())


def test_an_empty_district_still_gives_a_report_that_says_so() -> None:
    empty = dataclasses.replace(
        DISTRICT, reports=(), receipts=(), totals=(), contradictions=(), diagnostics=(), coverage=()
    )
    text = read(build_report(empty, PROFILE).content)
    assert text.count("各部门报告中没有这一部分的内容。") == 3
    assert "没有需要核实的事项。" in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("共1,234件", {"1234"}),
        ("５２．５％", {"52.5"}),
        ("三十二场、1.2万份", {"三十二", "1.2", "万"}),
        ("加强学习", set()),
    ],
)
def test_which_numbers_a_text_holds(text: str, found: set[str]) -> None:
    assert numbers(text) == found
