"""A text in runs is the same text, with every anchor kept."""

from __future__ import annotations

import markupsafe
from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery.display import shown
from tasks.delivery.evidence.marking import Span, runs
from tasks.delivery.evidence.rendering import escaped

SPANS = st.lists(
    st.tuples(st.integers(-3, 45), st.integers(-3, 45)).map(
        lambda ends: Span(start=ends[0], end=ends[1], look="figure", tip="", anchor=f"f-{ends}")
    ),
    max_size=6,
    unique_by=lambda span: span.anchor,
)


@given(st.text(max_size=40), SPANS)
def test_runs_join_to_the_text_shown(text: str, spans: list[Span]) -> None:
    assert "".join(run.text for run in runs(text, spans)) == shown(text)


@given(st.text(min_size=1, max_size=40), SPANS)
def test_every_span_inside_the_text_has_its_anchor(text: str, spans: list[Span]) -> None:
    anchors = [a for run in runs(text, spans) for a in (run.anchor, *run.also) if a]
    inside = [s.anchor for s in spans if 0 <= s.start < s.end and s.start < len(text)]
    assert sorted(anchors) == sorted(inside)


def test_a_run_is_cut_by_offsets_in_its_block() -> None:
    span = Span(start=12, end=15, look="figure", tip="t", anchor="f-1")
    made = runs("共有126件", [span], floor=10)
    assert [(run.text, run.look) for run in made] == [("共有", ""), ("126", "figure"), ("件", "")]


@given(st.text())
def test_any_text_is_escaped_in_a_row_as_in_a_template(text: str) -> None:
    assert escaped(text) == str(markupsafe.escape(text))
