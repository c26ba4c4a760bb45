"""summary.json and manifest.json: the run for machines."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tasks.artefact import Artefact, MediaType
from tasks.delivery.records import build_manifest, build_summary, profile_digest, rules_digest
from tests.unit.delivery.district_builder import IDENTITY_CARD, MOBILE, sample_district


def summary() -> dict[str, Any]:
    district, _ = sample_district()
    value: dict[str, Any] = json.loads(build_summary(district).content)
    return value


def manifest(*artefacts: Artefact) -> dict[str, Any]:
    district, profile = sample_district()
    inputs = (("b.docx", "2" * 64), ("a.docx", "1" * 64))
    made = build_manifest(district, profile, artefacts, program="huizong 0.1.0", inputs=inputs)
    value: dict[str, Any] = json.loads(made.content)
    return value


def test_the_summary_has_the_keys_of_the_design_in_its_order() -> None:
    assert list(summary()) == [
        "district",
        "year",
        "subject",
        "submissions",
        "missing",
        "coverage",
        "totals",
        "contradictions",
        "diagnostics",
    ]


def test_every_file_is_in_the_summary_with_its_status() -> None:
    rows = summary()["submissions"]
    assert {row["file"]: row["status"] for row in rows} == {
        "东湖街道.docx": "late",
        "区司法局2023年报告.docx": "received",
        "区财政局.docx": "rejected",
        "市监/市场监管局 总结.docx": "received",
    }
    assert set(rows[0]) == {"file", "sha256", "department", "year", "status", "reason"}


def test_amounts_are_strings_without_exponent_and_add_up_to_their_total() -> None:
    from decimal import Decimal  # noqa: PLC0415 - only here

    for total in summary()["totals"]:
        assert isinstance(total["value"], str)
        assert "E" not in total["value"]
        parts = sum(Decimal(part["value"]) for part in total["contributions"])
        assert parts == Decimal(total["value"])


def test_coverage_names_sections_by_their_place_in_the_outline() -> None:
    coverage = summary()["coverage"]["区市场监管局"]
    assert list(coverage) == ["1", "2", "3"]
    assert coverage["2"] == 0
    assert coverage["1"] > 0


def test_diagnostics_of_the_district_have_no_department_those_of_reports_have_file_and_block() -> (
    None
):
    rows = summary()["diagnostics"]
    assert (rows[0]["code"], rows[0]["department"]) == ("shared_text", None)
    table = next(row for row in rows if row["code"] == "table_total_mismatch")
    assert table["file"] == "市监/市场监管局 总结.docx"
    assert isinstance(table["block"], int)


def test_personal_numbers_are_masked_in_the_summary() -> None:
    district, _ = sample_district()
    text = build_summary(district).content.decode()
    assert IDENTITY_CARD not in text
    assert MOBILE not in text
    assert "身份证号码" in text


def test_the_manifest_lists_each_output_by_hash_and_size_in_the_order_of_paths() -> None:
    second = Artefact(path="b.txt", media_type=MediaType.TEXT, content=b"two")
    first = Artefact(path="a.txt", media_type=MediaType.TEXT, content=b"")
    rows = manifest(second, first)["outputs"]
    assert [row["path"] for row in rows] == ["a.txt", "b.txt"]
    assert rows[1]["size"] == 3
    assert rows[1]["sha256"] == hashlib.sha256(b"two").hexdigest()


def test_the_manifest_names_inputs_profile_and_program() -> None:
    made = manifest()
    assert made["program"] == "huizong 0.1.0"
    assert [row["file"] for row in made["inputs"]] == ["a.docx", "b.docx"]
    assert made["profile_sha256"] == profile_digest(sample_district()[1])
    assert made["counts"]["submissions"] == 4
    assert made["counts"]["missing"] == 2


def test_a_digest_is_that_of_all_values_sorted_by_name() -> None:
    _, profile = sample_district()
    for digest, names in (
        (profile_digest, set(type(profile).model_fields)),
        (rules_digest, {"outline", "indicators", "balances"}),
    ):
        values = profile.model_dump(mode="json", include=names)
        text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert digest(profile) == hashlib.sha256(text.encode()).hexdigest()


def test_a_changed_profile_has_another_digest() -> None:
    _, profile = sample_district()
    other = profile.model_copy(update={"indicators": profile.indicators[1:]})
    assert profile_digest(profile) != profile_digest(other)
