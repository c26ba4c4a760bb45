"""Makes a .docx byte-identical on every run: fixed dates, fixed order, fixed properties."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

WHEN = (2026, 1, 1, 0, 0, 0)
FIRST = ("[Content_Types].xml", "_rels/.rels")
APPS = {False: ("Microsoft Office Word", "16.0000"), True: ("WPS Office", "12.1.0.18276")}
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{}</Application><AppVersion>{}</AppVersion></Properties>"
)
CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title>'
    "<dc:creator>{}</dc:creator>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-10T09:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-16T09:00:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)


def settle(package: bytes, *, title: str, author: str, wps: bool) -> bytes:
    """The same package with its own properties, its parts in order, its timestamps fixed."""
    application, version = APPS[wps]
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["docProps/app.xml"] = APP.format(application, version).encode()
    parts["docProps/core.xml"] = CORE.format(escape(title), escape(author)).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in [*FIRST, *sorted(parts.keys() - set(FIRST))]:
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            target.writestr(entry, parts[name], compresslevel=6)
    return buffer.getvalue()
