"""Blocks as HTML text: what the HTML builders write straight from the store."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from sphinx_kwindex.blocks import (
    Badge,
    Block,
    Code,
    Diagram,
    Fields,
    Fold,
    Group,
    Index,
    Indexed,
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
    UsingFile,
)
from sphinx_kwindex.rendering.addresses import Addresses

_CODE = "docutils literal notranslate"


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlMedium:
    """What the renderer cannot know by itself.

    ``places`` knows addresses, ``diagram`` draws (``None``: it cannot), ``source`` gives the highlighted
    text of a source file.
    """

    places: Addresses
    diagram: Callable[[Diagram], str | None]
    source: Callable[[str], str]


def render_html(blocks: Iterable[Block], medium: HtmlMedium) -> str:
    """Return the HTML of ``blocks``."""
    out: list[str] = []
    for block in blocks:
        _BLOCKS[type(block)](block, medium, out)
    return "".join(out)


def _inlines(inlines: Iterable[Inline], places: Addresses) -> str:
    return "".join([_INLINES[type(inline)](inline, places) for inline in inlines])


def _escaped(text: str) -> str:
    # Most texts have nothing to escape, and to see that takes a fraction of the time.
    return escape(text, quote=False) if "<" in text or "&" in text or ">" in text else text


def _text(inline: Text, _places: Addresses) -> str:
    text = _escaped(inline.text)
    return f'<span class="kwindex-{inline.style}">{text}</span>' if inline.style else text


def _code(inline: Code, _places: Addresses) -> str:
    return f'<code class="{_CODE}{_style(inline.style)}">{_escaped(inline.text)}</code>'


def _badge(inline: Badge, _places: Addresses) -> str:
    return f'<span class="kwindex-badge{_style(inline.style)}">{_escaped(inline.text)}</span>'


def _link(inline: Link, places: Addresses) -> str:
    label = _escaped(inline.text)
    if inline.code:
        label = f'<code class="{_CODE}">{label}</code>'
    title = f' title="{escape(inline.tooltip)}"' if inline.tooltip else ""
    style = inline.style and f" kwindex-{inline.style}"
    kind = "internal" if type(inline.target) is PageTarget else "external"
    before, after = f'<a class="reference {kind}{style}" href="', f'"{title}>{label}</a>'
    return places.linked(inline.target, before, after, "" if inline.drop else _unlinked(label, title, style))


def _unlinked(label: str, title: str, style: str) -> str:
    return f'<span class="kwindex-unlinked{style}"{title}>{label}</span>' if title or style else label


def _style(style: str) -> str:
    return f" kwindex-{style}" if style else ""


def _anchor(anchor: str, places: Addresses) -> str:
    return f' id="{escape(places.anchor(anchor))}"' if anchor else ""


def _paragraph(block: Paragraph, medium: HtmlMedium, out: list[str]) -> None:
    attributes = f' class="kwindex-{block.style}"' if block.style else ""
    out.append(f"<p{attributes}>{_inlines(block.inlines, medium.places)}</p>\n")


def _listing(block: Listing, medium: HtmlMedium, out: list[str]) -> None:
    out.append(f'<ul class="simple kwindex-list{_style(block.style)}">\n')
    for item in block.items:
        _item(item, medium, out)
    out.append("</ul>\n")


def _item(item: Item, medium: HtmlMedium, out: list[str]) -> None:
    anchor = _anchor(item.anchor, medium.places)
    style = f' class="kwindex-{item.style}"' if item.style else ""
    out.append(f"<li{anchor}{style}><p>{_inlines(item.inlines, medium.places)}</p>")
    if item.blocks:
        out.append(render_html(item.blocks, medium))
    out.append("</li>\n")


def _uses(block: Uses, medium: HtmlMedium, out: list[str]) -> None:
    out.append('<ul class="simple kwindex-list kwindex-usages">\n')
    for file in block.files:
        _using_file(file, medium.places, out)
    out.append("</ul>\n")


def _using_file(file: UsingFile, places: Addresses, out: list[str]) -> None:
    out.append(f'<li><p>{_link(file.link, places)}</p><ul class="simple kwindex-list kwindex-lines">\n')
    out += [
        f'<li><p>{number} <span class="kwindex-kind">{kind}</span>'
        f' <code class="{_CODE}">{_escaped(text)}</code>{doubt and _doubt(doubt)}</p></li>\n'
        for number, (_, kind, text, doubt) in zip(_numbers(file, places), file.lines, strict=True)
    ]
    out.append("</ul>\n</li>\n")


def _doubt(doubt: str) -> str:
    return f' <span class="kwindex-badge kwindex-{doubt}">{doubt}</span>'


def _numbers(file: UsingFile, places: Addresses) -> list[str]:
    before = places.linked(file.place, '<a class="reference internal kwindex-line" href="', "", "")
    if before and file.place.anchor:
        return [f'{before}{number}">{number}</a>' for number, _, _, _ in file.lines]
    return [_link(file.line_link(line), places) for line in file.lines]


def _fields(block: Fields, medium: HtmlMedium, out: list[str]) -> None:
    out.append('<dl class="field-list simple kwindex-fields">\n')
    for number, (label, inlines) in enumerate(block.rows):
        parity = "even" if number % 2 else "odd"
        out.append(
            f'<dt class="field-{parity}">{escape(label, quote=False)}<span class="colon">:</span></dt>\n'
            f'<dd class="field-{parity}"><p>{_inlines(inlines, medium.places)}</p></dd>\n'
        )
    out.append("</dl>\n")


def _table(block: Table, medium: HtmlMedium, out: list[str]) -> None:
    out.append(
        f'<div class="kwindex-scroll"><table class="docutils align-default kwindex-table{_style(block.style)}">\n'
    )
    head = "".join([f'<th class="head"><p>{escape(cell, quote=False)}</p></th>' for cell in block.header])
    out.append(f"<thead><tr>{head}</tr></thead>\n<tbody>\n")
    for number, row in enumerate(block.rows):
        parity = "odd" if number % 2 else "even"
        cells = "".join([f"<td><p>{_inlines(cell, medium.places)}</p></td>" for cell in row])
        out.append(f'<tr class="row-{parity}">{cells}</tr>\n')
    out.append("</tbody></table></div>\n")


def _index(block: Index, medium: HtmlMedium, out: list[str]) -> None:
    pages = medium.places.pages
    firsts, lasts = pages([entry.place for entry in block.names]), pages([entry.home for entry in block.names])
    out.append('<ul class="simple kwindex-list kwindex-index">\n')
    out += map(_indexed, block.names, firsts, lasts)
    out.append("</ul>\n")


def _indexed(entry: Indexed, first: str | None, last: str | None) -> str:
    name, _, kind, where, _, code, style = entry
    start = f'<li class="kwindex-{style}"><p>' if style else "<li><p>"
    label, where = _escaped(name), _escaped(where)
    label = f'<code class="{_CODE}">{label}</code>' if code else label
    label = label if first is None else f'<a class="reference internal" href="{first}">{label}</a>'
    if last is None:
        return f'{start}{label} {_kind(kind)} <span class="kwindex-unlinked kwindex-in">{where}</span></p></li>\n'
    return f'{start}{label} {_kind(kind)} <a class="reference internal kwindex-in" href="{last}">{where}</a></p></li>\n'


@cache
def _kind(kind: str) -> str:
    return f'<span class="kwindex-kind">{_escaped(kind)}</span>'


def _group(block: Group, medium: HtmlMedium, out: list[str]) -> None:
    out.append(f'<div class="kwindex-group"><p class="rubric">{escape(block.title, quote=False)}</p>\n')
    out.append(render_html(block.blocks, medium))
    out.append("</div>\n")


def _fold(block: Fold, medium: HtmlMedium, out: list[str]) -> None:
    anchor = _anchor(block.anchor, medium.places)
    summary = _inlines(block.summary, medium.places)
    out.append(f'<details{anchor} class="kwindex-fold"><summary>{summary}</summary>\n')
    out.append(render_html(block.blocks, medium))
    out.append("</details>\n")


def _diagram(block: Diagram, medium: HtmlMedium, out: list[str]) -> None:
    drawn = medium.diagram(block)
    if drawn is None:
        out.append(render_html(block.fallback, medium))
        return
    caption = f"<figcaption><p>{escape(block.caption, quote=False)}</p></figcaption>" if block.caption else ""
    out.append(f'<figure class="kwindex-diagram">{drawn}{caption}</figure>\n')


def _source(block: Source, medium: HtmlMedium, out: list[str]) -> None:
    out.append(medium.source(block.path))


_INLINES: dict[type, Callable[[Any, Addresses], str]] = {Text: _text, Code: _code, Badge: _badge, Link: _link}
_BLOCKS: dict[type, Callable[[Any, HtmlMedium, list[str]], None]] = {
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
