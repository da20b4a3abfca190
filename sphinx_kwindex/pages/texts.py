"""The answers of a generated page as HTML with open addresses: made when it is composed, kept until it is written."""

import json
import zlib
from collections.abc import Mapping
from pathlib import Path

from sphinx_kwindex.blocks import Block, Query, Source
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.pages.stubs import write_whole
from sphinx_kwindex.rendering.addresses import OpenAddresses
from sphinx_kwindex.rendering.html import HtmlMedium, render_html
from sphinx_kwindex.views import Composed

Texts = Mapping[Query, str]
"""The HTML of answers; of a source text, which is highlighted in the end, what it is known by.

What has to be drawn in the end is not among them.
"""


def texts_of(composed: Composed, site: Site) -> Texts:
    """Return the texts of the answers of a page."""
    found = ((query, _text_of(blocks, site)) for query, blocks in composed.answers)
    return {query: text for query, text in found if text is not None}


def _text_of(blocks: tuple[Block, ...], site: Site) -> str | None:
    if len(blocks) == 1 and isinstance(blocks[0], Source):
        return site.source_text(blocks[0].path, site.desk)
    return open_text(blocks)


def open_text(blocks: tuple[Block, ...]) -> str | None:
    """Return the HTML of blocks with open addresses, ``None`` where a drawing or a source text is among them."""
    left: list[object] = []

    def leave(block: object) -> str:
        left.append(block)
        return ""

    text = render_html(blocks, HtmlMedium(places=OpenAddresses(), diagram=leave, source=leave))
    return None if left else text


def write_texts(path: Path, fingerprint: str, texts: Texts) -> None:
    """Keep the texts of a page, unless those that are there have the same ``fingerprint``.

    Raises:
        PageError: where the operating system refuses.
    """
    if not _is_kept(path, fingerprint):
        write_whole(path, fingerprint.encode() + b"\n" + zlib.compress(_pack(texts), 1))


def read_texts(path: Path) -> Texts:
    """Return the kept texts of a page, none where there is no such file or it is damaged: they are made anew then."""
    try:
        _, _, packed = path.read_bytes().partition(b"\n")
        return _unpack(zlib.decompress(packed))
    except (OSError, ValueError, TypeError, zlib.error):
        return {}


def _pack(texts: Texts) -> bytes:
    """Return the queries with the lengths of their texts, and the texts as they are: to escape all of it takes long."""
    header = json.dumps([(query.view, query.subject, query.options, len(text)) for query, text in texts.items()])
    return "".join([header, "\n", *texts.values()]).encode("utf-8", "surrogatepass")


def _unpack(packed: bytes) -> Texts:
    header, _, rest = packed.decode("utf-8", "surrogatepass").partition("\n")
    texts: dict[Query, str] = {}
    start = 0
    for view, subject, options, length in json.loads(header):
        texts[_query(view, subject, options)] = rest[start : start + length]
        start += length
    return texts


def _is_kept(path: Path, fingerprint: str) -> bool:
    try:
        with path.open("rb") as file:
            return file.readline().strip() == fingerprint.encode()
    except OSError:
        return False


def _query(view: str, subject: str, options: list[tuple[str, str]]) -> Query:
    return Query(view, subject, tuple((name, value) for name, value in options))
