"""A department's share of a theme, as one item of a sentence of parallel items.

`区公安分局举办民警法治轮训班3期，参训民警412人次；区司法局……` — an item is a run of whole clauses
of one sentence: what was done with how much, behind the department's name. Clauses that say
why, or to what effect, stay in the report they came from, which the comment quotes whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tasks.delivery.report.lexicon import Lexicon
from tasks.delivery.report.naming import Speaker, name_in
from tasks.delivery.report.numerals import arabic
from tasks.delivery.report.sentences import plain_digits
from tasks.department.figures.figure import Figure, Role

LONGEST: Final = 66
"""Two lines and a bit: five items make a paragraph."""

_SHORTEST: Final = 6
_OPENING, _CLOSING = "“《（(「『【", "”》）)」』】"

# What a clause begins with, when the department itself is its subject and nothing is missing.
# First words that say when or how much; then the leaders and bodies of the department.
_WHEN: Final = (
    r"(?:"
    r"全年以来|全年|年度|年内|年初|年中|年底|年末|上半年|下半年|先后|累计|总共|共|已|还|并|又|率先|首次|多次|定期|"
    r"常态化|高质量|高标准|高效|圆满|统筹|周密|精心|广泛|严格|积极|认真|深入|扎实|持续|全面|充分|主动|大力|着力|切实|"
    r"不断|进一步"
    r")*"
)
_BODY: Final = (
    r"(?:(?:分局|局|委|办|街道|镇|乡|中心|机关)?"
    r"(?:党委、镇政府|党委政府|党组|党委会|党委|党工委|党支部|党政班子|理论学习中心组|党组中心组|党组会|党工委会议|领导班子|"
    r"班子成员|综合行政执法(?:大队|队|办)|综合执法队|司法所|综治中心))*"
)
# Verbs of doing, and prepositions that lead to one; what begins otherwise may have a subject
# of its own (全区学校……, 优秀率……) and does not begin an item.
_ACTS: Final = (
    r"(?:"
    r"开展|举办|组织|召开|召集|主持|邀请|赴|就|编印|编制|编写|编发|制作|制定|制发|打造|建成|建立|建设|健全|完善|深化|"
    r"设立|设置|开设|开通|推出|上线|印发|发放|录制|创作|播放|包案|包联|带头|带队|督办|接访|听取|审议|审查|审核|审结|"
    r"出台|出具|出动|推动|签订|研究|牵头|选送|选派|选聘|改造|新增|新建|新设|培训|培育|培养|走访|推送|解答|接受|接待|"
    r"覆盖|服务|收集|形成|修订|修改|废止|清理|完成|处理|办理|办结|受理|调处|调解|化解|排查|检查|抽查|抽检|查处|查扣|"
    r"查获|立案|作出|移送|适用|对|为|向|在|将|把|以|围绕|结合|依托|利用|针对|面向|通过|按照|会同|联合|与|承办|承接|"
    r"参加|参与|提供|提出|发出|发送|发布|反馈|公开|公示|回访|回应|约谈|督促|责令|纠正|整治|整改|取缔|关停|拆除|清退|"
    r"追回|追缴|帮助|协助|引进|争取|入库|申报|认定|推荐|兑现|减免|压减|精简|取消|下放|承诺|梳理|评查|评选|聘请|配备|"
    r"吸纳|整合|安排|投入|张贴|悬挂|会前学法|学法|学习|专题学习|集中学习|研读|宣讲|讲授|应诉|出庭|采纳|征求|备案|评估|"
    r"论证|监测|巡查|巡逻|侦破|破获|打掉|收缴|销毁|撤销|列入|年检|救助|援助|登记|颁发|核发|审批|推行|推广|实施|落实|"
    r"执行|运用|探索|创建|获评|荣获|获得|被评为"
    r")"
)
# Verbs of the mood that a sentence opens with; its subject is the department all the same.
_MOODS: Final = (
    r"(?:"
    r"强化|加强|提升|提高|推进|抓|聚焦|坚持|贯彻|构建|优化|规范|压实|筑牢|守牢|紧盯|紧扣|立足|树立|牢固|突出|创新|拓展|"
    r"畅通|严把|注重|发挥|用好|做好|做实|成立|调整|保障|促进|维护|打通"
    r")"
)
_BEGINS: Final = re.compile(_WHEN + _BODY + _WHEN + _ACTS)
_OPENS: Final = re.compile(_WHEN + _BODY + _WHEN + "(?:" + _MOODS + "|" + _ACTS + ")")
_LEADER: Final = re.compile(
    r"^(?:(?:分局|局|委|办|街道|镇|乡|中心)?(?:党政|党委、镇政府|党委、政府|党组|党委)?主要(?:负责人|负责同志|领导)"
    r"|(?:镇|乡|街道)?(?:党委|党工委)书记、(?:镇长|乡长|办事处主任|主任)"
    r"|(?:局|委|分局)?(?:党组|党委)书记、(?:局长|主任|院长)"
    r"|(?:分局|局|街道|镇)?(?:班子成员|领导班子成员|分管负责人))"
)
_NOUN: Final = re.compile(
    r"(?:办理|审批|办结|登记|审核|服务)(?:时限|时间|时长|周期|率|事项增加|事项压减)|在建|对照"
)
"""What begins like a verb and is a noun: 办理时限."""

_BARE: Final = re.compile(
    _WHEN
    + r"(?:发放|印发|发送|推送|完成|参加|办理|办结|覆盖|开展|举办)(?:共|逾|近|约|超|超过|了)?\d"
)
"""A verb without its object, which stands in the clause before: 编印宣传资料，全年发放8000份."""

_HELD: Final = re.compile(
    _WHEN + r"(?:组织|开展|举办|召开|编印|印发|建立|设立|推行|制定|修订|打造|创建|选派|围绕|聚焦)"
)
_SHORT: Final = 14
"""A shorter clause (收集意见建议58条) counts what the one before tells, if that is a deed."""

_OWN: Final = re.compile(
    r"(?:我|本)(?:局|委|办|街道|镇|乡|中心|分局)|(?:分局|局|街道|镇|乡)(?:坚持|把|全年|严格|以|积极|认真)"
)
_NEAR: Final = 8
"""How far into the first clause the department's name may stand: 区委教育工委、区教育局党组."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """A clause without its end sign, `sign`; `told` says that a figure stands in it."""

    text: str
    sign: str
    told: bool


