"""Another place's or another department's name, left in by copying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tasks.department.checks.rule import Subject, found, quote
from tasks.diagnostics import Diagnostic
from tasks.document import BlockKind
from tasks.profile.derived import once_for_each_profile
from tasks.profile.model import Profile

_PLACE: Final = re.compile(r"(?P<name>[一-龥]{2})(?P<rank>[区县])(?=委(?!员会?会议)|政府|人民政府)")
_SPEAKER: Final = re.compile(
    r"(?:^|(?<=[。，；\n])|(?<=\d年，)|(?<=建设法治)|(?<=法治))(?P<name>[一-龥]{2})(?P<rank>[区县])"
    r"(?=[一-龥]{2,9}局|紧紧围绕|坚持以|全面贯彻|深入学习|认真贯彻|始终坚持|建设|的目标|目标|"
    r"高质量)"
)
"""Another district, or its bureau, as the one who speaks."""
_WITHIN: Final = re.compile(
    r"在(?P<name>[一-龥]{2})(?P<rank>[区县])(?=范围内|全域|辖区|境内|各镇|各街道|率先|全面)"
)
"""Another district as where the work was done."""
_SERVED: Final = re.compile(
    r"(?:引领|推动|助力|保障|护航|服务)(?P<name>[一-龥]{2})(?P<rank>[区县])(?=高质量|经济社会|发展|法治)"
)
"""Another district as what the work was for."""
_KINDS_OF_AREA: Final = frozenset(
    "园社辖景校城地片灾小库发新税矿林牧山渔海战军学特市郊街厂港湖能业范护理政居住商院作点"
)
"""What makes 园区, 社区, 开发区: areas that are no districts."""
_NOT_NAMES: Final = frozenset(
    word
    for line in (
        "按照 根据 通过 清理 承担 作为 贯彻 落实 围绕 会同 经过 报请 配合 协助 提请 紧扣",
        "对照 依据 遵照 依照 执行 服从 发挥 坚持 接受 参加 参与 列席 协调 服务 支持 推动",
        "提交 报送 上报 报经 承办 印发 转发 传达 学习 完成 开展 组织 联合 代表 成为 获得",
        "荣获 受到 得到 纳入 利用 依托 严格 认真 切实 全市 全省 全县 我市 本市 各镇 上级",
        "市级 辖区 城区 市辖 新城 老城 两级 各级 牵头 结合 聚焦 对接 积极 主动 及时 全面",
        "按时 按期 协同 审核 审查 代拟 起草 汇报 报告 呈报 提供 担任 列入 认定 评为 授予",
        "表彰 批准 同意 指导 邀请 陪同 促请 督促 协办 主办 筹备 审议 制定 修订 建议 争取",
        "深入 扎实 严守 遵守 维护 拥护 监督 督察 督导 检查 考核 通报 反馈 答复 回应 办理",
    )
    for word in line.split()
)
"""Words that stand before 区委 and 区政府 and name no place."""
_NO_NAME_END: Final = frozenset(
    "在由向对于从与和及的了经受将把被就按据团为是以给让请令使并按照到各全本我"
)
_GOVERNED: Final = re.compile(
    r"(?:法治|平安|美丽|幸福|数字)(?P<name>[一-龥]{2})(?=建设|一体|高质量)"
    r"|(?<=[对在])(?P<city>[一-龥]{2}[市区县])(?=法治)"
)
_NO_PLACES: Final = frozenset(
    word
    for line in (
        "中国 政府 社会 国家 文化 队伍 乡村 机关 机构 校园 企业 体系 专门 专项 信访 公安 教育",
        "宣传 阵地 人才 基层 工作 思想 理论 医院 交通 市场 税务 财政 民政 水利 审计 统计 城市",
        "农村 农业 社区 街道 广场 公园 长廊 示范 环境 监督 保障 能力 素养 精神 意识 制度 改革",
        "经济 渔港 海洋 景区 军营 家庭 网格 小区 村居 边界 工地 园区 商圈 城区 全区 全市 全县",
        "轨道 服务 平台 政务 档案 应急 医疗 卫健 健康 司法 检察 法院 人社 住建 城管 自然 生态",
        "科技 商务 文旅 金融 国企 国资 北京 天津 上海 重庆 河北 山西 辽宁 吉林 江苏 浙江 安徽",
        "福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 广西 西藏 宁夏",
        "新疆 内蒙 香港 澳门 黑龙 粤港",
    )
    for word in line.split()
)
"""What 法治…建设 names besides a place of one's own: fields of work, and the province."""
_PARTNER: Final = re.compile(
    r"与|和|同|及|联合|会同|协同|赴|到|对接|学习|考察|来自|协作|毗邻|邻近|支援|交流|借鉴|原|转自|"
    r"跨|、$"
)
_AS_SELF: Final = (
    "党组|党委|党工委|党支部|领导班子|班子成员|主要负责人|高度重视|始终坚持|坚持以|坚持把|"
    "认真贯彻|深入学习|"
    "全面落实|切实履行|切实加强|严格落实|认真落实|深入贯彻|扎实推进|紧紧围绕|持续深化"
)
_SAYS: Final = re.compile(rf"{_AS_SELF}|20\d\d年(?:度)?(?:推进)?法治政府建设")
_BEGINS: Final = re.compile(r"^|(?<=[。\n])|(?<=年，)|(?<=以来，)|(?<=现将)")
"""Where a sentence begins, or the department that speaks in it."""
_SHORTEST: Final = 3
_SPEAKING: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def check_places(subject: Subject) -> Iterator[Diagnostic]:
    """Find another district named as one's own (临岚区委), which copying leaves behind."""
    district = subject.profile.district
    if district is None:
        return
    own = _own_names(subject.profile)
    for block in subject.blocks:
        for place in dict.fromkeys((*_districts(block.text), *_governed(block.text))):
            if place not in own:
                yield found(
                    "foreign_name",
                    f"{quote(block)}中出现“{place}”，本报告属于{district.name}，疑为沿用他处文稿。",
                    block.index,
                )


