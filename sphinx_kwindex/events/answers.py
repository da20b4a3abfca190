"""Where placeholders become text or nodes: HTML is written straight from the store, all else is put into the tree."""

import shutil
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.ext.graphviz import graphviz

from sphinx_kwindex.blocks import Block, Diagram, Query
from sphinx_kwindex.docnames import Place
from sphinx_kwindex.events.bodies import set_aside
from sphinx_kwindex.events.books import share_one_page
from sphinx_kwindex.model.kinds import FileType
from sphinx_kwindex.pages.books import ASSEMBLING
from sphinx_kwindex.pages.placeholder import kwindex_answer, query_of
from sphinx_kwindex.pages.project import texts_path
from sphinx_kwindex.pages.site import Site, site_of
from sphinx_kwindex.pages.texts import Texts, read_texts
from sphinx_kwindex.rendering.addresses import fill_in
from sphinx_kwindex.rendering.html import HtmlMedium, render_html
from sphinx_kwindex.resolution.diagrams import dot_source, draw_svg
from sphinx_kwindex.resolution.nodes import NodeMedium, render_nodes
from sphinx_kwindex.resolution.places import Places
from sphinx_kwindex.resolution.session import api_places_of
from sphinx_kwindex.source_view import make_ready, render_source

_SOURCE = "file-source"
_DRAWING = frozenset({"latex", "texinfo"})
_NAVIGATION = frozenset({"page-navigation", "page-map"})
_LANGUAGES = {
    FileType.PYTHON: "python",
    FileType.STUB: "python",
    FileType.MARKDOWN: "markdown",
    FileType.RESTRUCTUREDTEXT: "rst",
    FileType.TEXT: "text",
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all placeholders of a document have in common when they are written as HTML."""

    builder: Builder
    site: Site
    places: Places
    medium: HtmlMedium
    texts: Texts

    def html(self, node: kwindex_answer) -> str:
        """The answer to a placeholder, empty for nothing."""
        text = self.texts.get(query_of(node))
        if text is not None and node["view"] != _SOURCE:
            return fill_in(text, self.places.uri)
        return render_html(answer_for(self.builder, node, self.site), self.medium)


# One writer makes one output file, of a single document or of many.
_SHEETS: WeakKeyDictionary[Any, dict[str, _Sheet]] = WeakKeyDictionary()


def visit_answer_html(translator: Any, node: kwindex_answer) -> None:
    """Write the answer to a placeholder as HTML."""
    sheets = _SHEETS.setdefault(translator, {})
    docname = node["docname"]
    if docname not in sheets:
        sheets[docname] = _sheet(translator.builder, docname, translator.document)
    text = sheets[docname].html(node)
    if text:
        answer = f'<div class="kwindex kwindex-{node["view"]}">\n{text}</div>\n'
        translator.body.append(set_aside(answer, translator.builder, docname))
    raise nodes.SkipNode


def put_answers(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the placeholders where the builder writes no HTML (``doctree-resolved``)."""
    builder = app.builder
    if builder.name == "singlehtml":
        share_one_page(doctree, app.env, site_of(app.config))
    if builder.format == "html":
        _make_ready(docname, site_of(app.config))
        return
    assembled = _assembled(builder, docname, doctree)
    for node in list(doctree.findall(kwindex_answer)):
        node.replace_self(_answer_nodes(node, builder, assembled))


def _make_ready(docname: str, site: Site) -> None:
    # Documents are resolved before processes are forked to write them.
    place = site.docnames.place(docname)
    if place is not None and place[0] is Place.SOURCE:
        make_ready(place[1])


def answer_for(builder: Builder, node: kwindex_answer, site: Site) -> tuple[Block, ...]:
    """Return what a placeholder says; a book has its own navigation."""
    if node["view"] in _NAVIGATION and (builder.format != "html" or builder.name in ASSEMBLING):
        return ()
    return site.answer(query_of(node))


def _sheet(builder: Builder, docname: str, document: nodes.document) -> _Sheet:
    site = site_of(builder.config)
    assembled = _assembled(builder, builder.config.root_doc, document)
    places = Places(builder, docname, api_places_of(builder.env), assembled=assembled)
    # Where documents are put together, the address of a page depends on which of them are.
    texts = read_texts(texts_path(site.stub_folder, docname)) if assembled is None else {}
    medium = HtmlMedium(
        places=places,
        diagram=lambda diagram: _drawing(diagram, builder, docname, places),
        source=lambda path: render_source(path, site.desk, places.uri, texts.get(Query(_SOURCE, path), "")),
    )
    return _Sheet(builder, site, places, medium, texts)


def _drawing(diagram: Diagram, builder: Builder, docname: str, places: Places) -> str | None:
    if builder.name == "epub":  # readers of books differ in what they make of drawings inside the text
        return None
    return draw_svg(_dot(diagram, docname, places), builder.config.graphviz_dot)


def _dot(diagram: Diagram, docname: str, places: Places) -> str:
    name = blake2b(f"{docname} {diagram}".encode(), digest_size=4).hexdigest()
    return dot_source(diagram, places.uri, f"kwindex-{name}")


def _answer_nodes(node: kwindex_answer, builder: Builder, assembled: frozenset[str] | None) -> list[nodes.Node]:
    site = site_of(builder.config)
    docname = node["docname"]
    places = Places(builder, docname, api_places_of(builder.env), assembled=assembled)
    medium = NodeMedium(
        places=places,
        diagram=lambda diagram: _graph(diagram, builder, docname, places),
        source=lambda path: _text_and_language(path, site),
    )
    return render_nodes(answer_for(builder, node, site), medium)


def _graph(diagram: Diagram, builder: Builder, docname: str, places: Places) -> nodes.Node | None:
    if builder.name not in _DRAWING or shutil.which(builder.config.graphviz_dot) is None:
        return None
    # The program starts in the folder of the document it is told, which for a generated one need not exist.
    return graphviz("", code=_dot(diagram, docname, places), options={"docname": builder.config.root_doc})


def _text_and_language(path: str, site: Site) -> tuple[str, str]:
    row = site.reader.file(path)
    return site.reader.text(path), _LANGUAGES[row.type] if row else "text"


def _assembled(builder: Builder, docname: str, doctree: nodes.document) -> frozenset[str] | None:
    if builder.name == "epub":
        return frozenset(builder.env.found_docs)
    if builder.name not in ASSEMBLING:
        return None
    return frozenset({docname, *(str(start["docname"]) for start in doctree.findall(addnodes.start_of_file))})
