"""The WordprocessingML that python-docx does not write: lists, notes, revisions, text boxes."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.parfmt import CT_PPr
from lxml.etree import _Element

WHO = 'w:author="办公室" w:date="2026-01-16T09:00:00Z"'
LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
SMALL = '<w:rPr><w:sz w:val="18"/></w:rPr>'
FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DRAWING = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:wps="{SHAPE}" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def element(xml: str, *prefixes: str) -> _Element:
    """An element from XML whose first tag gets the namespaces it needs."""
    cut = min(at for at in (xml.find(" "), xml.find(">"), xml.find("/")) if at > 0)
    return parse_xml(f"{xml[:cut]} {nsdecls(*(prefixes or ('w',)))}{xml[cut:]}")


def abstract_numbering(number: int, first: int, *, linked: bool = False) -> _Element:
    """A multilevel list from the ``first`` of LEVELS on; ``linked`` ties it to Heading 1 and 2."""
    levels = ""
    for i, (form, pattern) in enumerate(LEVELS[first:]):
        style = f'<w:pStyle w:val="Heading{i + 1}"/>' if linked and i <= 1 else ""
        text = pattern.replace(f"%{first + i + 1}", f"%{i + 1}")
        levels += (
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{style}'
            f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr></w:lvl>'
        )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return element(f'<w:abstractNum w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>')


def numbering_instance(number: int, abstract: int) -> _Element:
    """A list of its own, starting again at 1."""
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    link = f'<w:abstractNumId w:val="{abstract}"/>'
    return element(f'<w:num w:numId="{number}">{link}{start}</w:num>')


def number(properties: CT_PPr, instance: int, level: int) -> None:
    """Give a paragraph's or a style's properties a ``w:numPr`` in its right place."""
    numbering = properties.get_or_add_numPr()  # type: ignore[attr-defined]
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = instance


def revision(run: _Element, change: str, number: int) -> _Element:
    """The run wrapped in ``w:ins`` or ``w:del``."""
    box = element(f'<w:{change} w:id="{number}" {WHO}/>')
    run.addprevious(box)
    box.append(run)
    if change == "del":
        for text in run.iter(qn("w:t")):
            text.tag = qn("w:delText")
    return box


def note_reference(tag: str, number: int) -> _Element:
    """The run that points to a footnote or a comment."""
    raised = RAISED if tag == "footnote" else ""
    return element(f'<w:r>{raised}<w:{tag}Reference w:id="{number}"/></w:r>')


def comment_edges(number: int) -> tuple[_Element, _Element]:
    """The start and the end of a comment's range."""
    ends = tuple(element(f'<w:commentRange{edge} w:id="{number}"/>') for edge in ("Start", "End"))
    return ends[0], ends[1]


def footnotes_part(texts: list[str]) -> bytes:
    """``footnotes.xml`` with the two separators that Word wants and the notes from id 1 on."""
    body = ""
    for at, kind in enumerate(("separator", "continuationSeparator"), start=-1):
        line = f"<w:p><w:r><w:{kind}/></w:r></w:p>"
        body += f'<w:footnote w:type="{kind}" w:id="{at}">{line}</w:footnote>'
    for at, text in enumerate(texts, start=1):
        mark = f"<w:r>{RAISED}<w:footnoteRef/></w:r>"
        words = f'<w:r>{SMALL}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        body += f'<w:footnote w:id="{at}"><w:p>{mark}{words}</w:p></w:footnote>'
    return _document("footnotes", body)


def comments_part(texts: list[str]) -> bytes:
    """``comments.xml`` with ids from 1 on."""
    body = ""
    for at, text in enumerate(texts, start=1):
        words = f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
        body += f'<w:comment w:id="{at}" {WHO} w:initials="办">{words}</w:comment>'
    return _document("comments", body)


def _document(root: str, body: str) -> bytes:
    """A part's XML with declaration and namespace."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:{root} {nsdecls('w')}>{body}</w:{root}>".encode()


def text_box(text: str) -> _Element:
    """A run with a text box as Word saves it: DrawingML, and again as VML for older readers."""
    fonts = '<w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/><w:sz w:val="28"/></w:rPr>'
    spacing = '<w:pPr><w:spacing w:line="360" w:lineRule="exact"/></w:pPr>'
    words = f"<w:p>{spacing}<w:r>{fonts}<w:t>{escape(text)}</w:t></w:r></w:p>"
    inner = f"<w:txbxContent>{words}</w:txbxContent>"
    size = 'cx="5400000" cy="620000"'
    line = '<a:ln w="9525"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln>'
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        f'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{line}</wps:spPr>'
        f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    choice = (
        f'<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent {size}/>'
        f'<wp:docPr id="1" name="文本框 1"/><a:graphic><a:graphicData uri="{SHAPE}">{shape}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    )
    fallback = (
        '<mc:Fallback><w:pict><v:shape type="#_x0000_t202" style="width:425pt;height:49pt">'
        f"<v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
    )
    box = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    return element(f"<w:r {DRAWING}>{box}</w:r>", "w", "wp", "a")
