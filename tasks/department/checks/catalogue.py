"""The rules of the checks, as a table: code, family, severity, remedy, and why the rule is right.

What a rule says in a case is made where it is found; what is the same in all cases stands
here. The families are measured together (docs/checks.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tasks.diagnostics import Severity


class Family(StrEnum):
    """What sort of fault a rule finds."""

    ARITHMETIC = "算术"
    TIME_AND_PLACE = "时间地点"
    COMPLETENESS = "完整性"
    TEXT = "文字"
    SAFETY = "安全"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `remedy` says in Chinese what to do, `why` why it is a fault at all."""

    code: str
    family: Family
    severity: Severity
    remedy: str
    why: str


def _rule(code: str, family: Family, severity: Severity, remedy: str, why: str) -> Rule:
    return Rule(code=code, family=family, severity=severity, remedy=remedy, why=why)


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_A, _T, _C, _X, _S = (
    Family.ARITHMETIC,
    Family.TIME_AND_PLACE,
    Family.COMPLETENESS,
    Family.TEXT,
    Family.SAFETY,
)

RULES: tuple[Rule, ...] = (
    _rule("sum_mismatch", _A, _E, "请核对总数与各分项，更正后重新报送。",
          "互斥的分项之和不能大于总数；列全的分项之和应等于总数"),
    _rule("part_exceeds_whole", _A, _E, "请核对总数与其中项，更正后重新报送。",
          "其中项是总数的一部分，不能大于总数"),
    _rule("table_total_mismatch", _A, _E, "请核对表格各项与合计，更正后重新报送。",
          "合计、小计是其上（其左）各项之和"),
    _rule("balance_mismatch", _A, _E, "请按填表说明核对勾稽关系，更正后重新报送。",
          "填表说明规定的勾稽关系，表格应当满足"),
    _rule("percent_mismatch", _A, _W, "请核对两个数与百分比是否对应。",
          "比率由它的两个数算得，误差不超过末位一个单位"),
    _rule("share_mismatch", _A, _W, "请核对各项占比。",
          "同一总体各部分的占比之和不超过100%；占比由该项与合计算得"),
    _rule("change_mismatch", _A, _W, "请核对本年数、上年数与增减幅度。",
          "增减幅度由本年数与上年数算得，方向一致"),
    _rule("impossible_percent", _A, _W, "请核对这个比率。",
          "部分占整体的比率、降幅不能超过100%"),
    _rule("internal_contradiction", _A, _W, "请核对后统一为一个数。",
          "同一指标在正文与表格、前文与后文中只能有一个数"),
    _rule("stale_year", _T, _W, "请核对年度；标题和内容都要核对。",
          "标题、开头和工作陈述应写报告年度，写成上一年的多是沿用旧稿"),
    _rule("expired_plan", _T, _W, "请核对规划名称和期限，改为现行规划。",
          "已到期的规划不能作为正在实施的规划"),
    _rule("late_date", _T, _W, "请核对日期。",
          "已经做完的事不会晚于落款日期；落款日期不会早于报告年度的年末"),
    _rule("impossible_date", _T, _W, "请核对日期。", "历法中没有这一天"),
    _rule("foreign_name", _T, _W, "请核对名称；确为外单位、外地的可不处理。",
          "把别处的地名、单位名当作自己的，多是沿用他处文稿"),
    _rule("missing_section", _C, _W, "请报送单位补充；如已写在其他部分，请单列标题。",
          "通知要求的每一部分都要有"),
    _rule("empty_section", _C, _W, "这一部分应有实质内容，请补充。",
          "提纲不允许写“无”的部分，一句话不算内容"),
    _rule("no_sections", _C, _E, "请核对报告是否按提纲写了标题。", "没有标题就无法归入提纲"),
    _rule("scanned_report", _C, _E, "请报送可编辑的 Word 文本。", "图片中的文字读不到"),
    _rule("missing_attachment", _C, _W, "请报送单位补报附件，或删去“附件”字样。",
          "正文说有附件，文件里就要有（GB/T 9704—2012，7.3.4）"),
    _rule("numbering_jump", _C, _I, "请核对是否漏写或误编了序号。",
          "同级序号从一开始逐个相连（GB/T 9704—2012，7.3.3）"),
    _rule("numbering_form", _C, _I, "一级标题序号应为“一、二、三、”（GB/T 9704—2012）。",
          "同级序号写法一致"),
    _rule("tracked_changes", _C, _W, "请报送单位确认定稿后接受或拒绝全部修订。",
          "定稿不应留有修订痕迹"),
    _rule("comments", _C, _I, "请报送单位删除批注后定稿。", "定稿不应留有批注"),
    _rule("hidden_text", _C, _W, "请报送单位确认隐藏文字是否应当删除。", "定稿不应有隐藏文字"),
    _rule("foreign_chunk", _C, _W, "请在 Word 中打开后另存，使嵌入内容成为正文。",
          "嵌入的文件可能没有全部读到"),
    _rule("placeholder", _C, _W, "请报送单位填写后重新报送。", "占位的××、待补充没有填写"),
    _rule("legal_term", _X, _I, "机构和审核名称（法制审核、法制机构）之外，一般应写“法治”。",
          "“法治”指治理方式，“法制”指法律制度，公文已固定用法"),
    _rule("lost_dash", _X, _I, "应写作“2021—2025年”（GB/T 15835—2011）。",
          "起止年份之间要有连接号"),
    _rule("doubled_word", _X, _I, "请删去重复的字词或标点。", "相同的词紧接着写了两遍"),
    _rule("repeated_paragraph", _X, _I, "请删去重复的段落。", "同一段文字写了两遍"),
    _rule("halfwidth_punctuation", _X, _I, "中文文字之间应使用全角标点（GB/T 15834—2011）。",
          "汉字之间的标点用全角"),
    _rule("unbalanced_marks", _X, _I, "请补上或删去多余的一半。",
          "书名号、引号、括号成对使用（GB/T 15834—2011）"),
    _rule("personal_number", _S, _W,
          "公开的报告不应含有个人号码，请报送单位删除或改用办公电话。",
          "公民身份号码（GB 11643）和手机号码属于个人信息"),
    _rule("secret_mark", _S, _E, "请按保密规定处理，涉密文件不得在本系统中流转。",
          "密级标志（GB/T 9704—2012，7.2.2）不应出现在公开报告中"),
)  # fmt: skip
"""All rules of one report, by family."""

_BY_CODE = {rule.code: rule for rule in RULES}


def rule_of(code: str) -> Rule:
    """Return the rule of a code; a code without one is a fault of the program."""
    return _BY_CODE[code]
