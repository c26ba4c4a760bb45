"""Reports by the hundred, for measuring: of our own words, the same for the same number.

They are Word files as Word's own template makes them (styles, theme, numbering), of about
4,500 characters, with headings, run-ins, lists, split runs and a table.
"""

from __future__ import annotations

import io
import random
from typing import Final

import docx

CHARACTERS: Final = 4_500
_THEMES: Final = (
    "普法宣传",
    "行政执法",
    "政务公开",
    "矛盾化解",
    "合法性审查",
    "营商环境",
    "应急管理",
)
_TRADES: Final = ("渔港", "校园", "工地", "市场", "社区", "企业", "乡村", "公路", "水库", "医院")
_SECTIONS: Final = (
    "学习贯彻党的二十大精神情况",
    "学习宣传贯彻习近平法治思想情况",
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    "推进法治政府建设的主要举措和成效",
    "存在的不足和原因",
    "下一年度推进法治政府建设的主要安排",
    "其他需要报告的情况",
)
_HAN: Final = "一二三四五六七"


def report(number: int, *, items: int = 3, characters: int = CHARACTERS) -> bytes:
    """Return the bytes of the report of this number, of at least so many characters.

    `items` is how many numbered items a section has; one makes a short report.
    """
    draw = random.Random(number)  # noqa: S311 - the same reports each time
    document = docx.Document()
    document.add_heading(f"第{number}局2025年法治政府建设年度报告", 0)
    document.add_paragraph("区委、区政府：")
    while True:
        for place, title in enumerate(_SECTIONS):
            document.add_heading(f"{_HAN[place]}、{title}", 1)
            for item in range(items):
                _paragraph(document, draw, item)
        if sum(len(p.text) for p in document.paragraphs) >= characters:
            break
    _table(document, draw)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paragraph(document: docx.document.Document, draw: random.Random, item: int) -> None:
    theme, trade = draw.choice(_THEMES), draw.choice(_TRADES)
    paragraph = document.add_paragraph(f"（{_HAN[item]}）推进{trade}{theme}。")
    for _ in range(draw.randint(2, 5)):
        held, handled = draw.randint(2, 90), draw.randint(100, 9000)
        sentence = (
            f"全年围绕{trade}开展{theme}活动{held}场次，办理有关事项{handled}件，"
            f"其中当场办结{handled // 2}件，同比增长{held / 10}%，群众满意度保持在较高水平。"
        )
        half = draw.randint(1, len(sentence) - 1)
        paragraph.add_run(sentence[:half])
        paragraph.add_run(sentence[half:]).bold = draw.random() < 0.1


def _table(document: docx.document.Document, draw: random.Random) -> None:
    table = document.add_table(rows=6, cols=4)
    for row in table.rows:
        for cell in row.cells:
            cell.text = str(draw.randint(1, 999))
