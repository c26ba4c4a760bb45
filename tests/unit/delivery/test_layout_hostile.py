"""Hostile text in a report: it stands there literally or stays out, and every file opens."""

from __future__ import annotations

import dataclasses
import io
import zipfile

import docx
import pytest
from lxml import etree

from tasks.delivery.assembly import deliver
from tasks.district.district import District
from tasks.document import Block, BlockKind
from tests.unit.delivery.district_builder import sample_district

DISTRICT, PROFILE = sample_district()
LONG = "开展执法检查" * 16_667  # 100,002 characters without an end


def with_text(text: str) -> District:
    """Return the sample with one more paragraph of measures in its first report."""
    first = DISTRICT.reports[0]
    block = Block(
        index=len(first.blocks), id="evil", kind=BlockKind.PARAGRAPH, text=text, section=1
    )
    changed = dataclasses.replace(first, blocks=(*first.blocks, block))
    return dataclasses.replace(DISTRICT, reports=(changed, *DISTRICT.reports[1:]))


def documents(text: str) -> dict[str, bytes]:
    made = deliver(with_text(text), PROFILE, program="test", inputs=())
    return {a.path: a.content for a in made if a.path.endswith(".docx")}


def opened(content: bytes) -> str:
    """Return all text of a Word file, every part of which has to be well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
    return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "推行说理式执法{{ seven }}，规范执法行为。",
        "推行{% for x in y %}执法公示制度，规范执法行为。",
        "推行<w:p><w:r/></w:p>执法公示，规范执法行为。",
        "推行执法公示]]>&amp;制度，规范执法行为。",
        "推行{{ ''.__class__.__mro__ }}执法公示制度。",
    ],
)
def test_markup_and_template_signs_stand_there_literally(text: str) -> None:
    made = documents(text)
    assert any(text in opened(content) for path, content in made.items() if "汇总稿" in path)
    assert any(text in opened(content) for path, content in made.items() if "汇编" in path)


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\u202e", "\u2066", "\ufffe", "\ud800"])
def test_hidden_signs_are_seen_and_do_not_work(sign: str) -> None:
    made = documents(f"推行执法公示{sign}制度，规范执法行为。")
    for path, content in made.items():
        text = opened(content)
        assert sign not in text
        assert "汇编" not in path or "推行执法公示▯制度" in text


def test_a_paragraph_of_a_hundred_thousand_characters_is_no_sentence() -> None:
    made = documents(LONG)
    texts = {path: opened(content) for path, content in made.items()}
    assert any(LONG in text for path, text in texts.items() if "汇编" in path)
    assert not any(LONG in text for path, text in texts.items() if "汇总稿" in path)
