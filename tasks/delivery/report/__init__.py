"""The district report: composed from the departments' sentences, verified, laid out."""

from __future__ import annotations

from tasks.delivery.report.document import build_annotated, build_report

__all__ = ["build_annotated", "build_report"]
