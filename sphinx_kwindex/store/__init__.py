"""One SQLite file that holds the whole index; the only stage with SQL."""

from sphinx_kwindex.store.grains import On, short_grain, short_grains
from sphinx_kwindex.store.opening import FILENAME, StoreError
from sphinx_kwindex.store.query import Gist, Gists
from sphinx_kwindex.store.reading import Reader, close_readers, open_reader
from sphinx_kwindex.store.rows import EncodedFile
from sphinx_kwindex.store.schema import SCHEMA_VERSION
from sphinx_kwindex.store.writing import Store, StoredFile

__all__ = [
    "FILENAME",
    "SCHEMA_VERSION",
    "EncodedFile",
    "Gist",
    "Gists",
    "On",
    "Reader",
    "Store",
    "StoreError",
    "StoredFile",
    "close_readers",
    "open_reader",
    "short_grain",
    "short_grains",
]
