"""A notice as an HTTP POST to the address that the office configured, and to no other."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from typing import Any, Final
from urllib.request import (
    HTTPRedirectHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from flows.notice import Notice
from tasks.profile.serving import Webhook, WebhookFormat

SECONDS: Final = 20.0

# (format, what its receiver wants to be sent)
BODIES: Final[dict[WebhookFormat, Callable[[Notice], dict[str, Any]]]] = {
    WebhookFormat.JSON: lambda notice: {
        "event": notice.event.value,
        "subject": notice.subject,
        "text": notice.text,
        **notice.facts,
    },
    WebhookFormat.WECOM: lambda notice: {"msgtype": "text", "text": {"content": _chat(notice)}},
    WebhookFormat.DINGTALK: lambda notice: {"msgtype": "text", "text": {"content": _chat(notice)}},
    WebhookFormat.FEISHU: lambda notice: {"msg_type": "text", "content": {"text": _chat(notice)}},
}


class _Stay(HTTPRedirectHandler):
    """Follow no redirection: where it leads, nobody has allowed."""

    def redirect_request(self, *_arguments: object) -> None:
        """Return nothing, so that the answer is an error."""


def compose_body(notice: Notice, webhook: Webhook) -> bytes:
    """Return what is sent: JSON in UTF-8."""
    return json.dumps(BODIES[webhook.format](notice), ensure_ascii=False).encode()


def post(body: bytes, webhook: Webhook, token: str) -> None:
    """Send the body; raises OSError (urllib's errors are such) unless the answer is 2xx."""
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = Request(webhook.url, data=body, headers=headers, method="POST")  # noqa: S310 - http(s), checked
    opener = build_opener(ProxyHandler({}), _Stay())
    with opener.open(request, timeout=SECONDS) as answer:
        if not http.client.OK <= answer.status < http.client.MULTIPLE_CHOICES:
            raise OSError(f"HTTP {answer.status}")


def _chat(notice: Notice) -> str:
    return f"{notice.subject}\n{notice.text}"
