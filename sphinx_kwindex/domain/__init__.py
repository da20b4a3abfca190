"""The ``kw`` domain: roles, objects, the global keyword index, and what hand-written documents asked."""

from collections.abc import Iterator, Set as AbstractSet
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, Index, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from sphinx_kwindex.blocks import Query
from sphinx_kwindex.domain.answers import answer_digest
from sphinx_kwindex.domain.keywords import KeywordsIndex
from sphinx_kwindex.domain.objects import SearchObject, search_objects
from sphinx_kwindex.domain.roles import SubjectRole, range_class, role_target
from sphinx_kwindex.pages.books import BOOKS
from sphinx_kwindex.pages.site import Site, site_of


class KeywordDomain(Domain):
    """Files, folders and symbols of the index.

    What a document asked is all that stands in the environment; everything else is in the store.
    """

    name = "kw"
    label = "Source index"
    object_types: ClassVar[dict[str, ObjType]] = {
        "file": ObjType("file", "file"),
        "folder": ObjType("folder", "folder"),
        "symbol": ObjType("symbol", "symbol"),
    }
    roles: ClassVar[dict[str, Any]] = {name: SubjectRole(warn_dangling=True) for name in object_types}
    indices: ClassVar[list[type[Index]]] = [KeywordsIndex]
    initial_data: ClassVar[dict[str, Any]] = {"asked": {}}
    data_version = 1
    _objects: tuple[Site, tuple[SearchObject, ...]] | None = None

    @property
    def asked(self) -> dict[str, list[tuple[Query, str]]]:
        """What each hand-written document asks, and the digest of the answer when it was read."""
        return self.data["asked"]  # type: ignore[no-any-return] # domain data is a plain mapping

    def note_query(self, docname: str, query: Query) -> None:
        """Note that a document depends on the answer to ``query``."""
        asked = self.asked.setdefault(docname, [])
        if all(query != known for known, _ in asked):
            asked.append((query, answer_digest(query, site_of(self.env.config))))

    def clear_doc(self, docname: str) -> None:
        """Forget what a document asked."""
        self.asked.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what documents asked that another process read."""
        self.asked.update({name: asked for name, asked in otherdata["asked"].items() if name in docnames})

    def stale_documents(self) -> set[str]:
        """Return the documents that were read when an answer was another."""
        site = site_of(self.env.config)
        return {
            docname
            for docname, asked in self.asked.items()
            if any(answer_digest(query, site) != digest for query, digest in asked)
        }

    def resolve_xref(  # noqa: PLR0917 - as Sphinx calls it
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,  # noqa: ARG002 - as Sphinx calls it
        contnode: Element,
    ) -> nodes.reference | None:
        """Return the reference of a role, ``None`` where its target is not in the index."""
        place = role_target(typ, target, site_of(env.config), in_book=builder.name in BOOKS)
        if place is None:
            return None
        reference = make_refnode(builder, fromdocname, place.docname, place.anchor, contnode, target)
        lines = range_class(typ, target) if place.anchor else None
        reference["classes"] += [lines] if lines else []
        return reference

    def resolve_any_xref(  # noqa: PLR0917 - as Sphinx calls it
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return every reference that the role ``any`` could mean."""
        found = (
            (typ, self.resolve_xref(env, fromdocname, builder, typ, target, node, contnode))
            for typ in self.object_types
        )
        return [(f"kw:{typ}", reference) for typ, reference in found if reference is not None]

    def get_objects(self) -> Iterator[SearchObject]:
        """Yield what the inventory and the search list; each of them asks once a build."""
        site = site_of(self.env.config)
        if self._objects is None or self._objects[0] is not site:
            self._objects = site, tuple(search_objects(site))
        return iter(self._objects[1])
