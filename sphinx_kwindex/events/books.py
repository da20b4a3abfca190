"""The books that Sphinx makes from the environment rather than from doctrees: EPUB, and the contents of one page.

Whatever is changed here is changed after the environment was saved, and does not outlive the build.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.events.headings import put_back
from sphinx_kwindex.pages.books import generated_pages, pages_in_no_book
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.resolution.places import one_page_anchor

_FIRST_ANCHOR = "#document-"


def make_epub(env: BuildEnvironment, site: Site) -> None:
    """Let the table of contents know every page of the book, and the book no other generated page."""
    env.found_docs.difference_update(pages_in_no_book(env, site))
    for docname in sorted(generated_pages(env) & env.found_docs):
        known = set(env.toctree_includes.get(docname, ()))
        doctree = env.get_doctree(docname)
        put_back(env, docname, doctree)
        for toctree in doctree.findall(addnodes.toctree):
            if not known.issuperset(toctree["includefiles"]):
                _add(env, docname, toctree)


def share_one_page(doctree: nodes.document, env: BuildEnvironment, site: Site) -> None:
    """Make the ids of our sections unique where all documents share one page, and the links to our anchors right."""
    _share_contents(env)
    for section in doctree.findall(nodes.section):
        docname = section.get("docname", "")
        if site.docnames.place(docname) is not None:
            section["ids"] = [one_page_anchor(docname, anchor) for anchor in section["ids"]]
    for reference in doctree.findall(nodes.reference):
        page, _, rest = reference.get("refuri", "").partition(_FIRST_ANCHOR)
        docname, _, anchor = rest.partition("#")
        if anchor and site.docnames.place(docname) is not None:
            reference["refuri"] = f"{page}#{one_page_anchor(docname, anchor)}"


def _share_contents(env: BuildEnvironment) -> None:
    # Sphinx puts the anchor of a section behind that of its document.
    for docname in generated_pages(env) & env.tocs.keys():
        for reference in env.tocs[docname].findall(nodes.reference):
            reference["anchorname"] = reference["anchorname"].replace("#", "-")


def _add(env: BuildEnvironment, docname: str, toctree: addnodes.toctree) -> None:
    item = next(env.tocs[docname].findall(nodes.list_item), None)
    if item is None:
        return
    below = next((child for child in item.children if isinstance(child, nodes.bullet_list)), None)
    if below is None:
        below = nodes.bullet_list()
        item += below
    below += toctree.copy()
    env.toctree_includes.setdefault(docname, []).extend(toctree["includefiles"])
