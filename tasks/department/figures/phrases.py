"""What a figure counts, from the grammar of its clause.

Chinese reports put the counted noun after the measure word (`81家科技型中小企业`), before
the number (`法治讲座4次`), or leave it to an earlier clause (`其中15家为重新认定`). Nothing
is parsed deeply: the phrase is what stands between the number and the nearest boundary,
without the words that only carry the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.department.figures.mentions import Mention

_BOUNDARY = re.compile(r"[，；：。！？,;:!?\n（(）)]")
_LEAD = re.compile(
    r"^(?:[、，,和与的]|及(?!时)|并(?![购])|全年|年内|今年以来|今年来|今年|去年|截至目前|目前|当年|期间|先后|累计|共计|合计|总计|共|"
    r"其中|包括|分别|并|还|已|另有|另|其余|其他的|我局|本局|我委|本委|我镇|本镇|我街道|全局|"
    r"(?:19|20)\d\d年(?:度)?(?:以来)?|\d{1,2}月(?:\d{1,2}日)?)+"
)
_TAIL = re.compile(
    r"(?:共计|合计|累计|总计|共有|共|达到了?|达|为|是|有|了|各|均|都|约|近|逾|超过|超|突破|将近|大约|至少|不少于|"
    r"不低于|不超过|不到|接近|以上|分别|计|占比|占|的|已|全年|先后|新|至|到|由|从|已达|数|量为|总量为|在|"
    r"开了|办了|做了|搞了|出了|上了|[、，,和及与]|\s)+$"
)
_VERB_TAIL = re.compile(
    r"(?:召开|举办|开展|组织|进行|完成|办理|处理|参加|查处|开|办|发放|印发|制发|新增|增加|减少|受理|审查|审核)$"
)
_STOP = re.compile(
    r"都已|均已|已经|已|都|均|全部|全都|被|做了?|进行|参加|参与|参学|受训|完成|到|在|上了|通过|获|入选|实现|实行|"
    r"开展|组织|召开|举办|提供|覆盖|达|为|是|占|并|同比|较|比|等(?!级|候)|的?(?:整改|核查)率|以上|以下|以内|左右|"
    r"[“《]?$"
)
_NOUN = re.compile(r"[的]?(?P<noun>[^，；：。！？、,;:!?\n（）()]{1,40})")
_NO_NOUN = re.compile(
    r"^(?:以上|以下|以内|左右|了|和|及|与|并|由|至|到|均|都|已|被|[,，、。；：）)（(]|同比|占|较|比|增|减|下降|上升|"
    r"提高|提升|缩短|压缩|压减|缩减|精简|扩大|扩展|内|进行|次|，|开展|组织|参加|其中|\s*$|不等|。)"
)
_IS = re.compile(r"^(?:为|是|系|属)(?P<noun>[^，；：。、,;\n（）()]{2,30})")
_CHANGED = re.compile(
    r"(?P<up>同比增长|同比增加|同比上升|环比增长|增长|上升|提高|增加|提升|上涨|扩大|增至|升至|提高到|增长到|增加到|上升到|增幅达?|翻)"
    r"|(?P<down>同比下降|同比减少|环比下降|下降|减少|压减|压缩|降低|缩减|缩短|精简|减至|降至|降到|降了|减少到|压缩至|缩短至|"
    r"压减至|下降到|减到|降幅达?|减了|降)"
)
_CHANGE_TAIL = re.compile(
    rf"(?:{_CHANGED.pattern})(?:了|约|近|超过|超|逾|达|为|至|到|幅度|\s){{0,3}}$"
)


_SHORT = frozenset("村镇乡县区市校所站点队组馆园")
"""The nouns of one character that are counted by themselves (9个村)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What a figure counts: `text`, and whether it was `carried` from before."""

    text: str
    carried: bool = False


def left_of(text: str, mention: Mention, before: Mention | None) -> str:
    """Return what stands between the last boundary or mention and this one."""
    floor = max(before.end if before else 0, mention.start - 60)
    piece = text[floor : mention.start]
    ends = [match.end() for match in _BOUNDARY.finditer(piece)]
    return piece[ends[-1] :] if ends else piece


def counted(text: str, mention: Mention, before: Mention | None, carried: str) -> Phrase:
    """Return what the mention counts; `carried` is the phrase of the figure before it."""
    left = left_of(text, mention, before)
    noun = _after(text, mention.end)
    change = _CHANGE_TAIL.search(_strip_tail_words(left))
    if change:
        return _changed(text, mention, left, change, carried)
    named = _strip(left)
    if noun and (len(noun) > 1 or noun in _SHORT or not named):
        return Phrase(text=noun)
    verb_only = not named or _VERB_TAIL.fullmatch(named)
    if not verb_only:
        return Phrase(text=named)
    earlier = _earlier(text, mention, before)
    return Phrase(text=earlier or carried or named, carried=True)


def change_said(left: str) -> str:
    """Return 'increase' or 'decrease' when the words before a number say so, else ''."""
    match = _CHANGE_TAIL.search(_strip_tail_words(left))
    if match is None:
        return ""
    return "increase" if match["up"] else "decrease"


def _strip_tail_words(left: str) -> str:
    return re.sub(r"(?:了|约|近|超过|超|逾|达到?|为|\s)+$", "", left) or left


def _changed(text: str, mention: Mention, left: str, change: re.Match[str], carried: str) -> Phrase:
    subject = _strip(left[: change.start()])
    subject = re.sub(
        r"(?:同比|环比|较上年|比上年|较去年|比去年|较去年同期|比去年同期)$", "", subject
    )
    if not subject:
        subject = _earlier(text, mention, None) or carried
    return Phrase(text=subject, carried=not _strip(left[: change.start()]))


def _after(text: str, at: int) -> str:
    piece = text[at : at + 40]
    named = _IS.match(piece)
    if named:
        return named["noun"]
    if _NO_NOUN.match(piece):
        return ""
    match = _NOUN.match(piece)
    if match is None:
        return ""
    noun = match["noun"]
    number = re.search(r"\d", noun)
    noun = noun[: number.start()] if number else noun
    stop = _STOP.search(noun, 1)
    return noun[: stop.start()].strip("的 ") if stop else noun.strip("的 ")


def _strip(left: str) -> str:
    named = _LEAD.sub("", left.strip())
    return _TAIL.sub("", named).strip("“” 　") if named.count("“") != 1 else _TAIL.sub("", named)


def _earlier(text: str, mention: Mention, before: Mention | None) -> str:
    """Return the clause before this one, when no figure stands in it."""
    clauses = [c for c in _BOUNDARY.split(text[max(0, mention.start - 80) : mention.start]) if c]
    if len(clauses) < 2:  # noqa: PLR2004 - there is none before
        return ""
    said = clauses[-2]
    if before is not None and before.end > mention.start - len(clauses[-1]) - len(said) - 1:
        return ""
    return _TAIL.sub("", _LEAD.sub("", said))[-20:]
