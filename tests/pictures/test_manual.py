from __future__ import annotations

import re

from tests.pictures.make import MOST_BYTES, PICTURES


def test_the_manual_shows_every_picture_and_no_other() -> None:
    manual = PICTURES.with_name("使用手册.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^]]+\]\(图/([^)]+)\)", manual)
    assert sorted(shown) == sorted(path.name for path in PICTURES.iterdir())


def test_the_pictures_are_small_enough_to_be_sent_about() -> None:
    sizes = [path.stat().st_size for path in PICTURES.iterdir()]
    assert max(sizes) <= MOST_BYTES
    assert sum(sizes) <= 10 * MOST_BYTES
