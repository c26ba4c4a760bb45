"""The run for machines: `summary.json` (what it found) and `manifest.json` (what it made)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any, Final

from tasks.artefact import Artefact, MediaType, Output
from tasks.delivery.labels import plain
from tasks.delivery.masking import mask
from tasks.diagnostics import Diagnostic
from tasks.district.district import Contradiction, CoverageRow, District, Receipt, Total
from tasks.profile.model import Profile

SUMMARY: Final = "summary.json"
MANIFEST: Final = "manifest.json"
_MANIFEST_FORMAT: Final = 1

_Json = dict[str, Any]


def build_summary(district: District) -> Artefact:
    """Return `summary.json`; amounts are strings, an open upper bound is null.

    `coverage` names sections by their 1-based place in the outline, as the inspection
    record does. Personal numbers are masked.
    """
    return _artefact(
        SUMMARY,
        {
            "district": district.name,
            "year": district.year,
            "submissions": [_submission(receipt) for receipt in district.receipts],
            "missing": list(district.missing),
            "coverage": {row.department: _coverage(row) for row in district.coverage},
            "totals": [_total(total) for total in district.totals],
            "contradictions": [_contradiction(c) for c in district.contradictions],
            "diagnostics": _diagnostics(district),
        },
    )


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


def _total(total: Total) -> _Json:
    return {
        "indicator": total.indicator,
        "unit": total.unit,
        "value": plain(total.value),
        "lower": plain(total.lower),
        "upper": None if total.upper is None else plain(total.upper),
        "contributions": [
            {"department": part.department, "value": plain(part.value), "figure": part.figure}
            for part in total.contributions
        ],
        "left_out": [
            {"department": left.department, "figure": left.figure, "reason": mask(left.reason)}
            for left in total.left_out
        ],
    }


def _contradiction(contradiction: Contradiction) -> _Json:
    values = {department: mask(value) for department, value, _ in contradiction.values}
    return {"subject": mask(contradiction.subject), "values": values}


def _diagnostics(district: District) -> list[_Json]:
    """Return the district's own diagnostics, then those of each counting report."""
    found = [_diagnostic(diagnostic, None, None) for diagnostic in district.diagnostics]
    for report in district.reports:
        found += [
            _diagnostic(diagnostic, report.department, report.submission.file)
            for diagnostic in report.diagnostics
        ]
    return found


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
    artefacts: tuple[Output, ...],
    *,
    program: str,
    inputs: tuple[tuple[str, str], ...],
) -> Artefact:
    """Return `manifest.json`: inputs, profile, program and outputs by hash, and counts.

    `inputs` are (file, sha256); `program` names version and source digest. The manifest
    does not list itself.
    """
    outputs = sorted(artefacts, key=lambda artefact: artefact.path)
    return _artefact(
        MANIFEST,
        {
            "format": _MANIFEST_FORMAT,
            "district": district.name,
            "year": district.year,
            "program": program,
            "profile_sha256": profile_digest(profile),
            "inputs": [{"file": file, "sha256": digest} for file, digest in sorted(inputs)],
            "outputs": [_output(artefact) for artefact in outputs],
            "counts": _counts(district),
        },
    )


def profile_digest(profile: Profile) -> str:
    """Return the sha256 of the profile's values, whatever way its files spell them."""
    values = profile.model_dump(mode="json")
    spelled = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


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
        "figures": sum(len(report.figures) for report in district.reports),
        "totals": len(district.totals),
        "contradictions": len(district.contradictions),
        "diagnostics": dict(sorted(severities.items())),
    }


def _artefact(path: str, value: _Json) -> Artefact:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    content = text.encode("utf-8", errors="replace")
    return Artefact(path=path, media_type=MediaType.JSON, content=content)
