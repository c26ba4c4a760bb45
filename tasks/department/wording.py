"""What a report says as a whole: to see whether two say the same, and which says more."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from tasks.document import Block


class Wording(NamedTuple):
    """A digest of the report's text without white space, '' without any; its characters."""

    digest: str
    length: int


def wording_of(blocks: Sequence[Block]) -> Wording:
    """Return the wording of a report with these blocks."""
    text = "\n".join("".join((block.number + block.text).split()) for block in blocks)
    data = text.encode("utf-8", "surrogatepass")
    return Wording(
        digest=hashlib.blake2b(data, digest_size=16).hexdigest() if text else "",
        length=sum(len(block.text) for block in blocks),
    )
