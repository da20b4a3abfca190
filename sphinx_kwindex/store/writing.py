"""Writing the store: everything of one build in one transaction."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sphinx_kwindex.model.facts import FileFacts, Import, Keyword, Problem
from sphinx_kwindex.model.kinds import CLASS_KINDS, FileType
from sphinx_kwindex.model.links import FileLinks, Relation
from sphinx_kwindex.model.ties import Known, Marks, Ties
from sphinx_kwindex.model.uses import Uses
from sphinx_kwindex.store.codec import loads, plain_dumps
from sphinx_kwindex.store.history import History
from sphinx_kwindex.store.opening import BUSY_SECONDS, FILENAME, StoreError, open_to_write, versions
from sphinx_kwindex.store.rows import (
    FILE_COLUMNS,
    LATER_COLUMNS,
    EncodedFile,
    Row,
    base_rows,
    digest_of,
    file_id,
    folder_of,
    import_rows,
    places_of,
    problem_row,
    reach_blob,
    reach_of,
    reference_rows,
    relation_rows,
    short_id,
)
from sphinx_kwindex.store.schema import FILE_TABLES, INDEXES
from sphinx_kwindex.store.sums import forget_sum, note_sum
from sphinx_kwindex.store.ties import ByFile, stored_relations, stored_ties
from sphinx_kwindex.store.totals import put_totals

_COLUMNS = FILE_COLUMNS.split(", ")
_PUT_FILE = f"""
    INSERT INTO file ({FILE_COLUMNS}, {LATER_COLUMNS})
    VALUES ({", ".join("?" * len(_COLUMNS))}, x'', '', '', '', '', '', '', 0, 0)
    ON CONFLICT (id) DO UPDATE SET {", ".join(f"{column} = excluded.{column}" for column in _COLUMNS)}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """What the store knows of a file without a look at its facts; ``key`` and ``interface`` are digests."""

    path: str
    module: str | None
    type: FileType
    is_package: bool
    key: str
    interface: str


