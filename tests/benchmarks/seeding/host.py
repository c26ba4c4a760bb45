"""The clean reports that faults are planted in: the sample district's, as documents in memory."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tasks.department.examine import DEFAULT_LIMITS, understand
from tasks.department.reading import read
from tasks.department.report import DepartmentReport
from tasks.document import BlockKind, Document, Paragraph, Table
from tasks.intake.submission import Format, Rejection, Submission
from tasks.profile.load import load_profile
from tasks.profile.model import Profile

ROOT = Path(__file__).parents[3]
MEASURES = 4  # 主要举措和成效 in the sample's outline
Piece = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """One sample report: its document, and what is known of it before anything is planted."""

    submission: Submission
    document: Document
    report: DepartmentReport

    def sources(self, kind: BlockKind, section: int | None = None) -> list[int]:
        """Return the places in the document of the blocks of a kind (and section)."""
        return sorted(
            {
                block.source
                for block in self.report.blocks
                if block.kind is kind and (section is None or block.section == section)
            }
        )

    def spot(self, rng: random.Random) -> int:
        """Return a place of a paragraph under 主要举措和成效."""
        return rng.choice(self.sources(BlockKind.PARAGRAPH, MEASURES))

    def text(self, place: int) -> str:
        """Return the text of the paragraph at a place."""
        piece = self.document.blocks[place]
        return piece.text


@cache
def profile() -> Profile:
    """Return the sample district's profile."""
    return load_profile(ROOT)


@cache
def hosts() -> tuple[Host, ...]:
    """Return the sample's readable reports, by file name."""
    found = (_host(path) for path in sorted((ROOT / "inbox").glob("*.docx")))
    return tuple(host for host in found if host is not None)


def _host(path: Path) -> Host | None:
    document = read(path.read_bytes(), file=path.name, sha256="0" * 64, limits=DEFAULT_LIMITS)
    if isinstance(document, Rejection):
        return None
    submission = Submission(
        file=path.name, folder="", name="", sha256="0" * 64, size=1, format=Format.DOCX
    )
    report = understand(document, submission, profile())
    return Host(submission=submission, document=document, report=report)


def inserted(document: Document, behind: int, *pieces: Piece) -> Document:
    """Return the document with pieces put in behind a place."""
    blocks = document.blocks
    return dataclasses.replace(
        document, blocks=(*blocks[: behind + 1], *pieces, *blocks[behind + 1 :])
    )


def without(document: Document, places: Sequence[int]) -> Document:
    """Return the document without the blocks at the places."""
    gone = set(places)
    kept = tuple(block for at, block in enumerate(document.blocks) if at not in gone)
    return dataclasses.replace(document, blocks=kept)


def rewritten(document: Document, place: int, text: str) -> Document:
    """Return the document with another text in the paragraph at a place."""
    blocks = list(document.blocks)
    piece = blocks[place]
    if isinstance(piece, Table):
        raise TypeError(place)
    blocks[place] = dataclasses.replace(piece, text=text)
    return dataclasses.replace(document, blocks=tuple(blocks))
