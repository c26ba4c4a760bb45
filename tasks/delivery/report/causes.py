"""What shortcomings come down to, and the plan that answers each: one row, both phrases.

Both lists of the report are made from these rows, so that the plans mirror the problems
and their headings are parallel; the sentences under them are the departments' own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A cause: how the problem and the plan are headed, and the words that speak for it."""

    title: str
    plan: str
    words: tuple[str, ...]


# The first row that most words of a statement speak for holds; nothing in a row may be a
# number, since headings have no source of their own.
CAUSES: Final[tuple[Cause, ...]] = (
    # 编制 and 持证 are about who does the work, whatever the trade.
    Cause(
        title="基层法治工作力量比较薄弱",
        plan="加强法治工作队伍建设",
        words=(
            "编制",
            "人手",
            "专业",
            "力量",
            "队伍",
            "人才",
            "骨干",
            "转岗",
            "持证",
            "专职",
            "实战",
        ),
    ),
    # How cases are handled, not how many hands there are.
    Cause(
        title="行政执法规范化水平有待提升",
        plan="提升严格规范公正文明执法水平",
        words=(
            "执法",
            "监管",
            "检查",
            "处罚",
            "案卷",
            "文书",
            "取证",
            "裁量",
            "办案",
            "民警",
            "案件",
        ),
    ),
    Cause(
        title="普法宣传的针对性和实效性不强",
        plan="增强普法宣传的针对性和实效性",
        words=("普法", "宣传", "知晓", "宣讲", "讲堂", "课堂"),
    ),
    Cause(
        title="依法决策和制度执行机制不够健全",
        plan="健全依法决策和制度执行机制",
        words=("制度", "机制", "章程", "审查", "决策", "内控", "规则", "规划", "督察"),
    ),
    Cause(
        title="矛盾纠纷源头治理还需加强",
        plan="深化矛盾纠纷源头治理",
        words=("矛盾", "纠纷", "信访", "调解", "争议", "历史遗留", "复议", "应诉", "调处"),
    ),
    # Work across departments: hand-over of matters, shared data.
    Cause(
        title="部门协同和信息共享不够顺畅",
        plan="强化部门协同和信息共享",
        words=("协同", "共享", "衔接", "联动", "多头", "信息", "会商", "配合"),
    ),
    Cause(
        title="法治意识和依法办事能力发展不平衡",
        plan="提升法治意识和依法办事能力",
        words=("意识", "思维", "认识", "观念", "素养", "重视", "学法", "不平衡"),
    ),
    Cause(
        title="公共服务法治保障还有短板",
        plan="优化政务服务和法治化营商环境",
        words=("服务", "营商", "审批", "企业", "便民", "办事", "公开", "供给"),
    ),
)
