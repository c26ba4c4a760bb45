"""What a person is asked about the places of headings, and how the answer is given.

An answer is one line in the outline: a heading that it lists word for word is placed by that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tasks.department.sections.alignment import Placement
from tasks.department.sections.drafts import Draft
from tasks.diagnostics import Diagnostic, Severity
from tasks.profile.model import OutlineSection

_FILE = "profile/outline.toml"


def doubts(
    drafts: Sequence[Draft], placed: Mapping[int, Placement], outline: Sequence[OutlineSection]
) -> Iterator[Diagnostic]:
    """Yield a notice for each heading placed with little to go by, not at all, or twice."""
    named = {section.number: section for section in outline}
    for at, placement in placed.items():
        draft = drafts[at]
        if placement.section is None:
            code, severity = "unplaced_block", Severity.WARNING
            message = (
                f"标题{_title(draft)}与提纲各部分都不相近，未归类{_or(placement, named, '可能')}。"
            )
        elif placement.also is not None:
            code, severity = "merged_sections", Severity.INFO
            both = f"{_part(named[placement.section])}和{_part(named[placement.also])}"
            message = f"标题{_title(draft)}同时写了提纲{both}两部分。"
        elif not placement.sure:
            code, severity = "uncertain_section", Severity.INFO
            where = f"暂归入{_part(named[placement.section])}{_or(placement, named, '也可能')}"
            message = f"标题{_title(draft)}归类把握不大（{placement.reason}），{where}。"
        else:
            continue
        remedy = _remedy(draft, placement, named)
        yield Diagnostic(code=code, severity=severity, message=message, remedy=remedy, block=at)


def _title(draft: Draft) -> str:
    return f"“{draft.number}{' '.join(draft.text.split())}”"


def _part(section: OutlineSection) -> str:
    return f"第{section.number}部分“{section.short}”"


def _or(placement: Placement, named: Mapping[int, OutlineSection], may: str) -> str:
    """Return the other sections that the heading may belong to."""
    parts = "、".join(_part(named[number]) for number in placement.others)
    return f"，{may}属于{parts}" if parts else ""


def _remedy(draft: Draft, placement: Placement, named: Mapping[int, OutlineSection]) -> str:
    """Return how to settle it: which line goes to which list of the outline."""
    if placement.also is not None:
        return "两部分均视为已报送；如只属于其中一部分，请报送单位分开写标题。"
    likely = next(iter(placement.others), placement.section)
    section = named[likely] if likely else next(iter(named.values()))
    kept = "归类无误则不必处理。" if placement.section else ""
    return (
        f"{kept}要改变归类，请打开 {_FILE}，在应归入的部分（例如 short = "
        f'"{section.short}" 那一部分）的 aliases = [ 之下加一行 {_line(draft.text)} '
        "保存后重新运行，今后同样的标题都照此归类。"
    )


def _line(heading: str) -> str:
    """Return the line of the outline that lists a heading, as TOML writes it."""
    said = " ".join(heading.split()).rstrip("。：:；;")
    escaped = said.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}",'
