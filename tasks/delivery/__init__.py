"""From the district to the finished files: `deliver` makes them, `publish` puts them out.

Both are loaded when they are asked for: the labels and the masking in this package are
also used where starting fast matters, and the writers are slow to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasks.delivery.assembly import deliver
    from tasks.delivery.outbox import publish

__all__ = ["deliver", "publish"]


def __getattr__(name: str) -> object:
    """Return `deliver` or `publish` at first use (PEP 562)."""
    if name == "deliver":
        from tasks.delivery.assembly import deliver  # noqa: PLC0415 - see above

        return deliver
    if name == "publish":
        from tasks.delivery.outbox import publish  # noqa: PLC0415 - see above

        return publish
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
