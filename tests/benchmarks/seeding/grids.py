"""Tables with figures: each with an arithmetic fault, and once more without it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from decimal import Decimal

from tasks.document import Cell, Paragraph, Table
from tests.benchmarks.seeding.numbers import Pair, counts, off, percent_of


def _cells(rows: Sequence[Sequence[str]]) -> Table:
    return Table(
        rows=len(rows),
        columns=len(rows[0]),
        cells=tuple(
            Cell(row=r, column=c, text=text)
            for r, row in enumerate(rows)
            for c, text in enumerate(row)
        ),
    )


def _tables(wrong: Iterable[Sequence[object]], right: Iterable[Sequence[object]]) -> Pair:
    note = Paragraph(text="有关情况见下表。")
    one, two = (_cells([[str(cell) for cell in row] for row in rows]) for rows in (wrong, right))
    return (note, one), (note, two)


def total_row(rng: random.Random) -> Pair:
    """A 合计 row that is not the sum of its column."""
    head = ("领域", "检查次数（次）", "罚没款（万元）")
    rows = [
        (name, rng.randint(20, 900), Decimal(rng.randint(20, 900)) / 10)
        for name in ("食品安全", "特种设备", "价格广告", "知识产权")
    ]
    count, fines = sum(r[1] for r in rows), sum((r[2] for r in rows), Decimal(0))
    slips = ((off(rng, count), fines), (count, fines + rng.choice([2, -1, 10])))
    slip = rng.choice(slips)
    return _tables([head, *rows, ("合计", *slip)], [head, *rows, ("合计", count, fines)])


def total_column(rng: random.Random) -> Pair:
    """A 合计 column that is not the sum of its row."""
    head = ("类别", "上半年（件）", "下半年（件）", "合计（件）")
    right = []
    for name in ("邻里纠纷", "劳务纠纷", "其他纠纷"):
        one, two = counts(rng, 2)
        right.append((name, one, two, one + two))
    wrong = list(right)
    at = rng.randrange(3)
    wrong[at] = (*right[at][:3], off(rng, right[at][3]))
    return _tables([head, *wrong], [head, *right])


def subtotal(rng: random.Random) -> Pair:
    """A 小计 that is not the sum of the lines before it."""
    head = ("类别", "案件数（件）")
    one, two = counts(rng, 2), counts(rng, 3)
    top = [("食品", one[0]), ("药品", one[1])]
    low = [("价格", two[0]), ("广告", two[1]), ("商标", two[2])]
    total = ("合计", sum(one) + sum(two))
    right = [head, *top, ("小计", sum(one)), *low, ("小计", sum(two)), total]
    wrong = [head, *top, ("小计", off(rng, sum(one))), *low, ("小计", sum(two)), total]
    return _tables(wrong, right)


def table_share(rng: random.Random) -> Pair:
    """A share in a table that is not that of its count."""
    head = ("类别", "案件数（件）", "占比")
    cases = counts(rng, 4)
    whole = Decimal(sum(cases))
    rows = [
        (name, n, f"{percent_of(Decimal(n), whole)}%")
        for name, n in zip(("民事", "刑事", "行政", "其他"), cases, strict=True)
    ]
    wrong = list(rows)
    at = rng.randrange(4)
    wrong[at] = (*rows[at][:2], f"{percent_of(Decimal(cases[at]), whole) + Decimal('2.4')}%")
    return _tables([head, *wrong], [head, *rows])


def table_growth(rng: random.Random) -> Pair:
    """A change in a table that is not that between its two years."""
    head = ("类别", "2024年（件）", "2025年（件）", "同比增长")
    rows = []
    for name in ("盗窃", "诈骗", "赌博"):
        before = rng.randint(80, 500)
        now = before + rng.randint(4, 200)
        rows.append((name, before, now, f"{percent_of(Decimal(now - before), Decimal(before))}%"))
    wrong = list(rows)
    at = rng.randrange(3)
    true = Decimal(rows[at][3].rstrip("%"))
    wrong[at] = (*rows[at][:3], f"{true + Decimal('4.2')}%")
    return _tables([head, *wrong], [head, *rows])


def text_and_table(rng: random.Random) -> Pair:
    """One indicator with one value in the text and another in the table behind it."""
    cases = counts(rng, 3)
    total = sum(cases)
    rows = zip(("食品安全", "特种设备", "价格广告"), map(str, cases), strict=True)
    table = _cells([("领域", "立案查处案件（件）"), *rows, ("合计", str(total))])
    text = "全年共立案查处案件{}件，各领域情况如下。"
    return (
        (Paragraph(text=text.format(off(rng, total))), table),
        (Paragraph(text=text.format(total)), table),
    )
