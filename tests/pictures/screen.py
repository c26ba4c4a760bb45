"""The evidence pages as a browser shows them: where the screen stands, what is open."""

from __future__ import annotations

import base64
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.pictures.image import Image, read_png
from tests.unit.delivery.browser import Tab, browser

SIZE: Final = {"width": 1000, "height": 620}


@contextmanager
def window() -> Iterator[Tab]:
    """Give a browser's page of one size."""
    with tempfile.TemporaryDirectory() as folder, browser(Path(folder)) as tab:
        tab.send("Emulation.setDeviceMetricsOverride", **SIZE, deviceScaleFactor=1, mobile=False)
        tab.send("Emulation.setScrollbarsHidden", hidden=True)
        yield tab


def shot(tab: Tab) -> Image:
    """Return what the page shows now."""
    time.sleep(0.5)  # for what moves or fades
    return read_png(base64.b64decode(tab.send("Page.captureScreenshot", format="png")["data"]))


def show_overview(tab: Tab, folder: Path) -> Image:
    """Return the beginning of the index."""
    return shot(tab.open((folder / "index.html").as_uri()))


def show_total(tab: Tab, folder: Path) -> Image:
    """Return the index where the first total is opened."""
    tab.open((folder / "index.html").as_uri())
    tab.click(".total summary")
    tab.ask("scrollTo({top: document.querySelector('.total').offsetTop - 12})")
    return shot(tab)


def show_figure(tab: Tab, folder: Path, page: str) -> Image:
    """Return a report's page (name#anchor) at the figure that the anchor names."""
    name, anchor = page.split("#")
    return shot(tab.open(f"{(folder.parent / name).as_uri()}#{anchor}"))
