"""What a folder is: its description, what lies in it, what others use of it, what imports what."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import (
    Badge,
    Block,
    Diagram,
    Group,
    Inline,
    Item,
    Link,
    Listing,
    PageTarget,
    Paragraph,
    Query,
    Text,
)
from sphinx_kwindex.model.rows import ImportEdge
from sphinx_kwindex.views import entries
from sphinx_kwindex.views.desk import Desk, name_of
from sphinx_kwindex.views.files import description
from sphinx_kwindex.views.wording import counted, kind_word

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Entry, FileRow

READMES = ("README.md", "README.rst", "README.txt", "README", "readme.md", "readme.rst")
MOST_NAMES = 20
MOST_NODES = 14
MOST_EDGES = 36
MOST_ITEMS = 60
BADGES = frozenset({"test", "stub", "script", "generated"})


def folder_description(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return what the package docstring, else the README of a folder says first."""
    row = _describing(query.subject, desk)
    if row is None:
        return ()
    return (Paragraph((Text(row.summary), Text(" — "), desk.file_link(row.path, text=name_of(row))), "purpose"),)


def folder_index(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the subfolders and files of a folder, each with a line of description."""
    folder = query.subject
    folders = tuple(_folder_item(below, desk) for below in desk.reader.subfolders(folder))
    files = tuple(_file_item(row, desk) for row in desk.reader.files_in(folder))
    blocks: list[Block] = [Group("Folders", (Listing(folders, "files"),))] if folders else []
    blocks += [Group("Files", (Listing(files, "files"),))] if files else []
    return tuple(blocks)


def folder_names(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the names of a folder that most files outside it use."""
    items = [
        _used(entry, files, desk)
        for path, qualname, files in desk.gist("most-used", query.subject, most_used)
        for entry in desk.reader.entry(path, qualname)[:1]
    ]
    return (Listing(tuple(items), "names"),) if items else ()


def most_used(folder: str, desk: Desk) -> tuple[tuple[str, str, int], ...]:
    """Return file and qualname of the names of a folder that most files outside it use, and how many these are."""
    found = desk.reader.most_used(folder, MOST_NAMES)
    return tuple((one.entry.file, one.entry.keyword.qualname, one.files) for one in found)


def folder_imports(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return a diagram of what imports what among the children of a folder, and the same as a list."""
    found = desk.gist("import-edges", query.subject, import_edges)
    edges = [ImportEdge(source=source, target=target, count=count) for source, target, count in found]
    if not edges:
        return ()
    drawn = _most_telling(edges)
    nodes = sorted({end for edge in drawn for end in (edge.source, edge.target)})
    left_out = len({end for edge in edges for end in (edge.source, edge.target)}) - len(nodes)
    caption = f"The {len(nodes)} most connected; {left_out} more are left out." if left_out else ""
    return (
        Diagram(
            tuple((node, label(node, desk), _target(node, desk)) for node in nodes),
            tuple((edge.source, edge.target, edge.count) for edge in drawn),
            caption,
            (_edge_list(edges, desk),),
        ),
    )


def import_edges(folder: str, desk: Desk) -> tuple[tuple[str, str, int], ...]:
    """Return how many imports lead from one child of a folder to another."""
    found = desk.reader.import_edges(folder)
    return tuple((edge.source, edge.target, edge.count) for edge in found if edge.source != edge.target)


def label(path: str, desk: Desk) -> str:
    """Return the last part of a path, with a slash where it is a folder."""
    name = path.rpartition("/")[2]
    return name if desk.reader.nature(path) is not None else f"{name}/"


def _describing(folder: str, desk: Desk) -> "FileRow | None":
    start = f"{folder}/" if folder else ""
    for name in ("__init__.py", *READMES):
        row: FileRow | None = desk.reader.file(start + name)
        if row is not None and row.summary:
            return row
    return None


def _folder_item(folder: str, desk: Desk) -> Item:
    row = _describing(folder, desk)
    link = desk.folder_link(folder, text=f"{folder.rpartition('/')[2]}/")
    words = row.summary if row else counted(desk.reader.file_count(folder), "file")
    return Item((link, Text(" "), Text(words, "summary")))


def _file_item(row: "FileRow", desk: Desk) -> Item:
    line: list[Inline] = [
        desk.file_link(row.path, text=name_of(row)),
        Text(" "),
        Text(description(row, desk), "summary"),
    ]
    if row.role in BADGES:
        line += [Text(" "), Badge(row.role, row.role)]
    return Item(tuple(line))


def _used(entry: "Entry", number: int, desk: Desk) -> Item:
    link = Link(entry.keyword.qualname, desk.definition(entry), tooltip=entries.tooltip(entry))
    kind = Text(kind_word(entry.keyword.kind), "kind")
    files = Text(f" in {counted(number, 'file')}", "count")
    summary = (Text(" "), Text(entry.keyword.summary, "summary")) if entry.keyword.summary else ()
    return Item((kind, Text(" "), link, files, *summary))


def _most_telling(edges: Sequence["ImportEdge"]) -> list["ImportEdge"]:
    weight: Counter[str] = Counter()
    for edge in edges:
        weight[edge.source] += edge.count
        weight[edge.target] += edge.count
    chosen = {name for name, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:MOST_NODES]}
    inside = [edge for edge in edges if edge.source in chosen and edge.target in chosen]
    strongest = sorted(inside, key=lambda edge: (-edge.count, edge.source, edge.target))[:MOST_EDGES]
    return sorted(strongest, key=lambda edge: (edge.source, edge.target))


def _target(path: str, desk: Desk) -> PageTarget:
    names = desk.docnames
    return PageTarget(names.file(path) if path in names.files else names.folder(path))


def _edge_list(edges: Iterable["ImportEdge"], desk: Desk) -> Listing:
    targets: dict[str, list[str]] = {}
    for edge in edges:
        targets.setdefault(edge.source, []).append(edge.target)
    items = tuple(Item(tuple(_edges_of(source, found, desk))) for source, found in sorted(targets.items())[:MOST_ITEMS])
    return Listing(items, "imports")


def _edges_of(source: str, targets: Iterable[str], desk: Desk) -> Iterator[Inline]:
    yield Link(label(source, desk), _target(source, desk))
    yield Text(" imports ")
    for number, target in enumerate(sorted(targets)):
        yield Text(", " if number else "")
        yield Link(label(target, desk), _target(target, desk))
