"""What a report says as a whole: to see whether two say the same, and which says more."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from tasks.department.report import DepartmentReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A digest of the report's text without white space, '' without any; its characters."""

    digest: str
    length: int


def wording_of(report: DepartmentReport) -> Wording:
    """Return the report's wording."""
    text = "\n".join("".join((block.number + block.text).split()) for block in report.blocks)
    data = text.encode("utf-8", "surrogatepass")
    return Wording(
        digest=hashlib.blake2b(data, digest_size=16).hexdigest() if text else "",
        length=sum(len(block.text) for block in report.blocks),
    )