def showcase(said: str, figures: Sequence[Figure], who: Speaker, lexicon: Lexicon) -> str | None:
    """Return the item that a sentence, as `said`, makes of its department, without end sign.

    None when no run of clauses has the department, or a leader of it, for its subject.
    """
    counted = (figure for figure in figures if figure.role is not Role.TARGET)
    told = tuple(plain_digits(arabic(figure)) for figure in counted)
    clauses = list(_clauses(said.rstrip("。"), told))
    leader = _LEADER.match(said)
    begin = _begin(clauses, leader is not None, who)
    if begin is None:
        return None
    text = _run(clauses[begin:])
    if not _SHORTEST <= len(text) <= LONGEST or lexicon.faulty(text):
        return None
    if leader and begin > 0:
        text = leader.group() + text
    named = name_in(f"{text}。", who)
    if named is None or not named.startswith((who.name, *who.names)):
        return None
    return named.rstrip("。")


def _begin(clauses: Sequence[_Clause], leader: bool, who: Speaker) -> int | None:  # noqa: FBT001
    """Return where the run begins: at the first figure's clause, or the one it has its object from.

    The department has to be the subject of the sentence and of that clause.
    """
    first = next((at for at, clause in enumerate(clauses) if clause.told), None)
    own = leader or _is_own(clauses[0].text, who)
    if first is None or not own:
        return None
    at = first - _leads(clauses, first)
    if at == 0:
        return 0
    begins = _BEGINS.match(clauses[at].text) and not _NOUN.match(clauses[at].text)
    return at if begins and clauses[at - 1].sign != "：" else None


def _leads(clauses: Sequence[_Clause], first: int) -> bool:
    """Return whether the clause before says what this one counts: 开展……活动，收集意见58条."""
    if not first or clauses[first - 1].sign != "，":
        return False
    short = len(clauses[first].text) < _SHORT and _BEGINS.match(clauses[first].text)
    return bool(
        _BARE.match(clauses[first].text) or (short and _HELD.match(clauses[first - 1].text))
    )


def _is_own(first: str, who: Speaker) -> bool:
    """Return whether a sentence's first clause has the department for its subject."""
    if any(0 <= first.find(name) <= _NEAR for name in (who.name, *who.names)):
        return True
    return bool(_OWN.match(first) or (_OPENS.match(first) and not _NOUN.match(first)))


def _run(clauses: Sequence[_Clause]) -> str:
    """Return the clauses up to the last that still tells a figure, as long as they fit."""
    text, last = clauses[0].text, 0
    so_far = text
    for at in range(1, len(clauses)):
        sign = clauses[at - 1].sign
        if sign != "，" or clauses[at].text.startswith("其中"):
            break
        if not clauses[at].told and last < at - 1:
            break
        so_far += sign + clauses[at].text
        if clauses[at].told:
            if len(so_far) > LONGEST:
                break
            text, last = so_far, at
        elif at > 1 or clauses[0].told:
            break
    return text


def _clauses(said: str, told: Sequence[str]) -> Iterator[_Clause]:
    """Yield the clauses, cut at ，；： outside of brackets and quotation marks."""
    depth, start = 0, 0
    for at, sign in enumerate(said):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign in "，；：" and depth == 0:
            yield _clause(said[start:at], sign, told)
            start = at + 1
    yield _clause(said[start:], "", told)


def _clause(text: str, sign: str, told: Sequence[str]) -> _Clause:
    return _Clause(text=text, sign=sign, told=any(figure in text for figure in told))
