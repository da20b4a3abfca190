"""Where the source is of the Python objects that a document describes."""

from collections.abc import Iterable, Iterator
from itertools import chain

from sphinx_kwindex.blocks import PageTarget, Query
from sphinx_kwindex.model.kinds import CLASS_KINDS, Kind
from sphinx_kwindex.model.links import Target
from sphinx_kwindex.model.rows import Spot
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.store import Reader

DOCUMENTED = "documented"


def documented_query(names: Iterable[str]) -> Query:
    """Return the question where the source of objects is, by their full names: one for a whole document."""
    return Query(DOCUMENTED, "", tuple(("name", name) for name in sorted(set(names))))


def documented_answer(query: Query, site: Site) -> str:
    """Return where the source of the objects is at present, as a text to compare."""
    return repr([source_place(name, site) for _, name in query.options])


def source_place(name: str, site: Site) -> PageTarget | None:
    """Return what a documented object links to as its source; ``None`` where it should have no such link."""
    if not (site.settings.source_links and site.settings.source_pages):
        return None
    entry = find_definition(name, site.reader)
    return site.desk.place(entry) if entry else None


def find_definition(name: str, reader: Reader) -> Spot | None:
    """Return what a full dotted name leads to, also where its module imports or its class inherits it; no module."""
    return _find(name, reader, set()) or _inherited(name, reader)


def _inherited(name: str, reader: Reader) -> Spot | None:
    """Return the member of the nearest base, the left one first, of the class that a member is looked for in."""
    above, _, member = name.rpartition(".")
    owner = _find(above, reader, set()) if above else None
    waiting = [Target(file=owner.file, qualname=owner.qualname)] if owner and owner.kind in CLASS_KINDS else []
    seen: set[Target] = set()
    while waiting:
        target = waiting.pop(0)
        if target in seen:
            continue
        seen.add(target)
        found = reader.spots(target.file, f"{target.qualname}.{member}")
        if found:
            return found[0]
        bases = (base.target for base in reader.bases(target.file) if base.qualname == target.qualname)
        waiting[:0] = [base for base in bases if base is not None]
    return None


def _find(name: str, reader: Reader, seen: set[str]) -> Spot | None:
    if name in seen:  # modules may import all of each other
        return None
    seen.add(name)
    entries = chain(reader.keywords_named(name), _imported(name, reader, seen))
    return next((entry for entry in entries if entry.kind is not Kind.MODULE), None)


def _imported(name: str, reader: Reader, seen: set[str]) -> Iterator[Spot]:
    path, parts = _module_of(name, reader)
    if not parts:
        return
    imports = reader.imports(path, bound=parts[0])
    for found in sorted(imports, key=lambda one: one.imported.name == "*"):
        if found.target is None or found.imported.within or found.imported.name is None:
            continue
        if found.imported.name == "*":
            entry = _find(".".join((found.target.fullname, *parts)), reader, seen)
            yield from () if entry is None else (entry,)
        else:
            qualname = ".".join(filter(None, (found.target.qualname, *parts[1:])))
            yield from reader.spots(found.target.file, qualname)


def _module_of(name: str, reader: Reader) -> tuple[str, list[str]]:
    """Return the file of the module that holds a name, and the parts of the name inside it: none without a module."""
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        path = reader.file_of_module(".".join(parts[:end]))
        if path is not None:
            return path, parts[end:]
    return "", []
