"""Digests of answers, by which a document is known to be stale."""

from sphinx_kwindex.blocks import Query
from sphinx_kwindex.directives.notes import LOOKUP, lookup_answer
from sphinx_kwindex.domain.documented import DOCUMENTED, documented_answer
from sphinx_kwindex.domain.roles import ROLE, role_target
from sphinx_kwindex.pages.fingerprint import blocks_text, digest
from sphinx_kwindex.pages.site import Site


def answer_digest(query: Query, site: Site) -> str:
    """Return a digest that differs where the answer to a query differs."""
    if query.view == LOOKUP:
        return digest(lookup_answer(query, site))
    if query.view == DOCUMENTED:
        return digest(documented_answer(query, site))
    if query.view == ROLE:
        return digest(repr(role_target(dict(query.options)["type"], query.subject, site)))
    return digest(blocks_text(site.answer(query), site))