@once_for_each_profile
def _own_names(profile: Profile) -> str:
    """Return the names of district, superior and departments as one text, to be searched."""
    district = profile.district
    own = (district.name, district.superior) if district else ()
    return "\n".join((*own, *(entry.name for entry in profile.roster)))


def _districts(text: str) -> Iterator[str]:
    """Yield the districts whose 区委 or 区政府 is named as if it were one's own."""
    for match in _PLACE.finditer(text):
        near = re.split(r"[，。；：]", text[max(0, match.start() - 8) : match.start()])[-1]
        if match["name"] in _NOT_NAMES or match["name"][-1] in _NO_NAME_END:
            continue
        if not _PARTNER.search(near):
            yield match["name"] + match["rank"]
    for match in _SPEAKER.finditer(text):
        name = match["name"]
        if name not in _NOT_NAMES and name[-1] not in _NO_NAME_END | _KINDS_OF_AREA:
            yield name + match["rank"]
    for match in (*_WITHIN.finditer(text), *_SERVED.finditer(text)):
        name = match["name"]
        if name not in _NOT_NAMES and name[-1] not in _NO_NAME_END | _KINDS_OF_AREA:
            yield name + match["rank"]


def _governed(text: str) -> Iterator[str]:
    """Yield the places of 法治…建设 that are no fields of work and no provinces."""
    for match in _GOVERNED.finditer(text):
        name = match["name"] or match["city"]
        area = name[-1] == "区" and name[0] in _KINDS_OF_AREA
        if name not in _NO_PLACES and not area and not set(name) & _NO_NAME_END:
            yield name


def check_departments(subject: Subject) -> Iterator[Diagnostic]:
    """Find another department of the roster where the report speaks of itself."""
    own = subject.report.department
    if own is None or not subject.profile.roster:
        return
    roster = _roster_names(subject.profile)
    for block in subject.blocks:
        if block.kind not in _SPEAKING:
            continue
        at, name = next(roster.speaking(block.text, own), (0, ""))
        if name and not _PARTNER.search(block.text[max(0, at - 6) : at]):
            yield found(
                "foreign_name",
                f"{quote(block)}中以“{name}”自称，本报告属于{own}，疑为沿用其他单位文稿。",
                block.index,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _RosterNames:
    """The roster's names: whose each is, their lengths from the longest, all names of each."""

    owners: Mapping[str, frozenset[str]]
    lengths: tuple[int, ...]
    names: Mapping[str, tuple[str, ...]]

    def speaking(self, text: str, own: str) -> Iterator[tuple[int, str]]:
        """Yield (place, name) where another department than `own` speaks as 我局."""
        mine = self.names.get(own, (own,))
        for begin in _BEGINS.finditer(text):
            at = begin.start()
            for length in self.lengths:
                name = text[at : at + length]
                others = self.owners.get(name, frozenset()) - {own}
                if (
                    others
                    and not any(name in one for one in mine)
                    and _SAYS.match(text, at + length)
                ):
                    yield at, name
                    break


@once_for_each_profile
def _roster_names(profile: Profile) -> _RosterNames:
    owners: dict[str, set[str]] = {}
    for entry in profile.roster:
        for name in (entry.name, *entry.aliases):
            if len(name) >= _SHORTEST:
                owners.setdefault(name, set()).add(entry.name)
    return _RosterNames(
        owners={name: frozenset(found) for name, found in owners.items()},
        lengths=tuple(sorted({len(name) for name in owners}, reverse=True)),
        names={entry.name: (entry.name, *entry.aliases) for entry in profile.roster},
    )


_SELF_WORDS: Final = (
    # how a department is named, which words for itself are another's, and why
    (re.compile(r"街道|办事处$"), re.compile(r"我(?:局|委|镇|乡)"), "街道不称局、委、镇、乡"),
    (
        re.compile(r"[镇乡](?:人民)?政府$"),
        re.compile(r"我(?:局|委|街道)"),
        "镇、乡不称局、委、街道",
    ),
    (re.compile(r"局$"), re.compile(r"我(?:镇|乡|街道)"), "局不称镇、乡、街道"),
)


def check_self_words(subject: Subject) -> Iterator[Diagnostic]:
    """Find 我局 in a street office's report, 我镇 in a bureau's."""
    own = subject.report.department
    foreign = next((words for named, words, _ in _SELF_WORDS if named.search(own or "")), None)
    if own is None or foreign is None:
        return
    for block in subject.blocks:
        match = foreign.search(block.text) if block.kind in _SPEAKING else None
        if match:
            yield found(
                "foreign_name",
                f"{quote(block)}中自称“{match[0]}”，与报送单位{own}不符，疑为沿用其他单位文稿。",
                block.index,
            )
