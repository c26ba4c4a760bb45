"""A PDF says nothing of the moment it was made at, and is otherwise as it was."""

from __future__ import annotations

import dataclasses

from tasks.artefact import MediaType
from tasks.delivery import deliver
from tasks.delivery.layout.pdf import timeless
from tests.unit.delivery.district_builder import sample_district

DISTRICT, PROFILE = sample_district()


def pdf(time: str, name: str, text: str = "pages") -> bytes:
    """Return the end of a PDF as LibreOffice writes it."""
    return (
        f"%PDF-1.6\n{text}\n<</Producer<FEFF>\n/CreationDate(D:{time}Z')>>\nxref\n"
        f"/ID [ <{name}>\n<{name}> ]\n/DocChecksum /{name}\n>>\nstartxref\n9\n%%EOF\n"
    ).encode()


ONE = pdf("20260102030405", "A1" * 16)
OTHER = pdf("20270809101112", "B2" * 16)


def test_time_and_identifier_go_and_every_offset_stays() -> None:
    assert timeless(ONE) == timeless(OTHER)
    assert len(timeless(ONE)) == len(ONE)
    assert b"20260102" not in timeless(ONE)
    assert b"A1A1" not in timeless(ONE)


def test_other_content_has_another_identifier() -> None:
    other = timeless(pdf("20260102030405", "A1" * 16, text="other"))
    assert other.split(b"/ID")[1] != timeless(ONE).split(b"/ID")[1]


def test_what_has_no_time_stays_as_it_is() -> None:
    assert timeless(b"%PDF-1.6\n%%EOF\n") == b"%PDF-1.6\n%%EOF\n"


def printed(*, wanted: bool) -> list[str]:
    """Return the paths of the PDFs of a delivery whose typesetter copies what it is given."""
    settings = PROFILE.district
    assert settings is not None
    profile = PROFILE.model_copy(
        update={"district": settings.model_copy(update={"report_pdf": wanted})}
    )
    made = deliver(DISTRICT, profile, program="test", inputs=(), typeset=lambda content: content)
    return [one.path for one in made if one.media_type is MediaType.PDF]


def test_pdfs_are_made_where_the_profile_asks_for_them() -> None:
    assert printed(wanted=False) == []
    assert [path.split("报告")[1] for path in printed(wanted=True)] == [
        "分部门汇编.pdf",
        "（汇总稿）.pdf",
    ]


def test_without_a_typesetter_a_run_goes_without_pdfs() -> None:
    settings = PROFILE.district
    assert settings is not None
    profile = PROFILE.model_copy(
        update={"district": settings.model_copy(update={"report_pdf": True})}
    )
    made = deliver(dataclasses.replace(DISTRICT), profile, program="test", inputs=())
    assert not [one for one in made if one.path.endswith(".pdf")]
