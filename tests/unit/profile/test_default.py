"""The default profile for 法治政府建设年度报告 is complete and without clashes."""

from __future__ import annotations

from tasks.profile.load import default_profile
from tasks.profile.roster import same_name

WORDS = {
    1: ("二十大",),
    2: ("法治思想",),
    3: ("第一责任人",),
    4: ("成效", "政务公开", "行政执法", "普法", "营商环境"),
    5: ("不足", "问题"),
    6: ("下一步", "明年"),
    7: ("其他",),
}


def test_seven_sections_in_order_and_only_the_last_may_be_empty() -> None:
    outline = default_profile().outline
    assert [section.number for section in outline] == [1, 2, 3, 4, 5, 6, 7]
    assert [section.may_be_empty for section in outline] == [False] * 6 + [True]


def test_each_section_has_other_headings_and_the_words_that_speak_for_it() -> None:
    for section in default_profile().outline:
        assert len(section.aliases) >= 8
        assert set(WORDS[section.number]) <= set(section.keywords)


def test_no_keyword_speaks_for_two_sections() -> None:
    words = [word for section in default_profile().outline for word in section.keywords]
    assert len(words) == len(set(words))


def test_about_sixty_indicators_each_with_wordings_a_unit_and_a_definition() -> None:
    indicators = default_profile().indicators
    assert len(indicators) >= 60
    for indicator in indicators:
        assert len(indicator.aliases) >= 3, indicator.name
        assert indicator.unit in indicator.units
        assert len(indicator.notes) >= 8


def test_no_rate_is_additive() -> None:
    for indicator in default_profile().indicators:
        if indicator.unit == "%" or indicator.name.endswith("率"):
            assert not indicator.additive


def test_the_wording_of_one_unit_belongs_to_one_indicator() -> None:
    seen: dict[tuple[str, str], str] = {}
    for indicator in default_profile().indicators:
        for label in (indicator.name, *indicator.aliases):
            for unit in indicator.units:
                owner = seen.setdefault((same_name(label), unit), indicator.name)
                assert owner == indicator.name


def test_it_knows_no_district_and_no_roster() -> None:
    assert default_profile().district is None
    assert default_profile().roster == ()
