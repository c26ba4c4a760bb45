"""What a figure counts, from the grammar of its clause.

Chinese reports put the counted noun after the measure word (`81家科技型中小企业`), before
the number (`法治讲座4次`), or leave it to an earlier clause (`其中15家为重新认定`). Nothing
is parsed deeply: the phrase is what stands between the number and the nearest boundary,
without the words that only carry the sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from tasks.department.figures.figure import Kind
from tasks.department.figures.mentions import Mention
from tasks.department.figures.units import unit_at

_BOUNDARY = re.compile(r"[，；：。！？,;:!?\n（(）)]")
_LAST_BOUNDARY = re.compile(rf".*{_BOUNDARY.pattern}", re.DOTALL)
_LEAD = re.compile(
    r"^(?:[、，,与的]|和(?!解|谐)|[一二三四五六七八九十]{1,2}[是要]|及(?![时格])|并(?!购)|全年|年内|今年以来|今年来|今年|去年|截至目前|目前|当年|期间|先后|累计|共计|合计|"
    r"总计|共(?![同享建治产管])|其中|包括|分别|还(?!款|建|贷)|已|另有|另|其余|其他的|我局|本局|我委|本委|我镇|本镇|我街道|全局|首次|"
    r"(?:19|20)\d\d年(?:度)?(?:以来)?|\d{1,2}月(?:\d{1,2}日)?)+"
)
_TAIL = re.compile(
    r"(?:共计|合计|累计|总计|共有|共|达到了?|达|(?<!行)(?<!作)为|是|有|了|各|(?<![人户案场件平年日月])均|都|仍|尚|约|近|逾|超过|超|突破|将近|大约|至少|"
    r"不得少于|不少于|不低于|不超过|不到|不足|接近|(?<![岁级元人米亩])以上|分别|计|占(?!比)|的|已|全年|先后|新|至|到|由|从|已达|量为|总量为|在|"
    r"开了|办了|做了|搞了|出了|上了|[、，,和与]|(?<![惠涉波普遍])及|[¥￥]|\s)+$"
)
_VERB_TAIL = re.compile(
    r"(?:召开|举办|开展|组织|进行|完成|办理|处理|参加|查处|开|办|发放|印发|制发|新增|增加|减少|受理|审查|审核|为期|引导|"
    r"人均完成|人均|平均|占比|比重|播出|播放|推送|剩余|剩下|处置|涉及|惠及|覆盖|整改|办结|调解|节省|节约|减免|投入|争取|挽回|追回|拨付|下达|落实|压缩)$"
)
_SAYS_NOTHING = re.compile(
    r"(?:考核)?(?:要求|目标值?|标准值?|上限|下限)|净增|净减|较上年|比上年|较去年|扩充|实现|比上[一年度]{1,3}|较\d{4}年|[增减降涨升]幅|"
    r"相当于[^，。；]*|(?:上年|去年|20\d\d年)(?:同期|度)?|[^，。；]{0,10}中|"
    r"(?:力争|确保|做到)?每(?:个|家|所|名|处)?(?:村|社区|镇|街道|校|所|企业|部门|单位|人|户|家|场|次|期)?|"
    r"[比较][^，。；]{1,8}[低高多少]出?|[高低]于[^，。；]{1,12}|位居[^，。；]{1,6}"
)
_STOP = re.compile(
    r"共计?|累计|合计|都已|均已|已经|已|都|均|全部|全都|被|做了?|进行|参加|参与|参学|受训|完成|到|在|上了|通过|获|入选|实现|实行|"
    r"开展|组织|召开|举办|提供|覆盖|达|为|是|占|并|同比|较|比|等(?!级|候)|的?(?:整改|核查)率|以上|以下|以内|左右|限期|当年|"
    r"更趋|中(?=有|仍|尚|位|排|列|名)|[“《]?$"
)
_NOUN = re.compile(r"[的]?(?P<noun>[^，；：。！？、,;:!?\n（）()]{1,40})")
_NO_NOUN = re.compile(
    r"^(?:以上|以下|以内|左右|了|和|及|与|并|由|至|到|均|都|已|被|受|获|[,，、。；：）)（(]|同比|占|较|比|增|减|降|升|由|下降|"
    r"上升|提高|提升|缩短|压缩|压减|缩减|精简|扩大|扩展|扩充|内|进行|次|开展|组织|参加|其中|\s*$|不等|合计|共计|累计|总计|共|"
    r"办结|完成|实现|通过|入选|达到|纳入|列入|予以|深入|列席|全部|正在|担任|用于|参与(?![一-龥])|实行|采取|给予|承担|作为|超过|没有|"
    r"限期|确认为|被评|获评|荣获|得到|受到|中(?=有|仍|尚)|(?:整合|合并|归并|调整|优化|简化|变更?)[为成至到]|设立|走进|帮助|化解|解决|经(?![验费营济])|接受|采纳|评审|整改|当年)"
)
_IS = re.compile(r"^(?:为|是|系|属)(?P<noun>[^，；：。、,;\n（）()]{2,30})")
_JOINED = re.compile(
    r"^(?:参加|参与|观看|学习|听取|接受)了?(?P<noun>[^，；：。、,;\n（）()]{2,30})"
)
_DONE = re.compile(
    r"已?(?P<done>(?:达到|完成|通过|获得?|入选|纳入|列入|办结|整改|被|受到?|正在|超过|尚未|得到|不合格|没有|存在|确认为)[^，；。、,;\d\n（）()]{0,12})"
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
_IMPROVED = re.compile(
    r"(?:改造|整治|优化|巩固|新建|完善|维修|提档|改)[、和]?(?:提升|扩建|扩充|升级)$"
)
"""Two verbs for one work done on things (改造提升7处), and no change of their number."""
_FROM_TAIL = re.compile(r"(?:由|从)[^，。；：、\d]{0,8}$")
_TIMES = frozenset({"次", "轮", "批次"})
_TIMES_VERB = re.compile(
    r"(?:到|赴|深入|召开|开展|组织|专题|研究|听取|参加|走进|带队|主持|调度|通报|集中|举办|登门|上门|下沉|会同|联合)"
    r"[^，。；、：（(\d]{1,18}"
)
"""What was done so many times, said behind the number: 先后5次到社区现场办公."""
_CUT_PERCENT = re.compile(
    r"(?:压减|压缩|缩减|削减|精简)(?=[^，。；]{2,12}$)(?![^，。；]*[率度比]$)"
)
"""In percent, the thing between such a verb and the number became less, whoever did it."""
_ONLY_A_NUMBER = re.compile(r"[一二三四五六七八九十两]+[级项类者]")
_RELATIVE_TO = re.compile(
    r"(?:同比|环比)?(?:(?:较|与|(?<![占同环对类])比)(?![例重率对])[^，。；、]{1,10}?)?(?:相比)?$"
)
"""What a change is measured against: 较上年同期, 比法定时限."""

_ASIDE = re.compile(r"[（(][^（()）]{1,24}[)）]$")
_NAMED_ASIDE = re.compile(r"[（(][^（()）\d]{1,6}[)）]$")
"""A bracket that belongs to the noun before the number: 示范村（社区）11个."""
_TAIL_WORDS = re.compile(r"(?:了|约|近|超过|超|逾|达到?|(?<!行)为|分别|\s)+$")
_SOON = 8
"""了 stands behind the verb: 剩余1个明确了责任人 names nothing, 11个社区配了顾问 names 社区."""
_CLAUSE_REST = re.compile(r"[^，；：。！？,;:!?\n（(）)\d]{0,24}")
_ADJACENT = re.compile(r"[\d,.]+(?:万|亿)?")
_SHORT = frozenset("村镇乡县区市校所站点队组馆园")
"""The nouns of one character that are counted by themselves (9个村)."""


def left_of(text: str, mention: Mention, before: Mention | None) -> str:
    """Return what stands between the last boundary or mention and this one."""
    floor = max(before.end if before else 0, mention.start - 60)
    piece = text[floor : mention.start]
    aside = _ASIDE.search(piece) if piece.endswith(("）", ")")) else None
    if aside:
        piece = piece[: aside.start()]
    last = _LAST_BOUNDARY.match(piece)
    return piece[last.end() :] if last else piece


def counted(text: str, mention: Mention, before: Mention | None, left: str, carried: str) -> str:
    """Return what the mention counts.

    `left` is what stands before it (`left_of`), `carried` the phrase of the figure before it.
    """
    change = _change_tail(left)
    if change and not change[0].endswith(("比例", "幅度", "率")):
        return _changed(text, mention, before, left[: change.start()], carried)
    named = _strip(left)
    aside = _NAMED_ASIDE.search(text, max(0, mention.start - 8), mention.start) if named else None
    named += aside[0] if aside else ""
    verb_only = not named or named.endswith("为期") or _VERB_TAIL.fullmatch(named) is not None
    noun = _after(text, mention.end, joined=verb_only)
    if mention.unit.said in _TIMES and not noun:
        times = _TIMES_VERB.match(text, mention.end)
        if times:
            return times[0]
    if named and noun and mention.unit.kind is Kind.MONEY and _VERB_TAIL.search(named):
        return named + noun
    measured = mention.unit.kind is not Kind.COUNT and not verb_only
    if noun and not measured and (len(noun) > 1 or noun in _SHORT or not named):
        return noun
    if not verb_only and not _SAYS_NOTHING.fullmatch(named):
        return named
    earlier = _earlier(text, mention, before) or _done_before(text, before, carried)
    kept = "" if named.endswith("为期") or _SAYS_NOTHING.fullmatch(named) else named
    done = _DONE.match(text, mention.end) if not kept else None
    kept = f"已{kept}" if kept and f"已{kept}" in left else kept
    return earlier + (done["done"] if done else kept) or noun or named


def change_said(left: str) -> str:
    """Return 'increase' or 'decrease' when the words before a number say so, else ''."""
    tail = _change_tail(left)
    match = tail or _CHANGE_HEAD.search(_strip(left))
    if match is None or _RATE_NAME.search(match[0]):
        return ""
    return "increase" if match["up"] else "decrease"


def _change_tail(left: str) -> re.Match[str] | None:
    bare = _strip_tail_words(left)
    return None if _IMPROVED.search(bare) else _CHANGE_TAIL.search(bare)


def without_from(left: str) -> str:
    """Return the words before a value that 由… or 从… leads in, without these (由法定20日)."""
    return _FROM_TAIL.sub("", left) or left


def cut_by_percent(left: str) -> bool:
    """Say whether the words before a percentage say that something was cut by it."""
    return _CUT_PERCENT.search(_strip(left)) is not None


def _strip_tail_words(left: str) -> str:
    return _TAIL_WORDS.sub("", left) or left


def _changed(text: str, mention: Mention, before: Mention | None, said: str, carried: str) -> str:
    """Return what grew or fell: the clause's subject, the clause before it, or what was carried."""
    subject = _RELATIVE_TO.sub("", _strip(said))
    if subject:
        return subject
    return _earlier(text, mention, before) or carried


