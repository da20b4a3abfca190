"""What the search for related files reads: a little of every file."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sphinx_kwindex.model.kinds import FileType
from sphinx_kwindex.model.ties import Known, Marks, Ties
from sphinx_kwindex.store.codec import plain_loads

ByFile = Mapping[str, Sequence[str]]


def stored_ties(connection: sqlite3.Connection) -> Iterator[Ties]:
    """The ties of all stored files, by path."""
    query = "SELECT path, module, type, is_test, size, words, uses_of, bases_of FROM file ORDER BY path"
    for path, module, kind, is_test, size, words, uses, bases in connection.execute(query):
        yield Ties(
            path=path,
            module=module,
            type=FileType(kind),
            is_test=bool(is_test),
            size=size,
            words=plain_loads(words),
            uses=plain_loads(uses),
            bases=plain_loads(bases),
        )


def stored_relations(connection: sqlite3.Connection) -> dict[str, Known]:
    """The marks and lists of all stored files, by path."""
    lists: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for file, other, score in connection.execute("SELECT file, other, score FROM relation ORDER BY file, position"):
        lists[file].append((other, score))
    return {
        path: Known(marks=Marks(asks=asks, offers=offers), listed=lists.get(file, ()))
        for file, path, asks, offers in connection.execute("SELECT id, path, asks, offers FROM file ORDER BY path")
        if asks
    }
