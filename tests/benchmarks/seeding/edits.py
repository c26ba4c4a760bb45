"""Faults of time, place, completeness, text and safety, planted in a whole report."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Callable, Sequence

from tasks.document import BlockKind, Document, Paragraph, Traces
from tests.benchmarks.seeding.host import (
    MEASURES,
    Host,
    hosts,
    inserted,
    profile,
    rewritten,
    without,
)

Edit = Callable[[random.Random, Host], Document | None]
YEAR = 2025
PLANS = 6  # 下一年度主要安排 in the sample's outline


def sentence(wrong: Sequence[str]) -> Edit:
    """Return the edit that puts one of the sentences in as a paragraph of its own."""

    def edit(rng: random.Random, host: Host) -> Document:
        return inserted(host.document, host.spot(rng), Paragraph(text=rng.choice(wrong)))

    return edit


def _replaced(
    rng: random.Random, host: Host, kind: BlockKind, pattern: str, said: str
) -> Document | None:
    """Return the document with a match of the pattern replaced in a paragraph of the kind."""
    places = [p for p in host.sources(kind) if re.search(pattern, host.text(p))]
    if not places:
        return None
    place = rng.choice(places)
    found = list(re.finditer(pattern, host.text(place)))
    match = rng.choice(found)
    text = host.text(place)
    return rewritten(
        host.document, place, text[: match.start()] + match.expand(said) + text[match.end() :]
    )


def stale_title(rng: random.Random, host: Host) -> Document | None:
    """Last year's year in the title."""
    return _replaced(rng, host, BlockKind.TITLE, "2025", "2024")


def stale_heading(rng: random.Random, host: Host) -> Document | None:
    """Last year's year in a heading."""
    del rng
    tops = [b for b in host.report.blocks if b.kind is BlockKind.HEADING and b.level == 1]
    here = [b for b in tops if b.section == MEASURES and not re.search(r"20\d\d", b.text)]
    if not here or not here[0].number:
        return None
    text = host.text(here[0].source)
    typed = here[0].number if here[0].typed else ""
    body = text[len(typed) :] if text.startswith(typed) else None
    return (
        None
        if body is None
        else rewritten(host.document, here[0].source, f"{typed}2024年度{_bare(body)}")
    )


def _bare(heading: str) -> str:
    return (
        heading
        if heading.startswith(("推进", "工作", "主要"))
        else "推进法治政府建设的主要举措和成效"
    )


def stale_plan(rng: random.Random, host: Host) -> Document | None:
    """The year that is over in the plans."""
    del rng
    headed = {b.source for b in host.report.blocks if b.kind is BlockKind.HEADING}
    plans = [
        b
        for b in host.report.blocks
        if b.section == PLANS and b.kind is BlockKind.PARAGRAPH and b.source not in headed
    ]
    if not plans:
        return None
    return rewritten(
        host.document, plans[0].source, f"{YEAR}年，我单位将{host.text(plans[0].source)}"
    )


def early_signature(rng: random.Random, host: Host) -> Document | None:
    """Last year's date under the report."""
    return _replaced(rng, host, BlockKind.DATE, r"(2026|２０２６|二〇二六)(?=年)", "2025")


def foreign_district(rng: random.Random, host: Host) -> Document | None:
    """Another district's committee as one's own."""
    del rng
    place = host.spot(random.Random(len(host.document.blocks)))  # noqa: S311 - no secret
    return rewritten(
        host.document, place, host.text(place) + "全面落实临岚区委、区政府的工作部署。"
    )


def other_department(rng: random.Random, host: Host) -> Document:
    """Another department speaking as one's own."""
    names = [e.name for e in profile().roster if e.name != host.report.department]
    speaker = rng.choice(names) + rng.choice(["党组", "始终坚持", "高度重视"])
    text = f"{speaker}把法治建设摆在突出位置，统筹推进各项工作。"
    return inserted(host.document, host.spot(rng), Paragraph(text=text))


def self_word(rng: random.Random, host: Host) -> Document | None:
    """我镇 in a bureau's report, 我局 in a town's."""
    name = host.report.department or ""
    word = "我镇" if name.endswith("局") else "我局" if re.search("镇|街道", name) else None
    if word is None:
        return None
    text = f"{word}坚持依法行政，有关工作走在前列。"
    return inserted(host.document, host.spot(rng), Paragraph(text=text))


def _section_blocks(host: Host, section: int) -> list[int]:
    return sorted({b.source for b in host.report.blocks if b.section == section})


def dropped_section(rng: random.Random, host: Host) -> Document | None:
    """A section of the outline that is left out."""
    there = [s for s in (1, 2, 3, 5, 6) if _is_alone(host, s)]
    return without(host.document, _section_blocks(host, rng.choice(there))) if there else None


def _is_alone(host: Host, section: int) -> bool:
    """Say whether a section has paragraphs of its own and one heading above them."""
    mine = set(_section_blocks(host, section))
    others = {b.source for b in host.report.blocks if b.section != section}
    tops = [b for b in host.report.blocks if b.section == section and b.level == 1]
    return len(mine) > 1 and len(tops) == 1 and not mine & others


