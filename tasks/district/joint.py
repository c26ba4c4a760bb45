"""Joint actions: what several departments did together and each of them reports.

“护苗”专项行动 12 次 in the reports of two departments that name it as joint is twelve,
not twenty-four.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from tasks.department.figures.figure import Figure, Role
from tasks.department.report import DepartmentReport
from tasks.district.mention import Mention
from tasks.district.senders import Names

JOINT_WORDS: Final = re.compile(r"联合|会同|配合|联动|协同|共同")
_QUOTED: Final = re.compile(r"[“「『\"]([^“”「」『』\"\n]{2,24})[”」』\"]([^，。；“”]{0,8})")
_ACTION: Final = re.compile(
    r"行动|整治|专项|执法|检查|巡查|清查|抽查|活动|会战|战役|演练|督查|治理"
)
# Quoted, followed by an action, and yet each department's own doing; with the reason.
NOT_ONE_ACTION: Final = (
    ("一公开", "a method of inspection that every department uses"),
    ("放管服", "a reform that every department carries out"),
    ("普法", "a plan of all departments (八五普法)"),
    ("法治宣传", "each department holds its own events"),
    ("宪法", "宪法宣传周: each department holds its own events"),
    ("民法典", "民法典宣传月: each department holds its own events"),
    ("进", "法律七进: each department goes to its own places"),
    ("一件事", "a way of handling affairs, not an event"),
    ("一网", "a platform, not an event"),
    ("互联网+", "a method that every department uses"),
    ("三项制度", "rules that every department keeps"),
    ("综合查一次", "a method of inspection that every department uses"),
    ("我为群众办实事", "a campaign in which each department does its own"),
)


def mentions_of(report: DepartmentReport, names: Names) -> Iterator[Mention]:
    """Yield the report's figures of this year that are said of a named or a joint action.

    A joint action without a name needs a partner that the sentence names.
    """
    texts = {block.index: block.text for block in report.blocks}
    department = report.department or ""
    for figure in report.figures:
        if figure.role is not Role.ACTUAL or figure.cell is not None:
            continue
        text = texts.get(figure.block, "")
        action = _action(figure, text)
        said = figure.sentence if action else re.split(r"[，。；]", text[: figure.start])[-1]
        joint = bool(JOINT_WORDS.search(said))
        if action is None and not joint:
            continue
        partners = names.within(said)
        if action is not None or partners:
            counted = figure.canonical or "".join(figure.indicator.split())
            yield replace(
                Mention.of(figure, department, action=action or "", counted=counted),
                joint=joint,
                partners=tuple(sorted(partners)),
                lead=_lead(said, department, names),
            )


def shared_groups(mentions: Iterable[Mention]) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions that are of one shared action, the first of each department.

    A group holds whoever shares with any of it; only groups of the same kind are looked at.
    """
    groups: list[dict[str, Mention]] = []
    kinds: dict[tuple[str, str, str], list[dict[str, Mention]]] = {}
    joined: dict[tuple[str, str, str], list[dict[str, Mention]]] = {}
    for mention in mentions:
        # What nobody calls joint is shared with nobody, so only one side need be looked through.
        rivals = (kinds if mention.joint else joined).get(mention.kind, [])
        shares = (g for g in rivals if any(mention.is_shared_with(one) for one in g.values()))
        group = next(shares, None)
        if group is None:
            group = {mention.department: mention}
            groups.append(group)
            kinds.setdefault(mention.kind, []).append(group)
            if mention.joint:
                joined.setdefault(mention.kind, []).append(group)
        elif mention.department not in group:
            group[mention.department] = mention
            held = joined.setdefault(mention.kind, [])
            if mention.joint and not any(one is group for one in held):
                held.append(group)
    return tuple(tuple(group.values()) for group in groups if len(group) > 1)


def _lead(said: str, own: str, names: Names) -> str:
    """Return who led: whoever is named right before 牵头, else the one who writes it."""
    at = said.find("牵头")
    if at < 0:
        return ""
    before = re.split(r"[，。；、]|由|与|和|会同|联合|配合|参与", said[:at])[-1]
    named = names.within(before)
    return min(named) if named else own


def lead_first(group: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the lead's own first, then the exact ones, else as they are."""
    leads = {mention.lead for mention in group}
    return sorted(group, key=lambda m: (m.department not in leads, m.approximate))


def _action(figure: Figure, text: str) -> str | None:
    """Return the last action named before the figure in its sentence, else the first after."""
    begin = text.rfind(figure.sentence, 0, figure.start + len(figure.sentence))
    offset = figure.start - begin if begin >= 0 else figure.sentence.find(figure.text)
    named = [
        (match.start(), match[1])
        for match in _QUOTED.finditer(figure.sentence)
        if _ACTION.search(match[1] + match[2])
        and not any(words in match[1] for words, _ in NOT_ONE_ACTION)
    ]
    before = [name for at, name in named if at < offset]
    if before:
        return before[-1]
    return named[0][1] if named else None
