"""The way from a cell to a place on an evidence page."""

from __future__ import annotations

from tasks.delivery.places import FOLDER
from tasks.delivery.workbook.values import Link


def evidence_link(page: str, anchor: str = "", *, linked: bool = True) -> Link | str | None:
    """Return the link to a place on an evidence page, or None without a page.

    One that is not `linked`, beyond Excel's limit, is the path as text.
    """
    if not page:
        return None
    target = f"{FOLDER}/{page}"
    if not linked:
        return f"{target}#{anchor}" if anchor else target
    return Link(text="查看", target=target, location=anchor)