class Store:
    """The store during a build.

    A context manager: what happened inside is kept as a whole by ``commit``, and not at all without it. ``problems``
    is what was wrong with the file on opening.

    Raises:
        StoreError: another build holds the store, the disk is full, or the file system refuses.
    """

    def __init__(self, folder: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self._path = folder / FILENAME
        self._connection, self.problems = open_to_write(folder, busy_seconds=busy_seconds)
        self._history = History(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._connection.close()
        if isinstance(error, sqlite3.Error):
            message = f"the index could not be written: {error}"
            raise StoreError(message) from error

    def files(self) -> dict[str, StoredFile]:
        """What is known of every stored file without a look at its facts, by path."""
        query = "SELECT path, module, type, is_package, key, interface FROM file ORDER BY path"
        return {
            path: StoredFile(
                path=path, module=module, type=FileType(kind), is_package=bool(package), key=key, interface=interface
            )
            for path, module, kind, package, key, interface in self._connection.execute(query)
        }

    def inputs(self) -> str:
        """What the links and relations were made from besides the files."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'inputs'").fetchone()
        return row[0] if row else ""

    def put_inputs(self, inputs: str) -> None:
        """Put what the links and relations are made from besides the files."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('inputs', ?)", (inputs,))

    def facts(self, path: str) -> FileFacts:
        """The facts of a stored file, without its words.

        Raises:
            KeyError: there is no such file.
        """
        text, uses, places = self._file(path, "facts, uses, places")
        facts: FileFacts = loads(FileFacts, text)
        query = "SELECT data FROM keyword WHERE file = ? ORDER BY position"
        keywords = ",".join(data for (data,) in self._connection.execute(query, (file_id(path),)))
        used: Uses = loads(Uses, uses)
        used = replace(used, places=places_of(places, len(used.steps)))
        return replace(facts, keywords=loads(tuple[Keyword, ...], f"[{keywords}]"), uses=used)

    def ties(self) -> Iterator[Ties]:
        """What the search for related files looks at, of every stored file, by path."""
        return stored_ties(self._connection)

    def known_relations(self) -> dict[str, Known]:
        """The related files of every stored file as they are, by path."""
        return stored_relations(self._connection)

    def reaching(self, paths: Iterable[str]) -> set[str]:
        """The stored files whose links depend on the interface of one of these files."""
        wanted = {short_id(path) for path in paths}
        rows = self._connection.execute("SELECT path, reach FROM file")
        return {path for path, reach in rows if not wanted.isdisjoint(reach_of(reach))}

    def import_names(self) -> Iterator[tuple[str, str, str | None]]:
        """The path, the module and the name of every stored import."""
        query = "SELECT file.path, import.module, import.name FROM import JOIN file ON file.id = import.file"
        return iter(self._connection.execute(query))

    def is_said(self, names: Collection[str], *, but_in: str) -> bool:
        """Whether any other file than ``but_in`` says one of the names, as far as links look; in doubt, it does."""
        said = "instr(uses, :name) OR instr(facts, :name)"
        kept = "SELECT 1 FROM keyword WHERE keyword.file = file.id AND instr(data, :name)"
        query = f"SELECT 1 FROM file WHERE id != :file AND ({said} OR EXISTS ({kept})) LIMIT 1"
        values = ({"file": file_id(but_in), "name": name} for name in names)
        return any(self._connection.execute(query, value).fetchone() for value in values)

    def classes_named(self, name: str) -> list[str]:
        """The paths of the Python files that define a class of this qualname, sorted."""
        query = (
            "SELECT DISTINCT file.path FROM keyword JOIN file ON file.id = keyword.file"
            " WHERE keyword.folded = ? AND keyword.qualname = ? AND keyword.kind IN (?, ?) AND file.type = ?"
            " ORDER BY file.path"
        )
        values = (name.casefold(), name, *sorted(CLASS_KINDS), FileType.PYTHON)
        return [path for (path,) in self._connection.execute(query, values)]

    def put_file(self, encoded: EncodedFile) -> None:
        """Put the facts of a file, new or changed; its links are the old ones until they are put."""
        self._history.put_file(encoded)
        self._connection.execute(_PUT_FILE, encoded.row)
        self._replace("keyword", file_id(encoded.path), encoded.keywords)
        self._connection.execute("DELETE FROM problem WHERE stage = 'analysis' AND file = ?", (encoded.path,))
        self._connection.executemany("INSERT INTO problem VALUES (?, ?, ?, ?, ?)", encoded.problems)

    def remove_file(self, path: str) -> None:
        """Forget a file."""
        self._history.remove_file(path)
        file = file_id(path)
        for table in FILE_TABLES:
            self._replace(table, file, ())
        self._connection.execute("DELETE FROM file WHERE id = ?", (file,))
        self._connection.execute("DELETE FROM problem WHERE stage = 'analysis' AND file = ?", (path,))

    def put_links(self, imports: Sequence[Import], links: FileLinks, reach: Iterable[str] = ()) -> None:
        """Put where the imports, bases and uses of a file lead, and the files whose interface that depends on."""
        file = file_id(links.path)
        rows = {
            "import": tuple(import_rows(imports, links)),
            "base": tuple(base_rows(links)),
            "reference": tuple(reference_rows(links)),
        }
        digest = digest_of([(links.resolved, links.total), *rows.items()])
        same = self._is_stored(file, "links", digest)
        self._history.put_links(links.path, rows, same=same)
        if not same:
            for table, found in rows.items():
                self._replace(table, file, found)
        query = "UPDATE file SET reach = ?, links = ?, resolved = ?, total = ? WHERE id = ?"
        self._connection.execute(query, (reach_blob(reach), digest, links.resolved, links.total, file))

    def put_ties(self, path: str, uses: ByFile, bases: ByFile) -> None:
        """Put what a file uses of others, for the search for related files."""
        values = (plain_dumps(uses), plain_dumps(bases), file_id(path))
        self._connection.execute("UPDATE file SET uses_of = ?, bases_of = ? WHERE id = ?", values)

    def put_marks(self, marks: Mapping[str, Marks]) -> None:
        """Put the marks of files."""
        rows = [(one.asks, one.offers, file_id(path)) for path, one in marks.items()]
        self._connection.executemany("UPDATE file SET asks = ?, offers = ? WHERE id = ?", rows)

    def put_relations(self, path: str, relations: Sequence[Relation]) -> None:
        """Put the related files of a file."""
        file = file_id(path)
        rows = tuple(relation_rows(path, relations))
        digest = digest_of(rows)
        if not self._is_stored(file, "related", digest):
            self._history.put_relations(path, rows)
            self._replace("relation", file, rows)
            self._connection.execute("UPDATE file SET related = ? WHERE id = ?", (digest, file))

    def put_discovery_problems(self, problems: Iterable[Problem]) -> bool:
        """Put what discovery found wrong, and tell whether that is news."""
        rows = sorted((problem_row("discovery", problem) for problem in problems), key=repr)
        query = "SELECT * FROM problem WHERE stage = 'discovery'"
        if sorted(self._connection.execute(query).fetchall(), key=repr) == rows:
            return False
        self._connection.execute("DELETE FROM problem WHERE stage = 'discovery'")
        self._connection.executemany("INSERT INTO problem VALUES (?, ?, ?, ?, ?)", rows)
        return True

    def commit(self) -> None:
        """Keep everything that was put, and note the digest of it all."""
        for statement in INDEXES.split(";\n"):
            self._connection.execute(statement)
        self._put_folders()
        put_totals(self._connection)
        files = "SELECT path, key, interface, links, related, repository_path FROM file ORDER BY path"
        problems = "SELECT * FROM problem ORDER BY stage, file, line, kind, message"
        made_by = sorted(versions().items())
        digest = digest_of((made_by, *self._connection.execute(files), *self._connection.execute(problems)))
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('digest', ?)", (digest,))
        self._history.close(digest)
        forget_sum(self._path)
        self._connection.execute("COMMIT")
        note_sum(self._path)

    def _file(self, path: str, columns: str) -> Row:
        query = f"SELECT {columns} FROM file WHERE id = ?"
        row: Row | None = self._connection.execute(query, (file_id(path),)).fetchone()
        if row is None:
            raise KeyError(path)
        return row

    def _put_folders(self) -> None:
        found: set[str] = set()
        for (path,) in self._connection.execute("SELECT DISTINCT folder FROM file"):
            folder = path
            while folder and folder not in found:
                found.add(folder)
                folder = folder_of(folder)
        rows = [("", None), *((folder, folder_of(folder)) for folder in sorted(found))]
        self._history.put_folders(self._connection.execute("SELECT path, parent FROM folder").fetchall(), rows)
        self._connection.execute("DELETE FROM folder")
        self._connection.executemany("INSERT INTO folder VALUES (?, ?)", rows)

    def _is_stored(self, file: int, column: str, digest: str) -> bool:
        query = f"SELECT 1 FROM file WHERE id = ? AND {column} = ?"
        return self._connection.execute(query, (file, digest)).fetchone() is not None

    def _replace(self, table: str, file: int, rows: Sequence[Row]) -> None:
        self._connection.execute(f"DELETE FROM {table} WHERE file = ?", (file,))
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
