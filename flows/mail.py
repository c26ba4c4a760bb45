"""A notice as an e-mail through the office's own server; nobody else is contacted."""

from __future__ import annotations

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import TYPE_CHECKING, Final

from tasks.profile.serving import Mail, Security

if TYPE_CHECKING:
    import datetime as dt

    from flows.notice import Notice

SECONDS: Final = 20.0
HERE: Final = "huizong.localdomain"
"""This computer's name towards the server: finding the true one would ask a name server."""


def compose_mail(notice: Notice, mail: Mail, now: dt.datetime) -> EmailMessage:
    """Return the message, plain text in UTF-8."""
    message = EmailMessage()
    message["Subject"] = notice.subject
    message["From"] = _address(mail.sender or mail.username or mail.to[0])
    message["To"] = tuple(map(_address, mail.to))
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=HERE)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office reply, please
    message.set_content(notice.text, charset="utf-8", cte="base64")
    return message


def send_mail(message: EmailMessage, mail: Mail, password: str) -> None:
    """Hand the message to the server; raises OSError (smtplib's errors are such) otherwise."""
    with _connect(mail) as server:
        if mail.security is Security.STARTTLS:
            server.starttls(context=ssl.create_default_context())
        if mail.username and password:
            server.login(mail.username, password)
        server.send_message(message)


def _connect(mail: Mail) -> smtplib.SMTP:
    if mail.security is Security.TLS:
        return smtplib.SMTP_SSL(
            mail.host,
            mail.port,
            local_hostname=HERE,
            timeout=SECONDS,
            context=ssl.create_default_context(),
        )
    return smtplib.SMTP(mail.host, mail.port, local_hostname=HERE, timeout=SECONDS)


def _address(text: str) -> Address:
    return Address(addr_spec=text)
