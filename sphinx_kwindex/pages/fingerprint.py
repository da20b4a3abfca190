"""A digest of everything a page shows."""

import dataclasses
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from sphinx_kwindex.blocks import ApiTarget, Block, Source
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.pages.texts import Texts
from sphinx_kwindex.views import Composed


def page_fingerprint(composed: Composed, texts: Texts, site: Site, salt: str) -> str:
    """Return the digest of a page with the answers to all its queries, of which ``texts`` has what can be written."""
    said = (texts[query] if query in texts else blocks_text(blocks, site) for query, blocks in composed.answers)
    return digest(salt, repr(composed.page), *said)


def blocks_text(blocks: Iterable[Block], site: Site) -> str:
    """Return a text that differs where ``blocks`` differ, or the source text they stand for."""
    return "".join([repr(block) + _beneath(block, site) for block in blocks])


def digest(*texts: str) -> str:
    """Return a short digest of texts."""
    summed = blake2b(digest_size=16)
    for text in texts:
        summed.update(text.encode("utf-8", "surrogatepass"))
        summed.update(b"\0")
    return summed.hexdigest()


def api_names(value: object) -> Iterator[str]:
    """Yield the full names of the documented objects that a block would link to."""
    if isinstance(value, ApiTarget):
        yield value.fullname
    elif isinstance(value, tuple):
        for part in value:
            yield from api_names(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from api_names(getattr(value, field.name))


def _beneath(block: Block, site: Site) -> str:
    return site.source_text(block.path, site.desk) if isinstance(block, Source) else ""
