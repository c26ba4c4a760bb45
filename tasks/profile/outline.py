"""`profile/outline.toml`: the sections that the notice demands, in order."""

from __future__ import annotations

from tasks.profile.model import OutlineSection
from tasks.profile.roster import same_name
from tasks.profile.toml_file import Place, build, parse_toml, refuse_others

TABLE = "section"


def parse_outline(text: str, name: str, faults: list[str]) -> tuple[OutlineSection, ...]:
    """Return the sections, numbered as they stand, after adding every fault to `faults`."""
    values = parse_toml(text, name, faults)
    if values is None:
        return ()
    refuse_others(values, (TABLE,), "提纲", Place(name, text), faults)
    tables = values.get(TABLE)
    if not isinstance(tables, list) or not tables:
        faults.append(f"{name}：没有任何部分。请至少写一个 [[section]]，并填写 title 和 short。")
        return ()
    found = [
        _section(table, nth, Place(name, text, header=TABLE, nth=nth), faults)
        for nth, table in enumerate(tables)
    ]
    sections = tuple(section for section in found if section is not None)
    _refuse_shared(sections, text, name, faults)
    return sections


def _section(table: object, nth: int, place: Place, faults: list[str]) -> OutlineSection | None:
    """Return one section, numbered by its place unless the file numbers it the same."""
    if not isinstance(table, dict):
        faults.append(f"{place.of('')}：{place.misspelt}")
        return None
    if table.get("number", nth + 1) != nth + 1:
        faults.append(
            f"{place.of('number')}：序号应为 {nth + 1}。请删除这一行，序号由先后顺序决定。"
        )
    return build(OutlineSection, {**table, "number": nth + 1}, place, faults)


def _refuse_shared(
    sections: tuple[OutlineSection, ...], text: str, name: str, faults: list[str]
) -> None:
    """Add a fault for each heading that two sections claim."""
    owners: dict[str, OutlineSection] = {}
    for section in sections:
        place = Place(name, text, header=TABLE, nth=section.number - 1)
        for heading in dict.fromkeys((section.title, *section.aliases)):
            other = owners.setdefault(same_name(heading), section)
            if other is not section:
                key = "title" if heading == section.title else "aliases"
                faults.append(
                    f"{place.of(key)}：标题“{heading}”在第{other.number}部分已经用过。请只保留一处。"
                )
