"""Personal numbers are masked and nothing else is; the length stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery.display import SUBSTITUTE, shown
from tasks.delivery.masking import mask

NUMBERS = st.text(alphabet="0123456789１３Xx*-. 元件联系电话", max_size=60)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证440522199003071234。", "身份证440***********1234。"),
        ("身份证44052219900307123X。", "身份证440***********123X。"),
        ("旧证440522900307123。", "旧证440********7123。"),
        ("手机13812345678", "手机138****5678"),
        ("手机138 1234 5678", "手机138 **** 5678"),
        ("手机138-1234-5678", "手机138-****-5678"),
        ("证号440522 19900307 1234", "证号440*** ******** 1234"),
        ("手机138—1234—5678", "手机138—****—5678"),
        ("手机138 12345678", "手机138 ****5678"),
        ("证号440522 199003071234", "证号440*** ********1234"),
        ("手机１３８１２３４５６７８", "手机１３８****５６７８"),
    ],
)
def test_personal_numbers_keep_only_their_ends(text: str, masked: str) -> None:
    assert mask(text) == masked
    assert len(masked) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "办结126件，涉案1.2亿元，热线12345，邮编515500",
        "罚没13800000000元",
        "编号20230000001",
        "占比0.13812345678",
        "序列12345678901234567890123",
        "〔2023〕33号，电话0663-8123456",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert mask(text) == text


@given(NUMBERS)
def test_masking_keeps_the_length_and_is_done_once(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert mask(masked) == masked


@given(st.text(max_size=40))
def test_what_is_shown_is_as_long_as_what_was_read(text: str) -> None:
    assert len(shown(text)) == len(text)


def test_signs_that_deceive_become_visible() -> None:
    assert shown("a\u202eb\x07c\x00\ud800") == f"a{SUBSTITUTE}b{SUBSTITUTE}c{SUBSTITUTE * 2}"
    assert shown("行\t一\n二") == "行\t一\n二"
