"""Which files the sample inbox holds: from which text, in which dress, with which status."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a report is dressed. ``numbering``: typed | direct | style | items | none."""

    numbering: str = "typed"
    styles: bool = False
    body: str = "仿宋_GB2312"
    size: float = 16
    heading: str = "黑体"
    subheading: str = "楷体_GB2312"
    bold: bool = False
    indent: str = "chars"
    shatter: bool = False
    footer: bool = False
    wps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of the inbox."""

    file: str
    text: str
    department: str
    look: Look = Look()
    status: str = "received"
    reason: str = ""
    swaps: tuple[tuple[str, str], ...] = ()
    broken: bool = False


PLAIN = Look()
SONG = Look(body="宋体", size=14, heading="宋体", subheading="宋体", bold=True, indent="spaces")
DRAFT = (
    ("[[154人次", "[[149人次"),
    ("[[19场次", "[[17场次"),
    ("[[318次", "[[309次"),
    ("[[862名", "[[857名"),
    ("[[1146.7万元", "[[1138.2万元"),
    ("[[645件", "[[631件"),
    ("[[1204件", "[[1196件"),
    ("#D 2026年1月26日", "#D 2026年1月19日"),
)
ENTRIES = (
    Entry(
        file="望澜区科技局2025年法治政府建设年度报告.docx",
        text="keji",
        department="望澜区科学技术局",
    ),
    Entry(
        file="公安分局2025年度法治政府建设情况报告.docx",
        text="gongan",
        department="澄州市公安局望澜分局",
        look=Look(wps=True, footer=True),
    ),
    Entry(
        file="市场监管.docx",
        text="shichang",
        department="望澜区市场监督管理局",
        look=Look(numbering="direct", footer=True),
    ),
    Entry(
        file="附件2：区卫健局法治报告(定稿).docx",
        text="weijian",
        department="望澜区卫生健康局",
        look=Look(styles=True),
    ),
    Entry(
        file="区教育局2025年法治政府建设工作总结.docx",
        text="jiaoyu",
        department="望澜区教育局",
        look=Look(numbering="none", body="仿宋", heading="仿宋", subheading="仿宋", bold=True),
    ),
    Entry(
        file="区教育局2025年法治政府建设工作总结(1).docx",
        text="jiaoyu",
        department="望澜区教育局",
        look=Look(numbering="none", body="仿宋", heading="仿宋", subheading="仿宋", bold=True),
        status="duplicate",
        reason="与“区教育局2025年法治政府建设工作总结.docx”内容完全相同",
    ),
    Entry(
        file="人社局2025年法治政府建设年度报告（送审稿）.docx",
        text="renshe",
        department="望澜区人力资源和社会保障局",
        status="superseded",
        reason="同一部门另报有修改稿0126",
        swaps=DRAFT,
    ),
    Entry(
        file="人社局2025年法治政府建设年度报告（修改稿0126）.docx",
        text="renshe",
        department="望澜区人力资源和社会保障局",
    ),
    Entry(
        file="自然资源分局法治政府建设报告2025.docx",
        text="ziran",
        department="澄州市自然资源局望澜分局",
        look=Look(numbering="style", styles=True, footer=True),
        status="late",
        reason="落款日期2026年3月6日，晚于2026年3月1日的报送期限",
    ),
    Entry(
        file="望澜生态环境分局-法治政府建设年度报告-20260205.docx",
        text="shengtai",
        department="澄州市生态环境局望澜分局",
        look=Look(shatter=True),
    ),
    Entry(
        file="城管局法治政府报告（最终版）.docx",
        text="chengguan",
        department="望澜区城市管理和综合执法局",
        look=SONG,
    ),
    Entry(
        file="农业农村局二〇二五年法治政府建设报告.docx",
        text="nongye",
        department="望澜区农业农村局",
        look=Look(numbering="items"),
    ),
    Entry(
        file="关于报送2025年法治政府建设年度报告的函（区司法局）.docx",
        text="sifa",
        department="望澜区司法局",
        look=Look(styles=True, footer=True),
    ),
    Entry(
        file="望澜区财政局法治政府建设情况报告.docx",
        text="caizheng",
        department="望澜区财政局",
        look=Look(styles=True, body="仿宋", heading="黑体", subheading="楷体"),
    ),
    Entry(
        file="潮音街道2025法治报告.docx",
        text="chaoyin",
        department="望澜区潮音街道办事处",
        look=Look(indent="spaces"),
    ),
    Entry(
        file="听涛街道 2025年度法治政府建设工作报告 .docx",
        text="tingtao",
        department="望澜区听涛街道办事处",
        look=Look(wps=True),
    ),
    Entry(
        file="白沙口镇法治政府建设年度报告2.docx",
        text="baisha",
        department="望澜区白沙口镇人民政府",
        look=SONG,
    ),
    Entry(
        file="4.稻香岭镇人民政府关于2025年度法治政府建设工作情况的报告.docx",
        text="daoxiang",
        department="望澜区稻香岭镇人民政府",
        look=Look(styles=True, heading="宋体", subheading="宋体", body="宋体", size=15),
    ),
    Entry(
        file="区发改委2025年法治政府建设年度报告.docx",
        text="fagai",
        department="望澜区发展和改革委员会",
        status="rejected",
        reason="文件损坏：压缩包不完整，无法打开",
        broken=True,
    ),
)
