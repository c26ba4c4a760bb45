"""What lies in inbox and profile, from outside: names, sizes, times. No file is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flows.arrivals import Listing, Stamp
from flows.settings import Workspace
from flows.storage import survey
from flows.storage.store import connect
from tasks.intake.candidates import find_candidates
from tasks.intake.reach import require_inbox
from tasks.profile.serving import SERVING

INBOX: Final = "inbox/"
PROFILE: Final = "profile/"


def take_listing(workspace: Workspace) -> Listing:
    """Return every file that a run would look at; WorkspaceError when the inbox is not there.

    What nobody means as a report is left out (`~$…`, hidden, `.tmp`, `.part`), as are empty
    files: a copy begins with one. A file that goes away while it is looked at is not there.
    Of a workspace on storage the storage is looked at, not the working copy.
    """
    if workspace.origin:
        return survey.listing(connect(workspace.origin))
    require_inbox(workspace.inbox)
    found: dict[str, Stamp] = {}
    for prefix, folder in ((INBOX, workspace.inbox), (PROFILE, workspace.profile)):
        for candidate in find_candidates(folder)[0]:
            stamp = _stamp(candidate.path)
            if stamp is not None and candidate.file != SERVING:
                found[f"{prefix}{candidate.file}"] = stamp
    require_inbox(workspace.inbox)
    return found


def sent(listing: Listing) -> int:
    """Return how many of the files lie in the inbox."""
    return sum(name.startswith(INBOX) for name in listing)


def _stamp(path: Path) -> Stamp | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return Stamp(size=seen.st_size, modified=seen.st_mtime_ns) if seen.st_size else None
