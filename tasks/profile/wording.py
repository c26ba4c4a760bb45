"""Say in Chinese what Pydantic found wrong with a value, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# (the beginning of Pydantic's error type, what to say); the first that fits is used.
MEANINGS = (
    ("missing", "缺少必填项。请补上，不要改动等号左边的名称"),
    ("extra_forbidden", "不认识这一项。请检查拼写，或删除这一行"),
    ("report_length", "应为两个整数，少的在前，例如 [4000, 8000]，在 500 至 30000 之间"),
    ("cron", '应为五段：分 时 日 月 星期，例如 "30 7 * * 1-5"；留空则不定时运行'),
    ("timezone", '不认识这个时区，一般填写 "Asia/Shanghai"'),
    ("mail_address", '不是邮件地址，应为 "name@example.gov.cn" 的样子，一个地址一对引号'),
    ("web_address", "应为 http:// 或 https:// 开头的网址；留空则不发送"),
    ("pattern", "{reason}"),
    ("gaps", "“…”代表中间的几个字，只能写在词的中间，一个词里最多两处"),
    ("numbered", "不能有数字：汇总稿里的数字必须出自各部门的报告"),
    ("unfound", "words 和 pattern 都没有写。请至少写一项"),
    ("topic", "要么写 words，要么写 rest = true，不能都写，也不能都不写"),
    ("saying", "indicator（配 text，其中用一个“…”代表数）和 pattern（配 verb）只能写一种"),
    ("clock", '应为时刻，例如 "09:00"'),
    ("enum", "只能是 {expected} 之一"),
    ("string_too_short", "不能为空。请填写"),
    ("string_too_long", "内容太长（最多 200 字）。请缩短"),
    ("string", "应为文字。请用英文双引号括起来"),
    ("int", "应为整数，例如 2025"),
    ("float", "应为数字，例如 0.5"),
    ("too_short", "不能为空。请至少填写一项"),
    ("enum", "只能填 {expected}"),
    ("greater_than_equal", "数值太小，应不小于 {ge}"),
    ("less_than_equal", "数值太大，应不大于 {le}"),
    ("date", "应为日期，例如 2026-03-01"),
    ("bool", "应为 true（是）或 false（否）"),
    ("tuple", '应为用方括号括起来的列表，例如 ["甲", "乙"]'),
)


def explain(error: ErrorDetails) -> str:
    """Return the Chinese meaning and remedy of one Pydantic error."""
    for beginning, meaning in MEANINGS:
        if error["type"].startswith(beginning):
            return meaning.format(**error.get("ctx", {}))
    return "填写有误，请对照文件中的说明修改"
