"""Writes gold.json, what a careful person expects of the sample inbox.

Run it with ``python -m tests.sample_district.gold`` after every change of a text.
"""

from __future__ import annotations

import csv
import json
import tomllib
from decimal import Decimal
from typing import Any

from tests.sample_district.build import HERE, blocks
from tests.sample_district.catalogue import ENTRIES, Entry
from tests.sample_district.markup import Mark, marks, notes, plain
from tests.sample_district.quantity import read

ROSTER = HERE.parents[1] / "profile" / "roster.csv"
YEAR = 2025
STOPS = "。；，：、⏎（）"
NEAR = 14
CANONICAL = {
    "普法": ("普法宣传活动场次", "场次"),
    "学法": ("学法考试人次", "人次"),
    "培训": ("法治培训人次", "人次"),
    "处罚": ("行政处罚案件数", "件"),
    "检查": ("行政检查次数", "次"),
    "复议": ("行政复议案件数", "件"),
    "诉讼": ("行政诉讼案件数", "件"),
    "审查": ("合法性审核件数", "件"),
    "清理": ("规范性文件清理件数", "件"),
    "公开": ("主动公开信息条数", "条"),
    "依申请": ("依申请公开件数", "件"),
    "调解": ("调解纠纷件数", "件"),
    "法援": ("法律援助案件数", "件"),
    "热线": ("热线工单件数", "件"),
}
Record = dict[str, Any]


def context(text: str, start: int, end: int) -> str:
    """A few characters around a figure, inside its clause: enough to find it again."""
    left = max([text.rfind(stop, 0, start) + 1 for stop in STOPS] + [start - NEAR])
    rights = [at for stop in STOPS if (at := text.find(stop, end)) >= 0]
    return text[left : min([*rights, end + NEAR, len(text)])]


def figure(mark: Mark, text: str, section: int | None, place: str) -> Record:
    """One expected figure; ``place`` is body, table, footnote or textbox."""
    options = mark.options
    key, left_out = options.get("c"), options.get("l")
    reading = read(mark, text[: mark.start])
    return {
        "text": mark.text,
        **reading,
        "indicator": mark.indicator,
        "role": options.get("r", "rank" if reading["kind"] == "rank" else "actual"),
        "change": options.get("ch", ""),
        "canonical": CANONICAL[key][0] if key else None,
        "left_out_of": CANONICAL[left_out][0] if left_out else None,
        "parent": options.get("p"),
        "section": section,
        "place": place,
        "sentence_contains": context(text, mark.start, mark.end),
    }


def figures(entry: Entry) -> tuple[list[Record], list[int]]:
    """All figures of a report and the outline sections it has."""
    found: list[Record] = []
    sections: list[int] = []
    for line in blocks(entry):
        sections.extend(line.sections)
        section = sections[-1] if sections else None
        if line.sections:
            section = line.sections[0]
        place = "textbox" if line.kind == "textbox" else "body"
        found += [figure(m, plain(line.text), section, place) for m in marks(line.text)]
        for note in notes(line.text, "fn"):
            found += [figure(m, plain(note), section, "footnote") for m in marks(note)]
        for row in line.rows:
            for cell in row:
                table = [figure(m, plain(cell), section, "table") for m in marks(cell)]
                found += [record | {"sentence_contains": row[0]} for record in table]
    return found, sorted(set(sections))


def expected(entry: Entry) -> Record:
    """What is expected of one file."""
    found, sections = figures(entry) if not entry.broken else ([], [])
    return {
        "file": entry.file,
        "department": entry.department,
        "year": None if entry.broken else YEAR,
        "status": entry.status,
        "reason": entry.reason,
        "sections": sections,
        "figures": found,
    }


def contributions(files: list[Record], key: str, name: str) -> list[Record]:
    """The figures that the files which count give to (or keep out of) one indicator."""
    return [
        {
            "department": record["department"],
            "value": item["value"],
            "text": item["text"],
            "approximate": bool(item["qualifier"]),
        }
        for record in files
        if record["status"] in ("received", "late")
        for item in record["figures"]
        if item[key] == name
    ]


def total(name: str, unit: str, files: list[Record]) -> Record:
    """The district total of one indicator, with each department's share."""
    shares = contributions(files, "canonical", name)
    return {
        "indicator": name,
        "unit": unit,
        "value": str(sum(Decimal(share["value"]) for share in shares)),
        "approximate": any(share["approximate"] for share in shares),
        "contributions": shares,
        "left_out": contributions(files, "left_out_of", name),
    }


def missing() -> list[str]:
    """The departments of the roster that sent no file at all."""
    with ROSTER.open(encoding="utf-8-sig", newline="") as source:
        names = [row["名称"] for row in csv.DictReader(source)]
    unknown = {entry.department for entry in ENTRIES} - set(names)
    if unknown:
        message = f"not in the roster: {sorted(unknown)}"
        raise ValueError(message)
    return [name for name in names if name not in {entry.department for entry in ENTRIES}]


def gold() -> Record:
    """The whole of gold.json."""
    files = [expected(entry) for entry in ENTRIES]
    planted = tomllib.loads((HERE / "planted.toml").read_text(encoding="utf-8"))
    return {
        "district": "望澜区",
        "city": "澄州市",
        "year": YEAR,
        "deadline": "2026-03-01",
        "files": files,
        "missing": missing(),
        "planted": planted["fault"],
        "hard": planted["hard"],
        "totals": [total(name, unit, files) for name, unit in CANONICAL.values()],
    }


def main() -> None:
    """Command line entry."""
    text = json.dumps(gold(), ensure_ascii=False, indent=1)
    (HERE / "gold.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
