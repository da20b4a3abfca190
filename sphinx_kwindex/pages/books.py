"""Books: builders that put documents together, and the generated pages that they have."""

from sphinx.environment import BuildEnvironment

from sphinx_kwindex.docnames import Place
from sphinx_kwindex.pages.project import StubProject
from sphinx_kwindex.pages.site import Site

ASSEMBLING = frozenset({"latex", "man", "singlehtml", "texinfo"})
"""Builders that make one output file out of many documents."""

BOOKS = ASSEMBLING | {"epub"}
"""Builders whose output has file and folder pages, and neither source pages nor keyword indexes."""

_IN_BOOKS = frozenset({Place.FILE, Place.FOLDER})


def generated_pages(env: BuildEnvironment) -> frozenset[str]:
    """Return the documents that were generated, whether or not they have been read."""
    project: object = env.project
    return project.generated if isinstance(project, StubProject) else frozenset()


def pages_in_no_book(env: BuildEnvironment, site: Site) -> set[str]:
    """Return the generated documents that no book has."""
    kept = {env.config.root_doc, site.docnames.report()}
    return {docname for docname in generated_pages(env) - kept if not _is_in_books(docname, site)}


def _is_in_books(docname: str, site: Site) -> bool:
    place = site.docnames.place(docname)
    return place is not None and place[0] in _IN_BOOKS
