"""The faults of the benchmark, as a table: what is planted, the rules that may find it, how."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from tasks.department.checks.catalogue import Family
from tests.benchmarks.seeding import edits, grids, numbers, originals
from tests.benchmarks.seeding.edits import Edit, sentence
from tests.benchmarks.seeding.numbers import Maker

SENTENCES: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of fault: what it is (Chinese), its rule, and how it is planted.

    `also` are rules that may rightly speak up beside it: a wrong number can break two laws.
    `instead` are rules that find it just as well, as where a part alone is more than the whole.
    `make` gives a fault and its clean look-alike, `edit` changes a report.
    """

    name: str
    code: str
    family: Family
    make: Maker | None = None
    edit: Edit | None = None
    clean: Edit | None = None
    also: frozenset[str] = frozenset()
    instead: frozenset[str] = frozenset()


_A, _T, _C, _X, _S = (
    Family.ARITHMETIC,
    Family.TIME_AND_PLACE,
    Family.COMPLETENESS,
    Family.TEXT,
    Family.SAFETY,
)


def _sum(name: str, code: str, make: Maker, *also: str) -> Kind:
    return Kind(name=name, code=code, family=_A, make=make, also=frozenset(also))


def _edit(name: str, code: str, family: Family, edit: Edit, *also: str) -> Kind:
    """Return a kind that changes a report; its look-alikes, if any, stand in sentences.toml."""
    right = SENTENCES.get(name, {}).get("right", [])
    return Kind(
        name=name,
        code=code,
        family=family,
        edit=edit,
        clean=sentence(right) if right else None,
        also=frozenset(also),
    )


def _said(name: str, code: str, family: Family) -> Kind:
    """Return a kind whose faulty sentences stand in sentences.toml."""
    return _edit(name, code, family, sentence(SENTENCES[name]["wrong"]))


_FIGURES_CHANGED = ("sum_mismatch", "percent_mismatch", "share_mismatch", "change_mismatch",
                    "part_exceeds_whole", "impossible_percent")  # fmt: skip
"""A copied paragraph brings its numbers along, changed or wrong already."""

KINDS: tuple[Kind, ...] = (
    _sum("其中各项之和大于总数", "sum_mismatch", numbers.over),
    replace(
        _edit("原文总数被改小", "sum_mismatch", _A, originals.lowered_whole, *_FIGURES_CHANGED),
        instead=frozenset({"part_exceeds_whole"}),
    ),
    _sum("列全的分项（有“其他”）不等于总数", "sum_mismatch", numbers.closed, "part_exceeds_whole"),
    _sum("括号内分项不等于总数", "sum_mismatch", numbers.bracket),
    _sum("“分别”各项不等于总数", "sum_mismatch", numbers.apart),
    _sum("“合计”不等于前列各项", "sum_mismatch", numbers.behind),
    _sum("金额分项不等于总数", "sum_mismatch", numbers.money),
    _sum("其中项大于总数", "part_exceeds_whole", numbers.exceeds),
    _sum("表格合计行不符", "table_total_mismatch", grids.total_row),
    _sum("表格合计列不符", "table_total_mismatch", grids.total_column),
    _sum("表格小计不符", "table_total_mismatch", grids.subtotal),
    _sum("比率与两个数不符", "percent_mismatch", numbers.rate),
    _sum("占比与两个数不符", "share_mismatch", numbers.share),
    _sum("占比之和超过100%", "share_mismatch", numbers.shares),
    _sum("表格占比不符", "share_mismatch", grids.table_share),
    _sum("增减幅度不符", "change_mismatch", numbers.change),
    _sum("增减数量不符", "change_mismatch", numbers.difference),
    _sum("增减方向不符", "change_mismatch", numbers.direction),
    _sum("表格增减幅度不符", "change_mismatch", grids.table_growth),
    _sum("比率超过100%", "impossible_percent", numbers.impossible),
    _sum("正文与表格不符", "internal_contradiction", grids.text_and_table),
    _sum("前后两个全年数不符", "internal_contradiction", numbers.said_twice),
    _edit("标题年份未改", "stale_year", _T, edits.stale_title, "wrong_year"),
    _edit("一级标题年份未改", "stale_year", _T, edits.stale_heading),
    _edit("下年安排年份未改", "stale_year", _T, edits.stale_plan),
    _said("正文工作陈述年份未改", "stale_year", _T),
    _said("过期规划当作现行", "expired_plan", _T),
    _edit("落款日期未改", "late_date", _T, edits.early_signature, "wrong_year"),
    _said("已完成工作晚于落款日期", "late_date", _T),
    _said("不存在的日期", "impossible_date", _T),
    _edit("他区地名", "foreign_name", _T, edits.foreign_district),
    _edit("他单位名称自称", "foreign_name", _T, edits.other_department),
    _edit("“我局”“我镇”混用", "foreign_name", _T, edits.self_word),
    _edit("缺少部分", "missing_section", _C, edits.dropped_section, "numbering_jump"),
    _edit("部分只有标题", "empty_section", _C, edits.emptied_section),
    _edit("部分只有一句", "empty_section", _C, edits.short_section),
    _edit("有附件字样无附件", "missing_attachment", _C, edits.attachment),
    _edit("修订痕迹", "tracked_changes", _C, edits.tracked),
    _edit("批注", "comments", _C, edits.commented),
    _edit("隐藏文字", "hidden_text", _C, edits.hidden),
    _edit("一级标题序号跳号", "numbering_jump", _C, edits.top_jump),
    _edit("二级标题序号跳号", "numbering_jump", _C, edits.second_jump),
    _edit("“一是”“三是”跳号", "numbering_jump", _C, edits.points_jump),
    _said("占位未填", "placeholder", _C),
    _said("“法制”误用", "legal_term", _X),
    _said("年份区间缺少连接号", "lost_dash", _X),
    _edit("词语重复", "doubled_word", _X, edits.doubled),
    _edit("标点重复", "doubled_word", _X, edits.doubled_mark),
    _edit("段落重复", "repeated_paragraph", _X, edits.repeated,
          *_FIGURES_CHANGED, "internal_contradiction", "numbering_jump"),
    _edit("半角标点", "halfwidth_punctuation", _X, edits.half),
    _edit("标点不成对", "unbalanced_marks", _X, edits.unpaired),
    _edit("照抄其他单位段落", "shared_text", _X, edits.copied, "foreign_name", *_FIGURES_CHANGED),
    _said("手机号码", "personal_number", _S),
    _said("身份证号码", "personal_number", _S),
    _said("密级标志", "secret_mark", _S),
)  # fmt: skip