def _emptied(rng: random.Random, host: Host, *said: Paragraph) -> Document | None:
    there = [s for s in (1, 2, 3, 5, 6) if _is_alone(host, s)]
    if not there:
        return None
    section = rng.choice(there)
    top = next(b.source for b in host.report.blocks if b.section == section and b.level == 1)
    gone = [p for p in _section_blocks(host, section) if p != top]
    return without(inserted(host.document, top, *said), [p + len(said) for p in gone if p > top])


def emptied_section(rng: random.Random, host: Host) -> Document | None:
    """A section of which the heading is left."""
    return _emptied(rng, host)


def short_section(rng: random.Random, host: Host) -> Document | None:
    """A section of one line."""
    return _emptied(rng, host, Paragraph(text=rng.choice(["无。", "已按要求落实。", "暂无。"])))


def attachment(rng: random.Random, host: Host) -> Document | None:
    """An attachment that is announced and absent."""
    text = rng.choice(
        ["有关情况详见附件1。", "行政执法情况统计表见附件。", "具体数据（详见附表）已核实。"]
    )
    return inserted(host.document, host.spot(rng), Paragraph(text=text))


def _traced(traces: Traces) -> Edit:
    def edit(rng: random.Random, host: Host) -> Document | None:
        del rng
        old = host.document.traces
        if old.insertions or old.comments or old.hidden_characters:
            return None
        return dataclasses.replace(host.document, traces=traces)

    return edit


tracked = _traced(Traces(insertions=2, deletions=1))
commented = _traced(Traces(comments=1))
hidden = _traced(Traces(hidden_characters=12))


def top_jump(rng: random.Random, host: Host) -> Document | None:
    """A number of the first level that jumps."""
    return _renumbered(rng, host, 1)


def second_jump(rng: random.Random, host: Host) -> Document | None:
    """A number of the second level that jumps."""
    return _renumbered(rng, host, 2)


_HAN = "一二三四五六七八九十"


def _renumbered(rng: random.Random, host: Host, level: int) -> Document | None:
    """Leave a number out: from one heading on, those of its parent are one more."""
    here = [
        b
        for b in host.report.blocks
        if b.kind is BlockKind.HEADING and b.level == level and b.typed
        and re.fullmatch(rf"[（(]?[{_HAN}]{{1,2}}[、)）]", b.number)
        and b.number.strip("（()）、") not in {"一", "十"}
    ]  # fmt: skip
    if not here:
        return None
    block = rng.choice(here)
    value = _HAN.index(block.number.strip("（()）、")[0]) + 2
    if value >= len(_HAN):
        return None
    number = re.sub(rf"[{_HAN}]{{1,2}}", _HAN[value], block.number)
    text = host.text(block.source)
    return rewritten(host.document, block.source, text.replace(block.number, number, 1))


def points_jump(rng: random.Random, host: Host) -> Document:
    """一是…三是."""
    text = "坚持系统推进。一是健全机制，压实工作责任；三是强化督查，确保任务落地。"
    return inserted(host.document, host.spot(rng), Paragraph(text=text))


def doubled(rng: random.Random, host: Host) -> Document | None:
    """A word written twice."""
    words = "(推进|加强|落实|开展|完善|工作|制度|规范|监督|组织)"
    return _replaced(rng, host, BlockKind.PARAGRAPH, words, r"\1\1")


def doubled_mark(rng: random.Random, host: Host) -> Document | None:
    """A mark written twice."""
    return _replaced(rng, host, BlockKind.PARAGRAPH, "([，。、])", r"\1\1")


def half(rng: random.Random, host: Host) -> Document | None:
    """A half-width comma between Chinese characters, in a report that has none yet."""
    if any(d.code == "halfwidth_punctuation" for d in host.report.diagnostics):
        return None
    return _replaced(rng, host, BlockKind.PARAGRAPH, "(?<=[一-龥])，(?=[一-龥])", ",")


def unpaired(rng: random.Random, host: Host) -> Document | None:
    """A mark that lost its partner."""
    return _replaced(
        rng, host, BlockKind.PARAGRAPH, r"[《》“”]|（(?=[^一二三四五六七八九十\d]{2})", ""
    )


def repeated(rng: random.Random, host: Host) -> Document | None:
    """A paragraph that stands there twice."""
    places = [p for p in host.sources(BlockKind.PARAGRAPH) if len(host.text(p)) > 80]
    place = rng.choice(places)
    piece = host.document.blocks[place]
    return inserted(host.document, host.spot(rng), piece)


def copied(rng: random.Random, host: Host) -> Document | None:
    """A paragraph of another department's report, its figures changed."""
    others = [h for h in hosts() if h.report.department != host.report.department]
    other = rng.choice(others)
    texts = [
        b.text for b in other.report.blocks
        if b.kind is BlockKind.PARAGRAPH and b.section == MEASURES and len(b.text) > 70
    ]  # fmt: skip
    if not texts:
        return None
    text = re.sub(r"\d+", lambda m: str(int(m[0]) + rng.randint(1, 9)), rng.choice(texts))
    return inserted(host.document, host.spot(rng), Paragraph(text=text))
