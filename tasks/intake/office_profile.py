"""The settings under which LibreOffice converts: nothing fetched, nothing run, nothing asked."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_COMMON: Final = "/org.openoffice.Office.Common"
_INTERNET: Final = "/org.openoffice.Inet/Settings"
_UPDATES: Final = (
    "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments"
)

# (place, setting, value, why); a setting that a version does not know is passed over by it.
SETTINGS: Final = (
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true",
     "pictures and texts that a document only points to are not fetched"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true",
     "from 7.5 on: no macros, no embedded objects started, no links followed"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true", "no macros"),
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3", "only from trusted places: none"),
    (_INTERNET, "ooInetProxyType", "2", "whatever slips through goes to this proxy"),
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1", "where nobody answers"),
    (_INTERNET, "ooInetHTTPProxyPort", "9", "the discard port"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1", "the same for https"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9", "the same for https"),
    (_INTERNET, "ooInetFTPProxyName", "127.0.0.1", "the same for ftp"),
    (_INTERNET, "ooInetFTPProxyPort", "9", "the same for ftp"),
    (_INTERNET, "ooInetNoProxy", "", "also addresses on this computer go to the proxy"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0", "links are never updated"),
    (_UPDATES, "AutoCheckEnabled", "false", "it does not ask for newer versions of itself"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false", "no Java is looked for"),
    (f"{_COMMON}/Misc", "FirstRun", "false", "no welcome"),
    (f"{_COMMON}/Misc", "CrashReport", "false", "no report of a crash"),
    (f"{_COMMON}/Misc", "UseLocking", "false", "no lock files"),
)  # fmt: skip


def write_profile(folder: Path) -> None:
    """Write a new profile with `SETTINGS` into `folder`. Raises OSError."""
    user = folder / "user"
    user.mkdir(parents=True)
    text = settings_file()
    (user / "registrymodifications.xcu").write_text(text, encoding="utf-8", newline="\n")


def settings_file() -> str:
    """Return the profile's settings as LibreOffice writes them."""
    items = "".join(
        f"<item oor:path={quoteattr(place)}>"
        f'<prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop></item>\n'
        for place, name, value, _ in SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}</oor:items>\n"
    )
