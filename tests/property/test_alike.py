"""What an index finds is what comparing all with all finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery.report.agreeing import Agreeing, bears_out, clauses_of, digests_of_clauses
from tasks.delivery.report.alike import Told, same

PARTS = st.sampled_from(
    ("开展", "普法", "宣传", "执法", "检查", "，", "12", "落实", "责任", "制度")
)
TEXTS = st.lists(st.lists(PARTS, max_size=9).map("".join), max_size=14)


@given(TEXTS)
def test_the_sentences_that_agree_are_those_that_asking_all_of_all_finds(texts: list[str]) -> None:
    index = Agreeing([digests_of_clauses(text) for text in texts])
    for place, text in enumerate(texts):
        behind = [at for at in range(place + 1, len(texts)) if bears_out(texts[at], text)]
        assert list(index.after(place)) == (behind if clauses_of(text) else [])


@given(TEXTS, st.integers(0, 14))
def test_what_was_told_says_the_same_as_asking_each_and_going_back_forgets(
    texts: list[str], count: int
) -> None:
    told = Told()
    for at, text in enumerate(texts):
        assert told.says(text) == any(same(text, one) for one in texts[:at])
        told.add(text)
    told.go_back(len(set(texts[:count])))
    assert len(told) == len(set(texts[:count]))
    for text in texts:
        assert told.says(text) == any(same(text, one) for one in texts[:count])
