"""The nodes that stand in a doctree until something answers them; they carry a key and nothing else."""

from docutils import nodes

from sphinx_kwindex.blocks import Query


class kwindex_answer(nodes.General, nodes.Element):  # noqa: N801 - writers call their visitors by this name
    """Where the answer to a query will stand; its attributes are ``view``, ``subject``, ``options``, ``docname``."""


class kwindex_children(nodes.General, nodes.Element):  # noqa: N801 - as above
    """Where books have the pages under this one; ``docnames`` is its attribute."""


def placeholder(query: Query, docname: str) -> kwindex_answer:
    """Return the node in ``docname`` that asks ``query``."""
    return kwindex_answer(view=query.view, subject=query.subject, options=list(query.options), docname=docname)


def query_of(node: kwindex_answer) -> Query:
    """Return what a placeholder asks."""
    return Query(node["view"], node["subject"], tuple((name, value) for name, value in node["options"]))
