"""Who speaks: 我局 never stands in the district report, and nobody is blamed by name."""

from __future__ import annotations

import pytest

from tasks.delivery.report.naming import leave_unnamed, name_again, name_in, speaker
from tasks.delivery.report.tense import in_year
from tasks.profile.model import DistrictSettings, OutlineSection, Profile, RosterEntry

PROFILE = Profile(
    district=DistrictSettings(name="望澜区", year=2023),
    roster=(
        RosterEntry(name="望澜区科学技术局", aliases=("区科技局", "科技局"), kind="局"),
        RosterEntry(name="东湖街道办事处", kind="街道"),
        RosterEntry(name="望澜区民政局", kind="局"),
        RosterEntry(name="望澜区应急管理局", aliases=("区三防办",), kind="局"),
    ),
    outline=(OutlineSection(number=1, title="成效", short="成效"),),
)
SCIENCE = speaker("望澜区科学技术局", PROFILE)


@pytest.mark.parametrize(
    ("department", "name", "again"),
    [
        ("望澜区科学技术局", "区科技局", "该局"),
        ("东湖街道办事处", "东湖街道", "该街道"),
        ("望澜区民政局", "区民政局", "该局"),
        ("白沙口镇人民政府", "白沙口镇", "该镇"),
        ("望澜区应急管理局", "区应急管理局", "该局"),
        ("望澜区生态环境分局", "区生态环境分局", "该分局"),
    ],
)
def test_how_a_department_is_called(department: str, name: str, again: str) -> None:
    who = speaker(department, PROFILE)
    assert (who.name, who.again) == (name, again)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("我局培育企业81家。", "区科技局培育企业81家。"),
        ("培育企业81家。", "区科技局培育企业81家。"),
        ("本局完善制度，我局干部带头。", "区科技局完善制度，该局干部带头。"),
        ("科技局组织学法。", "科技局组织学法。"),
        ("局党组学法4次。", "区科技局党组学法4次。"),
        ("局部问题得到解决。", "区科技局局部问题得到解决。"),
        ("5月，开展科技周活动。", "5月，区科技局开展科技周活动。"),
        ("全区专利授权量增长12%。", "全区专利授权量增长12%。"),
    ],
)
def test_a_sentence_names_its_department_once(said: str, named: str) -> None:
    assert name_in(said, SCIENCE) == named


@pytest.mark.parametrize("said", ["我们开展了活动。", "让我感到温暖。"])
def test_a_sentence_in_the_first_person_that_cannot_be_turned_is_refused(said: str) -> None:
    assert name_in(said, SCIENCE) is None


def test_the_same_speaker_again_is_not_named_again() -> None:
    assert name_again("区科技局立项3项。", SCIENCE) == "该局立项3项。"


@pytest.mark.parametrize(
    ("said", "unnamed"),
    [
        ("我局编制少、人手不足。", "部分单位编制少、人手不足。"),
        ("普法形式有待丰富。", "普法形式有待丰富。"),
    ],
)
def test_faults_are_told_of_nobody(said: str, unnamed: str) -> None:
    assert leave_unnamed(said, SCIENCE) == unnamed


@pytest.mark.parametrize(
    "said", ["区科技局力量薄弱。", "不断强化局工作人员意识。", "由街道统一制作清单。"]
)
def test_a_fault_that_cannot_be_told_without_its_department_is_left_out(said: str) -> None:
    assert leave_unnamed(said, SCIENCE) is None


@pytest.mark.parametrize(
    ("said", "dated"),
    [
        ("今年以来，开展活动。", "开展活动。"),
        ("2023年，开展活动。", "开展活动。"),
        ("2022年，开展活动。", "2022年，开展活动。"),
        ("数量比去年多。", "数量比2022年多。"),
        ("计划明年完成。", "计划2024年完成。"),
        ("附说明年度安排。", "附说明年度安排。"),
        ("过去年份的做法。", "过去年份的做法。"),
        ("工作到今年底完成。", "工作到2023年底完成。"),
    ],
)
def test_words_of_time_agree_with_the_reports_year(said: str, dated: str) -> None:
    assert in_year(said, 2023) == dated
