"""The headings of generated pages, which Sphinx keeps in the environment to make tables of contents.

Those of a page that no table of contents lists show on that page alone, where its doctree has them too. Of a large
project they would be half of the environment, which every build loads.
"""

from itertools import chain
from typing import cast

from docutils import nodes
from sphinx.addnodes import compact_paragraph
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.pages.project import StubProject


def keep_listed(_app: Sphinx, env: BuildEnvironment) -> None:
    """Have the environment know the headings of those pages only that are listed somewhere (``env-updated``)."""
    listed = frozenset(chain.from_iterable(env.toctree_includes.values()))
    for docname in env.tocs:
        if not is_stub(docname, env) or docname in env.toctree_includes:
            continue
        if docname not in listed:
            del _entry(docname, env)[1:]
        elif _lacks_headings(docname, env):
            put_back(env, docname, env.get_doctree(docname))


def put_back_shown(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the environment know the headings of a page that is about to be written (``doctree-resolved``)."""
    put_back(app.env, docname, doctree)


def put_back(env: BuildEnvironment, docname: str, doctree: nodes.document) -> None:
    """Let the environment know the headings of a page again, as long as this build takes."""
    if is_stub(docname, env) and _lacks_headings(docname, env):
        page = next(doctree.findall(nodes.section))
        _entry(docname, env).extend(_below(page, docname))


def is_stub(docname: str, env: BuildEnvironment) -> bool:
    """Tell whether a document is read from its stub, so that its headings are ours."""
    return isinstance(env.project, StubProject) and env.project.is_stub(docname)


def _lacks_headings(docname: str, env: BuildEnvironment) -> bool:
    return env.toc_num_entries[docname] > 1 and len(_entry(docname, env)) == 1


def _entry(docname: str, env: BuildEnvironment) -> nodes.list_item:
    return cast("nodes.list_item", env.tocs[docname][0])


def _below(parent: nodes.section, docname: str) -> list[nodes.Node]:
    items = [_item(child, docname) for child in parent.children if isinstance(child, nodes.section)]
    return [nodes.bullet_list("", *items)] if items else []


def _item(section: nodes.section, docname: str) -> nodes.list_item:
    words = [child.deepcopy() for child in section[0].children]
    anchor = f"#{section['ids'][0]}"
    reference = nodes.reference("", "", *words, internal=True, refuri=docname, anchorname=anchor)
    return nodes.list_item("", compact_paragraph("", "", reference), *_below(section, docname))
