"""What two departments copied is found and quoted; what everybody writes is not."""

from __future__ import annotations

import gc
import weakref
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.department.report import DepartmentReport
from tasks.district import consolidate
from tasks.district.paragraphs import plain_shingles
from tasks.district.shared import LEAST_SHARE, common_share, describe_shared, find_shared, placed
from tasks.district.shingles import WIDTH, WINDOW, common_runs, excerpt, shingle
from tests.unit.district.builder import EDUCATION, JUSTICE, POLICE, PROFILE, report

PASSAGE = (
    "坚持把非诉讼纠纷解决机制挺在前面，整合综治中心、司法所、派出所和社区调解力量，"
    "推行网格员“每日一巡、每周一报、每月一研”工作法，做到隐患早发现、苗头早处置、矛盾早化解。"
)
OWN = (
    "围绕校园周边环境整治，逐校排查接送通道、食品摊点和出租房屋，建立问题台账并逐项销号。",
    "完善办案流程管理，案件从受理到归档全程留痕，法制员对每一份文书逐页审核签字后方可出具。",
    "组织律师走进渔港码头，为船员讲解劳动合同、海上作业安全和保险理赔知识，受到普遍欢迎。",
)


def codes(*reports: DepartmentReport) -> Counter[str]:
    return Counter(d.code for d in consolidate(reports, PROFILE).diagnostics)


def test_a_copied_paragraph_is_found_though_its_numbers_differ() -> None:
    one = report(EDUCATION, PASSAGE + "全年调解«286件:调解»。")
    other = report(POLICE, PASSAGE + "全年调解«194件:调解»。")
    assert codes(one, other)["shared_text"] == 1


def test_the_message_names_both_and_quotes_what_they_share() -> None:
    found = find_shared([report(EDUCATION, OWN[0], PASSAGE), report(POLICE, PASSAGE)])
    (told,) = describe_shared(found)
    assert f"{EDUCATION}第2段与{POLICE}第1段" in told.message
    assert "坚持把非诉讼纠纷解决机制挺在前面，整合综治中心、司法所" in told.message


def test_what_was_compared_is_let_go_of_at_once() -> None:
    sent = [report(EDUCATION, PASSAGE), report(POLICE, PASSAGE)]
    places = placed(sent)
    held = weakref.ref(places)
    gc.disable()  # during a run too, rings of garbage are seldom looked for
    try:
        assert find_shared(sent, places)
        del places
        assert held() is None
    finally:
        gc.enable()


def test_own_words_raise_nothing() -> None:
    sent = [
        report(name, text) for name, text in zip((EDUCATION, POLICE, JUSTICE), OWN, strict=True)
    ]
    assert codes(*sent)["shared_text"] == 0


def test_formulas_that_everybody_quotes_are_not_compared() -> None:
    formula = (
        "深入学习贯彻习近平新时代中国特色社会主义思想，深刻领悟“两个确立”的决定性意义，"
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”，"
    )
    sent = [report(EDUCATION, formula + OWN[0]), report(POLICE, formula + OWN[1])]
    assert find_shared(sent) == ()


@pytest.mark.parametrize(("departments", "found"), [(2, True), (3, True), (9, False)])
def test_what_many_departments_share_is_the_notices(departments: int, *, found: bool) -> None:
    sent = [report(f"第{n}局", PASSAGE) for n in range(departments)]
    assert bool(find_shared(sent)) is found


def test_a_department_may_repeat_itself() -> None:
    assert find_shared([report(EDUCATION, PASSAGE, PASSAGE)]) == ()


LONG = WIDTH + WINDOW - 1
MARKS = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
TEXT = st.text(MARKS, max_size=40)


@given(TEXT, TEXT, TEXT, TEXT, st.text(MARKS, min_size=LONG, max_size=60))
@settings(deadline=None)
def test_every_common_run_long_enough_leaves_a_common_fingerprint(
    before: str, behind: str, left: str, right: str, run: str
) -> None:
    one, other = shingle(before + run + behind), shingle(left + run + right)
    assert one.prints() & other.prints()


def test_a_common_run_is_quoted_with_its_marks() -> None:
    one, other = shingle("一二，" + PASSAGE), shingle(PASSAGE + "三四")
    runs = [excerpt(one, begin, end) for begin, end in common_runs(one, other)]
    assert runs == [PASSAGE.rstrip("。")]


def test_only_chinese_characters_are_compared() -> None:
    assert shingle("全年12件，办结98%。").han == "全年件办结"


@given(
    st.sampled_from((PASSAGE, PASSAGE + OWN[0], PASSAGE + OWN[1] + OWN[2])),
    st.randoms(use_true_random=False),
)
@settings(deadline=None)
def test_what_is_left_of_a_paragraph_by_rewording_is_found(text: str, draw: Random) -> None:
    """The fingerprints only choose what is looked at; they may hide nothing."""
    marks = list(text)
    for _ in range(draw.randint(1, len(marks) // 14)):
        at = draw.randrange(len(marks))
        marks[at : at + 6] = "某" * len(marks[at : at + 6])
    one, other = (
        report(name, said) for name, said in ((EDUCATION, text), (POLICE, "".join(marks)))
    )
    share, quotation = common_share(plain_shingles(text), plain_shingles("".join(marks)))
    copied = share >= LEAST_SHARE and bool(quotation)
    assert bool(find_shared([one, other])) is copied
