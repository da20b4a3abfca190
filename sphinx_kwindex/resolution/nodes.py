"""Blocks as docutils nodes: what every builder but the HTML ones writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from docutils import nodes

from sphinx_kwindex.blocks import (
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
    Uses,
)
from sphinx_kwindex.resolution.places import Places

_SUMMARY = "summary"


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeMedium:
    """What the renderer cannot know by itself.

    ``places`` turns targets into addresses, ``diagram`` draws (``None``: it cannot), ``source`` gives the text and
    the Pygments language of a source file.
    """

    places: Places
    diagram: Callable[[Diagram], nodes.Node | None]
    source: Callable[[str], tuple[str, str]]


def render_nodes(blocks: Iterable[Block], medium: NodeMedium) -> list[nodes.Node]:
    """Return ``blocks`` as docutils nodes."""
    return [node for block in blocks for node in _BLOCKS[type(block)](block, medium)]


def _inlines(inlines: Iterable[Inline], places: Places) -> list[nodes.Node]:
    return [node for inline in inlines for node in _INLINES[type(inline)](inline, places)]


def _text(inline: Text, _places: Places) -> list[nodes.Node]:
    # What HTML sets on a line of its own is set off by a dash here.
    return [nodes.Text(f"— {inline.text}" if inline.style == _SUMMARY else inline.text)]


def _code(inline: Code, _places: Places) -> list[nodes.Node]:
    return [nodes.literal(inline.text, inline.text)]


def _badge(inline: Badge, _places: Places) -> list[nodes.Node]:
    return [nodes.emphasis(inline.text, inline.text)]


def _link(inline: Link, places: Places) -> list[nodes.Node]:
    uri = places.uri(inline.target)
    if uri is None and inline.drop:
        return []
    label = nodes.literal(inline.text, inline.text) if inline.code else nodes.Text(inline.text)
    if uri is None:
        return [label]
    internal = isinstance(inline.target, PageTarget)
    return [nodes.reference("", "", label, internal=internal, refuri=uri)]


def _paragraph(block: Paragraph, medium: NodeMedium) -> list[nodes.Node]:
    return [nodes.paragraph("", "", *_inlines(block.inlines, medium.places))]


def _listing(block: Listing, medium: NodeMedium) -> list[nodes.Node]:
    return [nodes.bullet_list("", *(_item(item, medium) for item in block.items), bullet="*")] if block.items else []


def _uses(block: Uses, medium: NodeMedium) -> list[nodes.Node]:
    return _listing(block.listing(), medium)


def _item(item: Item, medium: NodeMedium) -> nodes.list_item:
    paragraph = nodes.paragraph("", "", *_target(item.anchor, medium.places), *_inlines(item.inlines, medium.places))
    return nodes.list_item("", paragraph, *render_nodes(item.blocks, medium))


def _target(anchor: str, places: Places) -> list[nodes.Node]:
    return [nodes.target("", "", ids=[places.anchor(anchor)])] if anchor else []


def _fields(block: Fields, medium: NodeMedium) -> list[nodes.Node]:
    rows = (
        nodes.field(
            "",
            nodes.field_name(label, label),
            nodes.field_body("", nodes.paragraph("", "", *_inlines(inlines, medium.places))),
        )
        for label, inlines in block.rows
    )
    return [nodes.field_list("", *rows)]


def _table(block: Table, medium: NodeMedium) -> list[nodes.Node]:
    width = len(block.header)
    head = nodes.row("", *(_cell([nodes.Text(cell)]) for cell in block.header))
    rows = (nodes.row("", *(_cell(_inlines(cell, medium.places)) for cell in row)) for row in block.rows)
    group = nodes.tgroup(
        "",
        *(nodes.colspec(colwidth=100 // width) for _ in block.header),
        nodes.thead("", head),
        nodes.tbody("", *rows),
        cols=width,
    )
    return [nodes.table("", group)]


def _cell(inlines: list[nodes.Node]) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *inlines))


def _index(block: Index, medium: NodeMedium) -> list[nodes.Node]:
    return _listing(block.listing(), medium)


def _group(block: Group, medium: NodeMedium) -> list[nodes.Node]:
    return [nodes.rubric(block.title, block.title), *render_nodes(block.blocks, medium)]


def _fold(block: Fold, medium: NodeMedium) -> list[nodes.Node]:
    target = _target(block.anchor, medium.places)
    summary = nodes.paragraph("", "", *target, *_inlines(block.summary, medium.places))
    return [summary, *render_nodes(block.blocks, medium)]


def _diagram(block: Diagram, medium: NodeMedium) -> list[nodes.Node]:
    drawn = medium.diagram(block)
    if drawn is None:
        return render_nodes(block.fallback, medium)
    caption = [nodes.caption(block.caption, block.caption)] if block.caption else []
    return [nodes.figure("", drawn, *caption)]


def _source(block: Source, medium: NodeMedium) -> list[nodes.Node]:
    text, language = medium.source(block.path)
    return [nodes.literal_block(text, text, language=language, linenos=True, force=True)]


_INLINES: dict[type, Callable[[Any, Places], list[nodes.Node]]] = {
    Text: _text,
    Code: _code,
    Badge: _badge,
    Link: _link,
}
_BLOCKS: dict[type, Callable[[Any, NodeMedium], list[nodes.Node]]] = {
    Paragraph: _paragraph,
    Listing: _listing,
    Uses: _uses,
    Fields: _fields,
    Table: _table,
    Index: _index,
    Group: _group,
    Fold: _fold,
    Diagram: _diagram,
    Source: _source,
}
