"""Last year's year and another place's name left in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.department.checks.rule import Subject, quote, warning
from tasks.diagnostics import Diagnostic
from tasks.document import Block, BlockKind

_YEAR = re.compile(r"(?<![\d—\-–~至到（(《])(?P<year>20\d\d)年(?:度)?(?!\s?[—\-–~至到])")
_OF_REPORT = re.compile(
    r"^.{0,6}(?P<year>20\d\d)年(?:度)?(?:推进|法治政府|法治建设|工作|党政|主要|履行|以来|，|度)"
)
_OPENING = re.compile(
    r"(?:现将|就)[^。]{0,20}?(?P<year>20\d\d)年(?:度)?[^。]{0,14}(?:情况|工作)[^。]{0,10}报告"
)
_NEXT = re.compile(r"下一年|下年|明年|计划|打算|安排|下一步")
_PLACE = re.compile(r"(?P<name>[一-龥]{2})(?P<rank>[区县])(?=委(?!员会?会议)|政府|人民政府)")
_NOT_NAMES = frozenset(
    word
    for line in (
        "按照 根据 通过 清理 承担 作为 贯彻 落实 围绕 会同 经过 报请 配合 协助 提请 紧扣",
        "对照 依据 遵照 依照 执行 服从 发挥 坚持 接受 参加 参与 列席 协调 服务 支持 推动",
        "提交 报送 上报 报经 承办 印发 转发 传达 学习 完成 开展 组织 联合 代表 成为 获得",
        "荣获 受到 得到 纳入 利用 依托 严格 认真 切实 全市 全省 全县 我市 本市 各镇 上级",
        "市级 辖区 城区 市辖 新城 老城 两级 各级 牵头 结合 聚焦 对接 积极 主动 及时 全面",
        "按时 按期 协同 审核 审查 代拟 起草 汇报 报告 呈报 提供 担任 列入 认定 评为 授予",
        "表彰 批准 同意 指导",
    )
    for word in line.split()
)
"""Words that stand before 区委 and 区政府 and name no place."""
_NO_NAME_END = frozenset("在由向对于从与和及的了经受将把被就按据团为是以给让请令使并按照到")


def check_years(subject: Subject) -> Iterator[Diagnostic]:
    """Find titles, headings and openings that name another year than the report's."""
    wanted = subject.year
    if wanted is None:
        return
    for block in subject.report.blocks:
        said = _year_of(block)
        if said is None or said == wanted or (said == wanted + 1 and _NEXT.search(block.text)):
            continue
        where = {BlockKind.TITLE: "题目", BlockKind.HEADING: "标题"}.get(block.kind, "开头")
        yield warning(
            "stale_year",
            f"{where}{quote(block)}写的是{said}年，应为{wanted}年，疑为沿用旧稿。",
            "请核对年度；标题和内容都要核对。",
            block.index,
        )


def _year_of(block: Block) -> int | None:
    if block.kind in {BlockKind.TITLE, BlockKind.HEADING}:
        match = (
            _OF_REPORT.match(block.text)
            if block.kind is BlockKind.HEADING
            else _YEAR.search(block.text)
        )
    elif block.kind is BlockKind.PARAGRAPH and block.section is None:
        match = _OPENING.search(block.text)
    else:
        return None
    return int(match["year"]) if match else None


def check_places(subject: Subject) -> Iterator[Diagnostic]:
    """Find another district named as one's own (临岚区委), which copying leaves behind."""
    district = subject.profile.district
    if district is None:
        return
    own = (district.name, district.superior, *(entry.name for entry in subject.profile.roster))
    for block in subject.report.blocks:
        for match in _PLACE.finditer(block.text):
            place = match["name"] + match["rank"]
            near = block.text[max(0, match.start() - 8) : match.start()]
            if not _is_name(match["name"]) or _partner(near) or any(place in name for name in own):
                continue
            yield warning(
                "foreign_name",
                f"{quote(block)}中出现“{place}”，本报告属于{district.name}，疑为沿用他处文稿。",
                "请核对地名；确为外地单位的可不处理。",
                block.index,
            )


def _is_name(said: str) -> bool:
    return said not in _NOT_NAMES and said[-1] not in _NO_NAME_END


def _partner(near: str) -> bool:
    """Whether the other place is named as a partner or a model."""
    return (
        re.search(r"与|和|同|联合|会同|赴|到|对接|学习|考察|来自|协作|毗邻|邻近|、$", near)
        is not None
    )
