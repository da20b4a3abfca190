"""What a page says, before anyone decides how it looks: blocks of inline pieces.

Views make blocks out of rows, and two renderers turn them into HTML text or into docutils nodes, so that every
builder says the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class PageTarget(NamedTuple):
    """A place on a page of this site; ``anchor`` is empty for the page as a whole."""

    docname: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class UrlTarget:
    """An address elsewhere."""

    url: str


class ApiTarget(NamedTuple):
    """A Python object by its full name: the project's own API documentation, else an intersphinx inventory.

    Who renders it looks it up; a name that is in neither has no link.
    """

    fullname: str
    own: bool


LinkTarget = PageTarget | UrlTarget | ApiTarget


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; ``style`` is the last part of the CSS class, empty for none, here as everywhere below."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A name or a piece of code."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A short label such as ``private`` or ``async``."""

    text: str
    style: str


class Link(NamedTuple):
    """A link; with ``code`` its text is set as code.

    ``tooltip`` is empty for none. ``drop`` leaves the whole link away where the target is not found, instead of
    showing its text.
    """

    text: str
    target: LinkTarget
    code: bool = True
    tooltip: str = ""
    drop: bool = False
    style: str = ""


Inline = Text | Code | Badge | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    inlines: tuple[Inline, ...]
    style: str = ""


class Item(NamedTuple):
    """One item of a list, with what stands under it.

    ``anchor`` makes it a target, unique on its page.
    """

    inlines: tuple[Inline, ...]
    blocks: tuple["Block", ...] = ()
    anchor: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple[Item, ...]
    style: str = ""


class Line(NamedTuple):
    """A line of a file, and what kind of use of something it is; ``doubt`` is empty where that is certain.

    Of these only ``text`` comes from the project.
    """

    number: int
    kind: str
    text: str
    doubt: str


class UsingFile(NamedTuple):
    """The lines of one file that use something; ``place`` is where they stand, but for the number in its anchor."""

    link: Link
    place: PageTarget
    lines: tuple[Line, ...]

    def line_link(self, line: Line) -> Link:
        """Link to a line by its number; where lines have no anchors, to the page as a whole."""
        docname, anchor = self.place.docname, self.place.anchor and f"{self.place.anchor}{line.number}"
        return Link(str(line.number), PageTarget(docname, anchor), code=False, style="line")


@dataclass(frozen=True, slots=True)
class Uses:
    """The lines that use something, by file: a `Listing` in few pieces, as no project has more of anything."""

    files: tuple[UsingFile, ...]

    def listing(self) -> Listing:
        """Return the list that this is, piece by piece."""
        items = [Item((file.link,), (Listing(tuple(_line_items(file)), "lines"),)) for file in self.files]
        return Listing(tuple(items), "usages")


def _line_items(file: UsingFile) -> Iterator[Item]:
    space = Text(" ")
    for line in file.lines:
        doubt = (space, Badge(line.doubt, line.doubt)) if line.doubt else ()
        yield Item((file.line_link(line), space, Text(line.kind, "kind"), space, Code(line.text), *doubt))


@dataclass(frozen=True, slots=True)
class Fields:
    """Label and value, row by row."""

    rows: tuple[tuple[str, tuple[Inline, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row."""

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    style: str = ""


class Indexed(NamedTuple):
    """A name in an index, linked to its ``place``; after its ``kind`` comes a link to ``home``, which is ``where``."""

    name: str
    place: PageTarget
    kind: str
    where: str
    home: PageTarget
    code: bool = True
    style: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """Names with what each is and where: a `Listing` in few pieces, as each folder above a keyword has it in one."""

    names: tuple[Indexed, ...]

    def listing(self) -> Listing:
        """Return the list that this is, piece by piece."""
        return Listing(tuple(map(_index_item, self.names)), "index")


def _index_item(entry: Indexed) -> Item:
    name, where = Link(entry.name, entry.place, entry.code), Link(entry.where, entry.home, code=False, style="in")
    return Item((name, Text(" "), Text(entry.kind, "kind"), Text(" "), where), style=entry.style)


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks under a small title that is not a section of the page."""

    title: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that HTML shows on demand, and every other format in full.

    ``anchor`` makes it a target, unique on its page.
    """

    summary: tuple[Inline, ...]
    blocks: tuple["Block", ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A graph, drawn where graphviz is at hand; else its ``fallback``.

    Nodes are ``(id, label, target)``, edges ``(from, to, weight)``.
    """

    nodes: tuple[tuple[str, str, LinkTarget | None], ...]
    edges: tuple[tuple[str, str, int], ...]
    caption: str
    fallback: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The highlighted text of a source file; whoever renders it asks the source view."""

    path: str


Block = Paragraph | Listing | Uses | Fields | Table | Index | Group | Fold | Diagram | Source


@dataclass(frozen=True, slots=True)
class Query:
    """What a directive asks for: the name of the view, a path in the index, and its options as sorted pairs."""

    view: str
    subject: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a generated page, answered by one query; ``id`` is its anchor."""

    id: str
    title: str
    query: Query


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page.

    ``lead`` stands before the first section; ``children`` are the docnames under it in the books. ``code`` is the
    last part of ``title`` where that is set as code: a path.
    """

    docname: str
    title: str
    lead: tuple[Query, ...]
    sections: tuple[Section, ...]
    children: tuple[str, ...]
    code: str = ""
