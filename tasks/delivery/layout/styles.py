"""The named styles of the outputs as a table, and their Open XML.

Sizes follow GB/T 9704—2012 (16 pt 仿宋 body, 22 pt 小标宋 titles, 黑体 and 楷体 headings); table
text is 小四, which the standard leaves open.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from tasks.delivery.layout.measure import BODY_SPACING, CHARACTER, LINE, TYPE_WIDTH
from tasks.delivery.layout.pieces import Style

FANGSONG: Final = "仿宋_GB2312"
HEITI: Final = "黑体"
KAITI: Final = "楷体_GB2312"
XIAOBIAOSONG: Final = "方正小标宋简体"
SONGTI: Final = "宋体"
LATIN: Final = "Times New Roman"

FONTS: Final = (FANGSONG, HEITI, KAITI, XIAOBIAOSONG, SONGTI, LATIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one style looks: lengths in twips, `size` in half points, `line` 0 for automatic."""

    style: Style
    name: str
    font: str = FANGSONG
    size: int = 32
    spacing: int = 0
    line: int = LINE
    align: str = "both"
    indent: str = ""
    keep: bool = False
    level: int | None = None
    tabs: str = ""
    latin: str = LATIN


_TWO = 2 * CHARACTER
_FIRST = f'w:firstLineChars="200" w:firstLine="{_TWO}"'
_LEADER = f'<w:tab w:val="right" w:leader="dot" w:pos="{TYPE_WIDTH}"/>'


def _heading(style: Style, level: int, font: str) -> Rule:
    return Rule(
        style=style,
        name=f"heading {level}",
        font=font,
        spacing=BODY_SPACING,
        indent=_FIRST,
        keep=True,
        level=level - 1,
    )


RULES: Final[tuple[Rule, ...]] = (
    Rule(style=Style.BODY, name="公文正文", spacing=BODY_SPACING, indent=_FIRST),
    Rule(
        style=Style.TITLE,
        name="公文标题",
        font=XIAOBIAOSONG,
        size=44,
        line=660,
        align="center",
        keep=True,
    ),
    Rule(style=Style.ADDRESSEE, name="主送机关", spacing=BODY_SPACING),
    _heading(Style.HEADING_1, 1, HEITI),
    _heading(Style.HEADING_2, 2, KAITI),
    _heading(Style.HEADING_3, 3, FANGSONG),
    _heading(Style.HEADING_4, 4, FANGSONG),
    # 附件：1. takes 2 + 3 + 1 characters; a wrapped or further line aligns with the name.
    Rule(
        style=Style.ATTACHMENT,
        name="附件说明",
        spacing=BODY_SPACING,
        indent=f'w:left="{6 * CHARACTER}" w:hanging="{4 * CHARACTER}"',
        align="left",
    ),
    Rule(
        style=Style.ATTACHMENT_MORE,
        name="附件说明续",
        spacing=BODY_SPACING,
        indent=f'w:left="{6 * CHARACTER}" w:hanging="{CHARACTER}"',
        align="left",
    ),
    Rule(
        style=Style.SIGNATURE,
        name="发文机关署名",
        spacing=BODY_SPACING,
        align="right",
        indent=f'w:right="{_TWO}"',
        keep=True,
    ),
    Rule(
        style=Style.DATE,
        name="成文日期",
        spacing=BODY_SPACING,
        align="right",
        indent=f'w:right="{2 * _TWO}"',
    ),
    Rule(style=Style.ANNEX_MARK, name="附件标识", font=HEITI, spacing=BODY_SPACING, align="left"),
    Rule(
        style=Style.ANNEX_TITLE,
        name="附件标题",
        font=XIAOBIAOSONG,
        size=44,
        line=660,
        align="center",
        keep=True,
    ),
    Rule(style=Style.TABLE_HEAD, name="表头", font=HEITI, size=24, line=320, align="center"),
    Rule(style=Style.TABLE_TEXT, name="表格文字", size=24, line=320, align="left"),
    Rule(style=Style.TABLE_NUMBER, name="表格数字", size=24, line=320, align="right"),
    # 小五 for forms of ten and more columns: their numbers must stand on one line.
    Rule(style=Style.SMALL_HEAD, name="小表头", font=HEITI, size=18, line=240, align="center"),
    Rule(style=Style.SMALL_TEXT, name="小表格文字", size=18, line=240, align="left"),
    Rule(style=Style.SMALL_NUMBER, name="小表格数字", size=18, line=240, align="right"),
    Rule(style=Style.TABLE_NOTE, name="表注", size=24, line=360, align="left"),
    Rule(style=Style.NOTE, name="脚注", size=24, line=400, indent='w:left="628"'),
    Rule(
        style=Style.PAGE_NUMBER,
        name="页码",
        font=SONGTI,
        latin=SONGTI,
        size=28,
        line=0,
        align="left",
    ),
    Rule(
        style=Style.CONTENTS_TITLE,
        name="目录标题",
        font=XIAOBIAOSONG,
        size=44,
        line=660,
        align="center",
        keep=True,
    ),
    Rule(
        style=Style.CONTENTS_1,
        name="toc 1",
        font=HEITI,
        size=28,
        line=480,
        align="left",
        tabs=_LEADER,
    ),
    Rule(
        style=Style.CONTENTS_2,
        name="toc 2",
        size=28,
        line=440,
        align="left",
        indent='w:left="560"',
        tabs=_LEADER,
    ),
    Rule(style=Style.COMMENT_TEXT, name="annotation text", size=21, line=0, align="left"),
)

