"""What a file imports, and who imports it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import ApiTarget, Badge, Block, Code, Group, Inline, Item, Link, Listing, Query, Text
from sphinx_kwindex.model.kinds import Confidence, ImportScope, TargetKind
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.keyword_index import import_link
from sphinx_kwindex.views.sizes import items_that_fit, size_of
from sphinx_kwindex.views.wording import shortened

if TYPE_CHECKING:
    from sphinx_kwindex.model.facts import Import
    from sphinx_kwindex.model.rows import ImportEntry, Importer

TITLES = {
    TargetKind.PROJECT: "Project",
    TargetKind.STDLIB: "Standard library",
    TargetKind.THIRD_PARTY: "Third party",
    TargetKind.UNRESOLVED: "Unresolved",
}
SCOPES = {
    ImportScope.TYPE_CHECKING: "for type checking",
    ImportScope.FUNCTION: "in a function",
    ImportScope.CLASS: "in a class",
    ImportScope.CONDITIONAL: "conditional",
}

# Bytes of HTML that lists may take on the page of a file.
ROOM, ROOM_FOR_IMPORTERS = 80_000, 100_000


def file_imports(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the modules a file imports from, by whose they are, each with the names taken from it."""
    groups: dict[TargetKind, dict[tuple[str, str], list[ImportEntry]]] = {}
    for imported in desk.reader.imports(query.subject):
        modules = groups.setdefault(imported.resolved.kind, {})
        modules.setdefault((imported.imported.module, condition(imported.imported)), []).append(imported)
    items = {kind: list(_items(groups[kind], query.subject, desk)) for kind in TITLES if kind in groups}
    blocks = tuple(_group(kind, found) for kind, found in items.items())
    size = size_of(blocks)
    if size <= ROOM:
        return blocks
    rooms = [ROOM * size_of([block]) // size for block in blocks]
    return tuple(_group(kind, items_that_fit(items[kind], room)) for kind, room in zip(items, rooms, strict=True))


def _group(kind: TargetKind, items: Iterable[Item]) -> Group:
    return Group(TITLES[kind], (Listing(tuple(items), "imports"),))


def file_importers(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the files that import a file, each with the names it takes."""
    files: dict[str, list[Importer]] = {}
    for importer in desk.reader.importers(query.subject):
        files.setdefault(importer.file, []).append(importer)
    if not files:
        return ()
    listing = Listing(tuple(_importer(path, found, desk) for path, found in sorted(files.items())), "imports")
    if size_of([listing]) <= ROOM_FOR_IMPORTERS:
        return (listing,)
    items = [Item((desk.file_link(path),)) for path in sorted(files)]
    return (Listing(tuple(items_that_fit(items, ROOM_FOR_IMPORTERS)), "imports"),)


def condition(imported: "Import") -> str:
    """Say where an import stands, empty for the top of the module."""
    if imported.scope is ImportScope.CONDITIONAL and imported.condition:
        return f"if {shortened(imported.condition, 60)}"
    return SCOPES.get(imported.scope, "")


def _items(modules: dict[tuple[str, str], list["ImportEntry"]], path: str, desk: Desk) -> Iterator[Item]:
    for (module, where), found in sorted(modules.items(), key=lambda item: (item[0][0].casefold(), item[0])):
        line = (*_module(module, found, desk), *_names(found, desk), *_where(where), Text(" "))
        yield Item((*line, desk.line_link(path, min(entry.imported.line for entry in found))))


def _module(module: str, found: Iterable["ImportEntry"], desk: Desk) -> Iterator[Inline]:
    whole = next((entry for entry in found if entry.imported.name is None), None)
    path = desk.reader.file_of_module(module)
    if path is not None:
        yield desk.file_link(path, text=module)
    elif next(iter(found)).resolved.kind is TargetKind.UNRESOLVED:
        yield Code(module)
    else:
        yield Link(module, ApiTarget(module, own=False))
    if whole is not None and whole.imported.alias:
        yield from (Text(" as "), Code(whole.imported.alias))


def _names(found: Iterable["ImportEntry"], desk: Desk) -> Iterator[Inline]:
    seen: set[str] = set()
    for entry in found:
        name = entry.imported.name
        if name is not None and name + (entry.imported.alias or "") not in seen:
            yield Text(", " if seen else ": ")
            seen.add(name + (entry.imported.alias or ""))
            yield from _name(entry, desk)


def _name(entry: "ImportEntry", desk: Desk) -> Iterator[Inline]:
    name, alias = entry.imported.name or "", entry.imported.alias
    yield Code("*") if name == "*" else import_link(entry, desk, name)
    if alias and alias != name:
        yield from (Text(" as "), Code(alias))
    if entry.resolved.confidence is Confidence.AMBIGUOUS:
        yield from (Text(" "), Badge("ambiguous", "ambiguous"))


def _where(where: str) -> tuple[Inline, ...]:
    return (Text(" "), Badge(where, "conditional")) if where else ()


def _importer(path: str, found: Iterable["Importer"], desk: Desk) -> Item:
    names = sorted({name for importer in found for name in importer.names}, key=lambda name: (name.casefold(), name))
    line: list[Inline] = [desk.file_link(path)]
    for number, name in enumerate(names):
        line += [Text(", " if number else ": "), Code(name)]
    return Item((*line, Text(" "), desk.line_link(path, min(importer.line for importer in found))))
