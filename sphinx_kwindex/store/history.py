"""What changes from one state of the store to the next, noted while it is written.

What rests on the store keeps the digest of the state it was made from, and asks which grains changed since.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence

from sphinx_kwindex.store.changes import (
    FILE_STATE,
    LinkRows,
    changed_file,
    changed_keywords,
    changed_links,
    changed_presence,
    changed_relations,
)
from sphinx_kwindex.store.grains import Grain, On, short_grain
from sphinx_kwindex.store.lines import Lines
from sphinx_kwindex.store.rows import FILE_COLUMNS, EncodedFile, Row, file_id

# More than so many grains are too many to sort out, and older states are forgotten.
MOST_GRAINS = 100_000
MOST_STATES = 50
EVERYTHING = short_grain((On.EVERYTHING,))

_LINKS = ("import", "base", "reference")


class History:
    """The changes of one build; each method is called before the rows are replaced.

    There is nothing to compare a first state with, so nothing is noted then.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._is_first = not self._rows("SELECT 1 FROM state LIMIT 1")
        self._grains: set[int] = set()
        self._paths: dict[int, str] = {}
        self._lines: dict[str, tuple[Lines, Lines]] = {}

    def put_file(self, encoded: EncodedFile) -> None:
        """Note what a new file, or another text of a file, changes."""
        if self._is_first:
            return
        path, file = encoded.path, file_id(encoded.path)
        columns = dict(zip(FILE_COLUMNS.split(", "), encoded.row, strict=True))
        after = tuple(columns[name] for name in FILE_STATE.split(", "))
        before, keywords = (
            self._rows(f"SELECT {FILE_STATE}, text FROM file WHERE id = ?", file),
            self._of("keyword", file),
        )
        if before:
            *old, text = before[0]
            self._lines[path] = _lines(text), _lines(columns["text"])
            self._note(changed_file(path, tuple(old), after))
        else:
            self._paths[file] = path
            self._note(changed_presence(path, after))
        self._note(changed_keywords(path, keywords, encoded.keywords))

    def remove_file(self, path: str) -> None:
        """Note what a file that is gone changes."""
        file = file_id(path)
        self._paths[file] = path
        for row in self._rows(f"SELECT {FILE_STATE} FROM file WHERE id = ?", file):
            self._note(changed_presence(path, row))
            self._note(changed_keywords(path, self._of("keyword", file), ()))
            self._note_links(path, LinkRows())
            self.put_relations(path, ())

    def put_links(self, path: str, rows: Mapping[str, Sequence[Row]], *, same: bool) -> None:
        """Note what other links of a file change; where the rows are the ``same``, its lines may be others still."""
        if self._is_first or (same and path not in self._lines):
            return
        imports, bases, references = (rows[table] for table in _LINKS)
        _, lines = self._lines.get(path, (None, None))
        self._note_links(path, LinkRows(imports=imports, bases=bases, references=references, lines=lines))

    def put_relations(self, path: str, rows: Sequence[Row]) -> None:
        """Note that a file has other related files, or the same with other scores."""
        if not self._is_first:
            self._note(changed_relations(file_id(path), self._of("relation", file_id(path)), rows))

    def put_folders(self, before: Iterable[Row], after: Iterable[Row]) -> None:
        """Note which folders have other folders in them; a row has the folder and the one above."""
        self._note((On.FOLDERS, parent) for _, parent in set(before) ^ set(after) if parent is not None)

    def close(self, digest: str) -> None:
        """Note a new state with all its changes."""
        ((number,),) = self._rows("SELECT coalesce(max(number), 0) + 1 FROM state")
        grains = () if self._is_first else self._grains if len(self._grains) <= MOST_GRAINS else (EVERYTHING,)
        write = self._connection.execute
        write("INSERT INTO state VALUES (?, ?)", (number, digest))
        self._connection.executemany("INSERT OR REPLACE INTO change VALUES (?, ?)", ((one, number) for one in grains))
        write("DELETE FROM change WHERE number <= ?", (number - MOST_STATES,))
        write("DELETE FROM state WHERE number < ?", (number - MOST_STATES,))

    def _note_links(self, path: str, after: LinkRows) -> None:
        file = file_id(path)
        imports, bases, references = (self._of(table, file) for table in _LINKS)
        lines, _ = self._lines.get(path, (None, None))
        before = LinkRows(imports=imports, bases=bases, references=references, lines=lines)
        is_test = any(test for (test,) in self._rows("SELECT is_test FROM file WHERE id = ?", file))
        self._note(changed_links(path, self._path_of, is_test=is_test, before=before, after=after))

    def _note(self, grains: Iterable[Grain]) -> None:
        self._grains.update(map(short_grain, grains))

    def _path_of(self, file: int) -> str:
        if file not in self._paths:
            # Files that are gone are asked for too, so what is known of them stays.
            self._paths = dict(self._rows("SELECT id, path FROM file")) | self._paths
        return self._paths[file]

    def _of(self, table: str, file: int) -> list[Row]:
        return self._rows(f"SELECT * FROM {table} WHERE file = ? ORDER BY position", file)

    def _rows(self, query: str, *values: object) -> list[Row]:
        return self._connection.execute(query, values).fetchall()


def changed_since(connection: sqlite3.Connection, digest: str) -> frozenset[int] | None:
    """The grains that changed since the state of this digest; ``None`` where that cannot be told."""
    query = "SELECT max(number) FROM state WHERE digest = ?"
    ((number,),) = connection.execute(query, (digest,)).fetchall()
    if number is None:
        return None
    rows = connection.execute("SELECT grain FROM change WHERE number > ?", (number,))
    grains = frozenset(grain for (grain,) in rows)
    return None if EVERYTHING in grains else grains | {short_grain((On.ANYTHING,))}


def _lines(text: bytes) -> Lines:
    return Lines(zlib.decompress(text).decode("utf-8", "surrogatepass"))
