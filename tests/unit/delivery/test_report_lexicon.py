"""The shipped words find what they are for, in every table of every kind of report."""

from __future__ import annotations

import dataclasses
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from tasks.delivery.report.judging import cause_of
from tasks.delivery.report.lexicon import Lexicon, lexicon_of
from tasks.delivery.report.totals import spoken, statement
from tasks.delivery.report.verification import numbers
from tasks.delivery.report.worth import place_of, side_of
from tasks.profile.kinds import SUBJECTS, Kind
from tasks.profile.lexicon_files import shipped_lexicon
from tasks.profile.load import default_profile
from tasks.profile.model import DistrictSettings
from tests.unit.delivery.district_builder import sample_district

ROWS = tomllib.loads((Path(__file__).parent / "lexicon_rows.toml").read_text(encoding="utf-8"))
TOTAL = sample_district()[0].totals[0]


def lexicon(kind: str) -> Lexicon:
    settings = DistrictSettings(name="望澜区", year=2025, subject=SUBJECTS[Kind(kind)])
    return lexicon_of(default_profile(Kind(kind)).model_copy(update={"district": settings}))


def rows(table: str) -> list[tuple[str, ...]]:
    return [(kind, *row) for kind, tables in ROWS.items() for row in tables[table]]


@pytest.mark.parametrize(("kind", "title", "role"), rows("roles"))
def test_a_sections_title_says_how_it_is_composed(kind: str, title: str, role: str) -> None:
    assert lexicon(kind).role_of(title) == role


@pytest.mark.parametrize(("kind", "text", "title"), rows("themes"))
def test_which_theme_a_sentence_belongs_to(kind: str, text: str, title: str) -> None:
    words = lexicon(kind)
    assert words.topics[place_of(text, "", words.themes)].title == title


@pytest.mark.parametrize(("kind", "section", "text", "title"), rows("sides"))
def test_which_side_a_sentence_is_told_on(kind: str, section: str, text: str, title: str) -> None:
    words = lexicon(kind)
    assert words.sides_of(section)[side_of(text, "", section, words)].title == title


@pytest.mark.parametrize(("kind", "place", "text", "clause"), rows("practices"))
def test_which_practice_a_sentence_proves(kind: str, place: str, text: str, clause: str) -> None:
    found = [
        row.clause
        for row in lexicon(kind).practices
        if row.place in place and row.pattern.search(text)
    ]
    assert found == ([clause] if clause else [])


@pytest.mark.parametrize(("kind", "text", "title"), rows("causes"))
def test_what_a_shortcoming_comes_down_to(kind: str, text: str, title: str) -> None:
    words = lexicon(kind)
    place = cause_of(text, words)
    assert (words.causes[place].title if place >= 0 else "") == title


@pytest.mark.parametrize(("kind", "department", "text", "own"), rows("trades"))
def test_whose_trade_a_matter_is(kind: str, department: str, text: str, own: str) -> None:
    assert lexicon(kind).own_matter(text, department) is bool(own)


@pytest.mark.parametrize(("kind", "text", "praised"), rows("praises"))
def test_what_is_an_award(kind: str, text: str, praised: str) -> None:
    assert bool(lexicon(kind).praise.search(text)) is bool(praised)


@pytest.mark.parametrize(("kind", "indicator", "unit", "said"), rows("sayings"))
def test_how_a_total_is_said(kind: str, indicator: str, unit: str, said: str) -> None:
    made = dataclasses.replace(TOTAL, indicator=indicator, unit=unit, value=Decimal(3))
    assert statement(made, lexicon(kind)) == said


@pytest.mark.parametrize("kind", Kind)
def test_every_theme_practice_cause_and_whole_saying_has_an_example(kind: Kind) -> None:
    words, seen = shipped_lexicon(kind), ROWS[kind]
    assert {topic.title for topic in words.topics} == {row[-1] for row in seen["themes"]}
    assert {row.clause for row in words.practices} == {row[-1] for row in seen["practices"]} - {""}
    assert {row.title for row in words.causes} == {row[-1] for row in seen["causes"]} - {""}
    whole = {row.indicator for row in words.sayings if row.indicator}
    assert whole <= {row[0] for row in seen["sayings"]}


@pytest.mark.parametrize("kind", Kind)
def test_each_row_of_the_shipped_tables_says_why(kind: Kind) -> None:
    tables = shipped_lexicon(kind)
    found = [row for field in type(tables).model_fields for row in getattr(tables, field)]
    assert not [row for row in found if not row.why]


@pytest.mark.parametrize("kind", Kind)
def test_nothing_of_the_programs_own_is_worded_with_a_number(kind: Kind) -> None:
    words = shipped_lexicon(kind)
    headings = [*(topic.title for topic in words.topics), *(row.title for row in words.causes)]
    clauses = [*(row.clause for row in words.practices), *(row.plan for row in words.causes)]
    assert not [text for text in (*headings, *clauses) if numbers(text)]


@pytest.mark.parametrize("kind", Kind)
def test_what_the_tables_name_is_there(kind: Kind) -> None:
    """Places, sections and indicators that a row names are those of the kind's other files."""
    words, profile = shipped_lexicon(kind), default_profile(kind)
    titles = [section.title for section in profile.outline]
    places = [f"{side.section}·{side.title}" for side in words.sides]
    places += [*titles, *(topic.title for topic in words.topics)]
    assert all(any(row.place in place for place in places) for row in words.practices)
    sections = {row.section for row in words.sides} | {row.section for row in words.groups}
    sections |= {row.section for row in words.actors}
    assert all(any(section in title for title in titles) for section in sections)
    named = {name for row in words.groups for name in row.indicators}
    named |= {row.indicator for row in words.sayings if row.indicator}
    assert named <= {indicator.name for indicator in profile.indicators}


def test_the_lines_of_a_form_are_all_said_in_its_order_but_for_what_nobody_had() -> None:
    names = ("无法提供件数", "不予公开件数", "予以公开件数", "部分公开件数")
    totals = [
        dataclasses.replace(TOTAL, indicator=name, value=Decimal(at), contributions=())
        for at, name in enumerate(names)
    ]
    found = spoken(totals, 40, lexicon("政府信息公开"))
    assert [total.indicator for total in found] == ["予以公开件数", "部分公开件数", "不予公开件数"]
