"""The handlers of Sphinx's events, a few lines each."""

import time
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.config import read_settings
from sphinx_kwindex.directives import report_unknown
from sphinx_kwindex.directives.subjects import UnknownSubjectError
from sphinx_kwindex.domain import KeywordDomain
from sphinx_kwindex.domain.keywords import KeywordsIndex
from sphinx_kwindex.events import html
from sphinx_kwindex.events.books import make_epub
from sphinx_kwindex.events.collecting import leave_alone, search_as_usual, search_seldom
from sphinx_kwindex.events.interruption import doubtful_documents, note_beginning
from sphinx_kwindex.events.log_lines import log_as_usual, log_what_is_shown
from sphinx_kwindex.events.outputs import close_output, open_output, output_before
from sphinx_kwindex.events.problems import report, summarise
from sphinx_kwindex.events.project import changed_hands, files_mode, root_of, see_pages
from sphinx_kwindex.events.reading import allow_processes, read_here
from sphinx_kwindex.events.refreshing import keep_others_out, refresh_index
from sphinx_kwindex.events.search import keep_search_index, note_touched
from sphinx_kwindex.export import IndexBuilder
from sphinx_kwindex.pages.books import BOOKS, pages_in_no_book
from sphinx_kwindex.pages.building import build_pages
from sphinx_kwindex.pages.parsing import MADE_HERE, toctree
from sphinx_kwindex.pages.placeholder import kwindex_children
from sphinx_kwindex.pages.site import open_site, site_of
from sphinx_kwindex.resolution.session import api_places_of, read_api_places
from sphinx_kwindex.source_view import source_identity
from sphinx_kwindex.store.holding import let_go

KEYWORDS_INDEX = f"{KeywordDomain.name}-{KeywordsIndex.name}"
"""What Sphinx calls the page of the global keyword index."""


def begin(app: Sphinx, _config: Config) -> None:
    """Be the only build in the doctree folder, from before the environment is read (``config-inited``)."""
    keep_others_out(Path(app.doctreedir))
    search_seldom()
    log_what_is_shown(app)


def bring_up_to_date(app: Sphinx) -> None:
    """Index the sources and make the stubs (``builder-inited``)."""
    settings = read_settings(app.config, Path(app.confdir))
    folder = Path(app.doctreedir)
    started = time.perf_counter()
    refreshed = refresh_index(app, settings, folder)
    leave_alone()
    indexed = time.perf_counter()
    site = open_site(app.config, settings, folder, source_identity)
    report((*refreshed.problems, *site.reader.problems()))
    if app.builder.name == IndexBuilder.name:
        return
    note_beginning(app.builder, site)
    root = root_of(app)
    built = build_pages(site, root, files_mode(app, settings))
    report(built.problems)
    summarise(site.reader.totals(), index=indexed - started, pages=time.perf_counter() - indexed)
    see_pages(app, site, root, built)
    html.copy_static(app.builder)


def find_outdated(app: Sphinx, env: BuildEnvironment, *changes: set[str]) -> list[str]:
    """Return the documents whose answers changed since they were read (``env-get-outdated``)."""
    if any(changes):
        note_touched(app)
    doubtful = doubtful_documents(app.builder, env, site_of(app.config))
    return sorted(_domain(env).stale_documents() | changed_hands(env) | doubtful)


def choose_documents(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Spare a book pages that it does not have, and generated ones the processes (``env-before-read-docs``)."""
    if app.builder.name in BOOKS:
        left_out = pages_in_no_book(env, site_of(app.config))
        docnames[:] = [docname for docname in docnames if docname not in left_out]
    read_here(app, docnames)
    leave_alone()


def put_books_together(_app: Sphinx, doctree: nodes.document) -> None:
    """Let the books have every page, now that the global table of contents is made (``doctree-read``)."""
    for node in list(doctree.findall(kwindex_children)):
        node.replace_self(toctree(node["docname"], node["docnames"]))


def find_outdated_outputs(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents that the output folder shows with old answers (``env-updated``)."""
    leave_alone()
    allow_processes(app)
    site = site_of(app.config)
    return sorted(open_output(app.builder, site, _domain(env), read_api_places(env)))


def prepare_epub(_app: Sphinx, builder: Builder) -> None:
    """Give an EPUB, which is made from the environment, the pages it should have (``write-started``)."""
    if builder.name == "epub":
        make_epub(builder.env, site_of(builder.config))


def spare_search(app: Sphinx) -> tuple[()]:
    """Leave the search index as it is where nothing changed; add no page (``html-collect-pages``)."""
    keep_search_index(app.builder, site_of(app.config), output_before(app.builder).search)
    return ()


def dress_page(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page our style where it needs it, and a generated one its neighbours (``html-page-context``)."""
    if MADE_HERE in app.env.metadata.get(pagename, {}):
        html.hide_source(context)
        if doctree is not None:
            html.relate(pagename, context, doctree, app.builder, site_of(app.config))
    is_ours = doctree is not None and next(doctree.findall(html.has_our_style), None) is not None
    if not is_ours and pagename != KEYWORDS_INDEX:
        return
    for name in html.STYLES:
        app.add_css_file(name)
    for name in html.SCRIPTS:
        app.add_js_file(name, loading_method="defer")


def name_the_nearest(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Report a role's target that is not in the index, with what is near it (``warn-missing-reference``)."""
    if domain is None or domain.name != KeywordDomain.name:
        return None
    target = str(node["reftarget"])
    error = UnknownSubjectError(target, site_of(app.config).reader.nearest(target, 3))
    report_unknown(f"kw:{node['reftype']}: {error}", node)
    return True


def close(app: Sphinx, exception: Exception | None) -> None:
    """Delete what pages that are gone left behind, and note what the output shows (``build-finished``)."""
    if exception is None and app.builder.name != IndexBuilder.name:
        site = site_of(app.config)
        close_output(app.builder, site, _domain(app.env), api_places_of(app.env))
    let_go(Path(app.doctreedir))
    search_as_usual()
    log_as_usual()


def _domain(env: BuildEnvironment) -> KeywordDomain:
    return cast("KeywordDomain", env.get_domain(KeywordDomain.name))
