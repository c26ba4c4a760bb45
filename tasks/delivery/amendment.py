"""What is shown of a figure that a person corrected: both values, in words."""

from __future__ import annotations

from tasks.corrections import words
from tasks.corrections.words import REMOVED
from tasks.delivery.display import shown
from tasks.department.figures.figure import Figure

__all__ = ["REMOVED", "amendment"]


def amendment(figure: Figure) -> str:
    """Return in Chinese what was changed, from what to what; '' when nothing was."""
    return shown(words.amendment(figure))
