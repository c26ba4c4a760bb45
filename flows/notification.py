"""Telling people: by every way they configured. A way that fails fails nothing else."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from typing import Final

from flows.mail import compose_mail, send_mail
from flows.notice import Notice
from flows.webhook import compose_body, post
from tasks.profile.serving import Serving

MAIL_PASSWORD: Final = "HUIZONG_MAIL_PASSWORD"  # noqa: S105 - the variable's name
WEBHOOK_TOKEN: Final = "HUIZONG_WEBHOOK_TOKEN"  # noqa: S105 - the same

Secret = Callable[[str], str]
"""Gives the secret of a name, '' when there is none."""


def from_environment(name: str) -> str:
    """Return the secret that the environment holds."""
    return os.environ.get(name, "")


def notify(serving: Serving, notice: Notice, secret: Secret = from_environment) -> tuple[str, ...]:
    """Tell people by mail and webhook; return in Chinese what could not be sent."""
    return tuple(
        f"{name}未能发送（{_reason(error)}）。"
        for name, send in _ways(serving, notice, secret)
        if (error := _tried(send)) is not None
    )


def _ways(
    serving: Serving, notice: Notice, secret: Secret
) -> Iterator[tuple[str, Callable[[], None]]]:
    if serving.mail.wanted:
        yield "邮件", lambda: _mail(serving, notice, secret)
    if serving.webhook.url:
        yield "消息", lambda: _post(serving, notice, secret)


def _mail(serving: Serving, notice: Notice, secret: Secret) -> None:
    message = compose_mail(notice, serving.mail, dt.datetime.now().astimezone())
    send_mail(message, serving.mail, secret(MAIL_PASSWORD))


def _post(serving: Serving, notice: Notice, secret: Secret) -> None:
    post(compose_body(notice, serving.webhook), serving.webhook, secret(WEBHOOK_TOKEN))


def _tried(send: Callable[[], None]) -> Exception | None:
    """Return the error, whatever it is: a notice never fails the run that it is about."""
    try:
        send()
    except Exception as error:  # noqa: BLE001 - see above
        return error
    return None


def _reason(error: Exception) -> str:
    """Return what went wrong, without anything the other side sent that may be long."""
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(text.split())[:120]
