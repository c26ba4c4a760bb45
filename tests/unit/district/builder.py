"""Tiny department reports for the district's rules, written as marked text.

In a text, «12场» is a figure; «12场:进校园活动» also gives its indicator phrase, «12余场»
its qualifier. Everything else about a figure is set with `replace_figure`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from decimal import Decimal
from typing import Any

from tasks.department.figures.figure import Figure, Kind
from tasks.department.report import Coverage, DepartmentReport
from tasks.document import Block, BlockKind, Properties, Traces
from tasks.intake.submission import Format, Rejection, Submission
from tasks.profile.model import DistrictSettings, Indicator, OutlineSection, Profile, RosterEntry

CAMPAIGNS = "普法宣传活动场次"
FINES = "行政处罚罚没金额"
MARKED = re.compile(r"«(\d+)(余|多)?(万)?([^«»:]+)(?::([^«»]+))?»")
NO_COVERAGE = Coverage(characters=0, in_sections=0, unplaced=0, numbers=0, figures=0, skipped=())

PROFILE = Profile(
    district=DistrictSettings.model_validate(
        {"name": "望澜区", "superior": "澄州市", "year": 2025, "deadline": "2026-03-01"}
    ),
    roster=(
        RosterEntry(name="望澜区教育局", aliases=("区教体局",), kind="局"),
        RosterEntry(name="望澜区公安局", aliases=("公安分局",), kind="局"),
        RosterEntry(name="望澜区司法局", kind="局"),
    ),
    outline=(
        OutlineSection(number=1, title="举措和成效", short="成效"),
        OutlineSection(number=2, title="不足和原因", short="不足"),
    ),
    indicators=(
        Indicator(name=CAMPAIGNS, aliases=("普法活动",), unit="场次", units=("场", "场次", "次")),
        Indicator(name=FINES, unit="万元", units=("元", "万元")),
        Indicator(name="参考率", unit="%", units=("%",), additive=False),
    ),
)
EDUCATION, POLICE, JUSTICE = (entry.name for entry in PROFILE.roster)


def report(department: str | None, *texts: str, **changes: Any) -> DepartmentReport:  # noqa: ANN401
    """Return a report of 2025 whose paragraphs, in section 1, are the marked texts.

    `file` names the file, `canonical` the indicator of every figure; other changes are
    fields of the report.
    """
    file = changes.pop("file", f"{department}.docx")
    canonical = changes.pop("canonical", CAMPAIGNS)
    sha256 = changes.pop("sha256", hashlib.sha256(f"{file}{texts}".encode()).hexdigest())
    parsed = [_parse(text, at, file, canonical) for at, text in enumerate(texts)]
    values: dict[str, Any] = {
        "submission": Submission(
            file=file, folder="", name=file, sha256=sha256, size=1, format=Format.DOCX
        ),
        "department": department,
        "known": True,
        "year": 2025,
        "title": None,
        "dated": "2026-01-20",
        "blocks": tuple(block for block, _ in parsed),
        "figures": tuple(figure for _, figures in parsed for figure in figures),
        "skipped": (),
        "diagnostics": (),
        "coverage": NO_COVERAGE,
        "properties": Properties(),
        "traces": Traces(),
    }
    return DepartmentReport(**(values | changes))


def replace_figure(base: DepartmentReport, at: int, **changes: Any) -> DepartmentReport:  # noqa: ANN401
    """Return the report with fields of its figure number `at` (0-based) changed."""
    figures = list(base.figures)
    figures[at] = dataclasses.replace(figures[at], **changes)
    return dataclasses.replace(base, figures=tuple(figures))


def rejection(file: str, **changes: str) -> Rejection:
    """Return the rejection of a file."""
    values = {"sha256": "0" * 64, "code": "not_word", "message": "这是 PDF 文件。"}
    return Rejection(file=file, **(values | changes))


def _parse(marked: str, index: int, file: str, canonical: str) -> tuple[Block, list[Figure]]:
    """Return the block and the figures of one marked text; its sentences end with 。."""
    plain = MARKED.sub(_said, marked)
    figures: list[Figure] = []
    at = 0
    for match in MARKED.finditer(marked):
        said = _said(match)
        start = plain.index(said, at)
        at = start + len(said)
        sentence = plain[plain.rfind("。", 0, start) + 1 : (plain.find("。", at) + 1) or None]
        figures.append(_figure(match, index, start, f"{file}-{index}-{start}", sentence, canonical))
    block = Block(
        index=index, id=f"{file}-{index}", kind=BlockKind.PARAGRAPH, text=plain, section=1
    )
    return block, figures


def _said(match: re.Match[str]) -> str:
    return "".join(match[group] or "" for group in (1, 2, 3, 4))


def _figure(
    match: re.Match[str], block: int, start: int, name: str, sentence: str, canonical: str
) -> Figure:
    value = Decimal(match[1])
    normalized = value * (10_000 if match[3] else 1)
    step = Decimal(10_000 if match[3] else 100) if match[2] else Decimal(0)
    return Figure(
        id=name,
        block=block,
        start=start,
        end=start + len(_said(match)),
        text=_said(match),
        value=value,
        unit=(match[3] or "") + match[4],
        normalized_value=normalized,
        normalized_unit=match[4],
        lower=normalized,
        upper=normalized + step,
        kind=Kind.MONEY if match[4] == "元" else Kind.COUNT,
        indicator=match[5] or "普法宣传活动",
        sentence=sentence,
        qualifier=match[2] or "",
        canonical=canonical,
    )
