"""What the inventory and the search of Sphinx list of the index."""

from collections.abc import Iterator

from sphinx_kwindex.model.kinds import MARKUP_KINDS, Visibility
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.views.desk import chosen

SearchObject = tuple[str, str, str, str, str, int]

# A term that matches far more objects than this breaks the search in the browser.
_MOST_SEARCHED = 20_000
_SEARCHED = 1
_UNSEARCHED = -1
_PUBLIC = frozenset({Visibility.PUBLIC})


def search_objects(site: Site) -> Iterator[SearchObject]:
    """Yield name, shown name, type, document, anchor and search priority of files, folders and public symbols.

    What is private, or inside a function, is nobody else's to link to, and a large project has as much of it again.
    """
    for row in site.reader.files():
        yield _plain(row.path, "file", site.docnames.file(row.path))
    for folder in site.reader.folders():
        yield _plain(f"{folder}/", "folder", site.docnames.folder(folder))
    yield from _symbols(site)


def _plain(name: str, typ: str, docname: str) -> SearchObject:
    shown = " ".join(name.split())  # a name with a line break would end its line of the inventory
    return shown, shown, typ, docname, "", _SEARCHED


def _symbols(site: Site) -> Iterator[SearchObject]:
    before = ""
    left = _MOST_SEARCHED
    kinds, document = site.settings.kinds, site.docnames.file
    names = site.reader.names(**chosen(kinds, site.settings.visibility & _PUBLIC))
    for fullname, file, _, kind, anchor, _ in sorted(names):
        if fullname == before:
            continue
        before = fullname
        searched = left > 0 and kind not in MARKUP_KINDS
        left -= searched
        name = " ".join(fullname.split())
        yield name, name, "symbol", document(file), anchor, _SEARCHED if searched else _UNSEARCHED
