"""The wording's templates: a district may reword them, and nothing slips in that way."""

from __future__ import annotations

import pytest

from tasks.delivery.report.composition import compose
from tasks.delivery.report.verification import verify
from tasks.delivery.wording import Wording, wording
from tasks.delivery.wording.templates import NAMES
from tasks.errors import ProfileError, VerificationError
from tasks.profile.kinds import kind_text
from tasks.profile.model import Profile
from tests.unit.delivery.district_builder import sample_district

DISTRICT, PROFILE = sample_district()


def reworded(**own: str) -> Profile:
    return PROFILE.model_copy(update={"wording": tuple(own.items())})


def test_every_template_has_a_default_that_explains_itself() -> None:
    assert all(kind_text(f"wording/{name}.j2").startswith("{#") for name in NAMES)


def test_a_districts_own_template_holds() -> None:
    profile = reworded(opening="{{ district }}{{ year }}年情况报告如下。")
    assert compose(DISTRICT, profile).passages[0].text == "望澜区2023年情况报告如下。"


def test_a_number_in_a_template_does_not_pass_the_verifier() -> None:
    profile = reworded(opening="{{ district }}共化解纠纷98765件。")
    with pytest.raises(VerificationError, match="98765"):
        verify(compose(DISTRICT, profile).passages, DISTRICT)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ nobody }}。", "nobody"),
        ("第一行\n{% if %}", "第2行"),
        ("{{ 1 / 0 }}", "opening.j2"),
        ("{{ district.__class__.__mro__ }}", "opening.j2"),
    ],
)
def test_a_template_that_cannot_be_filled_is_named(text: str, named: str) -> None:
    with pytest.raises(ProfileError, match=named):
        Wording({"opening": text}).say("opening", district="望澜区")


def test_a_template_that_nothing_asks_for_is_named() -> None:
    with pytest.raises(ProfileError, match=r"closing\.j2"):
        wording(reworded(closing="此致。"))


def test_a_slots_text_is_never_a_template_itself() -> None:
    assert Wording({}).say("problem", title="{{ 7*7 }}") == "{{ 7*7 }}。"
