"""How much each department wrote under each section of the outline."""

from __future__ import annotations

from collections import Counter

from tasks.department.report import DepartmentReport
from tasks.district.district import CoverageRow
from tasks.profile.model import Profile


def cover(report: DepartmentReport, profile: Profile) -> CoverageRow:
    """Return the report's row: characters without white space, numbers before text included.

    The row adds up to all the characters of the report's blocks. A section that has text of
    its own is not marked as merged, whatever heading names it besides.
    """
    counts: Counter[int | None] = Counter()
    known = {section.number for section in profile.outline}
    for block in report.blocks:
        place = block.section if block.section in known else None
        counts[place] += len("".join((block.number + block.text).split()))
    return CoverageRow(
        department=report.department or "",
        characters=tuple(counts[section.number] for section in profile.outline),
        unplaced=counts[None],
        merged=tuple(number for number in report.merged if not counts[number]),
    )
