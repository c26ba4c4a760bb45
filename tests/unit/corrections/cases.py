"""Reports of a few sentences, and corrections of their figures, for the tests of this room."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

from tasks.corrections import Action, Correction
from tasks.department.examine import understand
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.document import Document, Paragraph
from tasks.intake.submission import Format, Submission
from tasks.profile.model import (
    DistrictSettings,
    Indicator,
    OutlineSection,
    Profile,
    RosterEntry,
)

OFFICE = "区司法局"
CASES, CAMPAIGNS = "行政复议案件数", "普法活动场次"
PROFILE = Profile(
    district=DistrictSettings(name="望澜区", year=2025),
    roster=(RosterEntry(name=OFFICE), RosterEntry(name="区教育局")),
    outline=(
        OutlineSection(number=1, title="主要举措和成效", short="成效", catch_all=True),
        OutlineSection(number=2, title="存在的不足和原因", short="不足"),
    ),
    indicators=(
        Indicator(name=CASES, aliases=("办结行政复议案件",), unit="件", units=("件",)),
        Indicator(name=CAMPAIGNS, aliases=("开展普法活动",), unit="场", units=("场", "场次")),
    ),
)
SENTENCES = (
    "全年办结行政复议案件126件，推动行政争议实质性化解。",
    "组织开展普法活动40场，覆盖全部社区和中小学校。",
    "投入法治宣传经费35.6万元，用于制作宣传资料。",
    "新聘任人民调解员18名，充实基层调解力量。",
)


def report(sentences: Sequence[str] = SENTENCES, department: str = OFFICE) -> DepartmentReport:
    """Return the report that these sentences make, a paragraph each, as the program reads it."""
    lines = (
        f"{department}2025年法治政府建设年度报告",
        "一、主要举措和成效",
        *sentences,
        "二、存在的不足和原因",
        "力量不足。",
    )
    file = f"{department}.docx"
    return understand(
        Document(blocks=tuple(Paragraph(text=line) for line in lines)),
        Submission(file=file, folder="", name=file, sha256="0" * 64, size=1, format=Format.DOCX),
        PROFILE,
    )


def figure_of(made: DepartmentReport, text: str) -> Figure:
    """Return the report's figure with these characters."""
    (found,) = (figure for figure in made.figures if figure.text == text)
    return found


def correction(figure: Figure, new_value: str | None = None, **changes: object) -> Correction:
    """Return a correction of the figure of OFFICE, as the review of a row makes it."""
    said = figure.original or figure
    made = Correction(
        number=1,
        action=Action.CORRECT,
        year=2025,
        department=OFFICE,
        figure=said.id,
        section=said.section,
        sentence=said.sentence,
        said=said.text,
        said_value=said.normalized_value,
        unit=said.normalized_unit,
        indicator=said.indicator,
        new_value=None if new_value is None else Decimal(new_value),
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]
