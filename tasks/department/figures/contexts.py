"""What makes a number no figure: dates, ordinals, document numbers, slogans, names.

Two tables, each row with its reason. `SPANS` find whole expressions; every number that
lies in one is skipped. `SIDES` look at what stands directly before and after a number.
The families follow the genre (党政机关公文: GB/T 9704—2012, 发文字号 7.2.5; dates and
numerals: GB/T 15835—2011), so that a slogan never seen before is still known by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_H = "一二三四五六七八九十"
_N = rf"(?:\d{{1,4}}|[{_H}百零两]{{1,6}})"
_DASH = r"[—\-–~～至到－]{1,2}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An expression whose numbers are skipped: the reason's name, the pattern, and why."""

    reason: str
    pattern: re.Pattern[str]
    why: str


def _span(reason: str, pattern: str, why: str) -> Span:
    return Span(reason=reason, pattern=re.compile(pattern), why=why)


SPANS: tuple[Span, ...] = (
    _span("name", r"《[^《》\n]{1,80}(?:》|$)", "书名号内是文件名、法规名"),
    _span("document_number", r"[〔\[【（(]\s?(?:19|20)\d\d\s?[〕\]】）)]\s?(?:第\s?)?\d{0,5}\s?号?", "发文字号"),
    _span("document_number", r"第?\d{1,5}号(?=文|令|公告|通知|决定|批复|提案|建议|议案)", "文号"),
    _span("identifier", r"(?<![\dA-Za-z])[1-9]\d{16}[\dXx](?![\dA-Za-z])", "公民身份号码（GB 11643）"),
    _span("phone", r"(?<!\d)1[3-9]\d{9}(?!\d)", "手机号码"),
    _span("phone", r"(?<!\d)0\d{2,3}[-—－ ]?\d{7,8}(?!\d)", "固定电话"),
    _span("phone", r"(?:电话|传真|邮编|邮政编码|手机|QQ|联系方式)[:：为是]?\s?[\d\-—、,， ]{3,40}", "联系方式"),
    _span("identifier", r"https?://[^\s，。；]{1,200}|[\w.]{1,40}@[\w.]{1,40}", "网址、邮箱"),
    _span("law", rf"第{_N}条(?:第{_N}款)?(?:第?[（(]?{_N}[）)]?项)?", "法条"),
    _span("slogan", r"[“‘\"「][^“”‘’\"「」\n]{1,40}[”’\"」]", "引号内的提法、品牌、会议名、节日名"),
    _span("slogan", r"(?<![\d.])\d{1,3}(?:[+＋×][\dA-Za-z一-龥]{1,6}){1,5}", "“1+9+N”一类组合提法"),
    _span("date", rf"(?:19|20)\d\d(?:年度?)?{_DASH}(?:19|20)?\d\d(?:年度?)?(?!\d)", "年份区间"),
    _span("date", r"(?:19|20)\d\d\s?年(?:度)?(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?", "年月日"),
    _span("date", r"(?:19|20)\d\d[./\-]\d{1,2}(?:[./\-]\d{1,2})?(?!\d)", "年月日"),
    _span("date", r"[二一][零〇○○0九][零〇○一二三四五六七八九]{2}年(?:度)?(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?", "汉字年月日"),
    _span("date", rf"\d{{1,2}}\s?月?{_DASH}\d{{1,2}}\s?月(?:份)?", "月份区间"),
    _span("date", rf"\d{{1,2}}\s?月\s?\d{{1,2}}\s?日?{_DASH}(?:\d{{1,2}}\s?月\s?)?\d{{1,2}}\s?日", "日期区间"),
    _span("date", r"\d{1,2}\s?月\s?\d{1,2}\s?(?:日|号)(?:、\d{1,2}日)*", "月日"),
    _span("date", r"(?<![个\d])\d{1,2}\s?月(?:份|底|初|末|中旬|上旬|下旬|中|以来|间)?(?!\d)", "月份"),
    _span("date", rf"(?<![个{_H}])[{_H}]{{1,2}}月(?:份|底|初|末|中旬|上旬|下旬)?(?:[{_H}]{{1,3}}日)?", "汉字月日"),
    _span("date", r"(?<=月)\s?\d{1,2}日", "月日"),
    _span("date", r"(?<!\d)\d{1,2}[·・•]\d{1,2}(?!\d)", "节日（12·4 国家宪法日）"),
    _span("date", r"(?<![\d.])\d{1,2}\.\d{1,2}(?=[”’\"]?(?:国家|宪法|消费者|禁毒|世界|全国|全民|宣传|普法|节点|活动|日|、[“‘\"]\d{1,2}\.\d))", "节日（3.15）"),
    _span("time", r"(?<!\d)\d{1,2}[:：]\d{2}(?::\d{2})?(?!\d)", "时刻"),
    _span("time", r"(?:上午|下午|晚上|凌晨|早上)\s?\d{1,2}[时点]", "时刻"),
    _span("numbering", rf"(?:(?<=[。；，、：:;\s])|^)(?:[{_H}]{{1,3}}[是要])(?![否不])", "一是、二要"),
    _span("numbering", rf"^[（(]?(?:[{_H}]{{1,3}}|\d{{1,2}})[)）、.．](?!\d)", "段首编号"),
    _span("numbering", rf"(?<=[。；：，;:\s])[（(](?:[{_H}]{{1,3}}|\d{{1,2}})[)）]", "句中编号"),
    _span("numbering", r"[①-⑳]", "圈码"),
    _span("numbering", r"(?:附件|附表|附图|图|表|附)\s?\d{1,2}(?![\d.]|[个张份项])", "附件、图表编号"),
    _span("ordinal", rf"第\s?{_N}\s?(?:个|届|次|期|批|名|位|季度|轮|责任人|议题|课|步|章|节|号|条|款|项|类|种|大|部分|讲|线|产业|时间|方|人称|站|代)?", "序数"),
    _span("ordinal", rf"[{_H}]{{1,3}}届(?:[{_H}]{{1,2}}(?:次|中))?(?:、?[{_H}]{{1,2}}中)*(?:全会|全体会议)?", "届次（二十届三中全会）"),
    _span("ordinal", rf"(?:党的)?[{_H}]{{1,3}}大(?=报告|精神|以来|召开|会议|[，。、；和及]|部署|关于|代表|[”’]|$|[{_H}]|作出|提出|胜利|确定|和)", "党的代表大会（二十大）"),
    _span("ordinal", rf"[{_H}]{{1,2}}中(?=全会)", "中央全会"),
    _span("ordinal", r"[“‘\"]?[一二三四五六七八九十]五[”’\"]?(?=普法|规划|时期|期间|[、”’，。；末初]|法治|五年|计划|宣传)", "五年规划、普法规划"),
    _span("hotline", r"(?<!\d)(?:1[12]\d|12[345]\d{2}|123\d{2}|96\d{3,4}|95\d{3}|400\d?)(?=[^\d，。；]{0,8}(?:热线|平台|电话|便民|投诉|举报|工单|诉求|服务热线|专线))", "热线号码"),
    _span("identifier", r"(?<![A-Za-z])[A-Za-z]{1,10}[-—]?\d{1,8}(?:[-.]\d{1,4})*", "型号、代码"),
    _span("identifier", r"(?<!\d)(?:[45]G|IPv\d|3D|\d[A-Z](?=级|类|区|景区))", "代号"),
    _span("slogan", rf"[{_H}两双][一-龥]{{1,2}}[{_H}两双][一-龥]{{1,2}}(?=[”’\"，。、；：（）\s]|制度|工作|要求|机制|模式|活动|行动|标准|平台|改革|监管|抽查|建设|学习|体系|服务|宣传|方式|举措|责任|管理|程序|公示|执法|普法|原则|措施|事项|规定|清单|目标)", "三会一课、三重一大一类缩略"),
    _span("slogan", r"(?:双|一|三|四|五|六|七|八|九|十|百|千|万)(?:随机一公开|网通办|网统管|网协同|窗通办|窗受理|窗通|件事|站式|把手|体化|票否决|岗双责|案三查|案双查|村一顾问|村一法律顾问|警一员|网格一|线一策|企一策|事一议|户一策|人一档|企一档)", "固定提法"),
)  # fmt: skip
"""Whole expressions. Earlier rows win where two overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A number and what stands beside it: reason, pattern before, said, after, and why.

    `before` must match up to the number, `said` the whole number, `after` from its end.
    """

    reason: str
    before: re.Pattern[str] | None
    said: re.Pattern[str]
    after: re.Pattern[str] | None
    why: str


