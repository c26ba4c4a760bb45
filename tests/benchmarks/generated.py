"""Reports by the hundred, for measuring: of our own words, the same for the same number.

They are Word files as Word's own template makes them (styles, theme, numbering), of about
4,500 characters, with headings, run-ins, lists, split runs and a table. Their sentences are
drawn from the patterns in `sentences.toml`, so that a thousand characters hold about twenty
figures and two reports seldom share a paragraph, as with real departments.
"""

from __future__ import annotations

import io
import random
import re
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import docx

from tests.docx_builder import zipped

CHARACTERS: Final = 4_500
_TABLE: Final = tomllib.loads(
    Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8")
)
_WORDS: Final[dict[str, list[str]]] = _TABLE["words"]
_SENTENCES: Final[dict[str, list[str]]] = _TABLE["sentences"]
_SECTIONS: Final = (
    ("学习贯彻党的二十大精神情况", "study"),
    ("学习宣传贯彻习近平法治思想情况", "study"),
    ("党政主要负责人履行推进法治建设第一责任人职责情况", "lead"),
    ("推进法治政府建设的主要举措和成效", "deeds"),
    ("存在的不足和原因", "faults"),
    ("下一年度推进法治政府建设的主要安排", "plans"),
    ("其他需要报告的情况", "deeds"),
)
_MAIN: Final = 3
_MAIN_WEIGHT: Final = 4
"""How often a further sentence goes to the main section when it goes once to another."""
_LEAST: Final = 3
"""Sentences in an item."""
_RANGES: Final = {
    "few": (2, 12),
    "tens": (13, 90),
    "hundreds": (100, 900),
    "thousands": (1000, 9000),
}
_HAN: Final = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A numbered item of a section: its run-in heading and what follows it."""

    section: int
    title: str
    sentences: list[str] = field(default_factory=list)


def report(number: int, *, items: int = 3, characters: int = CHARACTERS) -> bytes:
    """Return the bytes of the report of this number, of at least so many characters.

    `items` is how many numbered items a section has.
    """
    draw = random.Random(number)  # noqa: S311 - the same reports each time
    document = docx.Document()
    document.add_heading(f"第{number}局2025年法治政府建设年度报告", 0)
    document.add_paragraph("区委、区政府：")
    drawn = _items(draw, items, characters)
    for place, (title, _) in enumerate(_SECTIONS):
        document.add_heading(f"{_HAN[place]}、{title}", 1)
        for count, item in enumerate(item for item in drawn if item.section == place):
            _paragraph(document, draw, count, item)
    _table(document, draw)
    return _same_bytes(document)


def _same_bytes(document: docx.document.Document) -> bytes:
    """Return the document's file without the time at which it was written."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        return zipped({name: package.read(name) for name in package.namelist()})


def _items(draw: random.Random, items: int, characters: int) -> list[_Item]:
    """Return all sections' items, with the least sentences each and more until it is enough."""
    sources = {kind: _sentences(draw, kind) for kind in _SENTENCES}
    drawn = [
        _Item(section=place, title=_filled("推进{trade}{theme}。", draw))
        for place in range(len(_SECTIONS))
        for _ in range(items)
    ]
    weights = [_MAIN_WEIGHT if item.section == _MAIN else 1 for item in drawn]
    written = sum(len(title) for title, _ in _SECTIONS) + sum(len(item.title) for item in drawn)
    for item in _in_turn(draw, drawn, weights):
        if written >= characters and len(drawn[-1].sentences) >= _LEAST:
            break
        item.sentences.append(next(sources[_SECTIONS[item.section][1]]))
        written += len(item.sentences[-1])
    return drawn


def _in_turn(draw: random.Random, items: list[_Item], weights: list[int]) -> Iterator[_Item]:
    """Yield the items in turn until each has the least, then for ever by weight."""
    for _ in range(_LEAST):
        yield from items
    while True:
        yield draw.choices(items, weights)[0]


def _sentences(draw: random.Random, kind: str) -> Iterator[str]:
    """Yield sentences of a kind for ever, each pattern once before any comes again."""
    while True:
        for pattern in draw.sample(_SENTENCES[kind], len(_SENTENCES[kind])):
            yield _filled(pattern, draw)


def _filled(pattern: str, draw: random.Random) -> str:
    """Return the pattern with a word or number in each of its slots."""
    last = 0

    def fill(slot: re.Match[str]) -> str:
        nonlocal last
        name = slot[1]
        if name in _WORDS:
            return draw.choice(_WORDS[name])
        if name == "percent":
            return str(draw.randint(810, 999) / 10)
        if name == "tenths":
            return str(draw.randint(11, 199) / 10)
        last = draw.randint(last // 2, last - 1) if name == "part" else draw.randint(*_RANGES[name])
        return str(last)

    return re.sub(r"\{(\w+)\}", fill, pattern)


def _paragraph(
    document: docx.document.Document, draw: random.Random, count: int, item: _Item
) -> None:
    paragraph = document.add_paragraph(f"（{_HAN[count]}）{item.title}")
    for sentence in item.sentences:
        half = draw.randint(1, len(sentence) - 1)
        paragraph.add_run(sentence[:half])
        paragraph.add_run(sentence[half:]).bold = draw.random() < 0.1


def _table(document: docx.document.Document, draw: random.Random) -> None:
    table = document.add_table(rows=6, cols=4)
    for row in table.rows:
        for cell in row.cells:
            cell.text = str(draw.randint(1, 999))
