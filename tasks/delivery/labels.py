"""The Chinese words that officials read for the closed sets, and how numbers are written."""

from __future__ import annotations

from decimal import Decimal

from tasks.department.figures.figure import Change, Kind, Role
from tasks.department.figures.relation import RelationKind, TermRole
from tasks.diagnostics import Severity
from tasks.district.district import Status

SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}

MERGED = "合写"
"""What stands for the characters of a section that is answered under another one's heading."""

STATUS = {
    Status.RECEIVED: "已报送",
    Status.LATE: "逾期报送",
    Status.SUPERSEDED: "已被新版替代",
    Status.DUPLICATE: "重复报送",
    Status.UNKNOWN_SENDER: "不在名册",
    Status.WRONG_YEAR: "年度不符",
    Status.REJECTED: "无法读取",
}

KIND = {
    Kind.COUNT: "数量",
    Kind.MONEY: "金额",
    Kind.PERCENT: "百分比",
    Kind.PERCENTAGE_POINT: "百分点",
    Kind.AREA: "面积",
    Kind.LENGTH: "长度",
    Kind.WEIGHT: "重量",
    Kind.VOLUME: "体积",
    Kind.ENERGY: "能量",
    Kind.DURATION: "时长",
    Kind.RATIO: "比例",
    Kind.MULTIPLE: "倍数",
    Kind.RANK: "位次",
    Kind.OTHER: "其他",
}

ROLE = {
    Role.ACTUAL: "实际",
    Role.TARGET: "目标",
    Role.PREVIOUS: "上期",
    Role.RANK: "位次",
}

CHANGE = {Change.INCREASE: "增长", Change.DECREASE: "下降", Change.NONE: ""}

RELATION = {
    RelationKind.PART: "总数与分项",
    RelationKind.LIST: "分别列出",
    RelationKind.SUM: "合计",
    RelationKind.SHARE: "占比",
    RelationKind.SHARES: "并列占比",
    RelationKind.RATE: "比率",
    RelationKind.CHANGE: "增减变化",
    RelationKind.TARGET: "目标与完成",
    RelationKind.MEAN: "平均数",
}

TERM = {
    TermRole.WHOLE: "总数",
    TermRole.PART: "其中",
    TermRole.ITEM: "",
    TermRole.TOTAL: "合计",
    TermRole.ADDEND: "",
    TermRole.SHARE: "占比",
    TermRole.RATE: "比率",
    TermRole.NOW: "本期",
    TermRole.BEFORE: "上期",
    TermRole.CHANGE: "增减",
    TermRole.ACTUAL: "完成",
    TermRole.TARGET: "目标",
    TermRole.MEAN: "平均",
    TermRole.HEADS: "个数",
}

SKIPPED = {
    "date": "日期",
    "period": "时间段",
    "time": "时刻",
    "ordinal": "序数",
    "numbering": "编号",
    "document_number": "发文字号",
    "law": "法条",
    "slogan": "专有提法",
    "name": "名称",
    "hotline": "热线或电话",
    "phone": "电话号码",
    "identifier": "号码",
    "loose": "虚指",
    "aspect": "方面步骤",
    "threshold": "分组界限",
    "frequency": "频次",
    "word": "词语",
    "other": "其他",
}


def plain(value: Decimal) -> str:
    """Return the number without exponent and without trailing zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
