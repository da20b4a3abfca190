"""What an HTML page of ours needs around its body."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.builders import Builder

from sphinx_kwindex.blocks import Link, PageTarget, Paragraph
from sphinx_kwindex.domain.roles import RANGE
from sphinx_kwindex.pages.placeholder import kwindex_answer, query_of
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.pages.stubs import write_if_changed

STATIC = Path(__file__).parent.parent / "static"
STYLES = ("kwindex.css",)
SCRIPTS = ("kwindex.js",)


def copy_static(builder: Builder) -> None:
    """Put our style and script where HTML pages look for them."""
    if builder.format == "html":
        for path in sorted(STATIC.iterdir()):
            write_if_changed(Path(builder.outdir) / "_static" / path.name, path.read_text(encoding="utf-8"))


def has_our_style(node: nodes.Node) -> bool:
    """Tell whether a node needs our style or our script."""
    if isinstance(node, nodes.reference):
        return any(name.startswith(RANGE) for name in node["classes"])
    return isinstance(node, kwindex_answer)


def hide_source(context: dict[str, Any]) -> None:
    """Offer no source of a page that nobody wrote."""
    context.update(sourcename="", page_source_suffix="", show_source=False, has_source=False)


def relate(docname: str, context: dict[str, Any], doctree: nodes.document, builder: Builder, site: Site) -> None:
    """Tell the theme what is above, before and after a page, where no toctree does."""
    for node in doctree.findall(kwindex_answer):
        if node["view"] != "page-navigation" or node["docname"] != docname:
            continue
        links = list(_links(site, node))
        steps = {link.style: _context_link(link, builder, docname) for link in links}
        context["parents"] = [_context_link(link, builder, docname) for link in links if not link.style]
        context["prev"] = steps.get("previous") or context.get("prev")
        context["next"] = steps.get("next") or context.get("next")


def _links(site: Site, node: kwindex_answer) -> Iterator[Link]:
    for block in site.answer(query_of(node)):
        if isinstance(block, Paragraph):
            yield from (one for one in block.inlines if isinstance(one, Link) and isinstance(one.target, PageTarget))


def _context_link(link: Link, builder: Builder, docname: str) -> dict[str, str]:
    target: Any = link.target
    title = escape(link.text.strip("← →"))  # themes take titles for markup
    return {"link": builder.get_relative_uri(docname, target.docname), "title": title}
