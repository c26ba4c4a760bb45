"""The run for machines: `summary.json` (what it found) and `manifest.json` (what it made)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO, Final

from tasks.artefact import Artefact, MediaType, Output
from tasks.delivery.labels import plain
from tasks.delivery.making import Making
from tasks.delivery.masking import mask
from tasks.delivery.places import FOLDER, PagedReport, paged_reports
from tasks.delivery.plain_json import Members, json_lines, json_pieces
from tasks.diagnostics import Diagnostic
from tasks.district.district import (
    Contradiction,
    Contribution,
    CoverageRow,
    District,
    Receipt,
    Total,
)
from tasks.intake.published import Sum
from tasks.profile.model import Profile
from tasks.region import Region, RegionTotal

SUMMARY: Final = "summary.json"
MANIFEST: Final = "manifest.json"
_MANIFEST_FORMAT: Final = 1

_Json = dict[str, Any]


def build_summary(
    district: District,
    *,
    making: Making | None = None,
    pages: tuple[PagedReport, ...] | None = None,
) -> Output:
    """Return `summary.json`; amounts are strings, an open upper bound is null.

    `coverage` names sections by their 1-based place in the outline, as the inspection
    record does. A contribution's `page` leads to its figure on the evidence pages, below
    the run's folder. Personal numbers are masked. `making` has room for a large file;
    `pages` are the counting reports, where they are at hand.
    """
    reports = paged_reports(district) if pages is None else pages
    return _large(SUMMARY, _summary(district, reports), making)


def _large(path: str, said: _Json, making: Making | None) -> Output:
    """Return the record written entry by entry, in a file where there is room for one."""

    def write(file: BinaryIO) -> None:
        file.writelines(json_pieces(said))

    return (making or Making()).large(path, MediaType.JSON, write)


def _summary(district: District, reports: tuple[PagedReport, ...]) -> _Json:
    pages = {page.department: page for page in reports}
    return {
        "district": district.name,
        "year": district.year,
        "subject": district.subject,
        "submissions": map(_submission, district.receipts),
        "missing": list(district.missing),
        "coverage": Members((row.department, _coverage(row)) for row in district.coverage),
        "totals": (_total(total, pages) for total in district.totals),
        "contradictions": map(_contradiction, district.contradictions),
        "diagnostics": _diagnostics(district),
    }


def _submission(receipt: Receipt) -> _Json:
    return {
        "file": receipt.file,
        "sha256": receipt.sha256,
        "department": receipt.department,
        "year": receipt.year,
        "status": receipt.status.value,
        "reason": mask(receipt.reason),
    }


def _coverage(row: CoverageRow) -> dict[str, int]:
    return {str(number): count for number, count in enumerate(row.characters, start=1)}


def _total(total: Total, pages: Mapping[str, PagedReport]) -> _Json:
    return {
        "indicator": total.indicator,
        "unit": total.unit,
        **_amount(total),
        "contributions": (
            {
                "department": part.department,
                **_amount(part),
                "figure": part.figure,
                "page": _page(pages.get(part.department), part.figure),
            }
            for part in total.contributions
        ),
        "left_out": (
            {"department": left.department, "figure": left.figure, "reason": mask(left.reason)}
            for left in total.left_out
        ),
    }


def _amount(said: Total | Contribution | RegionTotal | Sum) -> _Json:
    """Return a value with its interval; an open end is null."""
    upper = None if said.upper is None else plain(said.upper)
    return {"value": plain(said.value), "lower": plain(said.lower), "upper": upper}


def _page(page: PagedReport | None, figure: str) -> str:
    return f"{FOLDER}/{page.page}#{page.figure_anchor(figure)}" if page else ""


def _contradiction(contradiction: Contradiction) -> _Json:
    values = {department: mask(value) for department, value, _ in contradiction.values}
    return {"subject": mask(contradiction.subject), "values": values}


def _diagnostics(district: District) -> Iterator[_Json]:
    """Yield the district's own diagnostics, then those of each counting report."""
    for diagnostic in district.diagnostics:
        yield _diagnostic(diagnostic, None, None)
    for report in district.reports:
        for diagnostic in report.diagnostics:
            yield _diagnostic(diagnostic, report.department, report.submission.file)


def _diagnostic(diagnostic: Diagnostic, department: str | None, file: str | None) -> _Json:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "department": department,
        "file": file,
        "block": diagnostic.block,
        "message": mask(diagnostic.message),
    }


