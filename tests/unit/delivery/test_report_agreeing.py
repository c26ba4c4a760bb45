"""What may be said of several departments together: only what each of them says."""

from __future__ import annotations

import pytest

from tasks.delivery.report.agreeing import bears_out

STATEMENT = "坚持把非诉讼机制挺在前面，推动矛盾纠纷源头化解。"


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        (STATEMENT, True),
        # Words that state nothing may differ, and so may a department's word for itself.
        ("我局始终坚持把非诉讼机制挺在前面，切实推动矛盾纠纷源头化解。", False),
        ("我局坚持把非诉讼机制挺在前面，切实推动矛盾纠纷源头化解。", True),
        ("深入坚持把“非诉讼”机制挺在前面，不断推动矛盾纠纷源头化解。", True),
        # Whoever says more says this too.
        ("坚持把非诉讼机制挺在前面，推动矛盾纠纷源头化解，建成调解室。", True),
        # Another place, another thing, or less of it is not the same.
        ("坚持把非诉讼机制挺在前面。", False),
        ("坚持把非诉讼机制挺在前面，推动劳动纠纷源头化解。", False),
        ("坚持把诉讼机制挺在前面，推动矛盾纠纷源头化解。", False),
    ],
)
def test_a_statement_is_borne_out_clause_by_clause(said: str, *, holds: bool) -> None:
    assert bears_out(said, STATEMENT) is holds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("在校园开设小讲堂，用身边变化讲清道理。", "在工地开设小讲堂，用身边变化讲清道理。"),
        ("与相邻区县签订考核细则，年底联合执法。", "与相邻区县签订考核细则，暑期联合执法。"),
        ("全面推行说理式文书。", "推行说理式文书。"),
    ],
)
def test_nearly_the_same_is_not_the_same(one: str, other: str) -> None:
    assert not bears_out(other, one)
