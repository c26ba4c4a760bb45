"""Numbers of headings and of run-in points that jump, repeat, or change their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tasks.department.checks.rule import Subject, found, quote
from tasks.department.sections.numbering import Family, Numbering, parse_numbering
from tasks.diagnostics import Diagnostic
from tasks.document import Block, BlockKind

_HAN: Final = "零一二三四五六七八九十"
_POINT: Final = re.compile(
    r"(?:^|(?<=[。；：;\n]))(?P<n>[一二三四五六七八九十]{1,2})(?P<is>[是要])(?![否不])"
)
_HEADED: Final = frozenset({Family.DUN, Family.PAREN, Family.DOT, Family.ARABIC_PAREN, Family.PART})


def check_numbering(subject: Subject) -> Iterator[Diagnostic]:
    """Find numbers of headings that jump or repeat among their siblings, at any level.

    Numbering begins anew under each heading above; one that goes on from the sibling's last
    number (a flat count through the report) is accepted too. At the first level a number of
    another form (`6、` among 一、二、) is named.
    """
    last: dict[int, int] = {}
    closed: dict[int, int] = {}
    for block in subject.blocks:
        numbering = _numbering(block)
        level = block.level or 0
        if block.kind is BlockKind.HEADING:
            closed.update({deeper: n for deeper, n in last.items() if deeper > level})
            last = {above: n for above, n in last.items() if above <= level}
        if numbering is None:
            continue
        yield from _form(subject, block, numbering, seen=1 in last)
        before = last.get(level)
        if before is None and level > 1 and _goes_on_above(numbering, last.get(1)):
            yield _odd_form(block)
        elif _jumps(numbering, before, closed.get(level), level):
            yield _told(block, before)
        last[level] = numbering.value


def _numbering(block: Block) -> Numbering | None:
    if block.kind is not BlockKind.HEADING or not block.number:
        return None
    numbering = parse_numbering(block.number)
    return numbering if numbering is not None and numbering.family in _HEADED else None


def _jumps(numbering: Numbering, before: int | None, elsewhere: int | None, level: int) -> bool:
    if before is None:
        going_on = elsewhere is not None and numbering.value == elsewhere + 1
        return level > 1 and numbering.value != 1 and not going_on
    return numbering.value not in {before + 1, 1} or numbering.value == before


def _told(block: Block, before: int | None) -> Diagnostic:
    after = "本级应从第一起" if before is None else f"前一个是第{before}"
    return found("numbering_jump", f"标题{quote(block)}的序号不连续，{after}。", block.index)


def _form(
    subject: Subject, block: Block, numbering: Numbering, *, seen: bool
) -> Iterator[Diagnostic]:
    odd = block.level == 1 and numbering.family is Family.DOT
    if (odd and seen and _is_han(subject)) or _lacks_bracket(subject, block, numbering):
        yield _odd_form(block)


def _odd_form(block: Block) -> Diagnostic:
    return found("numbering_form", f"标题{quote(block)}的序号与其他标题写法不一致。", block.index)


def _goes_on_above(numbering: Numbering, above: int | None) -> bool:
    """Say whether `3.` behind 二、 goes on with the first level's count."""
    return above is not None and numbering.value == above + 1 and numbering.value > 1


def _lacks_bracket(subject: Subject, block: Block, numbering: Numbering) -> bool:
    """Say whether a number is `二）` where its siblings are （一）."""
    if numbering.family is not Family.PAREN or numbering.said[0] in "（(﹙【〔":
        return False
    siblings = [b for b in subject.blocks if b.level == block.level and b is not block]
    return any(b.number[:1] in {"（", "("} for b in siblings)


def _is_han(subject: Subject) -> bool:
    """Whether most top headings are numbered 一、二、三、."""
    tops = [_numbering(b) for b in subject.blocks if b.level == 1 and b.number]
    han = [n for n in tops if n is not None and n.family is Family.DUN]
    return 2 * len(han) > len(tops)


def check_points(subject: Subject) -> Iterator[Diagnostic]:
    """Find 一是…二是…四是… in running text; a new 一是, or a heading, begins anew."""
    last: dict[str, int] = {}
    for block in subject.blocks:
        if block.kind is BlockKind.HEADING and not _POINT.match(block.number):
            last = {}
        for match in _POINT.finditer(block.number + block.text):
            value, word = _value(match["n"]), match["is"]
            before = last.get(word)
            if before is not None and value not in {before + 1, 1}:
                yield found(
                    "numbering_jump",
                    f"{quote(block)}中“{match[0]}”与前面的“{_said(before)}{word}”不连续。",
                    block.index,
                )
            last[word] = value


def _value(said: str) -> int:
    tens, ten, ones = said.partition("十")
    if ten:
        return (_HAN.index(tens) if tens else 1) * 10 + (_HAN.index(ones) if ones else 0)
    return _HAN.index(said[0])


def _said(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not tens:
        return _HAN[ones]
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")
