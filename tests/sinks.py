"""A mail server and a web server on loopback that keep what they are sent."""

from __future__ import annotations

import email
import email.policy
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, cast

LOOPBACK = "127.0.0.1"


class MailSink(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP (RFC 5321) as a client needs to deliver."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, refuse: str = "") -> None:
        super().__init__((LOOPBACK, 0), _MailHandler)
        self.refuse = refuse
        self.messages: list[EmailMessage] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _MailHandler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        sink = cast("MailSink", self.server)
        self._say(sink.refuse or "220 sink")
        for line in iter(self.rfile.readline, b""):
            command = line[:4].upper()
            if command == b"DATA":
                self._say("354 go on")
                sink.messages.append(_message(self._data()))
            self._say("221 bye" if command == b"QUIT" else "250 ok")
            if command == b"QUIT":
                return

    def _data(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line.removeprefix(b".") if line[:2] == b".." else line for line in lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


def _message(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


class WebSink(HTTPServer):
    """Answers every POST with `status` (and a place elsewhere) and keeps its body."""

    def __init__(self, status: int = 200) -> None:
        super().__init__((LOOPBACK, 0), _WebHandler)
        self.status = status
        self.bodies: list[dict[str, Any]] = []
        self.tokens: list[str | None] = []
        self.paths: list[str] = []


class _WebHandler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        sink = cast("WebSink", self.server)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        sink.bodies.append(json.loads(body))
        sink.tokens.append(self.headers["Authorization"])
        self._answer(sink)

    def do_GET(self) -> None:
        self._answer(cast("WebSink", self.server))

    def _answer(self, sink: WebSink) -> None:
        sink.paths.append(self.path)
        self.send_response(sink.status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def mail_sink(refuse: str = "") -> Iterator[MailSink]:
    with MailSink(refuse) as sink:
        threading.Thread(target=sink.serve_forever, daemon=True).start()
        yield sink
        sink.shutdown()


@contextmanager
def web_sink(status: int = 200) -> Iterator[WebSink]:
    with WebSink(status) as sink:
        threading.Thread(target=sink.serve_forever, daemon=True).start()
        yield sink
        sink.shutdown()
