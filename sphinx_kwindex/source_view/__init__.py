"""The source view: the text of a file, highlighted, with a stable anchor for each line and a link for each name."""

from typing import TYPE_CHECKING

from sphinx_kwindex.source_view.highlighting import highlight, lexer_for, plain_newlines, render
from sphinx_kwindex.source_view.lexing import states_of
from sphinx_kwindex.source_view.linking import Address, OpenLinks, close_links, links_text, open_links, read_links

if TYPE_CHECKING:
    from sphinx_kwindex.views import Desk

__all__ = ["Address", "make_ready", "render_source", "source_identity"]


def make_ready(path: str) -> None:
    """Read the rules of the language of a file, so that processes forked from this one need not."""
    states_of(type(lexer_for(path, 0)))


def render_source(path: str, desk: "Desk", address: Address, identity: str = "") -> str:
    """Return the HTML of the text of a file.

    ``address`` gives the address of a target as the page writes it, ``None`` where there is none. The store need not be
    asked again for the links where the ``identity`` of the text is known.
    """
    text = plain_newlines(desk.reader.text(path))
    linked = close_links(_kept(identity, _digest(path, desk)) or open_links(path, text, desk), address)
    return render(highlight(path, text), links=linked.links, anchors=linked.anchors)


def source_identity(path: str, desk: "Desk") -> str:
    """Return a text that differs where the source view of a file does, whatever the addresses of a build are."""
    return f"{_digest(path, desk)} {links_text(open_links(path, desk.reader.text(path), desk))}"


def _kept(identity: str, digest: str) -> OpenLinks | None:
    made_from, _, text = identity.partition(" ")
    return read_links(text) if text and made_from == digest else None


def _digest(path: str, desk: "Desk") -> str:
    measures = desk.reader.measures(path)
    return measures.digest if measures else ""
