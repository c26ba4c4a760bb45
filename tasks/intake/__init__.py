"""Which files of the inbox count, before any is read: format by content, hash, conversion."""

from __future__ import annotations

from tasks.intake.collect import Inbox, Limits, collect
from tasks.intake.conversion import convert
from tasks.intake.office import find_office
from tasks.intake.take_in import take_in

__all__ = ["Inbox", "Limits", "collect", "convert", "find_office", "take_in"]
