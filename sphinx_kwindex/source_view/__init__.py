"""The source view: the text of a file, highlighted, with a stable anchor for each line and a link for each name."""

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import LinkTarget
from sphinx_kwindex.rendering.addresses import Uri
from sphinx_kwindex.source_view.highlighting import highlight, lexer_for, plain_newlines, render
from sphinx_kwindex.source_view.lexing import states_of
from sphinx_kwindex.source_view.linking import Names, find_names, link_names, names_text, read_names

if TYPE_CHECKING:
    from sphinx_kwindex.views import Desk

__all__ = ["make_ready", "render_source", "source_identity"]


def make_ready(path: str) -> None:
    """Read the rules of the language of a file, so that processes forked from this one need not."""
    states_of(type(lexer_for(path, 0)))


def render_source(path: str, desk: "Desk", address: Uri, identity: str = "") -> str:
    """Return the HTML of the text of a file.

    ``address`` gives the address of a target as the page writes it, ``None`` where there is none. The store need not be
    asked again for the links where the ``identity`` of the text is known.
    """
    text = plain_newlines(desk.reader.text(path))
    names = _kept(identity, _digest(path, desk), address) or find_names(path, desk, partial(_linked, address))
    return render(highlight(path, text), link_names(names, text))


def source_identity(path: str, desk: "Desk") -> str:
    """Return a text that differs where the source view of a file does, whatever the addresses of a build are."""
    return f"{_digest(path, desk)}\n{names_text(path, desk)}"


def _kept(identity: str, digest: str, address: Uri) -> Names | None:
    made_from, _, text = identity.partition("\n")
    return read_names(text, address) if text and made_from == digest else None


def _linked(address: Uri, target: LinkTarget, before: str, after: str, otherwise: str) -> str:
    uri = address(target)
    return otherwise if uri is None else f"{before}{escape(uri)}{after}"


def _digest(path: str, desk: "Desk") -> str:
    measures = desk.reader.measures(path)
    return measures.digest if measures else ""
