"""Each row's sentence, or table, gives its relations and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from tasks.department.figures.prose import Extraction
from tasks.department.figures.relation import Relation
from tests.unit.figures.row import Row, read_rows

ROWS = read_rows("relations")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_relations(row: Row) -> None:
    wanted = [_plain(relation) for relation in row.relations]
    assert Counter(_said(row.extract())) == Counter(wanted), f"{row.text} ({row.why})"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_term_is_a_figure_and_none_stands_twice(row: Row) -> None:
    found = row.extract()
    ids = {figure.id for figure in found.figures}
    for relation in found.relations:
        terms = [term.figure for term in relation.terms]
        assert set(terms) <= ids
        assert len(terms) == len(set(terms)) > 1
        assert relation.reason


def _plain(relation: Mapping[str, Any]) -> str:
    """Return a wanted relation in one line, its figures by their texts."""
    terms = {role: said for role, said in relation.items() if role != "kind"}
    listed = [f"{r}={t}" for r, ts in terms.items() for t in ([ts] if isinstance(ts, str) else ts)]
    return f"{relation['kind']}: {', '.join(sorted(listed))}"


def _said(found: Extraction) -> list[str]:
    texts = {figure.id: figure.text for figure in found.figures}
    return [_line(relation, texts) for relation in found.relations]


def _line(relation: Relation, texts: Mapping[str, str]) -> str:
    terms = sorted(f"{term.role}={texts[term.figure]}" for term in relation.terms)
    return f"{relation.kind}: {', '.join(terms)}"
