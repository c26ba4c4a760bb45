"""The sentences that the program words itself: templates that a district may reword."""

from __future__ import annotations

from tasks.delivery.wording.templates import Wording, wording

__all__ = ["Wording", "wording"]
