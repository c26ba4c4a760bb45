"""The kinds of statements that such reports make: a table of topics and their words.

They follow the chapters of 《法治政府建设实施纲要（2021—2025年）》, finer where reports are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A kind of statement, the words that speak for it, and why it stands by itself."""

    name: str
    words: re.Pattern[str]
    why: str


def _topic(name: str, words: str, why: str) -> Topic:
    return Topic(name=name, words=re.compile(words), why=why)


TOPICS: Final = (
    _topic("党的领导", r"党组会|党委会|党工委|领导小组|第一责任人|主要负责人|述法|压实责任|"
                       r"责任清单|研究部署",
           "纲要第十章：加强党的领导"),
    _topic("学法", r"学法|中心组|专题学习|理论学习|法治思想|学习贯彻|培训|考试|旁听|讲座|轮训",
           "领导干部和工作人员自己学"),
    _topic("普法", r"普法|宣传|进校园|进社区|进企业|法治文化|法律明白人|宣讲|"
                   r"以案释法", "对公众的宣传"),
    _topic("政务服务", r"政务服务|审批|许可|一网通办|办事|窗口|证明事项|一件事|即办|"
                       r"承诺制", "纲要第二章：职能转变"),
    _topic("营商环境", r"营商|企业|惠企|公平竞争|经营主体|包容审慎|扫码入企|"
                       r"助企", "纲要第二章：法治化营商环境"),
    _topic("制度建设", r"规范性文件|清理|备案|修订|制度体系|规章|"
                       r"立法", "纲要第三章：依法行政制度体系"),
    _topic("依法决策", r"行政决策|合法性审[查核]|法律顾问|公职律师|集体讨论|听证|合同|"
                       r"三重一大", "纲要第四章：决策"),
    _topic("行政执法", r"执法|处罚|检查|双随机|案卷|裁量|抽检|立案|查处|整治|"
                       r"巡查", "纲要第五章：执法"),
    _topic("应急处置", r"应急|演练|突发|安全生产|隐患|防汛|预案", "纲要第六章：突发事件应对"),
    _topic("矛盾化解", r"矛盾|纠纷|调解|信访|枫桥|综治中心|化解", "纲要第七章：社会矛盾化解"),
    _topic("复议应诉", r"行政复议|行政诉讼|应诉|出庭|败诉|国家赔偿", "纲要第七章：行政复议与应诉"),
    _topic("公共法律服务", r"法律援助|公证|公共法律服务|法律咨询|仲裁|司法所", "法律服务体系"),
    _topic("监督公开", r"政务公开|主动公开|依申请公开|信息公开|政府信息|建议提案|提案|审计|"
                       r"监督意见", "纲要第八章：权力制约监督"),
    _topic("群众诉求", r"12345|热线|工单|诉求|投诉|举报|满意率", "热线与投诉"),
    _topic("数字保障", r"数字|平台|信息化|智慧|大数据|系统|互联网", "纲要第九章：数字法治政府"),
    _topic("队伍建设", r"队伍|持证|人员|力量|干部|编制", "执法与法治队伍"),
)  # fmt: skip
"""The first of the topics with the most words takes a sentence."""

OTHER: Final = _topic("其他", r"(?!)", "没有哪个话题的词")
"""What no topic takes."""
