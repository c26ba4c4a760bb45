"""LibreOffice as a second opinion on the generated reports: its text export has the numbers."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

import pytest

from tasks.intake.office import find_office
from tests.generated.numbered import Report, report
from tests.generated.traits import Trait, Way

OFFICE: Final = find_office()
REPORTS: Final = 24
SECONDS: Final = 240
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]

# Where LibreOffice doesn't follow Word → why it is no witness there.
NO_WITNESS: Final[dict[str, str]] = {
    Way.LEVEL_STYLE: "puts a style without w:ilvl at the first level (17.9.23: the level's style)",
    Trait.DEEP_OVERRIDE: "forgets a start override when a level starts anew (17.9.26 keeps it)",
    Trait.NEVER: "has no w:lvlRestart",
    Trait.AFTER: "has no w:lvlRestart",
    Trait.LEGAL: "ignores w:isLgl",
    Trait.DELETED: "counts and exports what is deleted as long as the change is tracked",
    Trait.HIDDEN: "counts hidden paragraphs, which Word passes over while they are hidden",
    Trait.CELLS: "exports a cell's number on a line of its own, with no text to find it by",
    "ideographEnclosedCircle": "writes ① for ㊀",
    "decimalEnclosedParen": "has no such format, writes 1 for ⑴",
    "decimalEnclosedFullstop": "has no such format, writes 1 for ⒈",
    "ideographDigital": "counts, writes 十 for 一〇",
}
# Pairs of which it knows either, but not both together: each report has one of them only.
NOT_TOGETHER: Final[tuple[tuple[str, str, str], ...]] = (
    (Trait.NOUGHT, "decimalZero", "writes 0 for 00"),
    (Trait.LARGE, "japaneseCounting", "writes 一百 for 百"),
)


def avoided(seed: int) -> frozenset[str]:
    """Return what the report of this seed must not have."""
    return frozenset({*NO_WITNESS, *(pair[seed % 2] for pair in NOT_TOGETHER)})


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[str]]:
    """Return the lines of each report's text as LibreOffice exports it, all in one call."""
    folder = tmp_path_factory.mktemp("office")
    files = [folder / f"{seed}.docx" for seed in range(REPORTS)]
    for seed, file in enumerate(files):
        file.write_bytes(report(seed, avoided(seed)).data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [str(OFFICE), profile, "--headless", "--norestore", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=SECONDS,
    )  # fmt: skip
    return {seed: _lines(folder / f"{seed}.txt") for seed in range(REPORTS)}


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8-sig").splitlines()


@pytest.mark.parametrize("seed", range(REPORTS))
def test_libreoffice_writes_the_same_numbers(seed: int, exported: dict[int, list[str]]) -> None:
    made = report(seed, avoided(seed))
    assert _numbers(made, exported[seed]) == [(n.strip(), text) for n, text in made.expected]


def _numbers(made: Report, lines: list[str]) -> list[tuple[str, str]]:
    """Return what stands before each text, all texts being different."""
    return [
        (line.removesuffix(text).strip(), text)
        for _, text in made.expected
        for line in lines
        if line.endswith(text)
    ]


def test_the_reports_still_have_what_matters() -> None:
    seen = {trait for seed in range(REPORTS) for trait in report(seed, avoided(seed)).traits}
    usual = {Way.STYLE, Way.DERIVED, Way.LINKED, Trait.START_OVERRIDE, Trait.RETURN, Trait.EMPTY,
             "chineseCounting", "chineseCountingThousand", "decimal", "decimalEnclosedCircle",
             "chineseLegalSimplified", "ideographTraditional", "decimalZero"}  # fmt: skip
    assert seen >= usual
    assert not seen & set(NO_WITNESS)
