"""Blocks as a person reads them."""

from collections.abc import Iterable, Iterator

from sphinx_kwindex.blocks import Block, Fields, Fold, Group, Index, Inline, Item, Link, Listing, Paragraph, Uses


def lines(blocks: Iterable[Block], depth: int = 0) -> list[str]:
    """Return the text of blocks, a line for each paragraph or item, indented as they are nested."""
    return [line for block in blocks for line in _lines(block, depth)]


def links(blocks: Iterable[Block]) -> dict[str, object]:
    """Return the target of each link by its text; of several with one text the first."""
    found: dict[str, object] = {}
    for inline in inlines(blocks):
        if isinstance(inline, Link):
            found.setdefault(inline.text, inline.target)
    return found


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    for block in blocks:
        yield from getattr(block, "inlines", ())
        for row in getattr(block, "rows", ()):
            yield from row[1]
        if isinstance(block, Fold):
            yield from block.summary
        if isinstance(block, Uses | Index):
            yield from inlines([block.listing()])
        yield from inlines(getattr(block, "items", ()))
        yield from inlines(getattr(block, "blocks", ()))


def anchors(blocks: Iterable[Block]) -> list[str]:
    """Return the anchors in blocks, in order."""
    found: list[str] = []
    for block in blocks:
        found += [block.anchor] if getattr(block, "anchor", "") else []
        found += anchors(getattr(block, "items", ()))
        found += anchors(getattr(block, "blocks", ()))
    return found


def text(pieces: Iterable[Inline]) -> str:
    return "".join(piece.text for piece in pieces if not getattr(piece, "drop", False))


def _lines(block: Block | Item, depth: int) -> list[str]:
    start = "  " * depth
    match block:
        case Paragraph():
            found = [start + text(block.inlines)]
        case Item():
            found = [start + text(block.inlines), *lines(block.blocks, depth + 1)]
        case Listing():
            found = lines(block.items, depth)
        case Uses() | Index():
            found = _lines(block.listing(), depth)
        case Fields():
            found = [f"{start}{label}: {text(row)}" for label, row in block.rows]
        case Group():
            found = [f"{start}[{block.title}]", *lines(block.blocks, depth + 1)]
        case Fold():
            found = [f"{start}> {text(block.summary)}", *lines(block.blocks, depth + 1)]
        case _:
            found = lines(getattr(block, "fallback", ()), depth)
    return found
