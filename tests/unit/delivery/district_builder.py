"""A small district for the delivery tests: three reports, a rejection, a missing department.

Figures are found in the blocks by their text, so that offsets cannot drift from the text.
The texts hold what outputs must withstand: an identity-card and a telephone number, a
cell that looks like a formula, markup, template signs and a sign that turns the direction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from tasks.department.figures.figure import Change, Figure, Kind, Role, SkippedNumber
from tasks.department.report import Coverage, DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import (
    Contradiction,
    Contribution,
    CoverageRow,
    District,
    LeftOut,
    Receipt,
    Status,
    Total,
)
from tasks.document import Block, BlockKind, Cell, Properties, Table, Traces
from tasks.intake.submission import Format, Rejection, Submission
from tasks.profile.model import (
    DistrictSettings,
    Indicator,
    OutlineSection,
    Profile,
    RosterEntry,
)

IDENTITY_CARD = "440522199003071234"
MOBILE = "13812345678"
HOSTILE = "=HYPERLINK(1) {{ 7*7 }} <script>alert(1)</script> \u202e反向\u0007"


@dataclass(kw_only=True)
class ReportBuilder:
    """Collects blocks and figures in reading order."""

    department: str
    file: str
    year: int = 2023
    blocks: list[Block] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    skipped: list[SkippedNumber] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def block(
        self,
        text: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        *,
        section: int | None = None,
        level: int | None = None,
        number: str = "",
        table: Table | None = None,
    ) -> int:
        """Add a block and return its index."""
        index = len(self.blocks)
        self.blocks.append(
            Block(
                index=index,
                id=f"{self.key}-{index:02d}",
                kind=kind,
                text=text,
                level=level,
                number=number,
                section=section,
                source=index,
                table=table,
            )
        )
        return index

    def heading(self, number: str, text: str, section: int, level: int = 1) -> int:
        """Add a heading and return its index."""
        kind = BlockKind.HEADING
        return self.block(text, kind, section=section, level=level, number=number)

    def figure(  # noqa: PLR0913 - a figure has as many sides
        self,
        text: str,
        value: str,
        unit: str,
        indicator: str,
        *,
        normalized: tuple[str, str] | None = None,
        bounds: tuple[str, str | None] | None = None,
        kind: Kind = Kind.COUNT,
        canonical: str | None = None,
        qualifier: str = "",
        change: Change = Change.NONE,
        role: Role = Role.ACTUAL,
        parent: str | None = None,
        cell: tuple[int, int] | None = None,
        total: bool = False,
    ) -> str:
        """Add a figure found by its text in the last block and return its id."""
        block = self.blocks[-1]
        floor = block.table.offsets()[cell] if block.table and cell else 0
        start = block.text.index(text, floor)
        amount, normalized_unit = normalized or (value, unit)
        lower, upper = bounds or (amount, amount)
        key = f"{self.key}{len(self.figures) + 1:02d}"
        self.figures.append(
            Figure(
                id=key,
                block=block.index,
                start=start,
                end=start + len(text),
                text=text,
                value=Decimal(value),
                unit=unit,
                normalized_value=Decimal(amount),
                normalized_unit=normalized_unit,
                lower=Decimal(lower),
                upper=None if upper is None else Decimal(upper),
                kind=kind,
                indicator=indicator,
                sentence=block.text if block.table is None else text,
                qualifier=qualifier,
                change=change,
                role=role,
                canonical=canonical,
                parent=parent,
                section=block.section,
                cell=cell,
                total=total,
            )
        )
        return key

    def skip(self, text: str, reason: str) -> None:
        """Skip a number found by its text in the last block."""
        block = self.blocks[-1]
        start = block.text.index(text)
        self.skipped.append(
            SkippedNumber(
                block=block.index, start=start, end=start + len(text), text=text, reason=reason
            )
        )

    def note(
        self, code: str, severity: Severity, message: str, block: int | None, remedy: str = ""
    ) -> None:
        """Add a diagnostic."""
        self.diagnostics.append(
            Diagnostic(code=code, severity=severity, message=message, remedy=remedy, block=block)
        )

    @property
    def key(self) -> str:
        """The letters all ids of this report begin with."""
        return {"区司法局": "sf", "区市场监管局": "sc"}.get(self.department, "qt")

    def build(self) -> DepartmentReport:
        """Return the report, its coverage receipt counted from what was added."""
        title = next((b.text for b in self.blocks if b.kind is BlockKind.TITLE), None)
        return DepartmentReport(
            submission=Submission(
                file=self.file,
                folder="",
                name="",
                sha256=f"{len(self.blocks):064x}",
                size=20_000,
                format=Format.DOCX,
            ),
            department=self.department,
            known=True,
            year=self.year,
            title=title,
            dated="2024-01-15",
            blocks=tuple(self.blocks),
            figures=tuple(self.figures),
            skipped=tuple(self.skipped),
            diagnostics=tuple(self.diagnostics),
            coverage=self._coverage(),
            properties=Properties(),
            traces=Traces(),
            evidence=("部门：标题", "年度：标题"),
        )

    def _coverage(self) -> Coverage:
        reasons = sorted({number.reason for number in self.skipped})
        count = {r: sum(number.reason == r for number in self.skipped) for r in reasons}
        inside = sum(_characters(b) for b in self.blocks if b.section is not None)
        outside = sum(_characters(b) for b in self.blocks if b.section is None)
        return Coverage(
            characters=inside + outside,
            in_sections=inside,
            unplaced=outside,
            numbers=len(self.figures) + len(self.skipped),
            figures=len(self.figures),
            skipped=tuple(count.items()),
        )


def _characters(block: Block) -> int:
    return len("".join((block.number + block.text).split()))


def sample_profile() -> Profile:
    """Return the profile of the sample district."""
    return Profile(
        district=DistrictSettings(
            name="望澜区",
            superior="澄州市",
            year=2023,
            addressee="市委依法治市办",
            signature="望澜区委依法治区办",
        ),
        roster=(
            RosterEntry(name="区司法局", aliases=("司法局",), kind="局"),
            RosterEntry(name="区市场监管局", aliases=("市监局",), kind="局"),
            RosterEntry(name="东湖街道", kind="街道"),
            RosterEntry(name="区财政局", aliases=("财政局",), kind="局"),
            RosterEntry(name="区住建局", aliases=("住建局",), kind="局"),
        ),
        outline=(
            OutlineSection(number=1, title="主要举措和成效", short="举措成效"),
            OutlineSection(number=2, title="存在的不足和原因", short="不足原因"),
            OutlineSection(number=3, title="下一年度主要安排", short="下年安排", may_be_empty=True),
        ),
        indicators=(
            Indicator(
                name="行政复议案件办结数",
                aliases=("办结行政复议案件",),
                unit="件",
                units=("件", "宗"),
                notes="按办结日期计，含调解结案。",
            ),
            Indicator(
                name="普法活动场次", unit="场", units=("场", "场次", "次"), notes="线上线下均计。"
            ),
            Indicator(name="罚没金额", unit="元", units=("元",), notes="以决定书为准。"),
            Indicator(name="行政执法人员持证率", unit="%", additive=False, notes="不相加。"),
        ),
    )


def _justice() -> DepartmentReport:
    made = ReportBuilder(department="区司法局", file="区司法局2023年报告.docx")
    made.block("区司法局2023年法治政府建设年度报告", BlockKind.TITLE)
    made.skip("2023", "date")
    made.block("区委依法治区办：", BlockKind.ADDRESSEE)
    made.block("现将我局有关情况报告如下，联系人手机" + MOBILE + "。")
    made.skip(MOBILE, "phone")
    made.heading("一、", "主要举措和成效", 1)
    made.heading("（一）", "推进行政复议。", 1, 2)
    made.block(
        "全年办结行政复议案件126件，其中调解结案30件，同比增长12.5%；"
        "开展普法活动40余场次，发放资料1.2万份。",
        section=1,
    )
    cases = made.figure("126件", "126", "件", "办结行政复议案件", canonical="行政复议案件办结数")
    made.figure("30件", "30", "件", "调解结案", parent=cases, canonical="行政复议案件办结数")
    made.figure(
        "12.5%",
        "12.5",
        "%",
        "办结行政复议案件同比增长",
        kind=Kind.PERCENT,
        change=Change.INCREASE,
        bounds=("12.45", "12.55"),
    )
    made.figure(
        "40余场次",
        "40",
        "场次",
        "开展普法活动",
        qualifier="余",
        bounds=("40", "50"),
        canonical="普法活动场次",
    )
    made.figure(
        "1.2万份",
        "1.2",
        "万份",
        "发放资料",
        normalized=("12000", "份"),
        bounds=("11500", "12500"),
    )
    made.heading("二、", "存在的不足和原因", 2)
    lacks = made.block(f"基层力量不足，当事人张某（身份证{IDENTITY_CARD}）反映。", section=2)
    made.skip(IDENTITY_CARD, "identifier")
    made.note(
        "personal_number",
        Severity.WARNING,
        f"第二部分出现身份证号码{IDENTITY_CARD}。",
        lacks,
        "请删去或遮盖。",
    )
    made.heading("三、", "下一年度主要安排", 3)
    made.block("2024年计划开展普法活动60场。", section=3)
    made.skip("2024", "date")
    made.figure("60场", "60", "场", "计划开展普法活动", role=Role.TARGET, canonical="普法活动场次")
    made.block("区司法局", BlockKind.SIGNATURE)
    made.block("2024年1月15日", BlockKind.DATE)
    made.skip("2024年1月15日", "date")
    return made.build()


def _fines() -> Table:
    rows = (
        ("领域", "案件数（件）", "罚没金额（万元）"),
        ("食品", "12", "35.6"),
        ("药品", "8", "14.4"),
        ("合计", "20", "50"),
    )
    head = (Cell(row=0, column=0, text="2023年行政处罚情况", column_span=3, bold=True),)
    body = tuple(
        Cell(row=row, column=column, text=text, bold=row == 1)
        for row, line in enumerate(rows, start=1)
        for column, text in enumerate(line)
    )
    return Table(rows=5, columns=3, cells=head + body)


def _market() -> DepartmentReport:
    made = ReportBuilder(department="区市场监管局", file="市监/市场监管局 总结.docx")
    made.block("区市场监督管理局2023年法治政府建设工作报告", BlockKind.TITLE)
    made.heading("1.", "工作开展情况和取得的成效", 1)
    made.block("办结行政复议案件3宗，举办普法宣传85场次，持证率达98.6%。", section=1)
    made.figure("3宗", "3", "宗", "办结行政复议案件", canonical="行政复议案件办结数")
    made.figure("85场次", "85", "场次", "举办普法宣传", canonical="普法活动场次")
    made.figure(
        "98.6%",
        "98.6",
        "%",
        "持证率",
        kind=Kind.PERCENT,
        bounds=("98.55", "98.65"),
        canonical="行政执法人员持证率",
    )
    made.block("表1 行政处罚情况", BlockKind.CAPTION, section=1)
    table = _fines()
    place = made.block(table.text, BlockKind.TABLE, section=1, table=table)
    for row, (cases, fine, yuan) in enumerate(
        (("12", "35.6", "356000"), ("8", "14.4", "144000"), ("20", "50", "500000")), start=2
    ):
        made.figure(cases, cases, "件", "案件数", cell=(row, 1), total=row == 4)
        made.figure(
            fine,
            fine,
            "万元",
            "罚没金额",
            normalized=(yuan, "元"),
            kind=Kind.MONEY,
            cell=(row, 2),
            total=row == 4,
            canonical="罚没金额",
        )
    made.note(
        "table_total_mismatch",
        Severity.ERROR,
        "表1“合计”与各行之和不符。",
        place,
        "请核对后更正。",
    )
    made.block(HOSTILE)
    made.note("unplaced_block", Severity.INFO, "有1段文字未归入提纲。", len(made.blocks) - 1)
    made.note("missing_section", Severity.WARNING, "缺少“存在的不足和原因”部分。", None)
    return made.build()


def _street() -> DepartmentReport:
    made = ReportBuilder(department="东湖街道", file="东湖街道.docx")
    made.block("东湖街道2023年度法治政府建设情况", BlockKind.TITLE)
    made.heading("一、", "工作成效", 1)
    made.block("开展普法活动16场，收缴罚没款0.85万元。", section=1)
    made.figure("16场", "16", "场", "开展普法活动", canonical="普法活动场次")
    made.figure(
        "0.85万元",
        "0.85",
        "万元",
        "收缴罚没款",
        normalized=("8500", "元"),
        kind=Kind.MONEY,
        bounds=("8450", "8550"),
        canonical="罚没金额",
    )
    made.heading("二、", "问题不足", 2)
    made.block("无。", section=2)
    made.heading("三、", "下步打算", 3)
    made.block("继续努力。", section=3)
    return made.build()


def _totals(reports: tuple[DepartmentReport, ...]) -> tuple[Total, ...]:
    wanted: tuple[tuple[str, str, tuple[str, ...], dict[str, str]], ...] = (
        ("行政复议案件办结数", "件", ("sf01", "sc01"), {"sf02": "是“126件”的其中项"}),
        ("普法活动场次", "场", ("sf04", "sc02", "qt01"), {"sf06": "为下年目标"}),
        ("罚没金额", "元", ("sc05", "sc07", "qt02"), {"sc09": "表内合计，不再相加"}),
    )
    return tuple(_total(reports, *row) for row in wanted)


def _total(
    reports: tuple[DepartmentReport, ...],
    indicator: str,
    unit: str,
    counted: tuple[str, ...],
    left: dict[str, str],
) -> Total:
    said = {f.id: (r.department or "", f) for r in reports for f in r.figures}
    homes = {f.id: r.blocks[f.block] for r in reports for f in r.figures}
    parts = tuple(
        Contribution(
            department=said[key][0],
            figure=key,
            block=homes[key].id,
            section=homes[key].section,
            value=said[key][1].normalized_value,
            lower=said[key][1].lower,
            upper=said[key][1].upper,
            approximate=said[key][1].approximate,
        )
        for key in counted
    )
    return Total(
        indicator=indicator,
        unit=unit,
        value=sum((part.value for part in parts), Decimal(0)),
        lower=sum((part.lower for part in parts), Decimal(0)),
        upper=sum((part.upper or Decimal(0) for part in parts), Decimal(0)),
        departments=len({part.department for part in parts}),
        approximate=any(part.approximate for part in parts),
        contributions=parts,
        left_out=tuple(
            LeftOut(department=said[key][0], figure=key, reason=reason)
            for key, reason in left.items()
        ),
    )


def _received(report: DepartmentReport, status: Status, reason: str) -> Receipt:
    return Receipt(
        file=report.submission.file,
        sha256=report.submission.sha256,
        department=report.department,
        year=report.year,
        status=status,
        counts=status in {Status.RECEIVED, Status.LATE},
        reason=reason,
        report=report,
    )


def _receipts(reports: tuple[DepartmentReport, ...]) -> tuple[Receipt, ...]:
    justice, market, street = reports
    broken = Rejection(
        file="区财政局.docx",
        sha256="f" * 64,
        code="damaged",
        message="文件损坏，无法打开。",
        remedy="请区财政局重新报送。",
        department="区财政局",
    )
    return (
        _received(street, Status.LATE, "晚于截止日期2024年1月20日。"),
        _received(justice, Status.RECEIVED, ""),
        Receipt(
            file=broken.file,
            sha256=broken.sha256,
            department=broken.department,
            year=None,
            status=Status.REJECTED,
            counts=False,
            reason=broken.message,
            rejection=broken,
        ),
        _received(market, Status.RECEIVED, ""),
    )


def sample_district() -> tuple[District, Profile]:
    """Return the sample district and its profile, the same each time."""
    reports = (_justice(), _market(), _street())
    profile = sample_profile()
    return (
        District(
            name="望澜区",
            year=2023,
            sections=tuple(section.title for section in profile.outline),
            receipts=_receipts(reports),
            reports=reports,
            missing=("区财政局", "区住建局"),
            totals=_totals(reports),
            contradictions=(
                Contradiction(
                    subject="全区普法活动",
                    values=(("区司法局", "40余场次", "sf04"), ("区市场监管局", "85场次", "sc02")),
                ),
            ),
            coverage=tuple(_coverage_row(report, len(profile.outline)) for report in reports),
            diagnostics=(
                Diagnostic(
                    code="shared_text",
                    severity=Severity.WARNING,
                    message="区司法局与东湖街道有一段文字雷同。",
                    remedy="请核实。",
                ),
            ),
        ),
        profile,
    )


def _coverage_row(report: DepartmentReport, sections: int) -> CoverageRow:
    return CoverageRow(
        department=report.department or "",
        characters=tuple(
            sum(
                _characters(b)
                for b in report.blocks
                if b.section == number and b.kind is not BlockKind.HEADING
            )
            for number in range(1, sections + 1)
        ),
        unplaced=report.coverage.unplaced,
    )
