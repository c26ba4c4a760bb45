"""The hover of a figure says what it stands with."""

from __future__ import annotations

from tasks.delivery import labels
from tasks.delivery.evidence.standing_together import relation_lines
from tasks.department.figures.relation import RelationKind, TermRole
from tests.unit.checks.reports import whole_report

TEXT = "应办事项60件，按期办结57件，按期办结率95%。受理咨询420件，其中电话咨询300件。"


def lines() -> dict[str, tuple[str, ...]]:
    report = whole_report(TEXT, whole=False)
    said = relation_lines(report)
    return {figure.text: said.get(figure.id, ()) for figure in report.figures}


def test_every_figure_of_a_rate_names_the_others() -> None:
    told = "关系（比率）：比率95%、其中57件、总数60件"
    assert [lines()[text] for text in ("60件", "57件", "95%")] == [(told,)] * 3


def test_a_whole_and_its_part_have_lines_of_their_own_and_are_not_told_twice() -> None:
    said = lines()
    assert (said["420件"], said["300件"]) == ((), ())


def test_every_relation_and_term_has_a_chinese_name() -> None:
    assert set(labels.RELATION) == set(RelationKind)
    assert set(labels.TERM) == set(TermRole)
