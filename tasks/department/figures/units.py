"""Measure words and units: which there are, what kind of quantity they make, how they convert.

The measure words (量词) are the ones that government reports count with; a word that is
missing here is a row to add, never a rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tasks.department.figures.figure import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as said, the kind of quantity, and its normalised name and factor."""

    said: str
    kind: Kind
    name: str
    factor: Decimal = Decimal(1)


def _rows(kind: Kind, table: str) -> dict[str, Unit]:
    """Read rows `said [normalised [factor]]`, one a line."""
    units = {}
    for row in filter(None, map(str.split, table.splitlines())):
        said, name, factor = (*row, *(row[0], "1")[len(row) - 1 :])
        units[said] = Unit(said=said, kind=kind, name=name, factor=Decimal(factor))
    return units


def _words(table: str) -> tuple[str, ...]:
    return tuple(table.split())


_MEASURED = (
    _rows(Kind.MONEY, "元\n块钱 元\n美元\n欧元\n港元\n日元\n英镑")
    | _rows(
        Kind.AREA,
        "平方米 ㎡\n平米 ㎡\n㎡\nm² ㎡\n亩 ㎡ 666.6666666666666667\n公顷 ㎡ 10000\n"
        "平方公里 ㎡ 1000000\n平方千米 ㎡ 1000000\nkm² ㎡ 1000000",
    )
    | _rows(
        Kind.LENGTH,
        "米\n公里 米 1000\n千米 米 1000\nkm 米 1000\n"
        "厘米 米 0.01\n毫米 米 0.001\n延米 米\n里 米 500\n海里 米 1852",
    )
    | _rows(
        Kind.WEIGHT,
        "千克\n公斤 千克\nkg 千克\n斤 千克 0.5\n克 千克 0.001\n吨 千克 1000\n毫克 千克 0.000001",
    )
    | _rows(Kind.VOLUME, "立方米\n方 立方米\nm³ 立方米\n升\n毫升 升 0.001")
    | _rows(Kind.ENERGY, "千瓦时\n度电 千瓦时\n度 千瓦时\n兆瓦\n千瓦\n吨标准煤\n吨标煤 吨标准煤")
    | _rows(
        Kind.DURATION,
        "年\n个月\n天\n日\n个工作日\n工作日\n个小时\n小时\n分钟\n秒\n周\n个星期\n星期\n学时\n个学时\n课时\n个课时\n"
        "个自然日\n自然日\n个季度\n周岁",
    )
    | _rows(Kind.PERCENT, "%\n‰\n‱ % 0.01")
    | _rows(Kind.PERCENTAGE_POINT, "个百分点 百分点\n百分点")
    | _rows(Kind.MULTIPLE, "倍\n番")
    | _rows(
        Kind.OTHER,
        "分\n岁\n级\nGB\nTB\nMB\nPB\n兆\n微克/立方米\n毫克/立方米\n毫克/升\n"
        "μg/m³ 微克/立方米\nmg/m³ 毫克/立方米\nmg/L 毫克/升\n分贝\n摄氏度\n℃\nMbps\n赫兹",
    )
)

_COUNTED = _words(
    """
    个 名 人 位 首 家 户 件 项 条 次 场 期 批 起 宗 份 篇 部 本 册 张 套 台 辆 艘 架 只 头 匹 株
    棵 口 座 栋 幢 间 所 处 支 根 幅 副 枚 粒 颗 片 段 节 讲 堂 课 轮 回 届 类 种 款 门 组 对 双
    队 班 站 点 例 桩 桌 席 箱 袋 瓶 盒 包 桶 车 船 趟 笔 单 票 通 封 则 帧 集 版 页 字 句 幕 出
    档 卷 案 员 排 层 栏 窗 城 镇 乡 村 社区 街道 区 县 市 省 国 校 企业 部门 单位 机构 学校 村居
    网点 平台 领域 事项 项目 案件 岗位 窗口 园区 小区 楼盘 标段 令 池 块 柜 库点 床位 大类 小类 大项
    小项 子项 宗地 地块 个点 羽 尾 盏 盆 扇 面 跨 孔 眼 井 把 杆 顶 挺 发 列 餐 份额 股 手 梯 电梯
    批件 件套 家户 人家 户人家 户家庭 人头
    厂 店 馆 园 院 室 厅 亭 桥 路 线
    人次 人份 人天 人日 台次 台件 台套 艘次 件次 场次 批次 户次 家次 车次 辆次 架次 班次 频次 项次
    条次 个次 门次 课次 期次 篇次 册次 份次 起次 例次 所次 点次 站次 处次 组次 队次 岗次 头次 只次
    棵次 亩次 包次 案次 店次 厂次
    校次 企次 船次 航次 节次 单次 票次 对次 余人次
    人·次 人/次 场/次 户/次 条/次
    """
)
"""Bare words; those of several characters are tried first."""

_TIMES = tuple(f"{word}次" for word in _COUNTED if len(word) == 1)
"""Anything that is counted can be counted by the occasion (人次, 艘次, 宗次, 轮次)."""
_EITHER = ("次", "件", "套", "份", "个", "人", "起", "处", "项", "户", "期", "条")
"""What stands in brackets behind a measure word when either may be meant: 份（件）."""

UNITS: dict[str, Unit] = {
    word: Unit(said=word, kind=Kind.COUNT, name=word) for word in (*_COUNTED, *_TIMES)
} | _MEASURED

