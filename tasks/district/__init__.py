"""All reports together, pure: status and versions, totals, contradictions, coverage."""

from __future__ import annotations

from tasks.district.consolidate import consolidate

__all__ = ["consolidate"]
