"""How much HTML blocks become, as near as can be told before anyone knows their addresses.

What comes out is rather too much than too little: pages are kept under a size by it.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, takewhile
from typing import Any

from sphinx_kwindex.blocks import (
    ApiTarget,
    Badge,
    Block,
    Code,
    Diagram,
    Fields,
    Fold,
    Group,
    Index,
    Inline,
    Item,
    Link,
    Listing,
    PageTarget,
    Paragraph,
    Source,
    Table,
    Text,
    UrlTarget,
    Uses,
    UsingFile,
)

# What elements are written with around their text; a class and an id come on top, and addresses climb out of folders.
_ITEM, _SPAN, _LINK, _CODE, _BLOCK = 18, 29, 42, 50, 56
_CLASS, _ID, _CLIMB = 18, 6, 14
# A line that uses something: the link of its number, the kind of use and the spaces around it.
_LINE = _ITEM + _LINK + _CLASS + len("line") + _CLIMB + _SPAN + len("kind") + 2


def size_of(blocks: Iterable[Block]) -> int:
    """Return about how many bytes of HTML ``blocks`` become; source texts are not counted."""
    return sum([_BLOCKS[type(block)](block) for block in blocks])


def as_many_as_fit(items: Sequence[Item], room: int) -> Sequence[Item]:
    """Return the first of ``items``, as many as fit into so many bytes of HTML."""
    sizes = accumulate(map(_item, items))
    return items[: sum(1 for _ in takewhile(lambda size: size <= room, sizes))]


def items_that_fit(items: Sequence[Item], room: int) -> Sequence[Item]:
    """Return the first of ``items`` that fit, and an item that tells how many more there are."""
    shown = as_many_as_fit(items, room)
    more = len(items) - len(shown)
    return [*shown, Item((Text(f"and {more:,} more"),))] if more else items


def _inlines(inlines: Iterable[Inline]) -> int:
    return sum([_INLINES[type(inline)](inline) for inline in inlines])


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def _class(style: str) -> int:
    return _CLASS + len(style) if style else 0


def _text(inline: Text) -> int:
    return _length(inline.text) + (_SPAN + len(inline.style) if inline.style else 0)


def _code(inline: Code | Badge) -> int:
    return _written(inline.text)


def _written(code: str) -> int:
    # Some characters are written as several.
    return _length(code) * 9 // 8 + _CODE


def _link(inline: Link) -> int:
    around = _LINK + _class(inline.style) + (_CODE if inline.code else 0)
    title = _ID + 3 + _length(inline.tooltip) if inline.tooltip else 0
    return around + title + _length(inline.text) + _ADDRESSES[type(inline.target)](inline.target)


def _item(item: Item) -> int:
    anchor = _ID + len(item.anchor) if item.anchor else 0
    return _ITEM + anchor + _class(item.style) + _inlines(item.inlines) + size_of(item.blocks)


def _listing(block: Listing) -> int:
    return _BLOCK + sum([_item(item) for item in block.items])


def _uses(block: Uses) -> int:
    return _BLOCK + sum([_using_file(file) for file in block.files])


def _using_file(file: UsingFile) -> int:
    link, (docname, anchor), lines = file
    digits = 2 if anchor else 1
    sizes = [
        digits * len(str(number)) + len(kind) + _length(text) * 9 // 8 + (_written(doubt) + 1 if doubt else 0)
        for number, kind, text, doubt in lines
    ]
    around = _LINE + len(docname) + len(anchor) + _CODE
    return _ITEM + _link(link) + _BLOCK + sum(sizes) + around * len(sizes)


def _fold(block: Fold) -> int:
    return _BLOCK + _ID + len(block.anchor) + _inlines(block.summary) + size_of(block.blocks)


def _group(block: Group) -> int:
    return _BLOCK + len(block.title) + size_of(block.blocks)


def _paragraph(block: Paragraph) -> int:
    return _ITEM + _class(block.style) + _inlines(block.inlines)


def _fields(block: Fields) -> int:
    return _BLOCK + sum([2 * _BLOCK + len(label) + _inlines(inlines) for label, inlines in block.rows])


def _table(block: Table) -> int:
    cells = [cell for row in block.rows for cell in row]
    return 3 * _BLOCK + _SPAN * (len(block.rows) + len(cells)) + sum([_inlines(cell) for cell in cells])


_INLINES: dict[type, Callable[[Any], int]] = {Text: _text, Code: _code, Badge: _code, Link: _link}
_ADDRESSES: dict[type, Callable[[Any], int]] = {
    PageTarget: lambda target: len(target.docname) + len(target.anchor) + _CLIMB,
    UrlTarget: lambda target: len(target.url),
    # What is documented nowhere is no link, and elsewhere an address often names its page and what is there.
    ApiTarget: lambda target: 2 * len(target.fullname),
}
_BLOCKS: dict[type, Callable[[Any], int]] = {
    Paragraph: _paragraph,
    Listing: _listing,
    Uses: _uses,
    Fields: _fields,
    Table: _table,
    Index: lambda block: _listing(block.listing()),
    Group: _group,
    Fold: _fold,
    Diagram: lambda block: size_of(block.fallback),
    Source: lambda _: 0,
}
