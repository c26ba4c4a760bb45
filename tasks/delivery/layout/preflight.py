"""Whether a Word file still has the standard's layout: each value that differs, by name.

The same look serves the style template before a run and an edited report after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from docx.oxml.ns import qn

from tasks.delivery.layout.sheet import STANDARD
from tasks.delivery.layout.styles import LATER, Rule
from tasks.delivery.layout.template import open_document, read_page, read_rules

_MILLIMETRE: Final = 1440 / 25.4
_POINT: Final = 20
_TOLERANCE: Final = 6
"""Twips: Word rounds lengths to tenths of a millimetre when somebody looks at them."""

# Each row: a page's field and its Chinese name, in the standard's order.
_PAGE: Final = (
    ("width", "纸张宽度"),
    ("height", "纸张高度"),
    ("top", "上边距"),
    ("bottom", "下边距"),
    ("left", "左边距"),
    ("right", "右边距"),
    ("footer", "页脚距边界"),
)
_ALIGN: Final = {
    "both": "两端对齐",
    "left": "左对齐",
    "start": "左对齐",
    "right": "右对齐",
    "end": "右对齐",
    "center": "居中",
    "distribute": "分散对齐",
}
_INDENT: Final = {
    "leftChars": "左缩进（字符）",
    "left": "左缩进",
    "rightChars": "右缩进（字符）",
    "right": "右缩进",
    "hangingChars": "悬挂缩进（字符）",
    "hanging": "悬挂缩进",
    "firstLineChars": "首行缩进（字符）",
    "firstLine": "首行缩进",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A value that differs: where it is, what it is called, how it is and how it should be."""

    place: str
    name: str
    found: str
    standard: str

    def __str__(self) -> str:
        """Return the deviation as a Chinese sentence."""
        return f"{self.place}{self.name}：现为{self.found}，标准为{self.standard}。"


def preflight(content: bytes) -> tuple[Deviation, ...]:
    """Return the values of a Word file that differ from the standard's, in a fixed order.

    Raise ProfileError when it is no readable Word file.
    """
    document = open_document(content)
    return (
        *_page(document.sections[0]),
        *_grid(document.sections[0]),
        *_styles(document),
        *_footers(document),
    )


def _page(section: Any) -> Iterator[Deviation]:  # noqa: ANN401 - python-docx's
    found, standard = read_page(section), STANDARD.page
    for field, name in _PAGE:
        has, should = getattr(found, field), getattr(standard, field)
        if abs(has - should) > _TOLERANCE:
            yield Deviation(
                place="页面", name=name, found=_millimetres(has), standard=_millimetres(should)
            )


def _millimetres(length: int) -> str:
    return f"{length / _MILLIMETRE:.1f}".rstrip("0").rstrip(".") + "毫米"


def _grid(section: Any) -> Iterator[Deviation]:  # noqa: ANN401 - python-docx's
    """Yield a grid that does not give 22 lines; one with characters sets fewer of them."""
    found, standard = read_page(section).pitch, STANDARD.page.pitch
    if found != standard:
        yield Deviation(
            place="页面",
            name="文档网格",
            found=f"行距{found / _POINT:g}磅" if found else "未按“只指定行网格”设置",
            standard=f"只指定行网格，行距{standard / _POINT:g}磅（每页22行）",
        )


def _styles(document: Any) -> Iterator[Deviation]:  # noqa: ANN401 - python-docx's
    rules = read_rules(document)
    for rule in STANDARD.rules:
        place = f"样式“{rule.name}”"
        found = rules.get(rule.style)
        if found is None and rule.style in LATER:
            continue
        if found is None:
            yield Deviation(place=place, name="", found="没有这个样式", standard="应有这个样式")
            continue
        for name, has, should in zip(_NAMES, _shown(found), _shown(rule), strict=True):
            if has != should:
                yield Deviation(place=place, name=name, found=has, standard=should)


_NAMES: Final = ("中文字体", "西文字体", "字号", "字符间距", "行距", "对齐方式", "缩进")


def _shown(rule: Rule) -> tuple[str, ...]:
    """Return the values of a style as officials read them, in the order of `_NAMES`."""
    return (
        rule.font,
        rule.latin,
        f"{rule.size / 2:g}磅",
        f"{rule.spacing / _POINT:g}磅",
        f"固定值{rule.line / _POINT:g}磅" if rule.line else "单倍行距",
        _ALIGN.get(rule.align, rule.align),
        _indent(rule.indent),
    )


def _indent(indent: str) -> str:
    """Return the indent in words; Word's count in characters holds before its length."""
    values = dict(pair.split("=") for pair in indent.split())
    shown = []
    for key, name in _INDENT.items():
        value = int(values.get(f"w:{key}", '"0"').strip('"'))
        if not value or (f"w:{key}Chars") in values:
            continue
        amount = f"{value / 100:g}" if key.endswith("Chars") else f"{value / _POINT:g}磅"
        shown.append(f"{name}{amount}")
    return "、".join(shown) or "无"


def _footers(document: Any) -> Iterator[Deviation]:  # noqa: ANN401 - python-docx's
    section = document.sections[0]
    if not document.settings.odd_and_even_pages_header_footer:
        yield Deviation(place="页脚", name="奇偶页", found="奇偶页相同", standard="奇偶页不同")
    for name, footer, side in (
        ("奇数页页码", section.footer, "right"),
        ("偶数页页码", section.even_page_footer, "left"),
    ):
        found = _footer(footer._element)  # noqa: SLF001 - python-docx has no fields
        standard = f"— 页码 —，{_ALIGN[side]}"
        if found != standard:
            yield Deviation(place="页脚", name=name, found=found, standard=standard)


def _footer(footer: Any) -> str:  # noqa: ANN401 - lxml's
    """Return how a footer writes the page number, in words."""
    codes = "".join(code.text or "" for code in footer.iter(qn("w:instrText")))
    if "PAGE" not in codes:
        return "没有页码"
    before = "".join(text.text or "" for text in footer.iter(qn("w:t"))).strip()
    dashes = "— 页码 —" if before.startswith("—") and before.endswith("—") else "页码无一字线"
    align = next((jc.get(qn("w:val")) for jc in footer.iter(qn("w:jc"))), "left")
    return f"{dashes}，{_ALIGN.get(align, align)}"
