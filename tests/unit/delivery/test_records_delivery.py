"""All outputs together: each once, listed in the manifest, the same each time."""

from __future__ import annotations

import hashlib
import json

from tasks.artefact import Output
from tasks.delivery import deliver
from tests.unit.delivery.district_builder import sample_district

INPUTS = (("区司法局2023年报告.docx", "1" * 64),)


def delivered() -> tuple[Output, ...]:
    return deliver(*sample_district(), program="huizong 0.1.0", inputs=INPUTS)


def test_the_outputs_of_the_design_are_all_there_sorted_by_path() -> None:
    paths = [artefact.path for artefact in delivered()]
    assert paths == sorted(set(paths))
    for wanted in (
        "望澜区2023年法治政府建设年度报告（汇总稿）.docx",
        "望澜区2023年法治政府建设年度报告（批注稿）.docx",
        "望澜区2023年法治政府建设年度报告分部门汇编.docx",
        "催报与退回.docx",
        "催报与退回.txt",
        "溯源/index.html",
        "summary.json",
        "manifest.json",
    ):
        assert wanted in paths
    assert any(path.endswith(".xlsx") for path in paths)


def test_the_manifest_lists_every_other_output_by_its_true_hash() -> None:
    outputs = {artefact.path: artefact for artefact in delivered()}
    manifest = json.loads(outputs.pop("manifest.json").content)
    assert {row["path"]: row["sha256"] for row in manifest["outputs"]} == {
        path: hashlib.sha256(artefact.content).hexdigest() for path, artefact in outputs.items()
    }


def test_the_same_district_gives_the_same_bytes_in_every_output() -> None:
    assert delivered() == delivered()
