"""Addresses of links: who knows them, and how they are left open where nobody does yet.

An answer is rendered once, when its page is composed. Where its links lead depends on the builder, on the document and
on what the project documents elsewhere, so the text is kept with a mark for each address, which writing the page fills
in. No mark can come from the project: whatever it says is escaped, and has no angle bracket left.
"""

from collections.abc import Callable, Sequence
from html import escape, unescape
from string import ascii_letters, digits
from typing import Protocol
from urllib.parse import quote

from sphinx_kwindex.blocks import ApiTarget, LinkTarget, PageTarget, UrlTarget

_BETWEEN = "<|>"
_AS_IT_IS = f"{ascii_letters}{digits}_.~/-".encode()

Uri = Callable[[LinkTarget], str | None]
"""What gives the address of a target as the document writes it, ``None`` where there is none."""


class Addresses(Protocol):
    """What the renderer asks about links and anchors."""

    def linked(self, target: LinkTarget, before: str, after: str, otherwise: str) -> str:
        """Return the address of a target between two pieces of HTML, or what stands there where it has none."""

    def pages(self, targets: Sequence[PageTarget]) -> Sequence[str | None]:
        """Return the addresses of many places on pages."""

    def anchor(self, anchor: str) -> str:
        """Return the id that an anchor of the document has in the output file."""


class OpenAddresses:
    """Leaves every address open that depends on the build."""

    def linked(self, target: LinkTarget, before: str, after: str, otherwise: str) -> str:
        """Return the pieces with a mark for ``fill_in``."""
        if isinstance(target, PageTarget):
            docname, anchor = target
            return f"{before}<@{docname}@>#{quoted(anchor)}{after}" if anchor else f"{before}<@{docname}@>{after}"
        if isinstance(target, UrlTarget):
            return f"{before}{escape(target.url)}{after}"
        whose = "own" if target.own else "any"
        return f"<@{_BETWEEN.join((whose, escape(target.fullname), before, after, otherwise))}@>"

    def pages(self, targets: Sequence[PageTarget]) -> Sequence[str]:
        """Return a mark for each place."""
        anchors = [anchor for _, anchor in targets]
        marked = zip(targets, anchors if _is_plain("".join(anchors)) else map(quoted, anchors), strict=True)
        return [f"<@{docname}@>#{anchor}" if anchor else f"<@{docname}@>" for (docname, _), anchor in marked]

    def anchor(self, anchor: str) -> str:
        """Return the anchor: what is left open is never put together with other documents."""
        return anchor


def quoted(anchor: str) -> str:
    """Return an anchor as addresses have it: hardly one is another there, and quoting takes longer than to see that."""
    return anchor if _is_plain(anchor) else quote(anchor)


def _is_plain(anchor: str) -> bool:
    return not anchor.encode("utf-8", "replace").translate(None, _AS_IT_IS)


def fill_in(text: str, uri: Uri) -> str:
    """Return the HTML that was left open, now with addresses; pages all have one."""
    first, *pieces = text.split("<@")
    filled = [first]
    known: dict[str, str] = {}
    for piece in pieces:
        mark, after = piece.split("@>", 1)
        if mark not in known:
            known[mark] = _documented(mark, uri) if _BETWEEN in mark else _placed(mark, uri)
        filled += known[mark], after
    return "".join(filled)


def _placed(docname: str, uri: Uri) -> str:
    return escape(uri(PageTarget(docname)) or "")


def _documented(mark: str, uri: Uri) -> str:
    whose, name, before, after, otherwise = mark.split(_BETWEEN)
    found = uri(ApiTarget(unescape(name), own=whose == "own"))
    return otherwise if found is None else f"{before}{escape(found)}{after}"
