"""A Word file's bytes to a `Document`: everything kept, in order, with numbers computed."""

from __future__ import annotations

from typing import Final

from tasks.department.reading.kind import no_document, refuse_unless_package
from tasks.department.reading.limits import Limits
from tasks.department.reading.markup import W
from tasks.department.reading.package import Package
from tasks.department.reading.properties import properties
from tasks.department.reading.refusal import Code, Refusal
from tasks.department.reading.secrecy import marked_secret
from tasks.department.reading.source import Source, Tally
from tasks.department.reading.story import StoryReader
from tasks.document import Document, Paragraph, Story, Table, Traces
from tasks.intake.submission import Rejection

_DEFAULT: Final = Limits()


def read(data: bytes, *, file: str, sha256: str, limits: Limits = _DEFAULT) -> Document | Rejection:
    """Return the document in `data`, or why it is none.

    `file` and `sha256` only name the file in a Rejection. Whatever the bytes are, nothing
    is raised, no more than `limits` allow is unpacked, and nothing outside is touched.
    """
    try:
        return _document(data, limits)
    except Refusal as refusal:
        return refusal.rejection(file=file, sha256=sha256)
    except RecursionError:
        return Refusal(Code.TOO_DEEP).rejection(file=file, sha256=sha256)
    except MemoryError:
        return Refusal(Code.TOO_LARGE, "内存不足").rejection(file=file, sha256=sha256)
    except Exception as fault:  # noqa: BLE001 - one odd file must not stop the batch
        odd = Refusal(Code.UNREADABLE, type(fault).__name__)
        return odd.rejection(file=file, sha256=sha256)


def _document(data: bytes, limits: Limits) -> Document:
    refuse_unless_package(data, limits)
    package = Package(data, limits)
    source = Source(package, _main_part(package), limits)
    blocks = _body(source)
    margins = (*_margins(source, "header", Story.HEADER), *_margins(source, "footer", Story.FOOTER))
    if marked_secret(blocks, margins):
        raise Refusal(Code.SECRET_MARK)
    return Document(
        blocks=blocks,
        margins=(*margins, *_comments(source)),
        properties=properties(package),
        traces=_traces(source.tally),
    )


def _main_part(package: Package) -> str:
    name = package.main_part()
    if name is None:
        raise no_document(package)
    return name


def _body(source: Source) -> tuple[Paragraph | Table, ...]:
    root = source.package.xml(source.main)
    if root is None or root.tag != W + "document":
        raise no_document(source.package)
    body = root.find(W + "body")
    return tuple(StoryReader(source, Story.BODY).read(root if body is None else body))


def _margins(source: Source, kind: str, story: Story) -> tuple[Paragraph, ...]:
    """Return the paragraphs of all headers or footers, a table's text as one paragraph."""
    found: list[Paragraph] = []
    for name in source.related(kind):
        root = source.package.xml(name)
        for block in () if root is None else StoryReader(source, story).read(root):
            if isinstance(block, Paragraph):
                found.append(block)
            else:
                found.append(Paragraph(text=block.text, story=story))
    return tuple(found)


def _comments(source: Source) -> tuple[Paragraph, ...]:
    root = source.part("comments")
    found: list[Paragraph] = []
    for comment in () if root is None else root.iterchildren(W + "comment"):
        source.tally.comments += 1
        blocks = StoryReader(source, Story.COMMENT).read(comment)
        found += [Paragraph(text=block.text, story=Story.COMMENT) for block in blocks]
    return tuple(found)


def _traces(tally: Tally) -> Traces:
    return Traces(
        insertions=tally.insertions,
        deletions=tally.deletions,
        comments=tally.comments,
        hidden_characters=tally.hidden_characters,
        pictures=tally.pictures,
        foreign_chunks=tally.foreign_chunks,
    )
