"""Each piece of a report put into a section: its chapter's, unless something moves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tasks.department.sections.alignment import Placement, override
from tasks.department.sections.drafts import Draft
from tasks.department.sections.matching import Matcher
from tasks.document import BlockKind

_ASIDE = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.ADDRESSEE,
        BlockKind.SIGNATURE,
        BlockKind.DATE,
        BlockKind.ATTACHMENT,
    }
)
_WORDLESS = _ASIDE | {BlockKind.TABLE, BlockKind.CAPTION}
_UNSURE, _HINT = 0.3, 0.15
"""What a paragraph, or a sub-heading with its text, must say to leave the first of two sections."""
_REACH = 3000


def text_of(drafts: Sequence[Draft], start: int, end: int) -> str:
    """Return the beginning of the text of some drafts; tables have no sentences to judge by."""
    said: list[str] = []
    length = 0
    for at in range(start, end):
        if length >= _REACH:
            break
        if drafts[at].kind not in _WORDLESS:
            said.append(drafts[at].text)
            length += len(drafts[at].text)
    return "\n".join(said)[:_REACH]


class Walk:
    """Goes through the pieces in order, knowing under which headings it is."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        placed: Mapping[int, Placement],
        matcher: Matcher,
        year: int | None,
    ) -> None:
        """Take the chapters' placements by their places among the drafts."""
        self._drafts, self._placed, self._matcher, self._year = drafts, placed, matcher, year
        self._top: Placement | None = None
        self._moved: list[tuple[int, int | None]] = []
        self._headed = self._ended = False
        self._leaning: int | None = None

    def sections(self) -> list[int | None]:
        """Return the section of each draft, None outside the report's chapters."""
        return [self._section(at, draft) for at, draft in enumerate(self._drafts)]

    def _section(self, at: int, draft: Draft) -> int | None:
        self._ended = self._ended or draft.kind is BlockKind.SIGNATURE
        if at in self._placed:
            self._top, self._moved = self._placed[at], []
            self._headed = self._ended = False
            self._leaning = self._top.section
        elif draft.kind is BlockKind.HEADING and self._top is not None:
            self._enter(at, draft, self._top)
        elif draft.kind is BlockKind.PARAGRAPH and self._top is not None and not self._headed:
            self._lean(draft.text, self._top)
        outside = self._top is None or draft.kind in _ASIDE or draft.aside or self._ended
        return None if outside else self._current()

    def _current(self) -> int | None:
        return self._moved[-1][1] if self._moved else self._leaning

    def _enter(self, at: int, draft: Draft, top: Placement) -> None:
        """Go below a sub-heading, which may move to another section than its chapter's."""
        self._headed, self._leaning = True, top.section
        level = draft.level or 1
        self._moved = [(deep, section) for deep, section in self._moved if deep < level]
        new = self._other(draft.text, self._below(at), top)
        if new is not None:
            self._moved.append((level, new))

    def _below(self, at: int) -> str:
        """Return the text between a heading and the next one."""
        end = at + 1
        while end < len(self._drafts) and self._drafts[end].kind is not BlockKind.HEADING:
            end += 1
        return text_of(self._drafts, at + 1, end)

    def _other(self, heading: str, body: str, top: Placement) -> int | None:
        """Return the section a sub-heading moves to, or None when it stays with its parent."""
        if top.also is None:
            placement = override(heading, body, self._current(), self._matcher, self._year)
            return placement.section if placement else None
        own, other = (
            self._matcher.wording(number, heading) + self._matcher.share(number, body, self._year)
            for number in (top.section, top.also)
        )
        return top.also if other > own and other > _HINT else None

    def _lean(self, text: str, top: Placement) -> None:
        """Under a heading of two sections, let each paragraph say which one it is of."""
        if top.also is None:
            return
        own, other = (
            self._matcher.share(number, text, self._year) for number in (top.section, top.also)
        )
        if max(own, other) > _UNSURE and own != other:
            self._leaning = top.section if own > other else top.also
