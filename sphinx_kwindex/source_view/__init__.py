"""The source view: the text of a file, highlighted, with a stable anchor for each line and a link for each name."""

from typing import TYPE_CHECKING

from sphinx_kwindex.source_view.highlighting import render
from sphinx_kwindex.source_view.linking import Address, anchors_of, links_of

if TYPE_CHECKING:
    from sphinx_kwindex.views import Desk

__all__ = ["Address", "render_source"]


def render_source(path: str, desk: "Desk", address: Address) -> str:
    """Return the HTML of the text of a file.

    ``address`` gives the address of a target as the page writes it, ``None`` where there is none.
    """
    text = desk.reader.text(path)
    return render(
        path,
        text,
        links=links_of(path, text, desk, address),
        anchors=anchors_of(path, desk),
    )
