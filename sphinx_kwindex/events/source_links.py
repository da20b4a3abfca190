"""The [source] links of the Python objects that documents describe."""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util.nodes import make_refnode

from sphinx_kwindex.directives.notes import notes_of
from sphinx_kwindex.domain.documented import documented_query, source_place
from sphinx_kwindex.pages.books import BOOKS
from sphinx_kwindex.pages.site import site_of


def note_documented(app: Sphinx, doctree: nodes.document) -> None:
    """Note that a document depends on where the source of what it describes is (``doctree-read``)."""
    names = [name for name, _signature in _documented(doctree)]
    if names:
        notes_of(app.env).note_query(app.env.docname, documented_query(names))


def link_documented(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Link each documented object to its definition, where the output has source pages (``doctree-resolved``)."""
    builder = app.builder
    if builder.format != "html" or builder.name in BOOKS:
        return
    site = site_of(app.config)
    for name, signature in _documented(doctree):
        place = source_place(name, site)
        if place is not None:
            text = nodes.inline("", _("[source]"), classes=["viewcode-link"])  # as themes know it
            signature.append(make_refnode(builder, docname, place.docname, place.anchor, text))


def _documented(doctree: nodes.document) -> Iterator[tuple[str, addnodes.desc_signature]]:
    """Yield the full name of each described Python object with its signature, the first where it has several."""
    for description in doctree.findall(addnodes.desc):
        if description.get("domain") != "py":
            continue
        seen: set[str] = set()
        for signature in description:
            name = _full_name(signature)
            if isinstance(signature, addnodes.desc_signature) and name not in seen:
                seen.add(name)
                yield name, signature


def _full_name(signature: nodes.Node) -> str:
    if not isinstance(signature, addnodes.desc_signature):
        return ""
    return ".".join(filter(None, (signature.get("module"), signature.get("fullname"))))