_ANY, _HAN, _ARABIC, _ONE, _FEW = ".*", r"\D+", r"\d.*", "一", rf"[{_H}两]{{1,2}}"


def _side(reason: str, before: str, said: str, after: str, why: str) -> Side:
    return Side(
        reason=reason,
        before=re.compile(rf"(?:{before})$") if before else None,
        said=re.compile(said, re.DOTALL),
        after=re.compile(after) if after else None,
        why=why,
    )


_ASPECTS = (
    "方面|环节|层面|步骤|阶段|程序|维度|角度|重点|关键|要点|要素|抓手|着力点|原则|要求|标准|"
    "特点|特征|维护|意识|自信|确立|坚持|必须|务必|规划|纲要|清单|张清单|机制|体系|制度|办法|工程|行动|"
    "模式|工作法|目标|理念|能力|优势|导向|聚焦|结合|同步|到位|不放过|转变|提升|突出|强化|确保|统筹|"
    "全面|严禁|不准|一律|禁止|公开|公示|服务|关系|责任|责任制|定位|格局|战略|布局|板块|主题|"
    "类型|领域|途径|渠道|层次|梯次|台阶|“|协调|联动|把关|审核|预防"
)

SIDES: tuple[Side, ...] = (
    _side("period", r"近|过去|最近|未来|今后|之前|此前|往|上|下|头|前|后|这|每|满", _ANY, r"\s?(?:个)?(?:年|月|季度|周|天)(?:来|以来|间|内)?", "时间段"),
    _side("period", "", _ANY, r"\s?(?:个)?年(?:来|以来|行动|规划|计划|滚动|攻坚|任期|大变样|制)", "时间段、年度行动"),
    _side("threshold", "", _ANY, r"\s?(?:周)?岁(?:以上|以下|及以上|以内|至|的?老|的?未)", "年龄分组"),
    _side("threshold", "", _ANY, r"\s?(?:个)?(?:级|类|等|星级|星)(?:以上|及以上|以下|以内)", "等级分组"),
    _side("threshold", "规模|限额", _ANY, r"[^，。；]{0,6}以上", "规模界限"),
    _side("aspect", "", _ANY, r"\s?级(?!别)", "层级（三级联动）"),
    _side("frequency", r"每(?:隔)?", _FEW, r"(?:个)?(?:年|月|季度|季|周|日|天)", "频次的周期"),
    _side("aspect", "", _FEW, rf"\s?(?:个|项|大|条|种|类|点|张|道|重|维|层|套|本)(?:“|(?:[一-龥]{{0,4}}?)(?:{_ASPECTS}))", "方面、步骤、提法"),
    _side("aspect", "", _FEW, r"(?:大|重|维|者|化|位一体|公|不|要|有|定|查|单|严|实|讲|准|进|送|比|联|审|校|同|则)", "并列提法的缩略"),
    _side("aspect", "", _ANY, r"\s?(?:个|大|点)(?:方面|环节|层面|维度|阶段|步骤)", "方面、步骤"),
    _side("loose", "", _ONE, r"", "一字多为虚指；二以上的汉字数才计数"),
    _side("word", r"[统唯单专第逐划归如万同合为之其进推不]", _ONE, r"", "词语的一部分"),
    _side("name", "", _FEW, r"(?:里|号线|号楼|号院|道街|路|街|巷|中学?|小学?|幼|医院)(?![个件次项名人])", "地名、校名"),
    _side("word", "", r"[百千万亿十]+", r"", "没有系数的位数词（万户、千方百计）"),
    _side("word", "", _FEW, r"(?:分析|分之|分工|通八达|面八方|农|资|废|线|防|网|端|年级|夏|合院|角|边)", "词语的一部分"),
)  # fmt: skip
"""What stands beside a number. The first row that fits gives the reason."""

_REACH = 10


def excluded_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, reason) of every expression in a folded text; they may overlap."""
    for span in SPANS:
        for match in span.pattern.finditer(text):
            if match.end() > match.start():
                yield match.start(), match.end(), span.reason


def side_reason(text: str, start: int, end: int) -> str:
    """Return why the number at start..end is no figure by what stands beside it, or ''."""
    left, said = text[max(0, start - _REACH) : start], text[start:end]
    for row in SIDES:
        if row.said.fullmatch(said) is None:
            continue
        if row.before is not None and row.before.search(left) is None:
            continue
        if row.after is None or row.after.match(text, end) is not None:
            return row.reason
    return ""
