"""Where a figure stands in its sentence: the words before it, the year and the area they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tasks.department.figures.figure import Figure

_STOPS: Final = re.compile(r"[。；;！？!?，,：:、\n（(]")
_BRACKETED: Final = re.compile(r"[（(][^（()）]*[）)]")
_SENTENCE: Final = re.compile(r"[。！？!?\n]")
_YEAR_FIRST: Final = re.compile(r"^(?:在)?(?P<year>20\d\d)年(?![^，]{0,16}以来|来|[—\-–~至到起])")
_YEAR_ALONE: Final = re.compile(r"(?:在)?(?P<year>20\d\d)年(?:度|全年)?")
_OTHER_TIME: Final = re.compile(r"今年|本年|去年|上年|20\d\d年")
_APART: Final = re.compile(
    r"(?P<years>20\d\d年(?:度)?(?:[、和与及]20\d\d年(?:度)?)+)[^，。；]{0,24}?分别(?:为|是|有|达到?)?(?P<rest>[^。；]*)$"
)
_JOINED: Final = re.compile(r"[、和与及，]")
# What an area's government is of: how one's own area and the wider ones are called.
_AREAS: Final = (
    ("区", "区", "市州省国"),
    ("县", "县", "市州省国"),
    ("旗", "旗", "市盟州省国"),
    ("州", "州", "省国"),
    ("市", "市", "省国"),
)
OWN_AREAS: Final = frozenset(f"全{own}" for _, own, _ in _AREAS)
"""How reports call the whole of their own area."""
_AREA: Final = re.compile(r"^[全我][区县旗州盟市省国]")
_TIME: Final = r"(?:目前|今年以?来?|全年|20\d\d年(?:度|以来)?|截[至止到][^，]{0,12}|年内)*"
_EVERYBODY: Final = re.compile(
    r"^(?:各(?:级|部门|单位|镇街道?|行政机关|执法(?:单位|部门|机关)|有关部门)|行政(?:执法)?机关|"
    r"政府系统|共|累计|合计|总计|一共|现有|已有?|全年|持续|共有|年内|先后)*"
)
_SYSTEM: Final = re.compile(r"^[^，]{0,10}?(?:系统|机关|部门|单位|法院|地区|上下)")
_SOMEBODY: Final = re.compile(r"系统|学校|医院|企业|领域|行业")
_TELLING, _ATTRIBUTE = 4, 4  # characters of what is counted, and of what may stand before it
_VERB: Final = re.compile(
    r"受理|办理|办结|审结|收到|开展|组织|举办|召开|作出|实施|检查|出动|查处|发放|印发|制定|出台|审查|"
    r"审核|评查|主动公开|公开|调解|化解|解答|接待|配备|有|拥有|移送|承办|处理|培训|参加|清理|废止|备案|完成|"
    r"发生|发现|整改|接受|建成|设立|立案|发布"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The words around a figure.

    `clause` is the text before it since the last stop or comma, `led` that since the last
    full stop, both without spaces and '' in a table, where a cell stands alone. `year` is
    the report's. `wider` says that the clause speaks of an area above one's own (全市),
    `whole` that it speaks of all of one's own (全区共…), and not of one department.
    """

    clause: str = ""
    led: str = ""
    year: int | None = None
    wider: bool = False
    whole: bool = False


def setting_of(
    figure: Figure, texts: Mapping[int, str], *, district: str, year: int | None
) -> Setting:
    """Return the figure's setting; `texts` are its report's blocks by index."""
    if figure.cell is not None:
        return Setting(year=year)
    before = _BRACKETED.sub("", texts.get(figure.block, "")[: figure.start])
    clause = "".join(_STOPS.split(before)[-1].split())
    led = "".join(_SENTENCE.split(before)[-1].split())
    own, above = _areas(district)
    return Setting(
        clause=clause,
        led=led,
        year=year,
        wider=_is_of_everybody(_without_system(_behind_area(clause, above)), figure),
        whole=_is_of_everybody(_behind_area(clause, own), figure),
    )


def _areas(district: str) -> tuple[str, str]:
    """Return how the district calls its own area (区) and, as one text, the wider ones."""
    found = ((own, above) for end, own, above in _AREAS if district.endswith(end))
    return next(found, ("区", "市州省国"))


def own_area(district: str) -> str:
    """Return 全区, 全县 …, as the district's reports call the whole of it."""
    return f"全{_areas(district)[0]}"


def _behind_area(clause: str, areas: str) -> str | None:
    """Return what the clause says behind 全市 (or 我市) at its head, None without it."""
    match = re.match(rf"{_TIME}[全我][{areas}](?P<rest>.*)", clause)
    return match["rest"] if match else None


def _without_system(said: str | None) -> str | None:
    """Return the text without 生态环境系统 and the like at its head."""
    return None if said is None else _SYSTEM.sub("", said)


def _is_of_everybody(said: str | None, figure: Figure) -> bool:
    """Say whether nobody in particular is named: 全区共受理…, but not 全区中小学校举办….

    A time or an occasion (全国宪法宣传周开展…) is not what the number is of either.
    """
    if said is None:
        return False
    rest = _EVERYBODY.sub("", said)
    if not rest or _VERB.match(rest):
        return True
    counted = _EVERYBODY.sub("", _AREA.sub("", "".join(figure.indicator.split())))
    bare = rest.find(counted[:_TELLING]) in range(_ATTRIBUTE + 1)
    named = _VERB.search(rest) is not None and counted[-1:] not in {"率", "度"}
    return bare and not named and not _SOMEBODY.search(rest)


def listed_year(setting: Setting) -> int | None:
    """Return the year of “2025年、2024年分别为9件、13件” that the figure is of, or None."""
    apart = _APART.search(setting.led)
    if apart is None:
        return None
    years = [int(year) for year in re.findall(r"20\d\d", apart["years"])]
    at = len(_JOINED.findall(apart["rest"]))
    return years[at] if at < len(years) else None


def leading_year(setting: Setting) -> int | None:
    """Return the year with which the clause begins (2024年办结, or “2024年，办结”), or None."""
    first = _YEAR_FIRST.match(setting.clause)
    if first and not _OTHER_TIME.search(setting.clause[first.end() :]):
        return int(first["year"])
    ahead = re.split(r"[，；：]", setting.led)[-2:-1]
    alone = _YEAR_ALONE.fullmatch(ahead[0]) if ahead else None
    return int(alone["year"]) if alone and not _OTHER_TIME.search(setting.clause) else None
