"""Which files of the inbox count, before any is read: stability, format by content, hash."""

from __future__ import annotations

from tasks.intake.collect import Inbox, Limits, collect

__all__ = ["Inbox", "Limits", "collect"]
