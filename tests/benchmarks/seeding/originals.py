"""Faults in the sample reports' own sentences, where the gold file knows what belongs together."""

from __future__ import annotations

import json
import random
import re
from decimal import Decimal
from functools import cache

from tasks.document import BlockKind, Document
from tests.benchmarks.seeding.host import ROOT, Host, rewritten


def lowered_whole(rng: random.Random, host: Host) -> Document | None:
    """A whole of the report's own text made smaller than its parts, which the gold file lists."""
    wholes = _wholes(host.submission.file)
    places = [
        (place, said)
        for said in wholes
        for place in host.sources(BlockKind.PARAGRAPH)
        if re.search(re.escape(said) + r"[^。；]{0,24}?(?:其中|包括|（)", host.text(place))
    ]
    if not places:
        return None
    place, said = rng.choice(places)
    digits = re.match(r"[\d,]+", said)
    if digits is None:
        return None
    lower = str(int(digits[0].replace(",", "")) - rng.choice([1, 2, 10]))
    text = host.text(place).replace(said, lower + said[digits.end() :], 1)
    return rewritten(host.document, place, text)


@cache
def _wholes(file: str) -> tuple[str, ...]:
    """Return the wholes whose parts, two and more of the same unit, make them up exactly."""
    gold = json.loads((ROOT / "tests/sample_district/gold.json").read_text(encoding="utf-8"))
    figures: list[dict[str, str]] = next(
        (row["figures"] for row in gold["files"] if row["file"] == file), []
    )
    said = {f["text"]: f for f in figures if f["place"] == "body"}
    found = []
    for text, whole in said.items():
        parts = [f for f in figures if f["parent"] == text and f["unit"] == whole["unit"]]
        body = all(part["place"] == "body" for part in parts)
        total = sum(Decimal(part["value"]) for part in parts)
        if body and len(parts) > 1 and total == Decimal(whole["value"]):
            found.append(text)
    return tuple(found)
