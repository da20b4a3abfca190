"""What a file is: its metadata, its purpose, its text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import (
    Block,
    Code,
    Fields,
    Inline,
    Link,
    PageTarget,
    Paragraph,
    Query,
    Source,
    Text,
    UrlTarget,
)
from sphinx_kwindex.model.kinds import FileType
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.wording import WHAT_A_FILE_IS, bytes_in_words, counted

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import FileRow, Measures

TYPES = {
    FileType.PYTHON: "Python",
    FileType.STUB: "Python stub",
    FileType.MARKDOWN: "Markdown",
    FileType.RESTRUCTUREDTEXT: "reStructuredText",
}
MOST_NAMES = 4
USUAL_ENCODINGS = {"utf-8", "utf8", "ascii", "us-ascii", ""}


def file_metadata(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the path, module, type, size and encoding of a file, and where its text is."""
    row = desk.reader.file(query.subject)
    return () if row is None else (Fields(tuple(_rows(row, desk))),)


def file_purpose(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return what the file says of itself first, else what it is."""
    row = desk.reader.file(query.subject)
    if row is None:
        return ()
    words = row.summary or WHAT_A_FILE_IS.get(row.role, "")
    inlines = (Text(words),) if words else tuple(_definitions(row.path, desk))
    return (Paragraph(inlines, "purpose"),) if inlines else ()


def file_source(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the text of a file."""
    return () if desk.reader.file(query.subject) is None else (Source(query.subject),)


def description(row: "FileRow", desk: Desk) -> str:
    """Return one line on a file for a list of files: its own words, else what it defines, else how much text it is."""
    words = row.summary or (WHAT_A_FILE_IS["package"] if row.role == "package" else "")
    defined = "" if words else "".join(inline.text for inline in _definitions(row.path, desk))
    return words or defined or f"{_name_of_type(row)}, {counted(_measures(row, desk).lines, 'line')}"


def _definitions(path: str, desk: Desk) -> Iterator[Text | Code]:
    """Say what a file that says nothing of itself defines for others."""
    found = [spot.name for spot in desk.reader.main_spots(path)]
    for number, name in enumerate(found[:MOST_NAMES]):
        yield Text(", " if number else "Defines ")
        yield Code(name)
    if len(found) > MOST_NAMES:
        yield Text(f" and {len(found) - MOST_NAMES} more")


def _rows(row: "FileRow", desk: Desk) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    forge, measures = desk.forge(row), _measures(row, desk)
    yield "Path", (Link(row.path, UrlTarget(forge)) if forge else Code(row.path),)
    if row.module:
        yield "Module", (Code(row.module),)
    yield "Type", (Text(_type(row)),)
    yield "Size", (Text(f"{bytes_in_words(measures.size)}, {counted(measures.lines, 'line')}"),)
    if measures.encoding.casefold().replace("_", "-") not in USUAL_ENCODINGS:
        yield "Encoding", (Text(measures.encoding),)
    if desk.settings.source_pages:
        yield (
            "Source",
            (Link("highlighted, with every name linked", PageTarget(desk.docnames.source(row.path)), code=False),),
        )


def _measures(row: "FileRow", desk: Desk) -> "Measures":
    measures = desk.reader.measures(row.path)
    if measures is None:
        raise LookupError(row.path)
    return measures


def _type(row: "FileRow") -> str:
    role = WHAT_A_FILE_IS.get(row.role, "").lower()
    name = _name_of_type(row)
    return f"{name}, {role}" if role and row.summary and row.type is FileType.PYTHON else name


def _name_of_type(row: "FileRow") -> str:
    return TYPES.get(row.type) or _by_name(row.path)


def _by_name(path: str) -> str:
    name = path.rpartition("/")[2]
    stem, dot, extension = name.rpartition(".")
    return f"{extension} file" if stem and dot else "Text"
