"""The table of contents of an EPUB, which is made from the environment rather than from doctrees."""

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.pages.parsing import MADE_HERE


def fill_contents(env: BuildEnvironment) -> None:
    """Let the table of contents know every page of the book; nothing of it outlives the build."""
    for docname in sorted(env.found_docs):
        if MADE_HERE not in env.metadata.get(docname, {}):
            continue
        known = set(env.toctree_includes.get(docname, ()))
        for toctree in env.get_doctree(docname).findall(addnodes.toctree):
            if not known.issuperset(toctree["includefiles"]):
                _add(env, docname, toctree)


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
