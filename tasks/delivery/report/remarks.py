"""The section of whatever else is to be reported: mostly nothing, or a thing that all answer."""

from __future__ import annotations

import re
from typing import Final

from tasks.delivery.report.attributed import narrative
from tasks.delivery.report.desk import Desk
from tasks.delivery.report.passage import Passage, Theme
from tasks.delivery.report.practices import practised

_NOTHING: Final = re.compile(
    r"^(?:(?:本年度|本年|全年)[，,]?)?(?:无|没有|暂无)(?:其他需要报告的(?:情况|事项))?[。！]$"
)


def other(desk: Desk, number: int, room: int) -> tuple[Theme, ...]:
    """Return what many answer alike, then the section as a narrative; else 无。 if so said."""
    title = desk.district.sections[number - 1]
    alike = practised(desk, title, desk.inside(number))
    for quote in (quote for one in alike for quote in one.quotes):
        desk.taken.add(quote)
    themes = narrative(desk, number, room, naming=True)
    if alike:
        told = (paragraph for theme in themes for paragraph in theme.paragraphs)
        return (Theme(title="", paragraphs=(alike, *told)),)
    said = desk.inside(number)
    empty = said.of(one.row for one in said if _NOTHING.match(one.text))
    if themes or not empty:
        return themes
    nothing = Passage(text=desk.wording.say("nothing"), sources=empty.sources, quotes=empty.quotes)
    return (Theme(title="", paragraphs=((nothing,),)),)