LATER: Final = frozenset({Style.SMALL_HEAD, Style.SMALL_TEXT, Style.SMALL_NUMBER})
"""Styles that templates made before there were any do not have: the standard's hold then."""

_NORMAL = Rule(style=Style.BODY, name="Normal")


_PUNCTUATION: Final = '<w:overflowPunct w:val="1"/>'
"""Measured on 3,800 lines with LibreOffice 7.4: with 0 it lets a comma hang as the 29th
character and loses one in two thousand of them from the page; with 1 it does neither."""


def _paragraph_properties(rule: Rule) -> str:
    """Return the style's `w:pPr`, children in the schema's order (CT_PPrBase)."""
    line = (
        f'w:line="{rule.line}" w:lineRule="exact"'
        if rule.line
        else 'w:line="240" w:lineRule="auto"'
    )
    return "".join(
        (
            "<w:pPr>",
            "<w:keepNext/>" if rule.keep else "",
            '<w:widowControl w:val="0"/>',
            f"<w:tabs>{rule.tabs}</w:tabs>" if rule.tabs else "",
            _PUNCTUATION,
            "" if rule.line == LINE else '<w:snapToGrid w:val="0"/>',
            f'<w:spacing w:before="0" w:after="0" {line}/>',
            f"<w:ind {rule.indent}/>" if rule.indent else "",
            f'<w:jc w:val="{rule.align}"/>',
            f'<w:outlineLvl w:val="{rule.level}"/>' if rule.level is not None else "",
            "</w:pPr>",
        )
    )


def _run_properties(rule: Rule) -> str:
    """Return the style's `w:rPr`, children in the schema's order (EG_RPrBase)."""
    fonts = (
        f'w:hint="eastAsia" w:ascii="{rule.latin}" w:eastAsia="{rule.font}"'
        f' w:hAnsi="{rule.latin}" w:cs="{rule.latin}"'
    )
    return (
        f'<w:rPr><w:rFonts {fonts}/><w:color w:val="000000"/><w:spacing w:val="{rule.spacing}"/>'
        f'<w:sz w:val="{rule.size}"/><w:szCs w:val="{rule.size}"/></w:rPr>'
    )


def _style(rule: Rule) -> str:
    builtin = rule.name.isascii()
    following = f'<w:next w:val="{Style.BODY}"/>' if rule.level is not None else ""
    custom = "" if builtin else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId={quoteattr(rule.style)}>'
        f"<w:name w:val={quoteattr(rule.name)}/>"
        f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
        f"{_paragraph_properties(rule)}{_run_properties(rule)}</w:style>"
    )


def _normal() -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/>{_paragraph_properties(_NORMAL)}{_run_properties(_NORMAL)}</w:style>"
    )


_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{LATIN}" w:eastAsia="{FANGSONG}"'
    f' w:hAnsi="{LATIN}" w:cs="{LATIN}"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)

_OTHERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference">'
    '<w:name w:val="annotation reference"/><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="公文表格"><w:name w:val="公文表格"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (
            ("top", 12),
            ("left", 4),
            ("bottom", 12),
            ("right", 4),
            ("insideH", 4),
            ("insideV", 4),
        )
    )
    + "</w:tblBorders></w:tblPr></w:style>"
)


def later_in(markup: str) -> set[Style]:
    """Return those of `LATER` that this part of a body has."""
    return {style for style in LATER if f'w:val="{style}"' in markup}


def rules_for(found: Container[Style], rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return the rules that a file has: those of `LATER` only where they were found in it."""
    return tuple(r for r in rules if r.style not in LATER or r.style in found)


def styles_children(rules: tuple[Rule, ...] = RULES, type_width: int = TYPE_WIDTH) -> str:
    """Return the children of `w:styles`; the contents' page numbers end the type area."""
    width = f'w:pos="{type_width}"'
    spelled = "".join(_style(rule) for rule in rules).replace(f'w:pos="{TYPE_WIDTH}"', width)
    return _DEFAULTS + _normal() + spelled + _OTHERS
