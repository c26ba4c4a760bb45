"""Many sentences are their rows: asked by their sort, each is a sentence when it is wanted."""

from __future__ import annotations

from itertools import compress

import pytest

from tasks.delivery.report import library
from tasks.delivery.report.desk import lay_out
from tests.unit.delivery.district_builder import sample_district

EVERY = lay_out(*sample_district()).judged.every


def test_each_row_is_of_the_report_that_it_was_judged_in() -> None:
    voices = EVERY.voices
    places = [voices.place(row) for row in EVERY.numbers]
    assert places == [at for at in range(len(voices.first)) for _ in voices.rows(at)]
    assert len(set(places)) > 1
    for sentence, place in zip(EVERY, places, strict=True):
        page = voices.library.pages[place]
        assert sentence.department == page.name
        assert sentence.source in {f"{page.name}#{block.id}" for block in page.report.blocks}


def test_asking_by_sort_is_asking_each_sentence() -> None:
    figured = EVERY.where(lambda traits: traits.figured)
    assert figured == tuple(compress(EVERY, [one.traits.figured for one in EVERY]))
    assert 0 < len(figured) < len(EVERY)


def test_a_sentence_is_its_row_however_often_it_is_made() -> None:
    first, again, other = EVERY[0], EVERY[0], EVERY[1]
    assert (first == again, hash(first) == hash(again), first == other) == (True, True, False)
    assert first != EVERY.numbers[0]


def test_of_each_department_its_first_sentence_is_one() -> None:
    backwards = EVERY.of(reversed(EVERY.numbers))
    heard: dict[str, str] = {}
    for sentence in backwards:
        heard.setdefault(sentence.department, sentence.original)
    assert list(backwards.one_each().quotes) == list(heard.values())
    assert backwards.departments == len(heard)
    assert backwards.in_order() == EVERY
    assert EVERY[:2] + EVERY[2:] == EVERY


def test_sentences_are_parted_by_sort_and_none_is_lost() -> None:
    parts = EVERY.parted(lambda traits: traits.section)
    assert all(part and {one.traits.section for one in part} == {at} for at, part in parts.items())
    together = EVERY.of(row for part in parts.values() for row in part.numbers)
    assert together.in_order() == EVERY
    assert len(parts) > 1


@pytest.mark.parametrize("at_hand", [0, 1_024])
def test_what_is_quoted_is_what_the_sentence_says(
    monkeypatch: pytest.MonkeyPatch, at_hand: int
) -> None:
    monkeypatch.setattr(library, "_AT_HAND", at_hand)
    every = lay_out(*sample_district()).judged.every
    assert (len(every.voices.book) > len(every.voices.first)) is (at_hand == 0)
    for sentence in every:
        said = every.voices.said(sentence.row)
        assert sentence.text == said.text
        assert sentence.original == (said.original or said.text)
        if said.unnamed is not None:
            assert sentence.unnamed == (said.unnamed or said.text)


def test_of_each_block_its_first_sentence_is_one() -> None:
    assert list(EVERY.one_each_block().sources) == list(dict.fromkeys(EVERY.sources))
