"""A pattern from a file is searched in every sentence: none may keep the program busy."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.profile.kinds import Kind
from tasks.profile.lexicon_files import shipped_lexicon
from tasks.profile.patterns import LONGEST, fault_of


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("学.*法", "没有上限"),
        ("学.+法", "没有上限"),
        ("学.{2,}法", "没有上限"),
        ("学.{2,8}+法", "没有上限"),
        ("(?:学.{0,9}){0,9}法", "重复里面"),
        ("(?:学|习){2,9}", "重复里面"),
        ("(?:学?){9}法", "重复里面"),
        ("学{2}{3}", "重复里面"),
        ("(学)法", "捕获"),
        (r"学\1", "捕获"),
        ("(?P<a>学)(?P=a)", "捕获"),
        ("(?i)学", "捕获"),
        ("学(?:法", "括号"),
        ("学法)", "括号"),
        ("[学法", "括号"),
        ("?学", "括号"),
        ("(?<=学{1,2})法", "括号"),
        ("学{5,2}", "括号"),
        ("学?", "什么文字"),
        ("学|", "什么文字"),
        (".{0,30}学.{0,30}法.{0,30}", "太多"),
        ("学" * (LONGEST + 1), "太长"),
    ],
)
def test_what_is_refused_and_why(pattern: str, words: str) -> None:
    assert words in fault_of(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "学法",
        "学(?:法|习)",
        "对照[^。]{0,24}(?:问题|要求)",
        "(?<!支部)书记(?!处)",
        r"PM2\.5",
        "[]学]法",
        r"[^\]]学",
        "第[一二三]{2}名",
        "学{法",
    ],
)
def test_what_is_taken(pattern: str) -> None:
    assert fault_of(pattern) == ""


@pytest.mark.parametrize("kind", Kind)
def test_the_shipped_patterns_keep_the_rules(kind: Kind) -> None:
    tables = shipped_lexicon(kind)
    found = [*tables.practices, *tables.praises, *tables.actors]
    assert {fault_of(row.regex) for row in found if len(row.regex) <= LONGEST} == {""}


PIECES = st.sampled_from(
    ["甲", "乙", "[甲乙]", "[^丙]", ".", "?", "{0,9}", "{2,20}", "|", "(?:", "(?=", ")", "$", "^"]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_is_taken_searches_a_long_sentence_in_a_moment(pattern: str) -> None:
    if fault_of(pattern):
        return
    began = time.process_time()
    re.compile(pattern).search("甲乙" * 200 + "丁")
    assert time.process_time() - began < 2
