"""Laws that hold for the figures of any text whatever."""

from __future__ import annotations

import itertools
import re
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.department.figures.numerals import parse_numeral
from tasks.department.figures.prose import Extraction, extract_prose
from tasks.department.figures.tables import extract_table
from tasks.document import Cell, Table

DIGITS = re.compile(r"[0-9０-９]+")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
PLACES = ("", "十", "百", "千")
NUMERALS = "零一二三四五六七八九"

pieces = st.sampled_from(
    [
        "开展检查", "其中", "同比增长", "由", "减至", "分别为", "、", "，", "。",
        "；", "：", "（", "）", "“", "”", "《", "》", "〔", "〕",
        "第", "号", "年", "月", "日", "一是", "二是", "三项制度",
        "12", "3.5", "1,234", "１２", "一", "两", "三十二", "百分之", "九成", "半", "十余", "数百",
        "万", "亿", "元", "万元", "件", "人次", "%", "个百分点", "约", "近", "余", "多", "以上",
        "以内", "至", "—", "-", "～", "比", "倍", "第1位", "2023年", "12345热线", " ", "\n", "\t",
        "A", "GB/T ", "/", ".", "·", "+", "①", "±", "零", "点", "分之", "千米", "合计", "占",
    ]
)  # fmt: skip
reports = st.lists(pieces, max_size=40).map("".join)
any_text = st.one_of(reports, st.text(max_size=80))
whole = st.integers(min_value=0, max_value=10**12)


def extract(text: str) -> Extraction:
    return extract_prose(text, block=0, block_id="b", section=None)


def readings(text: str) -> list[tuple[Decimal, str, str]]:
    return [(f.normalized_value, f.normalized_unit, f.kind.value) for f in extract(text).figures]


def told(found: Extraction) -> list[tuple[int, int, str]]:
    """Return where each figure and each skipped number stands, and its text."""
    figures = [(item.start, item.end, item.text) for item in found.figures]
    return figures + [(item.start, item.end, item.text) for item in found.skipped]


def spans(found: Extraction) -> list[tuple[int, int]]:
    return sorted((start, end) for start, end, _ in told(found))


@given(any_text)
def test_offsets_point_at_their_text(text: str) -> None:
    for start, end, said in told(extract(text)):
        assert said
        assert text[start:end] == said


@given(any_text)
def test_nothing_is_said_twice(text: str) -> None:
    """No figure overlaps another figure or a skipped number."""
    places = spans(extract(text))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(places))


@given(any_text)
def test_no_digit_is_lost(text: str) -> None:
    """Every digit lies in a figure or in a skipped number."""
    places = spans(extract(text))
    for run in DIGITS.finditer(text):
        for at in range(run.start(), run.end()):
            assert any(start <= at < end for start, end in places), run.group()


@given(any_text)
def test_a_value_lies_within_its_bounds(text: str) -> None:
    for figure in extract(text).figures:
        assert figure.lower <= figure.normalized_value
        assert figure.upper is None or figure.normalized_value <= figure.upper


@given(any_text)
def test_ids_tell_figures_apart_and_parents_are_among_them(text: str) -> None:
    figures = extract(text).figures
    ids = [figure.id for figure in figures]
    assert len(ids) == len(set(ids))
    for figure in figures:
        assert figure.parent is None or (figure.parent in ids and figure.parent != figure.id)


@given(any_text)
def test_relations_are_between_figures_of_one_sentence(text: str) -> None:
    found = extract(text)
    sentences = {figure.id: figure.sentence for figure in found.figures}
    for relation in found.relations:
        terms = [term.figure for term in relation.terms]
        assert len(set(terms)) == len(terms) > 1
        assert len({sentences[term] for term in terms}) == 1


@given(any_text)
def test_the_same_text_gives_the_same_figures(text: str) -> None:
    assert extract(text) == extract(text)


@given(st.lists(st.lists(any_text, min_size=3, max_size=3), min_size=1, max_size=4))
def test_table_offsets_point_at_their_text(grid: list[list[str]]) -> None:
    table = Table(
        rows=len(grid),
        columns=3,
        cells=tuple(
            Cell(row=row, column=column, text=text)
            for row, line in enumerate(grid)
            for column, text in enumerate(line)
        ),
    )
    found = extract_table(table, block=0, block_id="b", section=None, note="单位：件")
    for start, end, said in told(found):
        assert table.text[start:end] == said
    places = spans(found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(places))
    for figure in found.figures:
        assert figure.cell is not None
        assert figure.text in grid[figure.cell[0]][figure.cell[1]]


@given(whole)
def test_arabic_survives(number: int) -> None:
    for text in (str(number), f"{number:,}", str(number).translate(FULL_WIDTH)):
        numeral = parse_numeral(text)
        assert numeral is not None, text
        assert numeral.value == number


@given(st.decimals(min_value="0.01", max_value=10**6, places=2))
def test_decimals_and_wan_survive(number: Decimal) -> None:
    plain, wan = parse_numeral(f"{number:f}"), parse_numeral(f"{number:f}万")
    assert plain is not None
    assert wan is not None
    assert plain.value == number
    assert wan.value == number * 10000


@given(st.integers(min_value=1, max_value=9999_9999_9999))
def test_chinese_survives(number: int) -> None:
    numeral = parse_numeral(chinese(number))
    assert numeral is not None, chinese(number)
    assert numeral.value == number


