"""A PDF without the moment it was made at: the same bytes for the same document.

LibreOffice writes the time, an identifier and a checksum made with it into each PDF, all in
plain places behind the pages (ISO 32000-1, 14.3.3 and 14.4). They are overwritten at the
same length, so that every offset in the cross-reference table still holds.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

_TIME: Final = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}([^)]*\))")
_IDENTIFIER: Final = re.compile(
    rb"(/ID ?\[\s*<)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}(>\s*\]\s*/DocChecksum ?/)[0-9A-F]{32}"
)
_NEVER: Final = b"20000101000000"


def timeless(pdf: bytes) -> bytes:
    """Return the PDF with a fixed time, and with an identifier made from its content."""
    settled = _TIME.sub(rb"\g<1>" + _NEVER + rb"\g<2>", pdf)
    blank = _IDENTIFIER.sub(rb"\1\2\3", settled)
    name = hashlib.sha256(blank).hexdigest()[:32].upper().encode("ascii")
    filled = rb"\g<1>" + name + rb"\g<2>" + name + rb"\g<3>" + name
    return _IDENTIFIER.sub(filled, settled)
