"""The district report: composed from the departments' sentences, verified, laid out."""

from __future__ import annotations

from tasks.delivery.report.document import build_reports

__all__ = ["build_reports"]