@given(
    st.integers(min_value=2, max_value=10**7), st.sampled_from(["件", "人次", "家", "万元", "%"])
)
def test_a_figure_survives_being_written(number: int, unit: str) -> None:
    """A number with its unit in a plain sentence is that number, however it is written."""
    for text in (str(number), f"{number:,}", str(number).translate(FULL_WIDTH)):
        figures = extract(f"全年共办理{text}{unit}。").figures
        assert [(figure.value, figure.unit) for figure in figures] == [(Decimal(number), unit)]


CLAUSES = st.sampled_from(
    [
        "开展检查126家次", "发现问题48个", "罚款3.5万元", "同比增长12.5%", "由16个减至14个",
        "培训1,200人次", "其中线上20场", "办理时限压缩至7个工作日", "依据第32条处理",
        "2023年3月部署",
        "满意率98%以上", "发放资料3000余份", "“1+9+N”体系", "12345热线转办56件", "（含30件）",
    ]
)  # fmt: skip
sentences = st.lists(CLAUSES, min_size=1, max_size=6)


@given(sentences)
def test_spaces_at_clause_borders_change_nothing(clauses: list[str]) -> None:
    assert readings(" ， ".join(clauses)) == readings("，".join(clauses))


@given(sentences)
def test_full_width_digits_change_nothing(clauses: list[str]) -> None:
    text = "，".join(clauses)
    assert readings(text.translate(FULL_WIDTH)) == readings(text)


@given(sentences)
def test_a_clause_before_a_full_stop_gives_what_it_gives_alone(clauses: list[str]) -> None:
    alone = [reading for clause in clauses for reading in readings(clause + "。")]
    assert readings("。".join(clauses) + "。") == alone


SCRAPS = "0123456789０一二十百万亿零点%（）()“”《》〔〕、，。-—.:/第其中是 "
HOSTILE = (
    "1", "１", "(", "（", "）", "“", "”", "《", "》", "〔", "零一二", "一是", "1,", "1-",
    "1—", "万", "亿",
    "一百", "1万", "百分之", "分之", "1.", "十", "几", "约", "第", "第1", "2023年", "1月", "1、",
    "其中1件，", "（1件", "由1个减至1个", "分别为1件、", "“1", "1+", "12件",
    "一 ", "1 ", "1 2", "占", "个", "3—5天",
    "是", "，", "同比增长", "A1", "/1", "·1", "1:", "http://1", "中",
    "甲、乙分别为1件、2件，", "其中1件（", "占1%", "（其中", "1件以上", "各1次", "较上年", "1,000",
)  # fmt: skip
SHORT, TIMES = 2_000, 8
SLOWER = 2.0
"""How much more than its share a text of `TIMES` the length may take: noise, not a square."""
FLOOR = 0.01
"""Seconds below which a time is noise."""


@pytest.mark.parametrize("scrap", HOSTILE, ids=range(len(HOSTILE)))
def test_time_is_linear(scrap: str) -> None:
    """Eight times the text takes about eight times the time, whatever it repeats."""
    assert growth(scrap) <= SLOWER * TIMES, scrap


@pytest.mark.parametrize("scrap", ["1", "（"], ids=range(2))
def test_a_megabyte_is_no_slower_than_its_parts(scrap: str) -> None:
    """A paragraph of a million characters takes no longer a character than a short one."""
    part, whole_text = repeated(scrap, 10_000), repeated(scrap, 1_000_000)
    assert fastest(whole_text, tries=1) <= SLOWER * 100 * max(fastest(part), FLOOR)


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet=SCRAPS, min_size=1, max_size=6))
def test_any_repeated_scrap_is_linear(scrap: str) -> None:
    assert growth(scrap, size=1000) <= SLOWER * TIMES, scrap


def growth(scrap: str, size: int = SHORT) -> float:
    """Return how many times longer `TIMES` the text takes, the best of three rounds."""
    short, long = repeated(scrap, size), repeated(scrap, size * TIMES)
    best = float("inf")
    for _ in range(3):
        best = min(best, fastest(long, tries=1) / max(fastest(short), FLOOR))
        if best <= SLOWER * TIMES:
            break
    return best


def repeated(scrap: str, size: int) -> str:
    """Return the scrap again and again, about `size` characters."""
    return scrap * (size // len(scrap))


def fastest(text: str, tries: int = 3) -> float:
    """Return the least processor time in seconds that extraction takes."""
    times = []
    for _ in range(tries):
        began = time.process_time()
        extract(text)
        times.append(time.process_time() - began)
    return min(times)


def chinese(number: int) -> str:
    """Return the number as Chinese numerals, as is taught at school."""
    groups = [(number // 10**power) % 10**4 for power in (8, 4, 0)]
    text = ""
    for group, name in zip(groups, ("亿", "万", ""), strict=True):
        if not group:
            continue
        gap = text and (group < 1000 or text.endswith("零"))
        text += ("零" if gap and not text.endswith("零") else "") + four_digits(group) + name
    return text


def four_digits(number: int) -> str:
    """Return a number below 10,000 as Chinese numerals."""
    text = ""
    for at, digit in enumerate(f"{number:04}"):
        if digit != "0":
            text += NUMERALS[int(digit)] + PLACES[3 - at]
        elif text and int(f"{number:04}"[at:]) and not text.endswith("零"):
            text += "零"
    return text
