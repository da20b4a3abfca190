"""The search index of HTML, which Sphinx writes in every build: of a large project that takes longer than the rest.

It follows from the documents and from the objects of the domains, so it stays where none of them is another.
"""

from pathlib import Path
from weakref import WeakSet

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

from sphinx_kwindex.pages.building import index_key
from sphinx_kwindex.pages.fingerprint import digest
from sphinx_kwindex.pages.site import Site

_TOUCHED: WeakSet[Config] = WeakSet()


def note_touched(app: Sphinx, *_document: object) -> None:
    """Note that this build removes or writes a document (``doctree-resolved``)."""
    _TOUCHED.add(app.config)


def keep_search_index(builder: Builder, site: Site, written: str) -> None:
    """Have Sphinx write no search index if it would say the same as that which is there.

    ``written`` is the `search_state` of the last build.
    """
    if written and builder.config not in _TOUCHED and written == search_state(builder, site):
        builder.indexer = None  # type: ignore[attr-defined] # as of builders that make none


def search_state(builder: Builder, site: Site) -> str:
    """Return a digest of the search index and of what it was made from, empty where there is none."""
    path = Path(builder.outdir, getattr(builder, "searchindex_filename", None) or "")
    if not path.is_file():
        return ""
    state = path.stat()
    return digest(index_key(site), str(state.st_size), str(state.st_mtime_ns))
