"""`profile/lexicon/*.toml`: the words by which the district report is told, file by file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from tasks.errors import ProfileError
from tasks.profile.kinds import Kind, kind_text
from tasks.profile.lexicon import (
    Actor,
    Cause,
    Group,
    Lexicon,
    Listed,
    Mark,
    Part,
    Practice,
    Saying,
    Short,
    Side,
    Topic,
    Trade,
)
from tasks.profile.toml_file import Place, build_rows, parse_toml, refuse_others

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

LEXICON: Final = "lexicon"

# Each row: a file, and which of its tables fills which field of the lexicon.
FILES: Final[dict[str, dict[str, tuple[str, type[BaseModel]]]]] = {
    "sections.toml": {"section": ("parts", Part)},
    "themes.toml": {"theme": ("topics", Topic)},
    "sides.toml": {"side": ("sides", Side), "actor": ("actors", Actor)},
    "practices.toml": {"practice": ("practices", Practice)},
    "causes.toml": {"cause": ("causes", Cause)},
    "trades.toml": {"trade": ("trades", Trade)},
    "marks.toml": {
        "praise": ("praises", Mark),
        "fault": ("faults", Listed),
        "slogan": ("slogans", Listed),
    },
    "totals.toml": {
        "saying": ("sayings", Saying),
        "unsaid": ("unsaid", Listed),
        "short": ("shorts", Short),
        "group": ("groups", Group),
    },
}

# Each row: a table, and the field that must not say the same in two of its rows.
_SINGLE: Final = (("theme", "title"), ("cause", "title"), ("saying", "indicator"))

_MOST: Final = {"practice": 63, "actor": 63}
"""Which of them a sentence speaks of is held as the bits of one number."""

Rows = tuple[object, ...]


def parse_lexicon(
    texts: Mapping[str, str], folder: str, kind: Kind, faults: list[str]
) -> Lexicon | None:
    """Return the lexicon of these files' texts, those not among them taken from the kind's own.

    None after adding to `faults` every fault of every file, which stands in `folder`.
    """
    before = len(faults)
    faults.extend(
        f"{folder}/{name}：没有这样的词表。可用的文件有：{'、'.join(FILES)}。"
        for name in texts
        if name not in FILES
    )
    fields: dict[str, Rows] = {}
    for name in FILES:
        text = texts.get(name, kind_text(f"{LEXICON}/{name}", kind))
        fields |= _tables(text, name, f"{folder}/{name}", faults)
    return None if len(faults) > before else Lexicon.model_validate(fields)


@cache
def shipped_lexicon(kind: Kind = Kind.RULE_OF_LAW) -> Lexicon:
    """Return the lexicon that the program brings for a kind of report."""
    faults: list[str] = []
    lexicon = parse_lexicon({}, LEXICON, kind, faults)
    if lexicon is None:
        raise ProfileError(tuple(faults))
    return lexicon


def _tables(text: str, file: str, name: str, faults: list[str]) -> dict[str, Rows]:
    """Return by field the rows of a file's tables."""
    values = parse_toml(text, name, faults)
    if values is None:
        return {}
    known = FILES[file]
    refuse_others(values, known, "这个文件", Place(name, text), faults)
    before = len(faults)
    found: dict[str, Rows] = {
        field: tuple(
            build_rows(model, values.get(table, []), Place(name, text, header=table), faults)
        )
        for table, (field, model) in known.items()
    }
    for table, (field, _) in known.items():
        if len(faults) == before:
            faults.extend(_clashes(table, found[field], name, text))
    return found


def _clashes(table: str, rows: Rows, name: str, text: str) -> Iterator[str]:
    """Yield what is wrong with the rows of a table as a whole."""
    if len(rows) > _MOST.get(table, len(rows)):
        yield f"{name}：[[{table}]] 太多（最多 {_MOST[table]} 项）。请合并或删去几项。"
    if table == "section":
        yield from _of_parts(rows, name, text)
    if table == "theme" and sum(isinstance(row, Topic) and row.rest for row in rows) != 1:
        yield (
            f"{name}：必须有一个、也只能有一个 [[theme]] 写 rest = true，"
            "收下不属于任何主题的内容。请补上或删去多余的。"
        )
    for field in (field for single, field in _SINGLE if single == table):
        seen: set[str] = set()
        for nth, row in enumerate(rows):
            said = str(getattr(row, field))
            if said and said in seen:
                place = Place(name, text, header=table, nth=nth)
                yield f"{place.of(field)}：“{said}”前面已经写过。请只保留一处。"
            seen.add(said)


def _of_parts(rows: Rows, name: str, text: str) -> Iterator[str]:
    """Yield what is wrong with the order of the parts: the last one, and no other, takes all."""
    open_ended = [nth for nth, row in enumerate(rows) if isinstance(row, Part) and not row.words]
    if not open_ended:
        yield f"{name}：最后请写一个不带 words 的 [[section]]，收下其余各部分。"
    for nth in open_ended:
        if nth != len(rows) - 1:
            place = Place(name, text, header="section", nth=nth)
            yield (
                f"{place.of('words')}：没有 words 的只能写在最后，否则后面的不起作用。"
                "请补上词，或移到最后。"
            )
