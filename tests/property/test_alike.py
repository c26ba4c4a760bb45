"""What is found by rare pairs is what comparing all with all finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery.report.alike import Alike, pairs, pairs_of, same

PARTS = st.sampled_from(
    ("开展", "普法", "宣传", "执法", "检查", "，", "12", "落实", "责任", "制度")
)
TEXTS = st.lists(st.lists(PARTS, max_size=9).map("".join), max_size=14)


@given(TEXTS)
def test_the_sentences_alike_are_those_that_a_comparison_of_all_with_all_finds(
    texts: list[str],
) -> None:
    index = Alike(texts)
    for place, text in enumerate(texts):
        behind = range(place + 1, len(texts))
        assert list(index.after(place)) == [at for at in behind if same(text, texts[at])]


@given(TEXTS)
def test_the_pairs_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    assert pairs_of(texts) == set().union(*map(pairs, texts))
