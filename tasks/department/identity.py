"""Who sends the report, and for which year.

The department is sought in the title, the signature, the file's name and the opening, and
compared with the roster's names and aliases; the year in the title, the file's name and the
body. Where the places disagree, that is reported and the title wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from tasks.department.dateline import iso_date, match_signed_date, number_of
from tasks.diagnostics import Diagnostic, Severity
from tasks.document import Block, BlockKind
from tasks.profile.derived import once_for_each_profile
from tasks.profile.model import Profile, RosterEntry

_ORGAN = (
    r"(?:人民政府|办事处|委员会|管委会|管理委员会|办公室|人民法院|人民检察院|分局|总局|支队|大队|"
    r"中心|总队|局|委|办|厅|院|署|处|部|会|队|所|站|公司)"
)
_PLACE_END = re.compile(r"(?:省|市|县|区|旗|州|镇|乡|街道|开发区|新区)$")
_TITLE_NAME = re.compile(
    r"^(?:附件\s?\d*[:：]?\s*)?(?:关于)?(?:报送|呈报|上报|印发)?(?P<name>[^，。；：]{2,60}?)\s*(?:关于|(?:19|20)\d\d|二[〇○零]|年度|法治政府|推进法治|贯彻落实|落实|依法行政|法治建设)"
)
_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)(?!\d|\s?[.\-/_]\s?\d|年\d{1,2}月)(?:\s?年)?")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_ELSEWHERE = re.compile(r"[一-龥]{2,}(?:区|县|市|旗|州)$")
_IN_BRACKETS = re.compile(r"[（(【](?P<name>[^（()）】]{2,24})[)）】]")
_OPENING = re.compile(
    rf"^(?:20\d\d年(?:度)?(?:以来)?，?|今年以来，|一年来，|近年来，)?"
    rf"(?!在|按照?|根据|经|由|对|为|以|围绕|遵照)(?P<name>[一-龥]{{2,20}}?{_ORGAN})(?=[一-龥，])"
)
_OPENING_BLOCKS = 3
_OPENING_REACH = 40
_HAN_YEAR = re.compile(r"(?P<year>二[〇○零0][一二三四五六七八九〇○零]{2})年")
_RANGE = re.compile(r"20\d\d\s?年?\s?[—\-–~～至到－]{1,2}\s?20\d\d")
_FILE_NOISE = re.compile(
    r"^(?:[A-Za-z]{0,3}\d{1,6}[_\-.、 ]+|附件\s?\d*[:：_\-.、 ]*|\d{1,3}[.、_\- ]+"
    r"|【[^】]*】|[（(][^）)]*[)）])+"
)
_BOOKS = re.compile(r"《[^》]*》")
_REPORTING_MONTHS = 6
"""A report dated in the first half of a year is about the year before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The sender and the year, with where they were found (Chinese) and what disagreed.

    `department` is the roster's name when `known`, else as the report names itself.
    """

    department: str | None
    known: bool
    year: int | None
    title: str | None
    dated: str
    evidence: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clue:
    place: str
    name: str


def identify(blocks: Sequence[Block], file: str, profile: Profile) -> Identity:
    """Return who sent the report and for which year, as its parts and its file name say."""
    title = _title(blocks)
    clues = tuple(_clues(blocks, title, file))
    name, known, evidence, doubts = _department(clues, profile)
    plans = frozenset(section.number for section in profile.outline if section.plans)
    year, year_evidence = _year(blocks, title, file, plans)
    return Identity(
        department=name,
        known=known,
        year=year,
        title=title,
        dated=_dated(blocks),
        evidence=(*evidence, *year_evidence),
        diagnostics=doubts,
    )


def _title(blocks: Sequence[Block]) -> str | None:
    lines = [b.text.strip() for b in blocks if b.kind is BlockKind.TITLE]
    return (
        " ".join(lines)
        if len(lines) > 1 and lines[0].startswith("中共")
        else "".join(lines) or None
    )


def _clues(blocks: Sequence[Block], title: str | None, file: str) -> Iterator[_Clue]:
    """Yield the names that the report's places give, the most telling first."""
    if title:
        match = _TITLE_NAME.match(title)
        if match:
            yield _Clue(place="标题", name=_organ(match["name"]))
    for block in reversed(blocks):
        if block.kind is BlockKind.SIGNATURE:
            signed = match_signed_date(block.text)
            said = signed["who"] if signed else re.sub(r"[（(].*[)）]", "", block.text)
            yield _Clue(place="落款", name=_organ(said.strip()))
            break
    yield from _file_clues(file)
    yield from _opening_clues(blocks)


