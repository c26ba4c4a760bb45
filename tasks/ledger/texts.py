"""A report's paragraphs as one small value: about a third of their own size."""

from __future__ import annotations

import json
import zlib

Paragraphs = tuple[tuple[int, str], ...]
"""(index of the block, text)."""


def folded(paragraphs: Paragraphs) -> bytes:
    """Return the paragraphs as compressed JSON."""
    return zlib.compress(json.dumps(paragraphs, ensure_ascii=False).encode(), 9)


def unfolded(content: bytes | None) -> Paragraphs:
    """Return the paragraphs again; None, of a report of which none were kept, are none."""
    if content is None:
        return ()
    rows = json.loads(zlib.decompress(content))
    return tuple((int(index), str(text)) for index, text in rows)
