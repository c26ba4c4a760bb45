"""Pages from templates: everything escaped, nothing undefined, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import BinaryIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tasks.artefact import Artefact, MediaType
from tasks.delivery.display import shown
from tasks.delivery.evidence.marking import Run
from tasks.delivery.labels import plain
from tasks.delivery.places import FOLDER

_BUFFERED = 500
"""Pieces of a long page that are written together."""


def page(path: str, template: str, **values: object) -> Artefact:
    """Return the page at `溯源/<path>`, its style and script inside it and allowed by hash."""
    html = _environment().get_template(template).render(**_own(), **values)
    return Artefact(
        path=f"{FOLDER}/{path}", media_type=MediaType.HTML, content=html.encode("utf-8")
    )


def write_page(file: BinaryIO, template: str, **values: object) -> None:
    """Write a page as `page` makes it, never holding it whole."""
    stream = _environment().get_template(template).stream(**_own(), **values)
    stream.enable_buffering(_BUFFERED)
    stream.dump(file, encoding="utf-8")


def _own() -> dict[str, object]:
    """Return what every page has of ours."""
    style, script = _source("style.css"), _source("script.js")
    return {
        "policy": _policy(style, script),
        "style": Markup(style),  # noqa: S704 - our own file
        "script": Markup(script),  # noqa: S704 - our own file
    }


def grouped(value: Decimal) -> str:
    """Return the number with thousands separated, without trailing zeros."""
    whole, point, rest = plain(value).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.strip("-0") else f"{whole}{point}{rest}"


def escaped(text: str) -> str:
    """Return the text as markupsafe escapes it, without a value of its own for each."""
    return (
        text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace('"', "&#34;")
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tasks.delivery.evidence", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    environment.filters["marked"] = marked
    return environment


def marked(runs: Iterable[Run]) -> Markup:
    """Return the runs as HTML; a page has a thousand, too many for calls of a template."""
    return Markup("".join(map(_marked, runs)))  # noqa: S704 - every part is escaped there


def _marked(run: Run) -> str:
    if not run.look:
        return escape(run.text)
    before = "".join(f'<a id="{escape(anchor)}"></a>' for anchor in run.also)
    name = f' id="{escape(run.anchor)}"' if run.anchor else ""
    kin = f' data-kin="{escape(" ".join(run.kin))}"' if run.kin else ""
    tip, text = escape(run.tip), escape(run.text)
    return f'{before}<mark{name} class="{run.look}"{kin} tabindex="-1" title="{tip}">{text}</mark>'


@cache
def _source(name: str) -> str:
    """Return one of our own files; lines end as a browser hashes them."""
    environment = _environment()
    if environment.loader is None:
        return ""
    text, _, _ = environment.loader.get_source(environment, name)
    return "\n" + text.replace("\r\n", "\n")


def _policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that allows this page's style and script, nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
