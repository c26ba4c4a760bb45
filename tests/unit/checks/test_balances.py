"""The equations that a profile demands of fixed tables."""

from __future__ import annotations

import pytest

from tasks.department.checks.balances import check_balances
from tasks.department.checks.rule import Subject
from tasks.department.examine import understand
from tasks.document import Document
from tasks.profile.model import Balance, Profile
from tests.unit.checks.reports import SUBMISSION
from tests.unit.identity.district import profile
from tests.unit.sections.notation import document

APPLICATIONS = (
    "[t]情况|自然人|企业|总计／一、新收申请|{new}／二、上年结转|1|0|1／"
    "（一）予以公开|7|2|9／（二）部分公开|1|0|1／（三）总计|8|2|10／四、结转下年|1|1|2"
)
TAKEN = Balance(
    name="新收＋结转＝总计＋结转下年",
    table="新收申请",
    lines="行",
    left=("新收申请", "上年结转"),
    right=("总计", "结转下年"),
)
RESULTS = Balance(
    name="各项之和＝总计",
    table="新收申请",
    lines="行",
    left=("予以公开…部分公开",),
    right=("总计",),
)
ACROSS = Balance(
    name="自然人＋企业＝总计",
    table="自然人",
    lines="列",
    left=("自然人", "企业"),
    right=("总计",),
)


def _said(balance: Balance, new: str) -> list[str]:
    """Return what the check says of the table whose first line has these cells."""
    text = "一、主要举措和成效\n~\n" + APPLICATIONS.format(new=new)
    read: Document = document(text)
    demanding: Profile = profile().model_copy(update={"balances": (balance,)})
    report = understand(read, SUBMISSION, demanding)
    subject = Subject(report=report, document=read, profile=demanding)
    return [notice.message for notice in check_balances(subject)]


@pytest.mark.parametrize(
    ("balance", "new", "wrong"),
    [
        pytest.param(TAKEN, "8|3|11", [], id="rows that balance"),
        pytest.param(TAKEN, "9|3|12", ["自然人", "总计"], id="a cell and its total too large"),
        pytest.param(RESULTS, "9|3|12", [], id="an equation the cell is no part of"),
        pytest.param(TAKEN.model_copy(update={"right": ("没有的行",)}), "9|3|12", [], id="no line"),
        pytest.param(TAKEN.model_copy(update={"table": "别的表"}), "9|3|12", [], id="other table"),
    ],
)
def test_each_line_across_that_breaks_an_equation_is_named(
    balance: Balance, new: str, wrong: list[str]
) -> None:
    said = _said(balance, new)
    assert [message.split("”")[0].removeprefix("表格“") for message in said] == wrong


def test_both_sums_are_said() -> None:
    assert _said(TAKEN, "9|3|12")[0].endswith(
        "不符合“新收＋结转＝总计＋结转下年”：左边为10，右边为9。"
    )


def test_columns_are_judged_row_by_row() -> None:
    assert [message.split("”")[0] for message in _said(ACROSS, "8|3|12")] == ["表格“新收申请"]