def _file_clues(file: str) -> Iterator[_Clue]:
    """Yield the names in a file's name: at its beginning, in brackets, as its folder."""
    path = PurePosixPath(file)
    match = _TITLE_NAME.match(_FILE_NOISE.sub("", path.stem) + "法治政府")
    if match:
        yield _Clue(place="文件名", name=_organ(match["name"]))
    for bracketed in _IN_BRACKETS.finditer(path.stem):
        yield _Clue(place="文件名", name=_organ(bracketed["name"]))
    if path.parent.name:
        yield _Clue(place="文件夹", name=_organ(path.parent.name))


def _opening_clues(blocks: Sequence[Block]) -> Iterator[_Clue]:
    """Yield who speaks in the first sentences (2025年，区卫健局深入推进…)."""
    texts = [b.text for b in blocks if b.kind is BlockKind.PARAGRAPH][:_OPENING_BLOCKS]
    for text in texts:
        match = _OPENING.match(text[:_OPENING_REACH])
        if match:
            yield _Clue(place="开头", name=match["name"])


def _organ(said: str) -> str:
    """Return one organ's full name: of several the last, a bare place with its government."""
    names = [n for n in re.split(r"[\s　、]+", said.strip("《》“”_- ")) if n]
    name = names[-1] if names else said.strip()
    if _PLACE_END.search(name):
        return name + ("办事处" if name.endswith("街道") else "人民政府")
    return name


def _department(
    clues: Sequence[_Clue], profile: Profile
) -> tuple[str | None, bool, tuple[str, ...], tuple[Diagnostic, ...]]:
    found = [(clue, _in_roster(clue.name, profile)) for clue in clues]
    listed = [(clue, entry) for clue, entry in found if entry is not None]
    if listed:
        entry = listed[0][1]
        evidence = tuple(f"单位：{c.place}“{c.name}”→{e.name}" for c, e in listed)
        return entry.name, True, evidence, _disagreement(listed)
    named = [c for c in clues if re.search(_ORGAN + r"$", c.name)]
    if not named:
        return None, False, (), (_unknown(),)
    best = _fullest(named)
    return best.name, False, (f"单位：{best.place}“{best.name}”",), ()


def _fullest(clues: Sequence[_Clue]) -> _Clue:
    """Return the first name, or a longer form of it that another place gives in full."""
    best = clues[0]
    for clue in clues[1:]:
        if len(clue.name) > len(best.name) and _abbreviates(best.name, clue.name):
            best = clue
    return best