def _after(text: str, at: int, *, joined: bool) -> str:
    suffix = _AFTER_SUFFIX.match(text, at)
    at = _past_number(text, suffix.end() if suffix else at)
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
    number = re.search(r"\d(?![A-Z])", noun)
    noun = noun[: number.start()] if number else noun
    stop = _STOP.search(noun, 1)
    noun = noun[: stop.start()] if stop else noun
    done = noun.find("了")
    return (noun[: max(done - 1, 0)] if 0 < done < _SOON else noun).strip("的 ")


def _past_number(text: str, at: int) -> int:
    """Return where the phrase begins that two numbers share: 公布9类54项证明事项清单."""
    number = _ADJACENT.match(text, at)
    unit = unit_at(text, number.end(), arabic=True) if number else None
    return unit[1] if unit else at


@lru_cache(maxsize=512)
def _strip(left: str) -> str:
    named = _LEAD.sub("", left.strip())
    bare = _TAIL.sub("", named)
    if _ONLY_A_NUMBER.fullmatch(bare):
        return named
    return bare.strip("“” 　") if named.count("“") != 1 else bare


def subject_of(text: str, mention: Mention, before: Mention | None) -> str:
    """Return what is said before a mention, when its own noun stands behind it, or ''.

    In 惠及23个楼盘1.62万户 the second number does not count 楼盘 but what 惠及 is said of.
    """
    named = _strip(left_of(text, mention, before))
    if not named or _SAYS_NOTHING.fullmatch(named):
        return ""
    return _earlier(text, mention, before) + named if _VERB_TAIL.fullmatch(named) else named


def _done_before(text: str, before: Mention | None, carried: str) -> str:
    """Return what the clause of the figure before says behind it, when it goes on with its noun.

    28名干部全部参加网上考试，平均96.5分: what is measured is the test, not the 干部.
    """
    if before is None or not carried:
        return carried
    said = _CLAUSE_REST.match(text, before.end)
    longer = said is not None and said[0].startswith(carried)
    return said[0] if said is not None and longer else carried


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
