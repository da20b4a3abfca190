"""What the inventory and the search of Sphinx list of the index."""

from collections.abc import Iterator

from sphinx_kwindex.blocks import PageTarget
from sphinx_kwindex.model.kinds import MARKUP_KINDS, Kind, Visibility
from sphinx_kwindex.model.rows import Spot
from sphinx_kwindex.pages.site import Site

SearchObject = tuple[str, str, str, str, str, int]

# A term that matches far more objects than this breaks the search in the browser.
_MOST_SEARCHED = 20_000
_SEARCHED = 1
_UNSEARCHED = -1


def search_objects(site: Site) -> Iterator[SearchObject]:
    """Yield name, shown name, type, document, anchor and search priority of each file, folder and symbol."""
    for row in site.reader.files():
        yield _plain(row.path, "file", site.docnames.file(row.path))
    for folder in site.reader.folders():
        yield _plain(f"{folder}/", "folder", site.docnames.folder(folder))
    yield from _symbols(site)


def _plain(name: str, typ: str, docname: str) -> SearchObject:
    shown = " ".join(name.split())  # a name with a line break would end its line of the inventory
    return shown, shown, typ, docname, "", _SEARCHED


def _symbols(site: Site) -> Iterator[SearchObject]:
    seen: set[str] = set()
    left = _MOST_SEARCHED
    desk = site.desk
    for entry in desk.reader.subtree_keywords(""):
        if entry.fullname in seen or not desk.shows(entry) or entry.kind is Kind.MODULE:
            continue
        seen.add(entry.fullname)
        searched = left > 0 and _is_searched(entry)
        left -= searched
        yield _symbol(entry, desk.definition(entry), _SEARCHED if searched else _UNSEARCHED)


def _is_searched(entry: Spot) -> bool:
    return entry.visibility is Visibility.PUBLIC and entry.kind not in MARKUP_KINDS


def _symbol(entry: Spot, place: PageTarget, priority: int) -> SearchObject:
    name = " ".join(entry.fullname.split())
    return name, name, "symbol", place.docname, place.anchor, priority
