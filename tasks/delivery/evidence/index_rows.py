"""The rows of the index as HTML: there are ten for each report, too many for a template's steps.

What is called `html` here is escaped already; every other text is escaped where it is put in.
"""

from __future__ import annotations

from tasks.delivery import labels
from tasks.delivery.amendment import REMOVED
from tasks.delivery.contents import Contents
from tasks.delivery.display import shown
from tasks.delivery.evidence.rendering import escaped, grouped
from tasks.delivery.findings import Finding
from tasks.delivery.places import UNNAMED
from tasks.delivery.sketch import UNPLACED
from tasks.district.district import Contribution, CoverageRow, LeftOut, Receipt, Status

THIN = 50  # characters below which a section is marked as thin
_STATUS_LOOK = {
    Status.RECEIVED: "good",
    Status.LATE: "warning",
    Status.UNKNOWN_SENDER: "warning",
    Status.WRONG_YEAR: "error",
    Status.REJECTED: "error",
    Status.SUPERSEDED: "info",
    Status.DUPLICATE: "info",
}


def finding_row(finding: Finding) -> str:
    """Return the row of a check, with the way to its place where there is one."""
    look, remedy = finding.severity.value, escaped(shown(finding.remedy))
    link = f"{finding.page}#{finding.anchor}" if finding.page else ""
    return (
        f'<tr class="{look}"><td><span class="tag {look}">{labels.SEVERITY[finding.severity]}'
        f"</span></td><td>{escaped(shown(finding.department))}</td><td>{escaped(finding.rule)}</td>"
        f"<td>{escaped(shown(finding.message))}{f' <i>{remedy}</i>' if remedy else ''}</td>"
        f"<td>{_way(link, escaped(finding.place))}</td></tr>\n"
    )


def source_item(contents: Contents, part: Contribution | LeftOut, unit: str) -> str:
    """Return a figure behind a total or left out of it: who, how much, the sentence, the way."""
    page, figure = contents.figure(part.department, part.figure) or (None, None)
    value, reason = figure.text if figure else "", ""
    if isinstance(part, Contribution):
        value = f"{grouped(part.value)}{unit}"
    else:
        reason = shown(part.reason)
    html = f"<b>{escaped(shown(part.department))}</b> {escaped(value)}"
    way = _way(f"{page.page}#{page.figure_anchor(part.figure)}" if page else "", html)
    if figure is None:
        return f'<li>{way}{_tag("info", reason)} <span class="quiet"></span></li>\n'
    rough = _tag("warning", "约数" if figure.approximate else "")
    why, amended = REMOVED if figure.removed else reason, _tag("amended", figure.amended)
    sentence = escaped(figure.sentence)
    return (
        f'<li>{way}{rough}{_tag("info", why)}{amended} <span class="quiet">{sentence}</span></li>\n'
    )


def _tag(look: str, text: str) -> str:
    return f' <span class="tag {look}">{escaped(text)}</span>' if text else ""


def coverage_row(contents: Contents, row: CoverageRow) -> str:
    """Return a department's row of the matrix: a cell for each section, with the way there."""
    html, ways, at = escaped(shown(row.department)), {}, contents.sketches.place(row.department)
    if at is not None:
        page, drawn = contents.pages[at], contents.sketches[at]
        html = _way(page.page, escaped(page.name))
        ways = {section: f"{page.page}#{anchor}" for section, anchor in drawn.ways.items()}
    if not row.characters:
        return _missing(html, 1)
    cells = "".join(
        f'<td class="full">{labels.MERGED}</td>'
        if section in row.merged
        else f'<td class="{_fullness(count)}">{_way(ways.get(section, ""), _size(count))}</td>'
        for section, count in enumerate(row.characters, start=1)
    )
    unplaced = _way(ways.get(UNPLACED, "") if row.unplaced else "", str(row.unplaced))
    return f'<tr><th scope="row">{html}</th>{cells}<td>{unplaced}</td></tr>\n'


def missing_row(name: str, columns: int) -> str:
    """Return the row of a department that sent nothing, over so many columns."""
    return _missing(escaped(name), columns)


def _missing(html: str, columns: int) -> str:
    return (
        f'<tr><th scope="row">{html}</th><td class="missing" colspan="{columns}">未报送</td></tr>\n'
    )


def _size(characters: int) -> str:
    return str(characters or "缺")


def _fullness(characters: int) -> str:
    if characters == 0:
        return "empty"
    return "thin" if characters < THIN else "full"


def receipt_row(receipt: Receipt, page: str) -> str:
    """Return the row of a file, with the way to its page ('' without one)."""
    rejection = receipt.rejection
    reason = receipt.reason or (rejection.message if rejection else "")
    remedy = rejection.remedy if rejection else ""
    return _receipt(
        _way(page, escaped(shown(receipt.department or UNNAMED))),
        _STATUS_LOOK[receipt.status],
        labels.STATUS[receipt.status],
        shown(receipt.file),
        shown(reason + remedy),
    )


def unsent_row(name: str) -> str:
    """Return the row of a department that sent nothing, among the files."""
    return _receipt(escaped(shown(name)), "error", "未报送", "", "名册内没有可采用的报送件。")


def _receipt(html: str, look: str, status: str, file: str, reason: str) -> str:
    return (
        f'<tr><th scope="row">{html}</th><td><span class="tag {look}">{status}</span></td>'
        f"<td>{escaped(file)}</td><td>{escaped(reason)}</td></tr>\n"
    )


def _way(link: str, html: str) -> str:
    return f'<a href="{escaped(link)}">{html}</a>' if link else html
