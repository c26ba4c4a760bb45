"""Reminders and returns: a ready-to-send note for each department that has to act."""

from __future__ import annotations

from tasks.delivery.notes.document import build_notes, build_plain_notes
from tasks.delivery.notes.note import notes

__all__ = ["build_notes", "build_plain_notes", "notes"]
