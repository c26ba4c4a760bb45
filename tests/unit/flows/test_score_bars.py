"""The bars read what score.py prints."""

from __future__ import annotations

from tests.benchmarks.score_bars import measures, missed

OUTPUT = """\
files            41, records 41
department       0.9756 of 41
year             1.0000 of 41
title            0.9500 of 40
text kept        1.0000 of 1893
section placed   0.9812 of 1700
headings         P 0.9900  R 0.9800  F1 0.9843  (hit 900, missed 100, extra 47)
heading levels   0.9900 of 900
figures          P 0.9950  R 0.9850  F1 0.9900  (hit 970, missed 30, extra 20)
  value only     P 0.9900  R 0.9900  F1 0.9900  (hit 990, missed 10, extra 10)
  qualifier      0.9800 of 970
  kind           1.0000 of 970
  direction      0.9900 of 970
  indicator      0.9100 of 970 (bigram overlap)
F1 = 0.9900
"""


def test_each_measure_is_read_from_its_line() -> None:
    assert measures(OUTPUT) == {
        "department": 0.9756,
        "year": 1.0,
        "title": 0.95,
        "text kept": 1.0,
        "section placed": 0.9812,
        "headings": 0.9843,
        "heading levels": 0.99,
        "headings found": 0.98,
        "figures": 0.99,
        "figures found": 0.985,
        "value only": 0.99,
        "value only found": 0.99,
        "qualifier": 0.98,
        "kind": 1.0,
        "direction": 0.99,
        "indicator": 0.91,
        "F1": 0.99,
    }


def test_a_measure_at_its_bar_passes() -> None:
    assert missed("dev", OUTPUT) == []


def test_a_measure_below_its_bar_is_named() -> None:
    assert missed("dev", OUTPUT.replace("F1 = 0.9900", "F1 = 0.9899")) == ["dev: F1 0.9899 < 0.99"]


def test_a_measure_that_was_not_printed_is_a_failure() -> None:
    assert len(missed("dev", "")) == 12
