"""The kinds of yearly reports that the program brings a profile for.

A kind is a folder of data: outline, indicators, equations of tables, sentence templates.
What a kind's folder does not have comes from the first one's.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import resources
from typing import Final

from tasks.profile.decoding import decode


class Kind(StrEnum):
    """A kind of yearly report, by the name under which `huizong init` takes it."""

    RULE_OF_LAW = "法治政府建设"
    DISCLOSURE = "政府信息公开"


FOLDERS: Final = {Kind.RULE_OF_LAW: "default", Kind.DISCLOSURE: "disclosure"}
SUBJECTS: Final = {Kind.RULE_OF_LAW: "法治政府建设", Kind.DISCLOSURE: "政府信息公开工作"}
"""What a kind's titles say before 年度报告."""


def kind_of(subject: str) -> Kind:
    """Return the kind whose reports are about `subject`; the first one for any other."""
    return next((kind for kind in SUBJECTS if SUBJECTS[kind] == subject), Kind.RULE_OF_LAW)


def kind_text(name: str, kind: Kind = Kind.RULE_OF_LAW) -> str:
    """Return the text of a file of the kind's profile (`wording/opening.j2`), '' without it."""
    home = resources.files("tasks.profile")
    for folder in dict.fromkeys((FOLDERS[kind], FOLDERS[Kind.RULE_OF_LAW])):
        file = home.joinpath(folder, *name.split("/"))
        if file.is_file():
            return decode(file.read_bytes()) or ""
    return ""


def sentence_names() -> tuple[str, ...]:
    """Return the names of the sentence templates, the same for every kind, sorted."""
    folder = resources.files("tasks.profile").joinpath(FOLDERS[Kind.RULE_OF_LAW], "wording")
    return tuple(sorted(file.name for file in folder.iterdir()))
