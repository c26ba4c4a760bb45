"""The words by which the district report finds roles, themes and causes: tables, no rules.

The themes follow the order of 《法治政府建设实施纲要（2021—2025年）》, which district reports
follow too; a sentence belongs to the theme whose words it and its heading hold most of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class SectionRole(StrEnum):
    """How a section of the outline is composed."""

    MEASURES = "measures"
    PROBLEMS = "problems"
    PLANS = "plans"
    OTHER = "other"
    NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A theme with its heading (without number) and the words that speak for it."""

    title: str
    words: tuple[str, ...]


# Each row: the role and words of the outline's title that give it; the first match holds.
ROLES: Final[tuple[tuple[SectionRole, tuple[str, ...]], ...]] = (
    # 不足和原因 names what is missing: nobody is named there.
    (SectionRole.PROBLEMS, ("不足", "问题", "困难")),
    # 下一年度安排 looks ahead: its numbers are goals.
    (SectionRole.PLANS, ("下一年", "下年", "安排", "打算", "计划", "下一步")),
    # 其他需要报告的情况 is mostly 无。
    (SectionRole.OTHER, ("其他",)),
    # 举措和成效 is the bulk of every report and falls into themes.
    (SectionRole.MEASURES, ("举措和成效", "成效", "工作情况")),
)

# How much of the text each role gets; the office's own reports divide it about so.
SHARES: Final = {
    SectionRole.MEASURES: 54,
    SectionRole.NARRATIVE: 11,
    SectionRole.PROBLEMS: 9,
    SectionRole.PLANS: 11,
    SectionRole.OTHER: 5,
}

REMAINING: Final = Topic(title="立足职能推进重点领域工作", words=())
"""Takes what belongs to no theme."""

MOVED: Final = frozenset({"深入开展法治宣传教育"})
"""Themes that take their sentences from the narrative sections too: 普法 is a chapter of its
own in district reports, while departments write of it beside their own learning."""

THEMES: Final[tuple[Topic, ...]] = (
    Topic(
        title="加强党对法治政府建设的领导",
        words=(
            "组织领导",
            "第一责任人",
            "领导小组",
            "党组会",
            "工作专班",
            "压实责任",
            "述法",
            "责任制",
            "组织保障",
            "领导机制",
            "统筹谋划",
        ),
    ),
    Topic(
        title="依法履行政府职能，优化法治化营商环境",
        words=(
            "营商",
            "放管服",
            "审批",
            "许可",
            "政务服务",
            "企业",
            "一网通办",
            "办事",
            "窗口",
            "证明事项",
            "数字政府",
            "惠企",
            "办件",
            "科技",
        ),
    ),
    Topic(
        title="健全依法行政制度体系",
        words=(
            "规范性文件",
            "合法性审查",
            "合法性审核",
            "公平竞争",
            "清理",
            "备案",
            "制度体系",
            "修订",
            "立法",
            "内控",
            "规章制度",
        ),
    ),
    Topic(
        title="推进行政决策科学化、民主化、法治化",
        words=(
            "行政决策",
            "法律顾问",
            "公职律师",
            "集体讨论",
            "民主集中",
            "决策程序",
            "听证",
            "合同审查",
            "科学决策",
            "依法决策",
            "三重一大",
        ),
    ),
    Topic(
        title="严格规范公正文明执法",
        words=(
            "执法",
            "处罚",
            "检查",
            "双随机",
            "监管",
            "案卷",
            "裁量",
            "抽检",
            "巡查",
            "立案",
            "查处",
            "整治",
        ),
    ),
    Topic(
        title="依法预防处置突发事件，守牢安全底线",
        words=("突发", "应急", "安全生产", "消防", "防汛", "隐患", "演练", "三防", "疫情"),
    ),
    Topic(
        title="依法化解社会矛盾纠纷",
        words=(
            "矛盾",
            "纠纷",
            "调解",
            "信访",
            "复议",
            "应诉",
            "诉讼",
            "仲裁",
            "法律援助",
            "维权",
            "平安",
        ),
    ),
    Topic(
        title="强化权力监督，全面推进政务公开",
        words=(
            "公开",
            "监督",
            "建议",
            "提案",
            "审计",
            "人大",
            "政协",
            "巡察",
            "廉政",
            "回复",
            "热线",
            "工单",
            "诉求",
        ),
    ),
    Topic(
        title="提升依法行政能力和法治素养",
        words=(
            "学法",
            "培训",
            "考试",
            "法治思维",
            "法治素养",
            "中心组",
            "专题学习",
            "轮训",
            "党员干部",
            "旁听",
            "网络学院",
        ),
    ),
    Topic(
        title="深入开展法治宣传教育",
        words=(
            "普法",
            "宣传",
            "宪法",
            "民法典",
            "法律进",
            "讲座",
            "宣讲",
            "咨询",
            "法治文化",
            "八五",
            "法律明白人",
            "校园",
        ),
    ),
)

# Each row: how an award, a pilot or a place at the head is told, and what only looks like it.
PRAISES: Final[tuple[tuple[str, str], ...]] = (
    (r"获评|荣获|荣膺|被评为|被授予|被命名|入选|表彰|通报表扬|批示肯定", "an award has one holder"),
    (
        r"获(?:得|[^，。得]{0,6})[^，。]{0,10}(?:奖|称号|荣誉|第[一二三]名)",
        "not 获得认定, 获得贷款",
    ),
    (r"试点", "a pilot is given to one"),
    (r"示范(?:区|县|镇|街道|单位|项目|创建|点|基地|案例|窗口)", "not 示范户, 示范作用"),
    (r"在全[省市国]|全[省市国](?:首|第|前|率先|领先|推广|先进|优秀|通报|竞赛)", "not 全市部署"),
    (r"首位|首个|首批|首创|率先|先进(?:单位|集体|个人|典型)", "before all others"),
    (r"第一(?!议题|责任|书记|时间|课|线|季|次|批|款|条|步|轮|责)", "not 第一议题, 第一责任人"),
    (r"(?:复制|经验[^，。]{0,6})推广", "not 推广说理式执法文书"),
)
PRAISE: Final = re.compile("|".join(words for words, _ in PRAISES))
"""Awards and pilots, for which the genre names a department."""

FAULTS: Final = (
    "不足",
    "薄弱",
    "不够",
    "有待",
    "欠缺",
    "短板",
    "存在问题",
    "不到位",
    "困难",
    "滞后",
    "缺乏",
    "被通报",
    "败诉",
    "被问责",
)
"""Words of faults: a sentence with one never stands beside a department's name."""

SLOGANS: Final = (
    "深刻领会",
    "伟大",
    "磅礴",
    "旗帜鲜明",
    "指导思想",
    "为指导",
    "两个确立",
    "重要论述",
    "总目标",
    "根本保证",
    "提供有力",
    "提供坚实",
    "奠定",
)
"""Words of sentences that say nothing about this district."""
