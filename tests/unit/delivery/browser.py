"""A headless Chromium, driven over its own debugging protocol: just what the tests need."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from websockets.sync.client import connect
from websockets.sync.connection import Connection

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
KEYS = {
    "Tab": ("Tab", 9),
    "Enter": ("Enter", 13),
    " ": ("Space", 32),
    "Escape": ("Escape", 27),
    "n": ("KeyN", 78),
    "p": ("KeyP", 80),
}


class Tab:
    """One page: what it does, what it asked for, what its console said."""

    def __init__(self, socket: Connection) -> None:
        self._socket = socket
        self._count = 0
        self.requests: list[str] = []
        self.complaints: list[str] = []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> Any:  # noqa: ANN401 - the protocol's JSON
        """Send a command and return its result."""
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=20))
            if message.get("id") == self._count:
                return message.get("result", {})
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        kind, details = message.get("method", ""), message.get("params", {})
        if kind == "Network.requestWillBeSent":
            self.requests.append(details["request"]["url"])
        if kind in {"Log.entryAdded", "Runtime.exceptionThrown"}:
            self.complaints.append(json.dumps(details, ensure_ascii=False))

    def open(self, address: str) -> Self:
        """Go to the address and wait until the page is there."""
        self.send("Page.navigate", url=address)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if self.ask("document.readyState + location.href") == "complete" + address:
                return self
            time.sleep(0.05)
        message = f"{address} did not open"
        raise TimeoutError(message)

    def ask(self, expression: str) -> Any:  # noqa: ANN401 - what the page answers
        """Return what the expression is in the page."""
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    def press(self, key: str) -> None:
        """Press and release a key."""
        code, number = KEYS[key]
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            more = text if kind == "keyDown" else {}
            self.send(
                "Input.dispatchKeyEvent",
                type=kind, key=key, code=code, windowsVirtualKeyCode=number, **more,
            )  # fmt: skip

    def point(self, selector: str) -> None:
        """Move the mouse over the first element that the selector finds."""
        x, y = self._middle(selector)
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        time.sleep(0.2)

    def cost(self, address: str) -> float:
        """Return the seconds of processor time that opening the address takes the page."""
        self.open("about:blank")
        self.send("Performance.enable", timeDomain="threadTicks")
        before = self._busy()
        self.open(address)
        return self._busy() - before

    def _busy(self) -> float:
        rows = self.send("Performance.getMetrics")["metrics"]
        return float(next(row["value"] for row in rows if row["name"] == "TaskDuration"))

    def click(self, selector: str) -> None:
        """Click with the mouse in the middle of the first element that the selector finds."""
        box = self._middle(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.send(
                "Input.dispatchMouseEvent",
                type=kind,
                x=box[0],
                y=box[1],
                button="left",
                clickCount=1,
            )
        time.sleep(0.2)

    def _middle(self, selector: str) -> tuple[float, float]:
        """Return the middle of the first element that the selector finds, scrolled into view."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.ask(f"{found}.scrollIntoView({{block:'center'}})")
        x, y = self.ask(
            f"(b => [b.left + b.width / 2, b.top + b.height / 2])({found}.getClientRects()[0])"
        )
        return float(x), float(y)


@contextmanager
def browser(folder: Path) -> Iterator[Tab]:
    """Start Chromium with a profile of its own in `folder` and give its page."""
    command = [
        str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with connect(_page_address(folder), max_size=None) as socket:
                yield Tab(socket)
        finally:
            process.kill()


def _page_address(folder: Path) -> str:
    """Return the page's web socket, when the browser has said where it listens."""
    said = folder / "DevToolsActivePort"
    deadline = time.monotonic() + 30
    while not (said.is_file() and said.read_text().count("\n")):
        if time.monotonic() > deadline:
            message = "Chromium did not start"
            raise TimeoutError(message)
        time.sleep(0.1)
    port, path = said.read_text().splitlines()[:2]
    with connect(f"ws://127.0.0.1:{port}{path}") as socket:
        socket.send(json.dumps({"id": 1, "method": "Target.getTargets"}))
        targets = json.loads(socket.recv(timeout=20))["result"]["targetInfos"]
    page = next(target["targetId"] for target in targets if target["type"] == "page")
    return f"ws://127.0.0.1:{port}/devtools/page/{page}"
