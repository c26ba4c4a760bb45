"""What a figure's hover says of the figures that it stands with."""

from __future__ import annotations

from collections import defaultdict

from tasks.delivery import labels
from tasks.delivery.display import shown
from tasks.department.figures.relation import Relation, RelationKind, Term
from tasks.department.report import DepartmentReport

_SHOWN = 8
"""A list of more terms is cut short: the hover is read at a glance."""


def relation_lines(report: DepartmentReport) -> dict[str, tuple[str, ...]]:
    """Return for each figure's id its relations in Chinese, a line each.

    Parts and wholes name each other in lines of their own (其中项，属于…), not said twice.
    """
    said = {figure.id: figure.text for figure in report.figures}
    lines: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for relation in report.relations:
        if relation.kind is RelationKind.PART:
            continue
        line = _line(relation, said)
        for term in relation.terms:
            lines[term.figure] += (line,)
    return lines


def _line(relation: Relation, said: dict[str, str]) -> str:
    terms = "、".join(_term(term, said) for term in relation.terms[:_SHOWN])
    more = f"等{len(relation.terms)}项" if len(relation.terms) > _SHOWN else ""
    return shown(f"关系（{labels.RELATION[relation.kind]}）：{terms}{more}")


def _term(term: Term, said: dict[str, str]) -> str:
    return f"{labels.TERM[term.role]}{said.get(term.figure, '')}"
