"""All outputs of a run together."""

from __future__ import annotations

from tasks.artefact import Artefact
from tasks.delivery.compilation import Typeset, build_compilation
from tasks.delivery.evidence import build_evidence
from tasks.delivery.notes import build_notes, build_plain_notes
from tasks.delivery.records import build_manifest, build_summary
from tasks.delivery.report import build_reports
from tasks.delivery.workbook import build_workbook
from tasks.district.district import District
from tasks.profile.model import Profile


def deliver(
    district: District,
    profile: Profile,
    *,
    program: str,
    inputs: tuple[tuple[str, str], ...],
    typeset: Typeset | None = None,
) -> tuple[Artefact, ...]:
    """Return all output files of a run, sorted by path; the same for the same input.

    `program` names the version and the digest of the program's sources, `inputs` are
    (file, sha256). `typeset` turns a Word file into a PDF, for the page numbers of the
    compilation's contents; without it Word fills them in. Raise VerificationError when the
    district report would say more than its sources, ProfileError when the district's style
    template or wording cannot be used.
    """
    made = (
        build_workbook(district, profile),
        *build_evidence(district, profile),
        *build_reports(district, profile),
        build_compilation(district, profile, typeset=typeset),
        build_notes(district, profile),
        build_plain_notes(district, profile),
        build_summary(district),
    )
    manifest = build_manifest(district, profile, made, program=program, inputs=inputs)
    return tuple(sorted((*made, manifest), key=lambda artefact: artefact.path))
