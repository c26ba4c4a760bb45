"""数据明细: every figure of every counting report, one a row, with room for her review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tasks.corrections import Action, columns
from tasks.delivery import labels
from tasks.delivery.amendment import REMOVED, amendment
from tasks.delivery.contents import Contents
from tasks.delivery.deflated import COMPRESSOR
from tasks.delivery.places import PagedReport, figure_spot, section_name
from tasks.delivery.workbook import styles
from tasks.delivery.workbook.chunks import Chunk, Cutter, Kept, Laid, lay, packed, unpacked
from tasks.delivery.workbook.links import evidence_link
from tasks.delivery.workbook.rows import RowWriter
from tasks.delivery.workbook.sheet import (
    FIRST_ROW,
    HEADER_ROW,
    Column,
    Placed,
    colour,
    frame_table,
    set_up_print,
)
from tasks.delivery.workbook.streaming import Stream, Streams
from tasks.delivery.workbook.values import MOST_LINKS, Token, Value, safe_text
from tasks.department.figures.figure import Figure

COUNTED, NOT_COUNTED = "是", "否"
_OPEN_END: Final = "不限"
_PAGES_WIDE: Final = 2  # on one, twenty columns would be too small to read
_REVIEWS: Final = tuple(columns.ACTION_WORDS.values())
_OWN: Final = frozenset(action.value for action in columns.ACTION_WORDS)

DEPARTMENT, INDICATOR, VALUE, UNIT = (
    columns.DEPARTMENT,
    columns.INDICATOR,
    "规范化数值",
    "规范化单位",
)
LOWER, UPPER, QUALIFIER, STANDS = "下限", "上限", "修饰词", "是否计入合计"
AMENDED: Final = "更正情况"

_NOTE: Final = (
    "每行一个数据，点“查看”到原文所在处。橙色表头各列供复核填写；更正值按“单位”栏的单位，"
    "填好后放入收件目录再汇总。“是否计入合计”为“是”的行进入指标汇总。"
)
_SPLIT: Final = "数据太多，分列几张工作表，本表为第{}张，共{}张。"

_COLUMNS: Final = (
    Column(header=DEPARTMENT, width=18),
    Column(header="部分", width=14),
    Column(header=columns.SAID_INDICATOR, width=20),
    Column(header=INDICATOR, width=16),
    Column(header=columns.SAID_VALUE, width=10),
    Column(header=columns.SAID_UNIT, width=8, style=styles.CENTER),
    Column(header=VALUE, width=13),
    Column(header=UNIT, width=9, style=styles.CENTER),
    Column(header=QUALIFIER, width=7, style=styles.CENTER),
    Column(header=LOWER, width=11),
    Column(header=UPPER, width=11, style=styles.CENTER),
    Column(header="类别", width=8, style=styles.CENTER),
    Column(header="角色", width=7, style=styles.CENTER),
    Column(header="变动", width=7, style=styles.CENTER),
    Column(header=STANDS, width=10, style=styles.CENTER),
    Column(header="未计入原因", width=16),
    Column(header=AMENDED, width=18),
    Column(header=columns.SENTENCE, width=54),
    Column(header="位置", width=23),
    Column(header="溯源", width=7, style=styles.CENTER),
    Column(header=columns.REVIEW, width=8, style=styles.INPUT, review=True),
    Column(header=columns.NEW_VALUE, width=11, style=styles.INPUT, review=True),
    Column(header=columns.NEW_INDICATOR, width=16, style=styles.INPUT, review=True),
    Column(header=columns.SCOPE, width=12, style=styles.INPUT, review=True),
    Column(header=columns.REMARK, width=18, style=styles.INPUT, review=True),
    Column(header=columns.FIGURE, width=14, style=styles.CENTER),
    Column(header=columns.SEAL, width=12, style=styles.CENTER),
)


def sheets_needed(contents: Contents, most: int) -> int:
    """Return how many sheets of at most so many rows all figures take."""
    return max(1, -(-_count(contents) // most))


def _count(contents: Contents) -> int:
    return sum(page.report.coverage.figures for page in contents.pages)


def write_detail(
    sheets: Sequence[Worksheet], streams: Streams, contents: Contents, *, catalogue: str, most: int
) -> tuple[Placed, ...]:
    """Fill the sheets, `most` rows each, and leave their rows in `streams` to be written last.

    `catalogue` refers to the catalogue's names, offered for corrections.
    """
    count, rows = _count(contents), Cutter(_chunks(contents, streams.writer(_COLUMNS)))
    placed = []
    for number, sheet in enumerate(sheets):
        size = min(most, count - number * most)
        if size:
            streams[sheet.title] = Stream(chunks=rows.take(size), columns=len(_COLUMNS), count=size)
        note = _NOTE if len(sheets) == 1 else f"{_NOTE}{_SPLIT.format(number + 1, len(sheets))}"
        last = FIRST_ROW + max(size, 1) - 1
        placed.append(frame_table(sheet, note=note, columns=_COLUMNS, last=last))
        _offer_choices(sheet, placed[-1], catalogue)
        _colour(sheet, placed[-1])
        sheet.print_area = f"A1:{placed[-1].letter('溯源')}{last}"
        set_up_print(sheet, header_row=HEADER_ROW, pages_wide=_PAGES_WIDE)
        sheet.print_title_cols = "A:C"
        sheet.column_dimensions[placed[-1].letter(columns.SEAL)].hidden = True
    return tuple(placed)


def _chunks(contents: Contents, writer: RowWriter) -> Iterator[Kept]:
    """Yield the rows of each report; so many of them may have a link as Excel has room for."""
    at = 0
    for page in contents.pages:
        count = page.report.coverage.figures
        yield _kept(contents, page, writer, linked=min(count, max(0, MOST_LINKS - at)))
        at += count


def _kept(contents: Contents, page: PagedReport, writer: RowWriter, *, linked: int) -> Kept:
    """Return the report's rows, made anew only when no earlier run made the same."""
    district, shelf, file = contents.district, contents.shelf, page.report.submission.file
    ground = [
        *(district.name, district.year, contents.sections, page.name, page.page),
        *(contents.standings.state(page.report.department or ""), linked),
    ]

    def chunk() -> Chunk:
        made: list[Chunk] = []

        def make() -> bytes:
            made.append(_chunk(contents, page, writer, linked))
            return packed(made[0])

        kept = shelf.piece("rows", file, ground, make)
        return made[0] if made else unpacked(kept)

    def laid(first: int, relations: Mapping[str, str]) -> Laid:
        place = [first, [relations[target] for target in targets], COMPRESSOR]
        # Rows that have to move are numbered anew: they are kept with their numbers open too.
        shelf.hold("rows", file, ground)
        return Laid.unpacked(
            shelf.piece(
                "laid rows", file, ground + place, lambda: lay(chunk(), first, relations).packed()
            )
        )

    targets = (page.target,) if linked else ()
    return Kept(count=page.report.coverage.figures, targets=targets, chunk=chunk, laid=laid)


