"""Which level each heading has, by the report's own hierarchy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.department.sections.drafts import Draft
from tasks.department.sections.looks import style_level
from tasks.department.sections.matching import Matcher
from tasks.department.sections.numbering import Family, Numbering
from tasks.document import BlockKind, Look

_DEEPEST = 4
_SHI_LEVEL = 3
_NAMED = 0.7
"""How well a heading fits a section to be taken for that section's own."""


def mend_slips(drafts: Sequence[Draft], matcher: Matcher) -> list[Draft]:
    """Return the drafts with `6、` read as 六、 where it continues 一、…五、.

    It does when the last 一、-like number was one less and no 1、-like list is running; `6.`
    must besides name a section of its own.
    """
    mended: list[Draft] = []
    top, inner = 0, 0
    for draft in drafts:
        numbering = draft.numbering
        if draft.kind is BlockKind.HEADING and numbering is not None:
            goes_on = numbering.value == top + 1 and numbering.value != inner + 1
            slip = numbering.family is Family.DOT and top and goes_on
            if slip and (numbering.comma or _names_section(draft, matcher)):
                numbering = replace(numbering, family=Family.DUN)
                draft = replace(draft, numbering=numbering)  # noqa: PLW2901
            top, inner = _running(numbering, top, inner)
        mended.append(draft)
    return mended


def _names_section(draft: Draft, matcher: Matcher) -> bool:
    place, fit = matcher.best(draft.text)
    return fit.wording >= _NAMED and not matcher.outline[place].catch_all


def with_themes_below(drafts: Sequence[Draft], matcher: Matcher) -> list[Draft]:
    """Return the drafts with themes put below the heading of all effects that they follow.

    Where all headings look alike and none has a number, only the outline tells chapters
    from themes: those it does not know, after the catch-all's own heading, are its parts.
    """
    headings = [d for d in drafts if d.kind is BlockKind.HEADING]
    if any((d.numbering and not _is_shi(d)) or style_level(d.look) for d in headings):
        return list(drafts)
    done: list[Draft] = []
    below = False
    for draft in drafts:
        if draft.kind is BlockKind.HEADING and draft.level == 1:
            place, fit = matcher.best(draft.text)
            known = fit.wording >= _NAMED
            below = matcher.outline[place].catch_all if known else below
            if below and not known:
                draft = replace(draft, level=2)  # noqa: PLW2901
        done.append(draft)
    return done


def _running(numbering: Numbering, top: int, inner: int) -> tuple[int, int]:
    if numbering.family is Family.DUN:
        return numbering.value, 0
    if numbering.family is Family.PAREN:
        return top, 0
    return (top, numbering.value) if numbering.family is Family.DOT else (top, inner)


def with_levels(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with every heading's level set, 1 the outermost, 4 the innermost."""
    headings = [d for d in drafts if d.kind is BlockKind.HEADING]
    unnumbered_top = _unnumbered_top(headings)
    numbered = _family_levels(headings, below=1 if unnumbered_top else 0)
    looks = _look_levels(headings, numbered)
    done: list[Draft] = []
    standing = 0
    for draft in drafts:
        if draft.kind is not BlockKind.HEADING or draft.level is not None:
            done.append(draft)
            continue
        level = _level(draft, numbered, looks, unnumbered_top=unnumbered_top)
        if draft.numbering is None and draft.run_in and standing:
            level = max(level, min(standing + 1, _DEEPEST))
        if draft.numbering is not None or not draft.run_in:
            standing = level if not _is_shi(draft) else standing
        done.append(replace(draft, level=level))
    return done


def _unnumbered_top(headings: Sequence[Draft]) -> bool:
    """Whether headings without a number stand above the numbered ones.

    Above 一、 they do only where it begins anew below each of several.
    """
    first = next((d for d in headings if not _is_shi(d)), None)
    if first is None or first.numbering is not None:
        return False
    if not any(d.numbering and d.numbering.family <= Family.DUN for d in headings):
        return True
    anew = [
        below.numbering.value == 1
        for above, below in pairwise(headings)
        if above.numbering is None and not above.run_in and below.numbering
        if below.numbering.family is Family.DUN
    ]
    return len(anew) > 1 and all(anew)


def _family_levels(headings: Sequence[Draft], *, below: int) -> dict[Family, int]:
    present = {d.numbering.family for d in headings if d.numbering} - {Family.SHI}
    return {family: min(below + place, _DEEPEST) for place, family in enumerate(sorted(present), 1)}


def _look_levels(
    headings: Sequence[Draft], numbered: dict[Family, int]
) -> dict[tuple[str, float | None, bool], int]:
    """Return the level of each look that a numbered heading has, the outermost first.

    Where the first heading has no number, its look is that of the first level.
    """
    found: dict[tuple[str, float | None, bool], int] = {}
    for draft in headings:
        if draft.numbering is None:
            if not found:
                found[_signature(draft.look)] = 1
            continue
        if not draft.run_in and draft.numbering.family in numbered:
            level = numbered[draft.numbering.family]
            found[_signature(draft.look)] = min(level, found.get(_signature(draft.look), 9))
    return found


def _signature(look: Look) -> tuple[str, float | None, bool]:
    return look.font, look.size, look.bold


def _is_shi(draft: Draft) -> bool:
    return draft.numbering is not None and draft.numbering.family is Family.SHI


def _level(
    draft: Draft,
    numbered: dict[Family, int],
    looks: dict[tuple[str, float | None, bool], int],
    *,
    unnumbered_top: bool,
) -> int:
    if _is_shi(draft):
        return _SHI_LEVEL
    if draft.numbering is not None:
        return numbered[draft.numbering.family]
    styled = style_level(draft.look)
    if styled is not None:
        return min(styled, _DEEPEST)
    return looks.get(_signature(draft.look), 2 if numbered or unnumbered_top else 1)