def build_manifest(
    district: District,
    profile: Profile,
    artefacts: Sequence[Output],
    *,
    program: str,
    inputs: tuple[tuple[str, str], ...],
    making: Making | None = None,
) -> Output:
    """Return `manifest.json`: inputs, profile, program and outputs by hash, and counts.

    `inputs` are (file, sha256); `program` names version and source digest. The manifest
    does not list itself. `making` has room for a large file.
    """
    named = {"district": district.name, "year": district.year, "program": program}
    said = _manifest(named, profile, artefacts, inputs, _counts(district))
    return _large(MANIFEST, said, making)


def build_region_summary(region: Region) -> Artefact:
    """Return the region's `summary.json`: as a district's, so that it can be rolled up again.

    What stands there as `department` is a district, whose `page` is its part of the total.
    """
    return _artefact(
        SUMMARY,
        {
            "district": region.name,
            "year": region.year,
            "subject": region.subject,
            "districts": [{"district": d.name, "sha256": d.run.sha256} for d in region.districts],
            "missing": list(region.missing),
            "rejected": [{"file": r.file, "message": r.message} for r in region.rejected],
            "totals": [
                {
                    "indicator": total.indicator,
                    "unit": total.unit,
                    **_amount(total),
                    "contributions": [
                        {
                            "department": owner.name,
                            **_amount(part),
                            "figure": "",
                            "page": f"{FOLDER}/index.html#t-{place}",
                        }
                        for owner, part in total.parts
                    ],
                }
                for place, total in enumerate(region.totals, start=1)
            ],
            "diagnostics": [_diagnostic(item, None, None) for item in region.diagnostics],
        },
    )


def build_region_manifest(
    region: Region, profile: Profile, artefacts: tuple[Artefact, ...], *, program: str
) -> Artefact:
    """Return the region's `manifest.json`; its inputs are the districts' manifests by hash."""
    inputs = tuple((district.name, district.run.sha256) for district in region.districts)
    counts = {"districts": len(region.districts), "totals": len(region.totals)}
    named = {"district": region.name, "year": region.year, "program": program}
    return _artefact(MANIFEST, _manifest(named, profile, artefacts, inputs, counts))


def _manifest(
    named: _Json,
    profile: Profile,
    artefacts: Sequence[Output],
    inputs: tuple[tuple[str, str], ...],
    counts: _Json,
) -> _Json:
    outputs = sorted(artefacts, key=lambda artefact: artefact.path)
    return {
        "format": _MANIFEST_FORMAT,
        **named,
        "profile_sha256": profile_digest(profile),
        "rules_sha256": rules_digest(profile),
        "inputs": ({"file": file, "sha256": digest} for file, digest in sorted(inputs)),
        "outputs": map(_output, outputs),
        "counts": counts,
    }


def profile_digest(profile: Profile) -> str:
    """Return the sha256 of the profile's values, whatever way its files spell them."""
    return _digest(profile, type(profile).model_fields)


def rules_digest(profile: Profile) -> str:
    """Return the sha256 of what districts must share for their totals to mean the same."""
    return _digest(profile, ("outline", "indicators", "balances"))


def _digest(profile: Profile, names: Iterable[str]) -> str:
    """Return the sha256 of these values as compact JSON, sorted by name."""
    digest, between = hashlib.sha256(), "{"
    for name in sorted(names):
        digest.update(f'{between}"{name}":'.encode())
        for said in _said(profile, name):
            digest.update(said.encode())
        between = ","
    digest.update(b"}")
    return digest.hexdigest()


def _said(profile: Profile, name: str) -> Iterator[str]:
    """Yield a value's JSON, the roster's entry by entry: it is as long as there are reports."""
    if name != "roster":
        yield _compact(profile.model_dump(mode="json", include={name})[name])
        return
    yield "["
    for number, entry in enumerate(profile.roster):
        yield "," * bool(number) + _compact(asdict(entry))
    yield "]"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _output(artefact: Output) -> _Json:
    return {
        "path": artefact.path,
        "media_type": artefact.media_type.value,
        "sha256": artefact.sha256,
        "size": artefact.size,
    }


def _counts(district: District) -> _Json:
    statuses = Counter(receipt.status.value for receipt in district.receipts)
    severities = Counter(row["severity"] for row in _diagnostics(district))
    return {
        "submissions": len(district.receipts),
        "statuses": dict(sorted(statuses.items())),
        "reports": len(district.reports),
        "missing": len(district.missing),
        "figures": sum(report.coverage.figures for report in district.reports),
        "totals": len(district.totals),
        "contradictions": len(district.contradictions),
        "diagnostics": dict(sorted(severities.items())),
    }


def _artefact(path: str, value: _Json) -> Artefact:
    return Artefact(path=path, media_type=MediaType.JSON, content=json_lines(value))
