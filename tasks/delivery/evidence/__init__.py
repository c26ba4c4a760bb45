"""The evidence pages: `build_evidence(district, profile)`."""

from tasks.delivery.evidence.pages import build_evidence

__all__ = ["build_evidence"]
