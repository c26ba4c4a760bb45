"""The Chinese names of the rules behind diagnostics; officials never read a code."""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "sum_mismatch": "分项与总数不符",
    "part_exceeds_whole": "其中项大于总数",
    "percent_mismatch": "百分比不符",
    "table_total_mismatch": "表内合计不符",
    "change_mismatch": "增减幅度不符",
    "contradiction": "部门间数据矛盾",
    "internal_contradiction": "前后数据不一致",
    "stale_year": "年度疑似未更新",
    "wrong_year": "年度不符",
    "foreign_name": "出现其他地区或单位名称",
    "missing_section": "缺少部分",
    "empty_section": "部分内容为空",
    "section_order": "部分顺序不符",
    "duplicate_section": "部分重复",
    "numbering_gap": "编号不连续",
    "shared_text": "文字雷同",
    "tracked_changes": "修订痕迹未清理",
    "comments": "批注未清理",
    "hidden_text": "隐藏文字",
    "unplaced_block": "内容未归入提纲",
    "secret_mark": "疑似涉密标志",
    "personal_number": "个人号码",
    "unread_content": "有未能读取的内容",
    "pictures": "含图片",
    "rejected_file": "文件无法采用",
    "missing_report": "未报送",
    "late_report": "逾期报送",
    "duplicate_file": "重复报送",
    "duplicate_entry": "内容重复",
    "superseded_file": "旧版文件",
    "ambiguous_total": "总数口径不清",
    "department_disagreement": "部门名称不一致",
    "merged_sections": "部分合并",
    "uncertain_section": "部分归类存疑",
    "unknown_department": "未识别部门",
    "unknown_sender": "不在名册",
    "unknown_year": "未识别年度",
    "missing_title": "缺少标题",
    "placeholder": "占位文字未填写",
}


def rule_name(code: str) -> str:
    """Return the rule's Chinese name; for a code without one, `其他（code）`."""
    return _NAMES.get(code, f"其他（{code}）")
