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
from functools import lru_cache

from tasks.department.figures.sieve import Sieve

_H = "一二三四五六七八九十"
_N = rf"(?:\d{{1,4}}|[{_H}百零两]{{1,6}})"
_W = rf"(?![{_H}百千万亿零])[一-龥]"
"""A character that is no numeral: 一百二十六个 is a number, not a slogan."""
_DASH = r"[—\-–~～至到－]{1,2}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An expression whose numbers are skipped: the reason's name, the pattern, and why.

    `needs` are groups of characters; a text without one of each group cannot hold the
    expression, so that it need not be searched.
    """

    reason: str
    pattern: re.Pattern[str]
    why: str
    needs: tuple[str, ...]


def _span(reason: str, pattern: str, why: str, needs: str = "") -> Span:
    return Span(reason=reason, pattern=re.compile(pattern), why=why, needs=tuple(needs.split()))


SPANS: tuple[Span, ...] = (
    _span("name", r"《[^《》\n]{1,80}(?:》|$)", "书名号内是文件名、法规名", "《"),
    _span("document_number", r"[〔\[【（(]\s?(?:19|20)\d\d\s?[〕\]】）)]\s?[一-龥]{1,3}\d{0,4}[一-龥]{1,4}\d{1,6}号", "案号", "号 12"),
    _span("document_number", r"[〔\[【（(]\s?(?:19|20)\d\d\s?[〕\]】）)]\s?(?:第\s?)?\d{0,5}\s?号?", "发文字号", "12 ([【〔（"),
    _span("document_number", r"第?\d{1,5}号(?=文|令|公告|通知|决定|批复|提案|建议|议案)", "文号", "号 令公决建批提文议通"),
    _span("identifier", r"(?<![\dA-Za-z])[1-9]\d{16}[\dXx](?![\dA-Za-z])", "公民身份号码（GB 11643）", "123456789"),
    _span("identifier", r"(?<![\dA-Za-z])\d{2,10}[A-Z]{1,3}[0-9A-Z]{4,20}(?![\dA-Za-z])", "统一社会信用代码（GB 32100）"),
    _span("phone", r"(?<!\d)1[3-9]\d{9}(?!\d)", "手机号码", "1 3456789"),
    _span("phone", r"[（(]?(?<!\d)0\d{2,3}[)）\-—－ ]{0,2}\d{7,8}(?:[转\-]\d{1,5})?(?!\d)", "固定电话", "0"),
    _span("phone", r"(?:电话|传真|邮编|邮政编码|手机|QQ|联系方式)[:：为是]?\s?[（(]?\d[\d\-—、,， ()（）转/]{2,40}", "联系方式", "Q传手电联邮"),
    _span("hotline", r"(?:(?<=拨打)|(?<=致电)|(?<=热线))\s?\d{3,5}(?:[、，和及]\d{3,5}){0,12}(?![\d.])", "拨打的号码", "打电线"),
    _span("identifier", r"(?:QQ|微信|公众号|群)(?:群|公众)?号?[:：为是]?\s?[\dA-Za-z_\-]{4,20}(?![\d万])", "群号、微信号", "Q信号群"),
    _span("identifier", r"https?://[^\s，。；]{1,200}|[\w.]{1,40}@[\w.]{1,40}", "网址、邮箱", "@h"),
    _span("law", rf"第{_N}条(?:第{_N}款)?(?:第?[（(]?{_N}[）)]?项)?", "法条", "条 第"),
    _span("slogan", r"[“‘\"「][^“”‘’\"「」\n]{1,40}[”’\"」]", "引号内的提法、品牌、会议名、节日名", '"‘“「 "’”」'),
    _span("identifier", r"[A-Z]{0,2}K\d{1,4}[+＋]\d{1,4}(?:[—\-~至][A-Z]{0,2}K\d{1,4}[+＋]\d{1,4})?", "公路桩号", "K +＋"),
    _span("name", r"\d{1,2}\.\d{1,2}(?=版|系统|平台)", "版本号", ". 平版系"),
    _span("slogan", r"(?<![\d.])\d{1,3}(?:[+＋×][\dA-Za-z一-龥]{1,6}){1,5}", "“1+9+N”一类组合提法", "+×＋"),
    _span("slogan", r"(?<!\d)\d{3,4}(?=工程|部署|计划|战略|体系|模式|行动|工作法|机制)", "数字命名的部署、模式", "体工战机模行计部"),
    _span("slogan", r"十八亿亩(?=耕地|红线)", "耕地红线的固定提法", "亩 亿"),
    _span("date", rf"(?:19|20)\d\d(?:年度?)?{_DASH}(?:19|20)?\d\d(?:年度?)?(?!\d)", "年份区间", "12 -~–—到至－～"),
    _span("date", r"(?:19|20)\d\d\s?年(?:度)?(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?", "年月日", "年 12"),
    _span("date", r"(?:19|20)\d\d(?:、(?:19|20)\d\d){1,6}", "并列的年份", "、 12"),
    _span("date", r"(?:19|20)\d\d[./\-]\d{1,2}(?:[./\-]\d{1,2})?(?!\d)", "年月日", "12 -./"),
    _span("date", r"(?<=[数读回望顾展聚焦进走过])(?:19|20)\d\d(?![\d.])(?=[：:，。！》”]|$)", "标题中只写年份（数读2025：）", "12"),
    _span("date", r"\d{1,2}世纪(?:\d0年代)?|\d0年代", "世纪、年代", "0世"),
    _span("date", r"(?:(?<=[，。；、较比从自由到至于和])|^)[12]\d年(?=共|全年|度|较|来|以来|我|初|底|增|减|的?同期|相比)", "两位数的年份", "年 12"),
    _span("date", r"[二一][零九][零一二三四五六七八九]{2}年(?:度)?(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?", "汉字年月日", "年 一二"),
    _span("date", r"[一二三四]季度|[上下]半年", "季度、半年", "半季"),
    _span("date", rf"\d{{1,2}}\s?月?{_DASH}\d{{1,2}}\s?月(?:份)?", "月份区间", "月 -~–—到至－～"),
    _span("date", rf"\d{{1,2}}\s?月\s?\d{{1,2}}\s?日?{_DASH}(?:\d{{1,2}}\s?月\s?)?\d{{1,2}}\s?日", "日期区间", "日 月"),
    _span("date", r"\d{1,2}\s?月\s?\d{1,2}\s?(?:日|号)(?:、\d{1,2}日)*", "月日", "月 号日"),
    _span("date", r"(?<![个\d])\d{1,2}\s?月(?:份|底|初|末|中旬|上旬|下旬|中|以来|间)?(?!\d)", "月份", "月"),
    _span("date", rf"(?<![个{_H}])[{_H}]{{1,2}}月(?:份|底|初|末|中旬|上旬|下旬)?(?:[{_H}]{{1,3}}日)?", "汉字月日", "月 一七三九二五八六十四"),
    _span("date", r"(?<=月)\s?\d{1,2}日", "月日", "日"),
    _span("date", r"(?<!\d)\d{1,2}[·・•]\d{1,2}(?!\d)", "节日（12·4 国家宪法日）", "·•・"),
    _span("date", r"(?<![\d.])\d{1,2}\.\d{1,2}(?=[”’\"]?(?:国家|宪法|消费者|禁毒|世界|全国|全民|宣传|普法|节点|活动|日|、[“‘\"]\d{1,2}\.\d))", "节日（3.15）", ". 、世全国宣宪日普活消禁节"),
    _span("time", r"(?<!\d)\d{1,2}[:：]\d{2}(?::\d{2})?(?!\d)", "时刻", ":："),
    _span("time", r"\d{1,2}\s?[时点]\s?\d{1,2}\s?分|\d{1,2}时(?=起|许|整|[，。、至—])", "时刻", "分时"),
    _span("time", r"(?:上午|下午|晚上|凌晨|早上)\s?\d{1,2}[时点]", "时刻", "时点 上下凌早晚"),
    _span("slogan", r"(?:7\s?[×xX*＊]\s?)?24\s?小时(?:不间断|全天候)?(?=在线|服务|值班|值守|不打烊|热线|开放|自助|备勤|响应|监测|巡)", "全天候的说法", "2 4"),
    _span("numbering", rf"(?:(?<=[。；，、：:;\s])|^)(?:[{_H}]{{1,3}}[是要])(?![否不])", "一是、二要", "是要 一七三九二五八六十四"),
    _span("numbering", rf"^[（(]?(?:[{_H}]{{1,3}}|\d{{1,2}})[)）、.．](?!\d)", "段首编号", ").、）．"),
    _span("numbering", r"^\d{1,2}(?:\.\d{1,2}){1,3}(?=[\s　])", "段首多级编号", "."),
    _span("numbering", r"(?<=[。；])\s?\d{1,2}[、．.](?!\d)", "句间编号", ".、．"),
    _span("numbering", rf"(?<=[。；：，,;:\s])[（(](?:[{_H}]{{1,3}}|\d{{1,2}})[)）]", "句中编号", "(（ )）"),
    _span("numbering", r"[①-⑳]", "圈码"),
    _span("numbering", r"(?:附件|附表|附图|(?:(?<![一-龥])|(?<=[见如、及和]))(?:图|表|附|注))\s?\d{1,2}(?:[—\-–]\d{1,2})?(?![\d.]|[个张份项])", "附件、图表编号", "图注表附"),
    _span("ordinal", r"其[一二三四五六](?=[，、：是])", "其一、其二", "其 、是，："),
    _span("ordinal", rf"第\s?{_N}\s?(?:个|届|次|期|批|名|位|季度|轮|责任人|议题|课|步|章|节|号|条|款|项|类|种|大|部分|讲|线|产业|时间|方|人称|站|代)?", "序数", "第"),
    _span("ordinal", rf"[{_H}]{{1,3}}届(?:[{_H}]{{1,2}}(?:次|中))?(?:、?[{_H}]{{1,2}}中)*(?:全会|全体会议)?", "届次（二十届三中全会）", "届 一七三九二五八六十四"),
    _span("name", rf"(?:党的)?[{_H}]{{1,3}}大(?=报告|精神|以来|召开|会议|[，。、；和及]|部署|关于|代表|[”’]|$|[{_H}]|作出|提出|胜利|确定)", "党的代表大会（二十大）", "大 一七三九二五八六十四"),
    _span("ordinal", rf"[{_H}]{{1,2}}中(?=全会)", "中央全会", "中 会"),
    _span("ordinal", rf"(?<=[届大协会])[{_H}]{{1,2}}次(?=会议|全会|全体)", "届内会次（人大二次会议）", "次 会全"),
    _span("ordinal", rf"(?<![第{_H}百千])(?:二期|[一三四五]期(?=工程|项目|建设|平台|系统|改造))", "工程、平台的期次；数期数用两期", "二期"),
    _span("slogan", rf"[{_H}两]{{1,2}}句话", "几句话的提法", "句 话"),
    _span("name", r"(?<![百千万亿零点之一二三四五六七八九十])[一二三四五六七八九十]五(?=普法|规划|时期|期间|末|初|法治|五年|计划|宣传)", "五年规划、普法规划", "五"),
    _span("name", r"(?<![百千万亿零点之一二三四五六七八九十])十[一二三四五六七八九]五(?=以来|时期|期间|规划|末|初|[，。、”])", "五年规划", "五 十"),
    _span("hotline", r"(?<!\d)(?:1[12]\d|12[345]\d{2}|123\d{2}|96\d{3,4}|95\d{3}|400\d?)(?=(?:、\d{3,6})*[^\d，。；]{0,8}(?:热线|平台|电话|便民|投诉|举报|工单|诉求|专线|渠道|接处警|接警|急救|报警|出警|指挥))", "热线号码", "149"),
    _span("name", r"(?<!\d)\d{2,4}(?=国道|省道|县道|乡道)|(?<=[国省县乡]道)[A-Z]?\d{2,4}", "公路编号"),
    _span("name", r"(?<!\d)\d{1,4}号(?!人)|(?<!\d)\d{1,3}楼(?:\d{1,4}室)?|(?<!\d)\d{2,4}室(?![内外])", "门牌、楼号、线路", "号室楼"),
    _span("identifier", r"(?<![A-Za-z])[A-Za-z]{1,10}[-—]?\d{1,8}(?:[-.]\d{1,4})*", "型号、代码"),
    _span("identifier", r"(?<!\d)(?:[45]G|IPv\d|3D|\d[A-Z](?=级|类|区|景区))", "代号", "3GI区景类级"),
    _span("slogan", rf"[{_H}两双]{_W}{{1,2}}[{_H}两双]{_W}{{1,2}}(?=[”’\"，。、；：（）\s]|制度|工作|要求|机制|模式|活动|行动|标准|平台|改革|监管|抽查|建设|学习|体系|服务|宣传|方式|举措|责任|管理|程序|公示|执法|普法|原则|措施|事项|规定|清单|目标)", "三会一课、三重一大一类缩略", "一七三两九二五八六十双四"),
    _span("slogan", r"(?:双|一|三|四|五|六|七|八|九|十|百|千|万)(?:随机一公开|网通办|网统管|网协同|窗通办|窗受理|窗通|件事|站式|把手|体化|票否决|岗双责|案三查|案双查|村一顾问|村一法律顾问|警一员|网格一|线一策|企一策|事一议|户一策|人一档|企一档)", "固定提法", "一七万三九五八六十千双四百"),
    _span("slogan", r"两法衔接|四风|四议两公开|三管三必须|百名[^，。；\d]{1,10}百场|千村万户|万所联万会|数以[十百千万亿]{1,3}计|成百上千|成千上万|千家万户", "固定提法、成语", "万三两千四成数百"),
)  # fmt: skip
"""Whole expressions. Earlier rows win where two overlap."""

_MAY_HOLD = Sieve(SPANS, [span.needs for span in SPANS])


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
    "方面|环节|层面|步骤|阶段|维度|角度|重点|关键|要点|要素|抓手|着力点|特点|特征|类型|领域|途径|渠道|层次|梯次|台阶|"
    "年度|人员|程序"
)
"""What is only listed or divided: its number counts steps and sides."""
_SLOGANS = (
    "原则|要求|标准|关口|维护|意识|自信|确立|坚持|必须|务必|规划|纲要|清单|机制|体系|制度|办法|工程|行动|模式|工作法|目标|"
    "理念|能力|优势|导向|聚焦|结合|同步|到位|不放过|转变|提升|突出|强化|确保|统筹|全面|严禁|不准|一律|禁止|公开|公示|"
    "服务|关系|责任|责任制|定位|格局|战略|布局|板块|主题|规定|形态|条线|控制线|红线|“|协调|联动|把关|审核|预防|线|网|图"
)
"""What such counts name together: 三项制度, 四个意识, 十一个坚持, 八项规定."""

SIDES: tuple[Side, ...] = (
    _side("loose", "", "一一", r"", "一一回应：叠字不是数"),
    _side("period", r"近|过去|最近|未来|今后|之前|此前|往|上|下|头|前|后|这|每|满|连续", _ANY, r"\s?(?:个)?(?:年|月|季度|周)(?!\s?\d)(?:来|以来|间|内)?", "时间段"),
    _side("period", r"近|过去|最近|未来|今后|这|头", _ANY, r"\s?天", "时间段"),
    _side("name", "", _FEW, r"年(?:制)?(?:义务|免费|一贯)", "九年义务教育"),
    _side("period", "", _FEW, r"年多", "两年多时间内"),
    _side("frequency", "每", _ARABIC, r"(?:人|户|名|平方公里|公里|亩|吨|元)", "每10万人：比率的底数"),
    _side("period", "", _ANY, r"\s?(?:个)?年(?:来|以来|前|行动|规划|计划|滚动|攻坚|任期|大变样|制)", "时间段、年度行动"),
    _side("threshold", "", _ANY, r"\s?(?:周)?岁(?:以上|以下|及以上|以内|至|的?老|的?未)", "年龄分组"),
    _side("threshold", "", _ANY, r"\s?(?:个)?(?:级|类|等|星级|星)(?:以上|及以上|以下|以内)", "等级分组"),
    _side("threshold", "", _ANY, r"\s?(?:万|亿)?\s?(?:元|人|平方米|层|米|吨标准煤|吨|公里|年|万吨|亩)(?:及)?以[上下](?:的)?[一-龥]{0,6}?(?:企业|项目|案件|工程|合同|单位|场所|医院|干部|工作经历|建筑|采购|资金|支出|处罚|罚款|事项|决策|学校|小区|党员|的?案)", "分组界限"),
    _side("threshold", "", _ANY, r"\s?(?:万|亿)?\s?[一-龥㎡%]{1,4}?(?:及)?以[上下](?:的)?[一-龥]{2,8}\d", "界限之后的名词才是被数的（50千瓦以上电站64座）"),
    _side("threshold", "规模|限额", _ANY, r"[^，。；]{0,6}以上", "规模界限"),
    _side("threshold", r"(?:凡|额|额度|价款|造价|单笔)在?", _ANY, r"\s?(?:万|亿)?元(?:及)?以[上下]", "按金额划定范围（标的额在10万元以上的）"),
    _side("threshold", r"(?:处以?|罚款)", _ANY, r"\s?万?元以[上下](?!的?[一-龥]{0,6}\d)", "罚款的幅度（处五千元以上）"),
    _side("threshold", "率在", _ANY, r"[%％]以[上下]的", "按比率划定范围（差错率在10%以上的单位）"),
    _side("name", "座", _ANY, r"[—\-–~至]?\d{0,2}层", "地址里的楼层"),
    _side("aspect", "", _ANY, r"\s?级(?!别)", "层级（三级联动）"),
    _side("frequency", r"每(?:隔)?", _FEW, r"(?:个)?(?:年|月|季度|季|周|日|天)", "频次的周期"),
    _side("aspect", "", _FEW, rf"\s?(?:个|项|大|条|种|类|点|张|道|重|维|层|套|本)(?:[一-龥]{{0,4}}?)(?:{_ASPECTS})", "方面、步骤"),
    _side("slogan", "", _FEW, rf"\s?(?:个|项|大|条|种|类|点|张|道|重|维|层|套|本)(?:“|(?:[一-龥]{{0,4}}?)(?:{_SLOGANS}))", "并称的提法"),
    _side("word", "", _FEW, r"审(?![批核查计])", "一审、二审"),
    _side("slogan", "", _FEW, r"(?:大|重|维|者|化|位一体|公|不|要|有|无|治|创|定|查|严|实|讲|准|进|送|比|联|审|同|则)(?![个件次项名人家])", "并列提法的缩略"),
    _side("aspect", "", _ANY, r"\s?(?:个|大|点)(?:方面|环节|层面|维度|阶段|步骤|年度)", "方面、步骤"),
    _side("loose", "", _ONE, r"(?![倍成半番]|年半|天半|个半)", "一字多为虚指；二以上的汉字数才计数"),
    _side("name", "", _FEW, r"(?:里|号线|号楼|号院|道街|路|街|巷|中学?|小学?|幼|医院|轮车|轮电动)(?![个件次项名人])", "地名、校名、品名"),
    _side("word", "", r"[百千万亿十]+", r"(?!余|多|几)", "没有系数的位数词（万户、千方百计）"),
    _side("word", "", _FEW, r"(?:分析|分之|分工|通八达|面八方|农|资|废|线|防|网|端|年级|夏|合院|角|边|甲|乙|手)", "词语的一部分"),
)  # fmt: skip
"""What stands beside a number. The first row that fits gives the reason."""

_REACH = 10


def excluded_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, reason) of every expression in a folded text; they may overlap."""
    for span in _MAY_HOLD.of(text):
        for match in span.pattern.finditer(text):
            if match.end() > match.start():
                yield match.start(), match.end(), span.reason


@lru_cache(maxsize=1024)
def _sides_of(said: str) -> tuple[Side, ...]:
    """Return the rows for a number that is written so; all of digits are written alike."""
    return tuple(row for row in SIDES if row.said.fullmatch(said))


def side_reason(text: str, start: int, end: int) -> str:
    """Return why the number at start..end is no figure by what stands beside it, or ''."""
    left, said = text[max(0, start - _REACH) : start], text[start:end]
    for row in _sides_of("0" if said[0] in "0123456789" else said):
        if row.before is not None and row.before.search(left) is None:
            continue
        if row.after is None or row.after.match(text, end) is not None:
            return row.reason
    return ""
