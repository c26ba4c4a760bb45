"""`profile/serving.toml`: when the program runs by itself, and whom it tells.

Apart from the rest of the profile: nothing here changes what the outputs say, so a run
served and a run by hand write the same bytes.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from tasks.errors import ProfileError
from tasks.profile.decoding import read_text
from tasks.profile.toml_file import Place, build, parse_toml

FOLDER: Final = "profile"
SERVING: Final = "serving.toml"

# (what the field of a cron line is, its least and its greatest number)
CRON_FIELDS: Final = (
    ("minute", 0, 59),
    ("hour", 0, 23),
    ("day of the month", 1, 31),
    ("month", 1, 12),
    ("day of the week", 0, 7),
)
_CRON_PART: Final = re.compile(r"(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:/([1-9]\d?))?")
_ADDRESS: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+")
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def _cron(line: str) -> str:
    """Return the line with single spaces; '' is no schedule."""
    fields = line.split()
    if fields and not (
        len(fields) == len(CRON_FIELDS) and all(map(_cron_field, fields, CRON_FIELDS))
    ):
        raise PydanticCustomError("cron", "not a cron line")
    return " ".join(fields)


def _cron_field(text: str, field: tuple[str, int, int]) -> bool:
    _, least, greatest = field
    for part in text.split(","):
        found = _CRON_PART.fullmatch(part)
        if found is None:
            return False
        numbers = [int(number) for number in found.groups()[:2] if number]
        if numbers != sorted(numbers) or not all(least <= n <= greatest for n in numbers):
            return False
    return True


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("timezone", "unknown time zone") from None
    return name


def _address(text: str) -> str:
    if text and not _ADDRESS.fullmatch(text):
        raise PydanticCustomError("mail_address", "not a mail address")
    return text


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if text and not (parts.scheme in {"http", "https"} and parts.hostname):
        raise PydanticCustomError("web_address", "not a web address")
    return text


def _clock(text: str) -> str:
    if not _CLOCK.fullmatch(text):
        raise PydanticCustomError("clock", "not a time of day")
    return text


Address = Annotated[str, AfterValidator(_address)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Schedule(_Table):
    """`[schedule]`: a cron line ('' for none) in a time zone."""

    cron: Annotated[str, AfterValidator(_cron)] = "30 7 * * 1-5"
    timezone: Annotated[str, AfterValidator(_timezone)] = "Asia/Shanghai"


class Arrival(_Table):
    """`[arrival]`: when files that arrive make a run; all in seconds.

    A file must be unchanged for `settle_seconds`; what arrives within `gather_seconds` is
    one run; after `patience_seconds` a file that is still changing holds up nobody. The
    folder is looked through every `rescan_seconds`, besides the system's own events; with
    `polling` (for shares) there are only these looks.
    """

    enabled: bool = True
    settle_seconds: int = Field(default=15, ge=1, le=3600)
    gather_seconds: int = Field(default=60, ge=0, le=3600)
    patience_seconds: int = Field(default=1800, ge=10, le=86400)
    polling: bool = False
    rescan_seconds: int = Field(default=60, ge=2, le=3600)


class Retention(_Table):
    """`[retention]`: how many runs of a year stay in the outbox; 0 keeps all."""

    keep_runs: int = Field(default=0, ge=0, le=100000)


class Server(_Table):
    """`[server]`: the port of the status pages on this computer; 0 takes any free one."""

    port: int = Field(default=4200, ge=0, le=65535)


class Security(StrEnum):
    """How the way to the mail server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class Mail(_Table):
    """`[mail]`: the office's own mail server; without `host` and `to` nothing is sent."""

    host: str = ""
    port: int = Field(default=25, ge=1, le=65535)
    security: Security = Security.NONE
    username: str = ""
    sender: Address = ""
    to: tuple[Address, ...] = ()

    @property
    def wanted(self) -> bool:
        """Whether mail is to be sent."""
        return bool(self.host and self.to)


class WebhookFormat(StrEnum):
    """What the receiver of a webhook understands."""

    JSON = "json"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


class Webhook(_Table):
    """`[webhook]`: an address that is told by HTTP POST; '' for none."""

    url: Annotated[str, AfterValidator(_web_address)] = ""
    format: WebhookFormat = WebhookFormat.JSON


class Reminders(_Table):
    """`[reminders]`: on which days before the deadline the missing are listed, and when."""

    days_before: tuple[int, ...] = ()
    at: Annotated[str, AfterValidator(_clock)] = "09:00"


class Serving(_Table):
    """`profile/serving.toml`; what the file leaves out is as here."""

    schedule: Schedule = Schedule()
    arrival: Arrival = Arrival()
    retention: Retention = Retention()
    server: Server = Server()
    mail: Mail = Mail()
    webhook: Webhook = Webhook()
    reminders: Reminders = Reminders()


def load_serving(folder: Path) -> Serving:
    """Return the settings in `folder` (a `profile` folder); the defaults without the file.

    Raises `ProfileError` with every fault.
    """
    path, name, faults = folder / SERVING, f"{FOLDER}/{SERVING}", list[str]()
    if not path.exists():
        return Serving()
    text = read_text(path, name, faults)
    serving = None if text is None else parse_serving(text, name, faults)
    if serving is None or faults:
        raise ProfileError(tuple(faults))
    return serving


def parse_serving(text: str, name: str, faults: list[str]) -> Serving | None:
    """Return the settings, or None after adding every fault to `faults`."""
    values = parse_toml(text, name, faults)
    if values is None:
        return None
    whole, found, before = Place(name, text), dict[str, Any](), len(faults)
    for table, value in values.items():
        field = Serving.model_fields.get(table)
        if field is None or not isinstance(value, dict):
            faults.append(f"{whole.of(table)}：不认识这一项，或没有写在它所属的 [表] 下面。")
            continue
        model: type[BaseModel] = type(field.default)
        found[table] = build(model, value, _TablePlace(name, text, table), faults)
    return None if len(faults) > before else Serving(**found)


class _TablePlace(Place):
    """Where the keys of a single table, headed `[table]`, stand."""

    def __init__(self, name: str, text: str, table: str) -> None:
        """Look at the lines from the table's head to the next one's."""
        lines = text.splitlines()
        begin = next((n for n, line in enumerate(lines) if line.strip() == f"[{table}]"), 0)
        end = next(
            (n for n in range(begin + 1, len(lines)) if lines[n].lstrip().startswith("[")),
            len(lines),
        )
        super().__init__(name, "\n" * begin + "\n".join(lines[begin:end]))
