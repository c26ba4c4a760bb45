"""Writes one sample report as .docx, in the dress that the catalogue gives it."""
# ruff: noqa: SLF001 - python-docx shows the XML under its objects only by private names

from __future__ import annotations

import io
import re

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tests.sample_district import oxml
from tests.sample_district.catalogue import Look
from tests.sample_district.markup import Line, plain, spans

NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d\.|（\d）)\s*")
ITEM = re.compile(r"^(?:(\d)\.|（(\d)）)")
SHATTER = (2, 1, 3, 1, 2)


class Writer:
    """One report on its way to .docx: the document, its dress, and the notes met so far."""

    def __init__(self, look: Look) -> None:
        """Begin with an empty page in the report's dress."""
        self.look = look
        self.docx: Docx = Document()
        self.footnotes: list[str] = []
        self.comments: list[str] = []
        self.revisions = 0
        self.lists = 0
        self._page()
        self._styles()
        self._numbering()

    def write(self, lines: tuple[Line, ...]) -> bytes:
        """Write all blocks and give back the package as python-docx saves it."""
        for line in lines:
            if line.kind == "table":
                self._table(line)
            elif line.kind == "textbox":
                paragraph = self.docx.add_paragraph()
                paragraph.paragraph_format.line_spacing = 1.0
                paragraph._p.append(oxml.text_box(plain(line.text)))
            else:
                self._block(line)
        if self.footnotes:
            self._part("footnotes", oxml.FOOTNOTES, oxml.footnotes_part(self.footnotes))
        if self.comments:
            self._part("comments", oxml.COMMENTS, oxml.comments_part(self.comments))
        buffer = io.BytesIO()
        self.docx.save(buffer)
        return buffer.getvalue()

    def _part(self, name: str, relation: str, blob: bytes) -> None:
        """Add footnotes or comments to the package."""
        uri = PackURI(f"/word/{name}.xml")
        part = Part(uri, oxml.CONTENT % name, blob, self.docx.part.package)
        self.docx.part.relate_to(part, relation)

    def _page(self) -> None:
        """A4 with the margins of an official document."""
        section = self.docx.sections[0]
        section.page_width, section.page_height = Twips(11906), Twips(16838)
        section.top_margin, section.bottom_margin = Twips(2098), Twips(1984)
        section.left_margin, section.right_margin = Twips(1587), Twips(1474)
        if self.look.footer:
            paragraph = section.footer.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            for part in (
                '<w:fldChar w:fldCharType="begin"/>',
                "<w:instrText> PAGE </w:instrText>",
                '<w:fldChar w:fldCharType="end"/>',
            ):
                paragraph._p.append(oxml.element(f"<w:r>{part}</w:r>"))

    def _styles(self) -> None:
        """The Normal style and, where they are used, the heading styles."""
        normal = self.docx.styles["Normal"]
        self._font(normal.element.get_or_add_rPr(), self.look.body)
        normal.font.size = Pt(self.look.size)
        form = normal.paragraph_format
        form.space_after, form.space_before, form.line_spacing = Pt(0), Pt(0), Pt(29)
        if not self.look.styles:
            return
        for level, font in ((1, self.look.heading), (2, self.look.subheading)):
            style = self.docx.styles[f"Heading {level}"]
            self._font(style.element.get_or_add_rPr(), font)
            style.font.size, style.font.bold, style.font.color.rgb = (
                Pt(self.look.size),
                level == 1,
                RGBColor(0, 0, 0),
            )
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
            if self.look.numbering == "style":
                oxml.number(style.element.get_or_add_pPr(), 1, level - 1)

    @staticmethod
    def _font(properties: object, name: str) -> None:
        """Set one font for Latin and East Asian text and drop the theme's."""
        fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{key}"), name)
        fonts.set(qn("w:hint"), "eastAsia")

    def _numbering(self) -> None:
        """Replace the template's lists by those of an official outline."""
        root = self.docx.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        root.append(oxml.abstract_numbering(0, 0, linked=self.look.numbering == "style"))
        root.append(oxml.abstract_numbering(1, 2))
        root.append(oxml.abstract_numbering(2, 3))
        root.append(oxml.numbering_instance(1, 0))

    def _block(self, line: Line) -> None:
        """A paragraph of whatever kind."""
        style = f"Heading {line.level}" if line.kind == "heading" and self.look.styles else "Normal"
        paragraph = self.docx.add_paragraph(style=style)
        text = self._numbered(paragraph, line)
        self._place(paragraph, line)
        if self.look.indent == "spaces" and line.kind in ("paragraph", "heading"):
            text = "　　" + text
        self._runs(paragraph, text, self._dress(line))

    def _numbered(self, paragraph: Paragraph, line: Line) -> str:
        """Where the look says so, take a typed number off and let Word number the paragraph."""
        mode, text, item = self.look.numbering, line.text, ITEM.match(line.text)
        if line.kind == "heading" and mode in ("direct", "style"):
            if mode == "direct":
                oxml.number(paragraph._p.get_or_add_pPr(), 1, line.level - 1)
            return NUMBER.sub("", text)
        if mode != "items" or line.kind != "paragraph" or item is None:
            return text
        root = self.docx.part.numbering_part.element
        if (item[1] or item[2]) == "1":
            self.lists += 1
            root.append(oxml.numbering_instance(self.lists + 1, 1 if item[1] else 2))
        oxml.number(paragraph._p.get_or_add_pPr(), self.lists + 1, 0)
        return NUMBER.sub("", text)

    def _place(self, paragraph: Paragraph, line: Line) -> None:
        """Alignment and indent of a block."""
        form = paragraph.paragraph_format
        if line.kind == "title":
            form.alignment, form.space_after, form.line_spacing = (
                WD_ALIGN_PARAGRAPH.CENTER,
                Pt(24),
                Pt(34),
            )
        elif line.kind in ("signature", "date"):
            form.alignment, form.right_indent = (
                WD_ALIGN_PARAGRAPH.RIGHT,
                Pt(32 if line.kind == "signature" else 48),
            )
            form.space_before = Pt(24 if line.kind == "signature" else 0)
        elif line.kind != "addressee":
            loose = "⏎" in line.text  # a justified line before a soft break is torn apart
            form.alignment = WD_ALIGN_PARAGRAPH.LEFT if loose else WD_ALIGN_PARAGRAPH.JUSTIFY
            if self.look.indent == "chars":
                indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
                indent.set(qn("w:firstLineChars"), "200")
                indent.set(qn("w:firstLine"), str(int(self.look.size * 40)))

    def _dress(self, line: Line) -> tuple[str, float, bool]:
        """Font, size and weight of a block's runs; an empty font leaves them to the style."""
        look = self.look
        if line.kind == "title":
            return "方正小标宋简体", 22, False
        if line.kind == "heading" and not look.styles:
            return (look.heading if line.level == 1 else look.subheading), 0, look.bold
        return "", 0, False

    def _runs(self, paragraph: Paragraph, source: str, dress: tuple[str, float, bool]) -> None:
        """Write a paragraph's pieces as runs."""
        step = 0
        for span in spans(source):
            if span.kind == "soft":
                paragraph.add_run().add_break()
            elif span.kind in ("fn", "cm"):
                self._note(paragraph, span.kind, span.text)
            else:
                text = span.text
                while text:
                    size = SHATTER[step % len(SHATTER)] if self.look.shatter else len(text)
                    run = paragraph.add_run(text[:size])
                    self._run(run, dress, bold=span.bold)
                    if span.change:
                        self.revisions += 1
                        oxml.revision(run._r, span.change, 900 + self.revisions)
                    text, step = text[size:], step + 1

    def _run(self, run: Run, dress: tuple[str, float, bool], *, bold: bool) -> None:
        """Dress one run."""
        font, size, heavy = dress
        if font or self.look.wps or self.look.shatter:
            self._font(run._r.get_or_add_rPr(), font or self.look.body)
        if size:
            run.font.size = Pt(size)
        if heavy or bold:
            run.font.bold = True

    def _note(self, paragraph: Paragraph, kind: str, text: str) -> None:
        """A footnote at this place, or a comment on the run before it."""
        if kind == "fn":
            self.footnotes.append(plain(text))
            paragraph._p.append(oxml.note_reference("footnote", len(self.footnotes)))
            return
        self.comments.append(text)
        start, end = oxml.comment_edges(len(self.comments))
        paragraph.runs[-1]._r.addprevious(start)
        paragraph._p.append(end)
        paragraph._p.append(oxml.note_reference("comment", len(self.comments)))

    def _table(self, line: Line) -> None:
        """A table under its caption, with merged cells where the text says ``<`` or ``^``."""
        caption = self.docx.add_paragraph(line.text)
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.keep_with_next = True
        table = self.docx.add_table(len(line.rows), len(line.rows[0]), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for i, row in enumerate(line.rows):
            for j, source in enumerate(row):
                self._cell(table, i, j, source)

    def _cell(self, table: Table, i: int, j: int, source: str) -> None:
        """Fill one cell, or merge it away."""
        if source in ("<", "^"):
            other = table.cell(i, j - 1) if source == "<" else table.cell(i - 1, j)
            other.merge(table.cell(i, j))
            paragraphs = other.paragraphs
            for extra in paragraphs[1:]:
                extra._p.getparent().remove(extra._p)
            return
        paragraph = table.cell(i, j).paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(18)
        paragraph.paragraph_format.keep_with_next = i + 1 < len(table.rows)
        run = paragraph.add_run(plain(source))
        run.font.size = Pt(12)


def write(lines: tuple[Line, ...], look: Look) -> bytes:
    """The report as a .docx package (not yet byte-stable: see package.py)."""
    return Writer(look).write(lines)
