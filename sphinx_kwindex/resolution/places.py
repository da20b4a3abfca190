"""Addresses: where a link target is, seen from one document of one build."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any
from weakref import WeakKeyDictionary

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri

from sphinx_kwindex.blocks import ApiTarget, LinkTarget, PageTarget, UrlTarget
from sphinx_kwindex.rendering.addresses import quoted

Pages = dict[str, str | None]
"""The addresses of documents, ``None`` where one has none."""

# Documents of the same folder write the address of a third one alike; most have the same neighbours, and are written
# one after the other.
_FEW_FOLDERS = 4
_SHARED: WeakKeyDictionary[Builder, Callable[[str], Pages]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiPlaces:
    """Where Python objects are documented.

    ``own`` gives document and anchor of what the project documents itself, ``others`` the address of what an
    intersphinx inventory lists, relative to the source folder where it has no scheme.
    """

    own: Mapping[str, tuple[str, str]]
    others: Mapping[str, str]


def find_api_places(env: BuildEnvironment) -> ApiPlaces:
    """Gather every documented Python object, once all documents are read."""
    return ApiPlaces(own=_own_objects(env), others=_inventory_objects(env))


def _own_objects(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    if "py" not in env.domaindata:
        return {}
    objects: Mapping[str, Any] = env.domaindata["py"].get("objects", {})
    return {name: (entry.docname, entry.node_id) for name, entry in objects.items()}


def _inventory_objects(env: BuildEnvironment) -> dict[str, str]:
    inventory: Mapping[str, Mapping[str, Any]] = getattr(env, "intersphinx_inventory", {})
    return {
        name: _inventory_uri(item)
        for kind, items in sorted(inventory.items())
        if kind.startswith("py:")
        for name, item in items.items()
    }


def _inventory_uri(item: Any) -> str:
    # Sphinx before 8.2 keeps plain tuples: project, version, address, title.
    return str(item.uri if hasattr(item, "uri") else item[2])


class Places:
    """The addresses of targets as a document writes them; each is worked out once.

    ``assembled`` is the set of documents that one output file holds together (``None`` where each document has its
    own file): a page outside it has no address, and anchors are made unique in it.
    """

    def __init__(
        self, builder: Builder, docname: str, api: ApiPlaces, *, assembled: frozenset[str] | None = None
    ) -> None:
        self._builder = builder
        self._docname = docname
        self._api = api
        self._assembled = assembled
        self._one_page = builder.name == "singlehtml"
        self._own: Pages = {}
        self._pages = _shared_pages(builder, docname) if assembled is None else {}

    def uri(self, target: LinkTarget) -> str | None:
        """Return the address of a target, ``None`` where it has none in this build."""
        if isinstance(target, PageTarget):
            return self._anchored(target.docname, target.anchor)
        if isinstance(target, UrlTarget):
            return target.url
        return self._documented(target)

    def linked(self, target: LinkTarget, before: str, after: str, otherwise: str) -> str:
        """Return the address of a target between two pieces of HTML, or what stands there where it has none."""
        uri = self.uri(target)
        return otherwise if uri is None else f"{before}{escape(uri)}{after}"

    def pages(self, targets: Sequence[PageTarget]) -> Sequence[str | None]:
        """Return the addresses of many places on pages, ``None`` where one has none in this build."""
        return [None if uri is None else escape(uri) for uri in map(self.uri, targets)]

    def anchor(self, anchor: str) -> str:
        """Return the id that an anchor of this document has in the output file."""
        return one_page_anchor(self._docname, anchor) if self._one_page else anchor

    def _anchored(self, docname: str, anchor: str) -> str | None:
        page = self._page(docname)
        if page is None or not anchor:
            return page
        if self._one_page:
            return "#" + quoted(one_page_anchor(docname, anchor))
        return f"{page}#{quoted(anchor)}"

    def _described(self, docname: str, anchor: str) -> str | None:
        # The ids of hand-written pages are as Sphinx made them, on a shared page too.
        if not self._one_page or not anchor:
            return self._anchored(docname, anchor)
        return f"#{quoted(anchor)}" if self._page(docname) else None

    def _page(self, docname: str) -> str | None:
        pages = self._own if docname == self._docname else self._pages
        if docname not in pages:
            pages[docname] = self._find_page(docname)
        return pages[docname]

    def _find_page(self, docname: str) -> str | None:
        if self._assembled is not None and docname not in self._assembled:
            return None
        try:
            return self._builder.get_relative_uri(self._docname, docname)
        except NoUri:
            return None

    def _documented(self, target: ApiTarget) -> str | None:
        own = self._api.own.get(target.fullname)
        if own is not None:
            return self._described(*own)
        if target.own or target.fullname not in self._api.others:
            return None
        uri = self._api.others[target.fullname]
        return uri if "://" in uri else "../" * self._docname.count("/") + uri


def _shared_pages(builder: Builder, docname: str) -> Pages:
    if type(builder).get_relative_uri is not Builder.get_relative_uri:
        return {}
    folder = builder.get_target_uri(docname).rpartition("/")[0]
    return _SHARED.setdefault(builder, lru_cache(_FEW_FOLDERS)(lambda _folder: {}))(folder)


def one_page_anchor(docname: str, anchor: str) -> str:
    """Return the id of an anchor where all documents share one page."""
    return f"document-{docname}-{anchor}"
