"""The style template (`profile/report.docx`): made for officials to edit, read back as values.

Word and WPS write a style's file id anew when they save; its name stays. So styles are
found by name, their values are read through `basedOn` down to the document's defaults, and
the outputs are written from the values: nothing else of the file reaches an output.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import docx
from docx.oxml.ns import qn
from docx.section import Section

from tasks.delivery.layout.package import build_docx
from tasks.delivery.layout.pieces import Piece, Style, line
from tasks.delivery.layout.sheet import STANDARD, Page, Sheet
from tasks.delivery.layout.styles import LATER, RULES, Rule
from tasks.errors import ProfileError

FILE: Final = "profile/report.docx"
_LARGEST_PART: Final = 32 * 1024 * 1024
_YEAR: Final = 2025

_INDENTS: Final = (
    "leftChars",
    "left",
    "rightChars",
    "right",
    "hangingChars",
    "hanging",
    "firstLineChars",
    "firstLine",
)

_USE: Final = "本文件是汇总报告的版式模板：修改样式和页面设置后保存即可，正文内容不起作用。"


@lru_cache(maxsize=1)
def standard_template() -> bytes:
    """Return the template with all standard values: one line for each style."""
    shown: list[Piece] = [line(Style.BODY, _USE)]
    shown += [line(rule.style, f"{rule.name}：望澜区2025年法治政府建设年度报告") for rule in RULES]
    return build_docx(tuple(shown), title="汇总报告版式模板", year=_YEAR)


@lru_cache(maxsize=4)
def sheet_of(template: bytes) -> Sheet:
    """Return the sheet of a template's bytes, the standard one for none.

    Raise ProfileError when the file cannot be read or a style is missing.
    """
    if not template:
        return STANDARD
    document = open_document(template)
    styles = read_rules(document)
    missing = [rule.name for rule in RULES if rule.style not in styles and rule.style not in LATER]
    if missing:
        names = "、".join(f"“{name}”" for name in missing)
        raise ProfileError(
            (f"{FILE}：缺少样式{names}。请运行 huizong verify {FILE} --restore 恢复标准版式。",)
        )
    return Sheet(
        page=read_page(document.sections[0]),
        rules=tuple(styles.get(rule.style, rule) for rule in RULES),
    )


def open_document(content: bytes) -> Any:  # noqa: ANN401 - python-docx has no type for it
    """Return the document of a Word file's bytes; ProfileError when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            largest = max((entry.file_size for entry in archive.infolist()), default=0)
        if largest <= _LARGEST_PART:
            return docx.Document(io.BytesIO(content))
    except Exception as error:  # python-docx lets whatever its readers raise pass
        raise ProfileError((f"{FILE}：文件损坏，无法读取版式。请换回正确的文件。",)) from error
    raise ProfileError((f"{FILE}：文件过大，不像是版式模板。请换回正确的文件。",))


def read_page(section: Section) -> Page:
    """Return a section's lengths in twips; what is not said is the standard's."""
    found = section._sectPr  # noqa: SLF001 - python-docx has no grid and rounds its lengths
    size, margins, grid = (found.find(qn(f"w:{name}")) for name in ("pgSz", "pgMar", "docGrid"))
    lines = grid is not None and grid.get(qn("w:type")) == "lines"
    standard = Page()
    return Page(
        width=_number(size, "w", standard.width),
        height=_number(size, "h", standard.height),
        top=_number(margins, "top", standard.top),
        bottom=_number(margins, "bottom", standard.bottom),
        left=_number(margins, "left", standard.left),
        right=_number(margins, "right", standard.right),
        footer=_number(margins, "footer", standard.footer),
        pitch=_number(grid, "linePitch", standard.pitch) if lines else 0,
    )


def read_rules(document: Any) -> dict[Style, Rule]:  # noqa: ANN401 - as above
    """Return the styles that the document has, with its values, by the outputs' names."""
    root = document.styles.element
    named = {_value(style, "name"): style for style in root.iter(qn("w:style"))}
    ids = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
    defaults = root.find(qn("w:docDefaults"))
    return {
        rule.style: _rule(rule, list(_chain(named[rule.name], ids)), defaults)
        for rule in RULES
        if rule.name in named
    }


def _chain(style: Any, ids: Mapping[Any, Any]) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    """Yield the style and those it is based on, each once."""
    seen: set[str] = set()
    while style is not None and (key := style.get(qn("w:styleId"))) not in seen:
        seen.add(key)
        yield style
        style = ids.get(_value(style, "basedOn"))


def _rule(rule: Rule, chain: list[Any], defaults: Any) -> Rule:  # noqa: ANN401 - lxml's
    places = [*chain, defaults]
    return replace(
        rule,
        font=_said(places, "rPr", "rFonts", "eastAsia", rule.font),
        latin=_said(places, "rPr", "rFonts", "ascii", rule.latin),
        size=int(_said(places, "rPr", "sz", "val", str(rule.size))),
        spacing=int(_said(places, "rPr", "spacing", "val", "0")),
        line=_line(places),
        align=_said(places, "pPr", "jc", "val", "both"),
        indent=_indent(places),
    )


def _said(places: list[Any], group: str, name: str, attribute: str, otherwise: str) -> str:
    """Return the nearest value along the places, or `otherwise`."""
    for place in places:
        for properties in () if place is None else place.iter(qn(f"w:{group}")):
            found = properties.find(qn(f"w:{name}"))
            if found is not None and found.get(qn(f"w:{attribute}")) is not None:
                return str(found.get(qn(f"w:{attribute}")))
    return otherwise


def _line(places: list[Any]) -> int:
    """Return the exact line height in twips, 0 where it is automatic."""
    exact = _said(places, "pPr", "spacing", "lineRule", "auto") == "exact"
    return int(_said(places, "pPr", "spacing", "line", "0")) if exact else 0


def _indent(places: list[Any]) -> str:
    """Return the nearest indent as attributes in a fixed order, zeros left out."""
    found = {name: _said(places, "pPr", "ind", name, "0") for name in _INDENTS}
    return " ".join(f'w:{name}="{value}"' for name, value in found.items() if int(value))


def _value(element: Any, name: str) -> str:  # noqa: ANN401 - lxml's
    found = element.find(qn(f"w:{name}"))
    return "" if found is None else str(found.get(qn("w:val")))


def _number(element: Any, name: str, otherwise: int) -> int:  # noqa: ANN401 - lxml's
    value = None if element is None else element.get(qn(f"w:{name}"))
    return otherwise if value is None else int(value)
