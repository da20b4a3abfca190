"""From a stub to a doctree: sections, and placeholders that carry the queries."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.parsers import Parser

from sphinx_kwindex.blocks import Page
from sphinx_kwindex.docnames import Place
from sphinx_kwindex.pages.placeholder import kwindex_children, placeholder
from sphinx_kwindex.pages.site import Site, site_of
from sphinx_kwindex.pages.stubs import PageError, read_stub

# The name in a document's metadata that tells a generated page from a hand-written one.
MADE_HERE = "kwindex"

_UNSEARCHED = frozenset({Place.SOURCE, Place.USAGES})


class StubParser(Parser):
    """Reads the stubs of generated pages, whatever markup the project writes in."""

    supported = ("kwindex",)
    # Nobody sets how a stub is parsed, and docutils makes each option anew for every document.
    settings_spec = ()
    settings_default_overrides: ClassVar[dict[str, object]] = {
        "file_insertion_enabled": True,
        "raw_enabled": True,
        "line_length_limit": 10_000,
    }

    def parse(self, inputstring: Any, document: nodes.document) -> None:
        """Build the doctree of a generated page."""
        env: BuildEnvironment = document.settings.env
        try:
            page = read_stub(str(inputstring))
        except (ValueError, KeyError, TypeError) as error:
            path = Path(env.doc2path(env.docname))
            path.unlink()  # which the next build notices
            msg = f"{path} is damaged; it was removed, and the next build makes it anew"
            raise PageError(msg) from error
        document += page_section(page, site_of(env.config), env)


def page_section(page: Page, site: Site, env: BuildEnvironment) -> nodes.section:
    """Return a page as one section, and note how Sphinx is to treat the document."""
    note_metadata(env, env.docname, site)
    top = nodes.section("", _title(page), ids=[nodes.make_id(page.title) or "page"])
    top += [placeholder(query, page.docname) for query in page.lead]
    for section in page.sections:
        top += nodes.section("", _heading(section.title), placeholder(section.query, page.docname), ids=[section.id])
    top += _toctrees(page, site)
    for node in top.findall(addnodes.toctree):
        node.source, node.line = str(env.doc2path(env.docname)), 0  # its titles are messages for translators
    return top


def note_metadata(env: BuildEnvironment, docname: str, site: Site) -> None:
    """Spare a generated page the warning that no toctree has it, and the search what is only a listing."""
    place = site.docnames.place(docname)
    env.metadata[docname][MADE_HERE] = True
    env.metadata[docname]["orphan"] = True
    if place is not None and place[0] in _UNSEARCHED:
        env.metadata[docname]["nosearch"] = True


def toctree(docname: str, children: list[str], titles: Mapping[str, str] | None = None) -> nodes.compound:
    """Return a hidden table of contents; ``titles`` are shown instead of those of the documents."""
    node = addnodes.toctree(
        parent=docname,
        entries=[((titles or {}).get(child), child) for child in children],
        includefiles=children,
        maxdepth=-1,
        caption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
    )
    return nodes.compound("", node, classes=["toctree-wrapper"])


def _title(page: Page) -> nodes.title:
    if not page.code or not page.title.endswith(page.code):
        return _heading(page.title)
    words = page.title.removesuffix(page.code)
    return _heading(page.title, *([nodes.Text(words)] if words else []), nodes.literal(page.code, page.code))


def _heading(text: str, *words: nodes.Node) -> nodes.title:
    heading = nodes.title(text, "", *(words or [nodes.Text(text)]))
    heading.source = ""  # Sphinx looks for one where there is none, and writes a note about each
    return heading


def _toctrees(page: Page, site: Site) -> list[nodes.Node]:
    shown = [child for child in page.children if _in_global_toctree(child, site)]
    rest = [child for child in page.children if child not in shown]
    found: list[nodes.Node] = []
    if shown:
        found.append(toctree(page.docname, shown, _short_titles(shown, site)))
    if rest:
        found.append(kwindex_children(docnames=rest, docname=page.docname))
    return found


def _short_titles(docnames: list[str], site: Site) -> dict[str, str]:
    """Return the last part of the path of each file or folder: in a sidebar it stands below the others."""
    titles = {}
    for docname in docnames:
        place = site.docnames.place(docname)
        if place is not None and place[1]:
            titles[docname] = place[1].rpartition("/")[2] + ("/" if place[0] is Place.FOLDER else "")
    return titles


def _in_global_toctree(docname: str, site: Site) -> bool:
    if site.settings.toctree != "folders":
        return site.settings.toctree == "all"
    place = site.docnames.place(docname)
    return place is not None and place[0] is Place.FOLDER
