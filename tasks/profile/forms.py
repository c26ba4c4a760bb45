"""`profile/forms.toml`: the fixed tables of which the district's report has the sums (固定表格)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from tasks.profile.model import Form, FormBlock, OutlineSection
from tasks.profile.toml_file import Place, build, build_rows, parse_toml, refuse_others

TABLE: Final = "form"
BLOCK: Final = "block"
BELOW, OTHER = "／", "｜"


def parse_forms(
    text: str, name: str, outline: Sequence[OutlineSection], faults: list[str]
) -> tuple[Form, ...]:
    """Return the forms in the file's order, after adding every fault to `faults`.

    A form must stand in a section of the `outline`.
    """
    values = parse_toml(text, name, faults)
    if values is None:
        return ()
    refuse_others(values, (TABLE,), "固定表格", Place(name, text), faults)
    place, tables = Place(name, text, header=TABLE), values.get(TABLE, [])
    if not isinstance(tables, list):
        faults.append(f"{name}：{place.misspelt}")
        return ()
    found: list[Form] = []
    blocks = 0
    for nth, table in enumerate(tables):
        here = place.nth(nth)
        if not isinstance(table, dict):
            faults.append(f"{here.of('')}：{place.misspelt}")
            continue
        parts = table.get(BLOCK, [])
        first = Place(name, text, header=f"{TABLE}.{BLOCK}", nth=blocks)
        blocks += len(parts) if isinstance(parts, list) else 0
        form = _form(table, parts, here, first, faults)
        if form is not None:
            faults.extend(_misplaced(form, here, outline, [other.title for other in found]))
            found.append(form)
    return tuple(found)


def _form(
    table: dict[str, object], parts: object, here: Place, first: Place, faults: list[str]
) -> Form | None:
    """Return one form; `first` is the place of the first of its blocks."""
    before = len(faults)
    if not parts:
        faults.append(f"{here.of(BLOCK)}：没有任何行列。请至少写一个 [[{TABLE}.{BLOCK}]]。")
        return None
    blocks = tuple(build_rows(FormBlock, parts, first, faults))
    if len(faults) == before:
        for nth, block in enumerate(blocks):
            faults.extend(_misnamed(block, first.following(nth)))
    said = {key: value for key, value in table.items() if key != BLOCK}
    form = build(
        Form, said | {"blocks": blocks or [{"table": "-", "columns": ["-"]}]}, here, faults
    )
    return form if len(faults) == before else None


def _misnamed(block: FormBlock, place: Place) -> Iterator[str]:
    """Yield the faults of a block's names: one that is empty, or stands there twice."""
    for key, names in (("rows", block.rows), ("columns", block.columns)):
        for name in names:
            steps = name.split(BELOW)
            worded = (OTHER.join(filter(None, steps))).split(OTHER)
            if not (steps[0] and steps[-1] and all(map(str.strip, worded))):
                yield f"{place.of(key)}：“{name}”的“{BELOW}”“{OTHER}”两边都要有名称。"
        for name, times in Counter(names).items():
            if times > 1:
                yield f"{place.of(key)}：“{name}”写了{times}遍。请只保留一处，或写明在哪一项之下。"


def _misplaced(
    form: Form, here: Place, outline: Sequence[OutlineSection], titles: Sequence[str]
) -> Iterator[str]:
    """Yield the faults of a form's own words: a section that is not there, a title used before."""
    if outline and not any(form.section in section.title for section in outline):
        yield f"{here.of('section')}：提纲里没有标题含“{form.section}”的部分。请对照 outline.toml。"
    if form.title in titles:
        yield f"{here.of('title')}：“{form.title}”在前面已经用过。请改成不同的名称。"
