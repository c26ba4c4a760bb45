"""No rule is left out by what it says that it needs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.department.figures.cardinals import fold
from tasks.department.figures.contexts import SPANS, Span


@pytest.mark.parametrize("span", SPANS, ids=[f"{n}-{span.why}" for n, span in enumerate(SPANS)])
def test_what_a_rule_finds_has_what_it_needs(span: Span) -> None:
    """Texts made from the rule's own pattern have a character of each group that it needs."""

    @settings(max_examples=30, deadline=None)
    @given(st.from_regex(span.pattern))
    def holds(text: str) -> None:
        folded = fold(text)
        if span.pattern.search(folded):
            assert all(any(c in folded for c in group) for group in span.needs)

    holds()