def _abbreviates(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in order, and both end alike."""
    rest = iter(full)
    return short[-1] == full[-1] and all(c in rest for c in short)


def _in_roster(name: str, profile: Profile) -> RosterEntry | None:
    """Return the roster's entry that a name means: the same, an alias, or one in the other."""
    wanted, known = _plain(name, profile), _known(profile)
    if wanted in known:
        return known[wanted][1]
    held = {wanted[at:end] for at in range(len(wanted)) for end in range(at + 3, len(wanted) + 1)}
    found = [(-len(bare), *known[bare]) for bare in held & known.keys() if _means(bare, wanted)]
    return min(found, key=lambda one: one[:2])[2] if found else None


@once_for_each_profile
def _known(profile: Profile) -> Mapping[str, tuple[int, RosterEntry]]:
    """Return the roster's entries with their places by each name, bare; the first of several."""
    known: dict[str, tuple[int, RosterEntry]] = {}
    for place, entry in enumerate(profile.roster):
        for name in (entry.name, *entry.aliases):
            known.setdefault(_plain(name, profile), (place, entry))
    return known


def _means(bare: str, wanted: str) -> bool:
    """Whether a longer name holds a roster name, and not that of another place's organ."""
    before, held, _ = wanted.partition(bare)
    return bool(held) and _ELSEWHERE.search(before) is None


def _plain(name: str, profile: Profile) -> str:
    """Return the name without the places above it and without what files add."""
    bare = re.sub(r"^中共|[\s　（）()“”]|(?:党组|党委|党工委|分党组)$", "", name)
    district = profile.district
    if district is not None:
        for place in (district.superior, district.name):
            if place and bare.startswith(place) and len(bare) > len(place) + 1:
                bare = bare[len(place) :]
        if bare.startswith(district.name[-1]) and len(bare) > 2:  # noqa: PLR2004 - 区科技局
            bare = bare[1:]
    return re.sub(r"人民政府$", "政府", bare)


def _disagreement(
    listed: Sequence[tuple[_Clue, RosterEntry]],
) -> tuple[Diagnostic, ...]:
    names = {entry.name for _, entry in listed}
    if len(names) == 1:
        return ()
    places = "、".join(f"{clue.place}为“{entry.name}”" for clue, entry in listed)
    return (
        Diagnostic(
            code="department_disagreement",
            severity=Severity.WARNING,
            message=f"报送单位前后不一：{places}。",
            remedy="请核实报送单位；文件名或落款有误的请报送单位更正。",
        ),
    )


def _unknown() -> Diagnostic:
    return Diagnostic(
        code="unknown_department",
        severity=Severity.WARNING,
        message="标题、落款和文件名里都没有找到报送单位。",
        remedy="请在文件名里写明单位名称后重新放入 inbox。",
    )


def _year(
    blocks: Sequence[Block], title: str | None, file: str, plans: frozenset[int]
) -> tuple[int | None, tuple[str, ...]]:
    """Return the report's year and where it was found: title, file name, text, date.

    What stands in a section of `plans` is of the year after.
    """
    for place, text in (("标题", title or ""), ("文件名", PurePosixPath(file).stem)):
        for said in (_BOOKS.sub("", text), text):
            alone = _RANGE.sub("", _half_width(said))
            match = _YEAR.search(alone) or _HAN_YEAR.search(alone)
            if match:
                return number_of(match["year"]), (f"年度：{place}“{match[0]}”",)
    counted = _years([block for block in blocks if block.section not in plans])
    if not counted and (dated := _dated(blocks)):
        year, month, _ = map(int, dated.split("-"))
        return year - (month <= _REPORTING_MONTHS), (f"年度：落款日期{dated}",)
    counted = counted or _years(blocks)
    if not counted:
        return None, ()
    said_year, times = min(counted.items(), key=lambda item: (-item[1], item[0]))
    return int(said_year), (f"年度：正文出现{times}次“{said_year}年”",)


def _years(blocks: Sequence[Block]) -> Counter[str]:
    """Count the years that headings and paragraphs name."""
    return Counter(
        match["year"]
        for block in blocks
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
        for match in _YEAR.finditer(_RANGE.sub("", _BOOKS.sub("", _half_width(block.text))))
    )


def _dated(blocks: Sequence[Block]) -> str:
    """Return the report's own date (成文日期) as ISO text, '' when it has none."""
    kinds = {BlockKind.DATE, BlockKind.SIGNATURE}
    dates = (iso_date(block.text) for block in reversed(blocks) if block.kind in kinds)
    return next(filter(None, dates), "")


def _half_width(text: str) -> str:
    return text.translate(_WIDE_DIGITS)
