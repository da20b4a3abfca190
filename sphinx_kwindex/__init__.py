"""Keyword indexes, related files and linked source for every file and folder of a Python repository."""

from importlib.metadata import version

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sphinx_kwindex import config, events
from sphinx_kwindex.directives import DIRECTIVES
from sphinx_kwindex.domain import KeywordDomain
from sphinx_kwindex.events import answers, bodies, collecting, headings, search, source_links, surroundings
from sphinx_kwindex.events.branches import kwindex_entries, visit_entries_html
from sphinx_kwindex.export import IndexBuilder
from sphinx_kwindex.pages.parsing import StubParser
from sphinx_kwindex.pages.placeholder import kwindex_answer, kwindex_children
from sphinx_kwindex.pages.project import STUB_SUFFIX


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    app.setup_extension("sphinx.ext.graphviz")
    config.register(app)
    app.add_domain(KeywordDomain)
    app.add_builder(IndexBuilder)
    app.add_source_suffix(STUB_SUFFIX, "kwindex")
    app.add_source_parser(StubParser)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)

    app.add_node(kwindex_answer, html=(answers.visit_answer_html, None))
    app.add_node(kwindex_children)
    app.add_node(kwindex_entries, html=(visit_entries_html, None))

    app.connect("config-inited", events.begin)
    app.connect("builder-inited", events.bring_up_to_date)
    app.connect("env-get-outdated", events.find_outdated)
    app.connect("env-before-read-docs", events.choose_documents)
    app.connect("doctree-read", events.put_books_together, priority=900)  # after the collector of toctrees
    app.connect("doctree-read", source_links.note_documented)
    app.connect("env-updated", headings.keep_listed, priority=400)  # before sections are numbered
    app.connect("env-updated", events.find_outdated_outputs)
    app.connect("write-started", events.prepare_epub)
    app.connect("write-started", collecting.leave_to_processes)
    app.connect("doctree-resolved", search.note_touched)
    app.connect("doctree-resolved", headings.put_back_shown)
    app.connect("doctree-resolved", answers.put_answers)
    app.connect("doctree-resolved", source_links.link_documented)
    app.connect("html-page-context", bodies.put_back, priority=0)  # before anyone looks at the page
    app.connect("html-page-context", surroundings.watch_contents, priority=1)  # before themes ask
    app.connect("html-page-context", events.dress_page)
    app.connect("html-collect-pages", events.spare_search)
    app.connect("warn-missing-reference", events.name_the_nearest)
    app.connect("build-finished", events.close)
    return {
        "version": version("sphinx-kwindex"),
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
