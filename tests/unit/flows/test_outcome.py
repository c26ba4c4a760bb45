"""When a run is fine, and when somebody has to look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.outcome import SETTLED, Outcome
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import Contradiction, District, Receipt, Status

QUIET = District(
    name="望澜区",
    year=2025,
    sections=(),
    receipts=(),
    reports=(),
    missing=(),
    totals=(),
    contradictions=(),
    coverage=(),
    diagnostics=(),
)


def outcome(district: District) -> Outcome:
    return Outcome(run="run", folder="outbox/2025/run", district=district, artefacts=())


def receipt(status: Status) -> Receipt:
    return Receipt(
        file="a",
        sha256="",
        department="区司法局",
        year=2025,
        status=status,
        counts=False,
        reason="",
    )


def noticed(severity: Severity) -> Diagnostic:
    return Diagnostic(code="shared_text", severity=severity, message="")


def test_a_district_without_faults_is_fine() -> None:
    assert outcome(QUIET).exit_code == 0


@pytest.mark.parametrize("status", sorted(SETTLED))
def test_a_settled_file_asks_nothing_of_anybody(status: Status) -> None:
    assert outcome(replace(QUIET, receipts=(receipt(status),))).exit_code == 0


@pytest.mark.parametrize("status", sorted(set(Status) - SETTLED))
def test_any_other_status_needs_attention(status: Status) -> None:
    assert outcome(replace(QUIET, receipts=(receipt(status),))).exit_code == 1


def test_a_missing_department_needs_attention() -> None:
    assert outcome(replace(QUIET, missing=("区水利局",))).exit_code == 1


def test_a_contradiction_needs_attention() -> None:
    contradiction = Contradiction(subject="护蕾行动", values=())
    assert outcome(replace(QUIET, contradictions=(contradiction,))).exit_code == 1


@pytest.mark.parametrize(
    ("severity", "code"), [(Severity.ERROR, 1), (Severity.WARNING, 1), (Severity.INFO, 0)]
)
def test_errors_and_warnings_need_attention_and_hints_do_not(severity: Severity, code: int) -> None:
    assert outcome(replace(QUIET, diagnostics=(noticed(severity),))).exit_code == code
