"""What is planned told from what is lacking, where a section tells both in turn."""

from __future__ import annotations

import re
from typing import Final

_WHO: Final = r"(?:我[局委办镇乡区]|街道)?"
_TIME: Final = rf"(?:下一步|今后|接下来|下一年度?|明年|下阶段)[，,]?{_WHO}"
_SINCE: Final = r"针对(?:上述|以上|这些|存在)[^，。]{0,10}，"
_AHEAD: Final = re.compile(
    rf"^(?:[一二三四五六七八九十]{{1,2}}是)?(?:{_TIME}|{_SINCE}|将|拟|计划(?!性)|要(?!求|素|点)"
    rf"|[^，。]{{1,20}}，{_WHO}(?:下一步|今后|将(?:进一步|继续|持续|着力|不断)))"
)
"""How a sentence begins that tells what is going to be done: 将 first of all, not 要求."""

_DOING: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是)?(?:进一步|持续|继续|不断|切实|着力)*"
    r"(?:加[强快大密]|建立|健全|完善|推[行动进广]|强化|优化|丰富|组织|开展|提[高升]|规范|创新|拓[展宽]|落实|明确"
    r"|制定|利用|畅通|严格|增[加设强]|注重|邀请|充实|压实|细化|探索|安排)"
)
_FAULT: Final = re.compile(r"[不未没偏慢少弱差缺难低]|有待|单一|滞后")
"""A sentence that begins with a deed and tells of nothing wrong is an answer too."""

_SAID: Final = re.compile(
    rf"^(?:{_SINCE}{_WHO})?(?:{_TIME})?"
    r"(?:将(?![近来军领]|[^，。]*(?:纳入|列入|列为|作为|融入|转化|落实到|延伸)))?"
)
"""What it need not say again under the lead of the plans: 下一步，将…. 将…纳入 is no future."""

_ANSWERS: Final = re.compile(r"改进|整改|措施|打算|下一步")
_LACKS: Final = re.compile(r"问题|不足|短板|困难")
"""Words of a heading above that says which of the two its sentences are."""


def looks_ahead(heading: str, original: str) -> bool:
    """Return whether a sentence tells what is going to be done: its heading says, or itself."""
    answers, lacks = _ANSWERS.search(heading), _LACKS.search(heading)
    if bool(answers) is not bool(lacks):
        return bool(answers)
    said = original.strip()
    doing = _DOING.match(said) is not None and not _FAULT.search(said)
    return doing or _AHEAD.match(said) is not None


def under_the_lead(text: str) -> str:
    """Return the sentence without what the lead of the plans says already."""
    return _SAID.sub("", text, count=1)
