"""Run LibreOffice on copies of files: bounded in time and size, cut off from network and user."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tasks.intake.office_profile import write_profile

_NAMES: Final = ("soffice", "libreoffice")
# Where the installers put it without telling the search path.
_USUAL_PLACES: Final = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
_WINDOWS: Final = sys.platform == "win32"
_GLANCE: Final = 0.1  # seconds between two looks at what is finished
# Virtual memory in KiB and written files in blocks of 512 bytes: far above any report's need.
# A limit that the system does not know, or that is lower already, changes nothing.
_LIMITED: Final = 'ulimit -v 4194304; ulimit -f 1048576; exec "$0" "$@"'
_NOWHERE: Final = "http://127.0.0.1:9"  # nobody answers at the discard port
_ENVIRONMENT: Final = {
    "http_proxy": _NOWHERE,
    "https_proxy": _NOWHERE,
    "ftp_proxy": _NOWHERE,
    "all_proxy": _NOWHERE,
    "no_proxy": "",
    "LC_ALL": "C.UTF-8",  # names of files are UTF-8 wherever the program was started
    "SAL_DISABLE_OPENCL": "1",
    "SAL_USE_VCLPLUGIN": "svp",  # draws nothing
}


def find_office() -> Path | None:
    """Return LibreOffice's program on this computer, or None."""
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next((path for path in map(Path, _USUAL_PLACES) if path.is_file()), None)


def run_office(
    office: Path, sources: Sequence[Path], *, into: Path, home: Path, seconds: float
) -> bool:
    """Convert `sources` to .docx files of the same stems in `into`; say if it ran to its end.

    It is ended, with every process it started, when it finishes no file for `seconds`. What
    it could not convert is not in `into`: its exit code is 0 all the same. `home` is an
    empty folder of its own for profile and temporary files. Raises OSError.
    """
    write_profile(home / "profile")
    process = subprocess.Popen(  # noqa: S603 - the program found above, on copies of ours
        _command(office, sources, into, home),
        env={**os.environ, **_ENVIRONMENT, **_places(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=not _WINDOWS,
    )
    try:
        return _await(process, into, seconds)
    finally:
        _end(process)


def _command(office: Path, sources: Sequence[Path], into: Path, home: Path) -> list[str]:
    command = [
        str(office),
        f"-env:UserInstallation={(home / 'profile').resolve().as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(into),
        *map(str, sources),
    ]
    return command if _WINDOWS else ["/bin/sh", "-c", _LIMITED, *command]


def _places(home: Path) -> dict[str, str]:
    """Return the variables that keep it out of the user's own folders."""
    names = ("TMP", "TEMP") if _WINDOWS else ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    return dict.fromkeys(names, str(home))


def _await(process: subprocess.Popen[bytes], into: Path, seconds: float) -> bool:
    """Return whether the process ended by itself and well."""
    finished, since = 0, time.monotonic()
    while time.monotonic() - since < seconds:
        try:
            return process.wait(_GLANCE) == 0
        except subprocess.TimeoutExpired:
            count = sum(1 for _ in into.iterdir())
        if count > finished:
            finished, since = count, time.monotonic()
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it started, and nothing else."""
    if _WINDOWS:
        _end_tree(process)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # its own session: its children's group too
    process.wait()


def _end_tree(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        subprocess.run(  # noqa: S603 - our own process by its number
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607 - part of Windows
            check=False,
            capture_output=True,
        )
