"""The part of a Word file that holds the comments on its text."""

from __future__ import annotations

from typing import Final

from tasks.delivery.layout.markup import Comments, run
from tasks.delivery.layout.pieces import Style

AUTHOR: Final = "huizong 汇总"
_REFERENCE: Final = (
    '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
)


def comments_markup(comments: Comments, moment: str) -> str:
    """Return the children of `w:comments`; `moment` is when all of them were made."""
    return "".join(
        f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:date="{moment}" w:initials="汇">'
        + "".join(
            f'<w:p><w:pPr><w:pStyle w:val="{Style.COMMENT_TEXT}"/></w:pPr>'
            f"{_REFERENCE if first == 0 else ''}{run(text)}</w:p>"
            for first, text in enumerate(texts)
        )
        + "</w:comment>"
        for number, texts in enumerate(comments.texts)
    )
