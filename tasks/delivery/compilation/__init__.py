"""The compilation: every department's report whole, under uniform headings."""

from __future__ import annotations

from tasks.delivery.compilation.document import Typeset, build_compilation

__all__ = ["Typeset", "build_compilation"]
