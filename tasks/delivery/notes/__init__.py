"""Reminders and returns: a ready-to-send note for each department that has to act."""

from __future__ import annotations

from tasks.delivery.notes.document import build_notes, build_plain_notes

__all__ = ["build_notes", "build_plain_notes"]
