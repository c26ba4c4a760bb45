"""Which matters are one trade's own, and which department's trade they are.

What the education bureau says of schools is said of the district: nobody else answers for
them. What it says of inspections is not, since all inspect. So a department may dissolve
into the text where each figure stands beside a word of its own trade. And a fault that is
bound to one trade does not stand for the district while a plainer one is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """A trade: what in a department's name tells it, and the words of its own matters."""

    department: re.Pattern[str]
    words: re.Pattern[str]


def _row(department: str, words: str) -> Trade:
    return Trade(department=re.compile(department), words=re.compile(words))


# A word that two trades use (企业, 检查, 许可) is no trade's own and stands in no row.
TRADES: Final[tuple[Trade, ...]] = (
    _row(
        r"教育",
        r"学校|校园|校[长规外服]|教师|教辅|师生|学生|幼儿|家庭教育|中小学|招生|学区|学科类",
    ),
    _row(
        r"卫生|卫健|疾控|健康",
        r"医疗|医务|诊所|病历|处方|医美|美容|医院|疫苗|院长|患者|护士|公立医|出生一件事|无偿献血|卫生健康",
    ),
    _row(
        r"城市管理|城管|综合执法|综合行政执法",
        r"共享单车|犬|摊贩|渣土|市容|占道|飞线|门前三包|户外广告|生活垃圾|绿地|人行道|疏导点|违法建设|城市管理",
    ),
    _row(
        r"生态环境|环保|环境保护",
        r"油烟|噪声|排污|污染|运维|环保|走航|尾气|生态环境|空气质量|PM2\.5|危险废物|环境信访",
    ),
    _row(
        r"海洋|渔业|农业|农村",
        r"渔|滩涂|种子|农资|农产品|农机|农药|宅基地|三资|土地流转|农村土地承包|集体资产|合作社|动物|畜|高标准农田",
    ),
    _row(
        r"自然资源|国土|规划",
        r"用地|耕地|厂房|图斑|不动产|测绘|矿|海域|岸线|林权|国土空间|土地征收",
    ),
    _row(r"林业|草原|园林", r"林地|林业|草原|森林|野生动物|自然保护地|古树"),
    _row(r"财政", r"预算|决算|往来款|政府采购|财政|会计|国库|专项资金"),
    _row(
        r"人力资源|人社|社会保障",
        r"骑手|用工|用人单位|劳动|加班|欠薪|工资|社保|社会保险|工伤|就业|人力资源",
    ),
    _row(
        r"公安",
        r"民警|派出所|笔录|涉网|反诈|诈骗|禁毒|勘验|刑事|治安|出入境|户政|车驾管|居民身份证|警情|警务",
    ),
    _row(
        r"市场监",
        r"直播|预付|职业索赔|电梯|特种设备|经营主体|企业股权|个转企|个体工商户|食品|药品|知识产权|计量|消费者|消费维权|价格",
    ),
    _row(
        r"司法",
        r"行政复议|复议申请|法律援助|公证|人民调解|社区矫正|律师|司法所|行政立法|政府法律顾问|法治督察|法治文化公园",
    ),
    _row(r"科技|科学技术", r"科技|高新技术|研发|科研|技术合同"),
    _row(r"发展和改革|发改|发展改革", r"投资项目|粮食|信用修复|招投标|招标投标|能耗|价格认定"),
    _row(r"住房|住建|建设", r"房屋|房地产|物业服务企业|工程质量|施工许可|燃气|住房"),
    _row(r"交通", r"运输|客运|货运|公路|港口|网约车|出租汽车|超限超载"),
    _row(r"应急|安全生产", r"安全生产|危化|危险化学品|烟花爆竹|防汛|三防|应急预案|工贸"),
    _row(r"水务|水利", r"河道|河湖|涉水|水行政|水法|水库|水资源|取水|水土保持"),
    _row(r"民政", r"低保|养老|殡葬|社会组织|婚姻登记|社会救助|地名"),
    _row(r"文化|旅游|文旅|体育", r"文物|景区|旅游|娱乐场所|网吧|文化市场|旅行社"),
    _row(r"退役军人", r"退役|军属|优抚|烈士"),
    _row(r"审计", r"审计"),
    _row(r"统计", r"统计"),
    _row(r"医疗保障|医保", r"医保|定点医药"),
    _row(r"政务服务|数据|行政审批", r"政务服务|一网通办|进驻大厅|热线"),
    _row(r"商务|工信|工业", r"外资|外贸|商贸|成品油|工业企业|单用途"),
    _row(r"消防", r"消防|火灾"),
    # Nobody's bureau, yet of one kind of place only.
    _row(r"(?!)", r"小区|业主|物业|居民|楼栋|社区|村民|赶集|船|消防通道|平台用工|网约车"),
)

BOUND: Final = re.compile("|".join(trade.words.pattern for trade in TRADES))
"""A statement with one of these words speaks of one trade's things."""


def own_matter(text: str, department: str) -> bool:
    """Return whether the text speaks of a matter that is the department's own trade."""
    return any(trade.department.search(department) and trade.words.search(text) for trade in TRADES)