_BARE_NOUNS = frozenset(
    _words(
        """
        城 镇 乡 村 社区 街道 区 县 市 省 国 校 企业 部门 单位 机构 学校 村居 网点 平台 领域 事项
        项目 案件 岗位 窗口 园区 小区 楼盘 厂 店 馆 园 院 室 厅 亭 桥 路 线 字 出 排 把 面 点
        手 里 度 方 分 级 块 课 案 员 口 头 对 组
        节 单 班 层 队 段 包 窗 栏 列
        """
    )
)
"""Words that are a unit only after Arabic digits: after 三 or 一 they make other words (三镇)."""

_FOLLOWED_BY = {
    "分": r"(?![之类级别层批步析为管局工布期享明部公红散配隔])",
    "里": r"(?![程面])",
    "度": r"(?=电|[。，；、）)]|以)",
    "方": r"(?![面案式法向便针])",
    "点": r"(?![多半整钟位击])",
    "级": r"(?!别)",
    "日": r"(?![常益程])",
    "天": r"(?![然气])",
    "年": r"(?![度级底初末轻])",
    "手": r"(?=房|车|资料|[。，；])",
    "口": r"(?![岸径号])",
    "头": r"(?!条)",
    "线": r"(?![上下索路])",
    "路": r"(?![径线])",
    "面": r"(?![积向对])",
    "发": r"(?=[子弹炮。，；、])",
    "人": r"(?![民大员均才力工口事社民])",
    "名": r"(?![单称额])",
    "家": r"(?![庭长属])",
    "条": r"(?![例款件])",
    "部": r"(?![门分署级])",
    "本": r"(?![级市区县])",
    "组": r"(?![织长成])",
    "课": r"(?!题)",
    "单": r"(?![位元])",
    "班": r"(?![子次])",
    "队": r"(?![伍员])",
    "段": r"(?!落)",
    "包": r"(?![括含保联])",
    "处": r"(?![理置罚分级])",
    "期": r"(?![间限])",
    "所": r"(?![有在属])(?!以(?!上|下|内))",
    "案": r"(?![件例])",
    "国": r"(?![家道])",
    "市": r"(?![场民级])",
    "区": r"(?![域级委政])",
    "县": r"(?![级])",
    "省": r"(?![级])",
    "城": r"(?![市区])",
    "对": r"(?![于照象])",
    "车": r"(?![辆位])",
    "批": r"(?![准复评])",
    "位": r"(?![于居置列])",
    "种": r"(?![植子养])",
    "类": r"(?![别似])",
    "字": r"(?![号第〔])",
    "版": r"(?![本权])",
    "出": r"(?![台具动席庭])",
    "列": r"(?![入为车])",
    "把": r"(?![手关握])",
    "层": r"(?![级面次])",
    "席": r"(?!位)",
    "站": r"(?!式)",
    "门": r"(?![户])",
    "节": r"(?![约能点日])",
    "院": r"(?![长落])",
    "室": r"(?![内外])",
    "升": r"(?![至级到为降])",
    "周": r"(?![边年围到岁])",
    "秒": r"(?!批)",
    "集": r"(?![中体成团合])",
    "款": r"(?!项)",
    "员": r"(?!工)",
    "排": r"(?![查名除污放])",
    "双": r"(?![随向公])",
    "股": r"(?![份权长])",
    "通": r"(?![过报知办])",
    "票": r"(?!制)",
    "封": r"(?!闭)",
    "例": r"(?![如会])",
    "轮": r"(?![训岗换车电])",
    "回": r"(?![复访头])",
    "讲": r"(?![座话解])",
    "片": r"(?!区)",
    "块": r"(?![链状])",
    "支": r"(?![付持部撑出])",
    "套": r"(?!路)",
    "台": r"(?!账)",
    "户": r"(?![籍外])",
}
"""What must not follow (or must), since the character then begins another word."""


def _alternatives() -> str:
    words = sorted(UNITS, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + _FOLLOWED_BY.get(word, "") for word in words)


_LARGE = {"万": 10**4, "亿": 10**8, "百万": 10**6, "千万": 10**7, "十万": 10**5, "万亿": 10**12}
AFTER_NUMBER = re.compile(
    rf"[ 　]{{0,2}}(?P<unit>{_alternatives()})(?P<either>[（(](?:{'|'.join(_EITHER)})[)）])?"
)


def unit_at(text: str, at: int, *, arabic: bool) -> tuple[Unit, int] | None:
    """Return the unit that begins at `at` (spaces skipped) and where it ends, or None.

    `arabic` says whether digits stand before it: bare nouns are units only then.
    """
    match = AFTER_NUMBER.match(text, at)
    if match is None:
        return _unknown_unit(text, at) if arabic else None
    word = match["unit"]
    if not arabic and word in _BARE_NOUNS:
        return None
    unit = UNITS[word]
    if match["either"] and unit.kind is Kind.COUNT:
        said = word + match["either"]
        return Unit(said=said, kind=Kind.COUNT, name=said), match.end()
    return unit, match.end("unit")


_UNKNOWN = re.compile(r"(?P<unit>[一-龥]次|[一-龥])(?=[，。；、,;）)\s]|$)")
_NO_UNIT = frozenset(
    "年月日号时点分秒级线路楼室届期五六七八九十第至到和及与的等多余了中上下内外前后为是后起初末底版"
)
"""Characters that close a date, a number or a phrase and count nothing."""


def _unknown_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """Return a measure word that no row knows: one character alone, or with 次 behind it."""
    match = _UNKNOWN.match(text, at)
    if match is None or match["unit"][0] in _NO_UNIT:
        return None
    said = match["unit"]
    return Unit(said=said, kind=Kind.COUNT, name=said), match.end()
