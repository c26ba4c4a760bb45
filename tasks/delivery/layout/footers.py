"""The page number at a page's foot, or on the left edge of a page that is turned."""

from __future__ import annotations

from typing import Final

from tasks.delivery.layout.markup import field_code, run
from tasks.delivery.layout.pieces import Style
from tasks.delivery.layout.sheet import Page

_ONE: Final = 280
"""One character of the page number (14 pt): how far it stands from the type area's side."""

_BOX: Final = 1400
_LINE_BOX: Final = 560
_LOWER: Final = 80
"""The box of a turned page's number, in twips: its length, its width, and how far beyond the
footer's distance it begins."""


def side_footer(page: Page, *, odd: bool) -> str:
    """Return the page number of a turned page: on its left edge, lower (odd) or upper (even).

    Bound with the others and read from its right, it stands where theirs stand. It is a
    floating table of one cell whose text runs downwards.
    """
    number = field_code("PAGE", "<w:r><w:t>1</w:t></w:r>")
    at = page.height - page.bottom - _ONE - _BOX if odd else page.top + _ONE
    across = page.footer - _LOWER
    return (
        f'<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{across}"'
        f' w:tblpY="{at}"/><w:tblW w:w="{_LINE_BOX}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="{_LINE_BOX}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{_BOX}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{_LINE_BOX}" w:type="dxa"/><w:textDirection w:val="tbRl"/>'
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{Style.PAGE_NUMBER}"/>'
        f'<w:jc w:val="{"right" if odd else "left"}"/></w:pPr>'
        f"{run('— ')}{number}{run(' —')}</w:p></w:tc></w:tr></w:tbl>"
        f'<w:p><w:pPr><w:pStyle w:val="{Style.PAGE_NUMBER}"/></w:pPr></w:p>'
    )


def footer(side: str) -> str:
    """Return the page number `— 1 —`, one character (14 pt) from the side of the type area."""
    number = field_code("PAGE", "<w:r><w:t>1</w:t></w:r>")
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{Style.PAGE_NUMBER}"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
        f"{run('— ')}{number}{run(' —')}</w:p>"
    )
