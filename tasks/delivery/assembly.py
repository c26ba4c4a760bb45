"""All outputs of a run together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.artefact import Artefact, MediaType, Output
from tasks.delivery.compilation import Typeset, build_compilation
from tasks.delivery.contents import Contents, contents
from tasks.delivery.evidence import build_evidence
from tasks.delivery.evidence.region_page import build_region_evidence
from tasks.delivery.making import Making
from tasks.delivery.notes import build_notes, build_plain_notes, notes
from tasks.delivery.records import (
    build_manifest,
    build_region_manifest,
    build_region_summary,
    build_summary,
)
from tasks.delivery.report import build_reports
from tasks.delivery.workbook import build_workbook
from tasks.delivery.workbook.region import build_region_workbook
from tasks.district.district import District
from tasks.profile.model import Profile
from tasks.region import Region


def deliver(
    district: District,
    profile: Profile,
    *,
    program: str,
    inputs: tuple[tuple[str, str], ...],
    typeset: Typeset | None = None,
    making: Making | None = None,
) -> tuple[Output, ...]:
    """Return all output files of a run, sorted by path; the same for the same input.

    Where the profile asks for them, the clean report and the compilation are there as PDF too.

    `program` names the version and the digest of the program's sources, `inputs` are
    (file, sha256). `typeset` turns a Word file into a PDF, for the page numbers of the
    compilation's contents; without it Word fills them in. `making` is what earlier runs
    left to be used again. Raise VerificationError when the
    district report would say more than its sources, ProfileError when the district's style
    template or wording cannot be used.
    """
    means = making or Making()
    reports = build_reports(district, profile, means)
    with means.scratch() as scratch:
        prepared = contents(district, profile, shelf=means.shelf, scratch=scratch)
        made = (*reports, *_made(prepared, reports[0], typeset, means))
    manifest = build_manifest(district, profile, made, program=program, inputs=inputs, making=means)
    return tuple(sorted((*made, manifest), key=lambda artefact: artefact.path))


def _made(
    prepared: Contents, report: Output, typeset: Typeset | None, making: Making
) -> Iterator[Output]:
    """Yield what is made besides the district report, and that as PDF."""
    district, profile, pages = prepared.district, prepared.profile, prepared.pages
    compilation = build_compilation(district, profile, typeset=typeset, making=making, pages=pages)
    yield build_workbook(district, profile, making=making, prepared=prepared)
    yield from build_evidence(district, profile, making=making, prepared=prepared)
    yield compilation
    yield from _printed((report, compilation), profile, typeset)
    asked = notes(district, profile, prepared)
    yield build_notes(district, profile, asked=asked, making=making)
    yield build_plain_notes(district, profile, asked=asked, making=making)
    yield build_summary(district, making=making, pages=pages)


def _printed(
    documents: Sequence[Output], profile: Profile, typeset: Typeset | None
) -> Iterator[Artefact]:
    """Yield the documents as PDF; none where nobody asks for it or nothing can make it."""
    if typeset is None or profile.district is None or not profile.district.report_pdf:
        return
    for document in documents:
        pdf = typeset(document.content)
        if pdf is not None:
            path = document.path.removesuffix(".docx") + ".pdf"
            yield Artefact(path=path, media_type=MediaType.PDF, content=pdf)


def deliver_region(region: Region, profile: Profile, *, program: str) -> tuple[Artefact, ...]:
    """Return all output files of a roll-up, sorted by path; the same for the same input."""
    made = (
        build_region_workbook(region),
        *build_region_evidence(region),
        build_region_summary(region),
    )
    manifest = build_region_manifest(region, profile, made, program=program)
    return tuple(sorted((*made, manifest), key=lambda artefact: artefact.path))
