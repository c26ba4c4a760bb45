"""What a run remembers of its district report, so that an edited copy can be held against it.

`passages.json` holds the report's lines, each statement with the sentences and totals behind
it, and a digest of every sentence of every report: a later run's file tells whether a
sentence still stands in its department's report.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any, BinaryIO, Final

from tasks.artefact import MediaType, Output
from tasks.delivery.amendment import amendment
from tasks.delivery.layout.pieces import Grid, Line, Piece
from tasks.delivery.making import Making
from tasks.delivery.plain_json import Members, json_pieces
from tasks.delivery.report.desk import Desk
from tasks.delivery.report.passage import Composition, FormTable, Passage
from tasks.delivery.report.sentences import digest
from tasks.delivery.report.sources import department_of, reference
from tasks.delivery.report.totals import amount
from tasks.district.district import District
from tasks.district.forms.names import cell_name

PASSAGES: Final = "passages.json"
_FORMAT: Final = 1
_DIGEST: Final = 16
_CELLS: Final = "｜"

_Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement: its text, (department, digest, sentence) behind it, totals and figures.

    `figures` are references to those of its own sentence.
    """

    text: str
    quotes: tuple[tuple[str, str, str], ...]
    totals: tuple[str, ...]
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """A run's report: its lines in order, its statements, and what the district says.

    `totals` are the totals as said, by indicator; `sentences` the digests by department;
    `amended` says of each figure that review changed what was changed (复核).
    """

    lines: tuple[str, ...]
    statements: tuple[Statement, ...]
    totals: dict[str, str]
    sentences: dict[str, frozenset[str]]
    amended: dict[str, str] = field(default_factory=dict)


def build_memory(
    composition: Composition, pieces: Sequence[Piece], desk: Desk, making: Making
) -> Output:
    """Return `passages.json` of a report that consists of these pieces."""

    def write(file: BinaryIO) -> None:
        file.writelines(json_pieces(_memory(composition, pieces, desk)))

    return making.large(PASSAGES, MediaType.JSON, write)


def _memory(composition: Composition, pieces: Sequence[Piece], desk: Desk) -> _Json:
    district, sources = desk.district, desk.sources
    tables = {id(table.lead): table for table in composition.tables}
    return {
        "format": _FORMAT,
        "district": district.name,
        "year": district.year,
        "lines": lines_of(pieces),
        "statements": (_statement(p, district, tables.get(id(p))) for p in composition.passages),
        "totals": {total.indicator: amount(total) for total in district.totals}
        | {name: said for table in composition.tables for name, said in _cells(table)},
        "amended": {
            ref: change for ref, figure in sources.amended() if (change := amendment(figure))
        },
        "sentences": Members((name, said.split()) for name, said in desk.judged.digests),
    }


def identifier(sha256: str) -> str:
    """Return what the report's properties say of the data it was made from, by its sha256."""
    return f"huizong:{sha256[:_DIGEST]}"


def recall(content: bytes) -> Memory | None:
    """Return what `passages.json` says, or None when it is of another format."""
    value: _Json = json.loads(content)
    if value.get("format") != _FORMAT:
        return None
    return Memory(
        lines=tuple(value["lines"]),
        statements=tuple(
            Statement(
                text=row["text"],
                quotes=tuple(
                    (q["department"], digest(q["text"]), q["text"]) for q in row["quotes"]
                ),
                totals=tuple(row["totals"]),
                figures=tuple(row.get("figures", ())),
            )
            for row in value["statements"]
        ),
        totals=dict(value["totals"]),
        sentences={name: frozenset(found) for name, found in value["sentences"].items()},
        amended=dict(value.get("amended", {})),
    )


def lines_of(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the report's lines: each paragraph's text, each table's rows."""
    for piece in pieces:
        if isinstance(piece, Line):
            text = "".join(span.text for span in piece.spans)
            if text:
                yield text
        elif isinstance(piece, Grid):
            yield from _rows(piece)


def _rows(grid: Grid) -> Iterator[str]:
    """Yield the rows; the report's tables have their cells row by row."""
    for _, cells in groupby(grid.cells, key=attrgetter("row")):
        yield row([" ".join(cell.text.split()) for cell in cells])


def row(cells: Sequence[str]) -> str:
    """Return a table's row as one line."""
    return _CELLS.join(cells)


def _cells(table: FormTable) -> Iterator[tuple[str, str]]:
    """Yield the cells of a fixed table by name, each with its number."""
    form = table.total.form
    for (block, row, column), said in table.counts.items():
        yield f"“{form.title}”表{cell_name(form.blocks[block], row, column)}", said


def _statement(passage: Passage, district: District, table: FormTable | None) -> _Json:
    quotes = zip(passage.sources, passage.quotes, strict=False)
    named = set() if passage.quotes else set(passage.figures)
    return {
        "text": passage.text,
        "figures": list(passage.figures) if passage.original else [],
        "sources": iter(passage.sources),
        "quotes": ({"department": department_of(ref), "text": quote} for ref, quote in quotes),
        "totals": [
            total.indicator
            for total in district.totals
            if 0 < len(total.contributions) <= len(named)
            and all(
                reference(part.department, part.figure) in named for part in total.contributions
            )
        ]
        + ([name for name, _ in _cells(table)] if table else []),
    }
