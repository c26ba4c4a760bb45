"""What a figure counts, from the grammar of its clause.

Chinese reports put the counted noun after the measure word (`81家科技型中小企业`), before
the number (`法治讲座4次`), or leave it to an earlier clause (`其中15家为重新认定`). Nothing
is parsed deeply: the phrase is what stands between the number and the nearest boundary,
without the words that only carry the sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise

from tasks.department.figures.figure import Kind
from tasks.department.figures.mentions import Mention

_BOUNDARY = re.compile(r"[，；：。！？,;:!?\n（(）)]")
_LEAD = re.compile(
    r"^(?:[、，,和与的]|及(?!时)|并(?!购)|全年|年内|今年以来|今年来|今年|去年|截至目前|目前|当年|期间|先后|累计|共计|合计|"
    r"总计|共|其中|包括|分别|还|已|另有|另|其余|其他的|我局|本局|我委|本委|我镇|本镇|我街道|全局|首次|"
    r"(?:19|20)\d\d年(?:度)?(?:以来)?|\d{1,2}月(?:\d{1,2}日)?)+"
)
_TAIL = re.compile(
    r"(?:共计|合计|累计|总计|共有|共|达到了?|达|(?<!行)(?<!作)为|是|有|了|各|均|都|约|近|逾|超过|超|突破|将近|大约|至少|"
    r"不得少于|不少于|不低于|不超过|不到|不足|接近|以上|分别|计|(?<=[一-龥]{2})占比|占(?!比)|的|已|全年|先后|新|至|到|由|从|已达|量为|总量为|在|"
    r"开了|办了|做了|搞了|出了|上了|[、，,和与]|(?<![惠涉波普遍])及|[¥￥]|\s)+$"
)
_VERB_TAIL = re.compile(
    r"(?:召开|举办|开展|组织|进行|完成|办理|处理|参加|查处|开|办|发放|印发|制发|新增|增加|减少|受理|审查|审核|为期|引导|"
    r"人均完成|人均|平均|处置|涉及|惠及|覆盖|整改|办结|调解|节省|节约|减免|投入|争取|挽回|追回|拨付|下达|落实|压缩)$"
)
_SAYS_NOTHING = re.compile(
    r"(?:考核)?(?:要求|目标值?|标准值?|上限|下限)|净增|净减|较上年|比上年|较去年|扩充|实现|比上[一年度]{1,3}|较\d{4}年|[增减降涨升]幅|"
    r"[比较][^，。；]{1,8}[低高多少]出?|[高低]于[^，。；]{1,12}|位居[^，。；]{1,6}"
)
_STOP = re.compile(
    r"共计?|累计|合计|都已|均已|已经|已|都|均|全部|全都|被|做了?|进行|参加|参与|参学|受训|完成|到|在|上了|通过|获|入选|实现|实行|"
    r"开展|组织|召开|举办|提供|覆盖|达|为|是|占|并|同比|较|比|等(?!级|候)|的?(?:整改|核查)率|以上|以下|以内|左右|限期|当年|"
    r"更趋|[“《]?$"
)
_NOUN = re.compile(r"[的]?(?P<noun>[^，；：。！？、,;:!?\n（）()]{1,40})")
_NO_NOUN = re.compile(
    r"^(?:以上|以下|以内|左右|了|和|及|与|并|由|至|到|均|都|已|被|受|获|[,，、。；：）)（(]|同比|占|较|比|增|减|降|升|由|下降|"
    r"上升|提高|提升|缩短|压缩|压减|缩减|精简|扩大|扩展|扩充|内|进行|次|开展|组织|参加|其中|\s*$|不等|合计|共计|累计|总计|共|"
    r"办结|完成|实现|通过|入选|达到|纳入|列入|予以|深入|列席|全部|正在|设立|走进|帮助|化解|解决|经(?![验费营济])|接受|采纳|评审|整改|当年)"
)
_IS = re.compile(r"^(?:为|是|系|属)(?P<noun>[^，；：。、,;\n（）()]{2,30})")
_JOINED = re.compile(
    r"^(?:参加|参与|观看|学习|听取|接受)了?(?P<noun>[^，；：。、,;\n（）()]{2,30})"
)
_DONE = re.compile(
    r"已?(?P<done>(?:达到|完成|通过|获得?|入选|纳入|列入|办结|整改)[^，；。、,;\d\n（）()]{0,12})"
)
"""What became of a part of the things counted before (已有4家通过认定)."""
_AFTER_SUFFIX = re.compile(r"(?:以上|以下|以内|左右)(?=[一-龥])")
_UP = (
    r"增长|增加|上升|提高|提升|上涨|攀升|跃升|扩大|扩充|扩展|增至|升至|增到|[增升涨]幅|净增|翻|"
    r"(?<![占同环])比[^，。；]{1,8}(?:多|高)出?|回升|上调|前移"
)
_DOWN = (
    r"下降|减少|压减|压缩|降低|缩减|缩短|精简|减至|降至|减到|降到|[降减]幅|净减|减|降|"
    r"(?<![占同环])比[^，。；]{1,8}(?:少|低)出?|回落|下滑|下调|压降|削减"
)
_CHANGED = re.compile(rf"(?:同比|环比)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:比例|幅度|率)?")
_CHANGE_TAIL = re.compile(
    rf"(?:{_CHANGED.pattern})(?:了|约|近|超过|超|逾|达|为|至|到|分别|每[年月季周日天]|平均|\s){{0,4}}$"
)
_RATE_NAME = re.compile(r"(?<![增长降少升])率")
"""审减率, 压减率 name a rate; 增长率 and 下降率 say a change."""
_CHANGE_HEAD = re.compile(
    r"^(?:(?P<up>增加)|(?P<down>压减|压缩|减少|缩减|精简|削减|缩短|降低))(?=[^，。；]{2,20}$)"
)


_NAMED_ASIDE = re.compile(r"[（(][^（()）\d]{1,10}[)）]$")
"""A bracket that belongs to the noun before the number: 示范村（社区）11个."""
_SHORT = frozenset("村镇乡县区市校所站点队组馆园")
"""The nouns of one character that are counted by themselves (9个村)."""


def left_of(text: str, mention: Mention, before: Mention | None) -> str:
    """Return what stands between the last boundary or mention and this one."""
    floor = max(before.end if before else 0, mention.start - 60)
    piece = text[floor : mention.start]
    aside = _NAMED_ASIDE.search(piece)
    if aside:
        piece = piece[: aside.start()]
    ends = [match.end() for match in _BOUNDARY.finditer(piece)]
    return piece[ends[-1] :] if ends else piece


def counted(text: str, mention: Mention, before: Mention | None, carried: str) -> str:
    """Return what the mention counts; `carried` is the phrase of the figure before it."""
    left = left_of(text, mention, before)
    change = _CHANGE_TAIL.search(_strip_tail_words(left))
    if change and not change[0].endswith(("比例", "幅度", "率")):
        return _changed(text, mention, before, left[: change.start()], carried)
    named = _strip(left)
    verb_only = not named or named.endswith("为期") or _VERB_TAIL.fullmatch(named) is not None
    noun = _after(text, mention.end, joined=verb_only)
    measured = mention.unit.kind is not Kind.COUNT and not verb_only
    if noun and not measured and (len(noun) > 1 or noun in _SHORT or not named):
        return noun
    if not verb_only and not _SAYS_NOTHING.fullmatch(named):
        return named
    earlier = _earlier(text, mention, before) or carried
    kept = "" if named.endswith("为期") or _SAYS_NOTHING.fullmatch(named) else named
    done = _DONE.match(text, mention.end) if not kept else None
    return earlier + (done["done"] if done else kept) or noun or named


def change_said(left: str) -> str:
    """Return 'increase' or 'decrease' when the words before a number say so, else ''."""
    match = _CHANGE_TAIL.search(_strip_tail_words(left)) or _CHANGE_HEAD.search(_strip(left))
    if match is None or _RATE_NAME.search(match[0]):
        return ""
    return "increase" if match["up"] else "decrease"


def _strip_tail_words(left: str) -> str:
    return re.sub(r"(?:了|约|近|超过|超|逾|达到?|(?<!行)为|分别|\s)+$", "", left) or left


def _changed(text: str, mention: Mention, before: Mention | None, said: str, carried: str) -> str:
    """Return what grew or fell: the clause's subject, the clause before it, or what was carried."""
    subject = re.sub(
        r"(?:同比|环比)?(?:较|比|与)?(?:上一?年度?|去年|往年|\d{2,4}年)?(?:同期)?(?:相比)?$",
        "",
        _strip(said),
    )
    if subject:
        return subject
    return _earlier(text, mention, before) or carried


def _after(text: str, at: int, *, joined: bool) -> str:
    suffix = _AFTER_SUFFIX.match(text, at)
    at = suffix.end() if suffix else at
    piece = text[at : at + 40]
    named = _IS.match(piece) or (_JOINED.match(piece) if joined else None)
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
    floor = max(0, mention.start - 80)
    ends = [floor, *(m.end() for m in _BOUNDARY.finditer(text, floor, mention.start))]
    for start, end in reversed(list(pairwise(ends))):
        if before is not None and before.end > start:
            return ""
        said = _TAIL.sub("", _LEAD.sub("", text[start : end - 1]))
        if said.strip():
            return said[-20:].strip()
    return ""
