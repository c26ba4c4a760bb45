"""Measure words and units: which there are, what kind of quantity they make, how they convert.

The measure words (量词) are the ones that government reports count with; a word that is
missing here is a row to add, never a rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tasks.department.figures.figure import Kind
from tasks.department.figures.words import lengths_of


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
"""Bare words; of several that fit, the longest holds."""

_TIMES = tuple(f"{word}次" for word in _COUNTED if len(word) == 1)
"""Anything that is counted can be counted by the occasion (人次, 艘次, 宗次, 轮次)."""
_EITHER = re.compile(r"[（(][次件套份个人起处项户期条][)）]")
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

_NOT_BEFORE = {
    "分": tuple("之类级别层批步析为管局工布期享明部公红散配隔"),
    "里": tuple("程面"),
    "方": tuple("面案式法向便针"),
    "点": tuple("多半整钟位击"),
    "级": tuple("别"),
    "日": tuple("常益程"),
    "天": tuple("然气"),
    "年": tuple("度级底初末轻"),
    "口": tuple("岸径号"),
    "头": tuple("条"),
    "线": tuple("上下索路"),
    "路": tuple("径线"),
    "面": tuple("积向对"),
    "人": tuple("民大员均才力工口事社民"),
    "名": tuple("单称额"),
    "家": tuple("庭长属"),
    "条": tuple("例款件"),
    "部": tuple("门分署级"),
    "本": tuple("级市区县"),
    "组": tuple("织长成"),
    "课": tuple("题"),
    "单": tuple("位元"),
    "班": tuple("子次"),
    "队": tuple("伍员"),
    "段": tuple("落"),
    "包": tuple("括含保联"),
    "处": tuple("理置罚分级"),
    "期": tuple("间限"),
    "所": tuple("有在属以"),
    "案": tuple("件例"),
    "国": tuple("家道"),
    "市": tuple("场民级"),
    "区": tuple("域级委政"),
    "县": tuple("级"),
    "省": tuple("级"),
    "城": tuple("市区"),
    "对": tuple("于照象"),
    "车": tuple("辆位"),
    "批": tuple("准复评"),
    "位": tuple("于居置列"),
    "种": tuple("植子养"),
    "类": tuple("别似"),
    "字": tuple("号第〔"),
    "版": tuple("本权"),
    "出": tuple("台具动席庭"),
    "列": tuple("入为车"),
    "把": tuple("手关握"),
    "层": tuple("级面次"),
    "席": tuple("位"),
    "站": tuple("式"),
    "门": tuple("户"),
    "节": tuple("约能点日"),
    "院": tuple("长落"),
    "室": tuple("内外"),
    "升": tuple("至级到为降"),
    "周": tuple("边年围到岁"),
    "秒": tuple("批"),
    "集": tuple("中体成团合"),
    "款": tuple("项"),
    "员": tuple("工"),
    "排": tuple("查名除污放"),
    "双": tuple("随向公"),
    "股": tuple("份权长"),
    "通": tuple("过报知办"),
    "票": tuple("制"),
    "封": tuple("闭"),
    "例": tuple("如会"),
    "轮": tuple("训岗换车电"),
    "回": tuple("复访头"),
    "讲": tuple("座话解"),
    "片": tuple("区"),
    "块": tuple("链状"),
    "支": tuple("付持部撑出"),
    "套": tuple("路"),
    "台": tuple("账"),
    "户": tuple("籍外"),
}
"""What must not follow, since the character then begins another word."""

_YET_BEFORE = {"所": ("以上", "以下", "以内")}
"""What may follow all the same: 3所以上 counts schools, 所以 does not."""

_ONLY_BEFORE = {
    "度": tuple("电。，；、）)以"),
    "手": ("房", "车", "资料", "。", "，", "；"),
    "发": tuple("子弹炮。，；、"),
}
"""Words that are a unit only where one of these follows."""

_LENGTHS = lengths_of(UNITS)
_SPACES = (" ", "\u3000")


def unit_at(text: str, at: int, *, arabic: bool) -> tuple[Unit, int] | None:
    """Return the unit that begins at `at` (spaces skipped) and where it ends, or None.

    `arabic` says whether digits stand before it: bare nouns are units only then.
    """
    word, end = _word_at(text, at)
    if not word:
        return _unknown_unit(text, at) if arabic else None
    if not arabic and word in _BARE_NOUNS:
        return None
    unit = UNITS[word]
    either = _EITHER.match(text, end) if unit.kind is Kind.COUNT else None
    if either is not None:
        said = word + either[0]
        return Unit(said=said, kind=Kind.COUNT, name=said), either.end()
    return unit, end


def _word_at(text: str, at: int) -> tuple[str, int]:
    """Return the longest word of the tables at this place ('' for none), and where it ends."""
    if text.startswith(_SPACES, at):
        at += 2 if text.startswith(_SPACES, at + 1) else 1
    for length in _LENGTHS.get(text[at : at + 1], ()):
        word = text[at : at + length]
        if word in UNITS and _is_unit(word, text, at + len(word)):
            return word, at + len(word)
    return "", at


def _is_unit(word: str, text: str, end: int) -> bool:
    """Say whether what follows the word lets it be one of its own."""
    if word in _ONLY_BEFORE:
        return text.startswith(_ONLY_BEFORE[word], end)
    if text.startswith(_NOT_BEFORE.get(word, ()), end):
        return text.startswith(_YET_BEFORE.get(word, ()), end)
    return True


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
