"""What the inbox holds, old formats converted: the whole stage as one call."""

from __future__ import annotations

from pathlib import Path

from tasks.intake.collect import Inbox, collect
from tasks.intake.conversion import convert
from tasks.intake.office import find_office
from tasks.intake.reach import require_inbox

SECONDS = 60.0
"""How long LibreOffice may work without finishing a file before it is ended."""


def take_in(inbox: Path, work: Path) -> Inbox:
    """Return what stands in the inbox; converted copies are kept in `work`, apart from it.

    Without LibreOffice old formats are rejections that say what to do. Raises
    WorkspaceError when the inbox is not there, or no longer there afterwards.
    """
    require_inbox(inbox)
    found = convert(collect(inbox), work=work, office=find_office(), seconds=SECONDS)
    require_inbox(inbox, filled=bool(found.submissions or found.rejections))
    return found