def _chunk(contents: Contents, page: PagedReport, writer: RowWriter, linked: int) -> Chunk:
    rows = (
        _row(contents, page, figure, linked=number < linked)
        for number, figure in enumerate(page.report.figures)
    )
    return writer.chunk(rows)


def _row(
    contents: Contents, page: PagedReport, figure: Figure, *, linked: bool
) -> tuple[Value, ...]:
    standing = contents.standings.of(page.report.department or "", figure)
    said = figure.original or figure
    return (
        page.name,
        section_name(figure.section, contents.sections) or "未归类",
        figure.indicator,
        standing.indicator or None,
        said.value,
        figure.unit,
        standing.value,
        standing.unit,
        figure.qualifier or None,
        standing.lower,
        _OPEN_END if standing.upper is None else standing.upper,
        labels.KIND[figure.kind],
        labels.ROLE[figure.role],
        labels.CHANGE[figure.change] or None,
        COUNTED if standing.counted else NOT_COUNTED,
        REMOVED if figure.removed else standing.reason or None,
        amendment(figure) or None,
        figure.sentence,
        figure_spot(page.report, figure),
        evidence_link(page.page, page.figure_anchor(figure.id), linked=linked),
        *_reviewed(figure),
        Token(text=figure.id),
        Token(text=_seal(contents, page, said)),
    )


def _reviewed(figure: Figure) -> tuple[Value, ...]:
    """Return the review columns as they stand: what she said before is filled in."""
    word = columns.ACTION_WORDS.get(Action(figure.review)) if figure.review in _OWN else None
    said = figure.original
    if word is None:
        return (None,) * 5
    if said is None or figure.removed:
        return (word, None, None, None, figure.remark or None)
    changed = figure.normalized_value != said.normalized_value or said.qualifier != ""
    renamed = figure.canonical != said.canonical
    return (
        word,
        figure.value if changed and not figure.qualifier else None,
        (figure.canonical or columns.NO_INDICATOR) if renamed else None,
        None,
        figure.remark or None,
    )


def _seal(contents: Contents, page: PagedReport, said: Figure) -> str:
    """Return the seal over what the row says, as its cells hold it."""
    cells: tuple[object, ...] = (
        safe_text(page.name),
        said.id,
        safe_text(said.indicator),
        said.value,
        safe_text(said.unit),
        safe_text(said.sentence),
    )
    return columns.seal(contents.district.name, contents.district.year, cells)


def _offer_choices(sheet: Worksheet, placed: Placed, catalogue: str) -> None:
    """Put drop-downs on the review columns; another indicator than the offered may be typed."""
    review = DataValidation(
        type="list",
        formula1=f'"{",".join(_REVIEWS)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="复核",
        error="请选择：" + "、".join(_REVIEWS),
    )
    review.add(placed.inside(columns.REVIEW))
    indicator = DataValidation(
        type="list", formula1=catalogue, allow_blank=True, showErrorMessage=False
    )
    indicator.add(placed.inside(columns.NEW_INDICATOR))
    stands = DataValidation(
        type="list",
        formula1=f'"{COUNTED},{NOT_COUNTED}"',
        allow_blank=False,
        showErrorMessage=True,
        errorTitle=STANDS,
        error=f"请填“{COUNTED}”或“{NOT_COUNTED}”",
    )
    stands.add(placed.inside(STANDS))
    scope = DataValidation(
        type="list", formula1=f'"{",".join(columns.SCOPE_WORDS.values())}"', allow_blank=True
    )
    scope.add(placed.inside(columns.SCOPE))
    for validation in (review, indicator, stands, scope):
        sheet.add_data_validation(validation)


def _colour(sheet: Worksheet, placed: Placed) -> None:
    review, stands = placed.letter(columns.REVIEW), placed.letter(STANDS)
    rules = (
        (placed.rows, f'${review}{FIRST_ROW}="剔除"', styles.BAD),
        (placed.rows, f'${review}{FIRST_ROW}="更正"', styles.CAREFUL),
        (placed.inside(STANDS), f'${stands}{FIRST_ROW}="{COUNTED}"', styles.GOOD),
        (placed.inside(AMENDED), f'{placed.letter(AMENDED)}{FIRST_ROW}<>""', styles.CAREFUL),
        (placed.inside(QUALIFIER), f'{placed.letter(QUALIFIER)}{FIRST_ROW}<>""', styles.CAREFUL),
    )
    for cells, condition, color in rules:
        colour(sheet, cells, condition, color)
