"""Questions about files and folders."""

import zlib
from functools import lru_cache
from sqlite3 import Connection

from sphinx_kwindex.model.facts import FileFacts, Observation, Problem
from sphinx_kwindex.model.kinds import ProblemKind
from sphinx_kwindex.model.links import Reason, Related, Relation
from sphinx_kwindex.model.rows import FileRow, Measures, Nature
from sphinx_kwindex.store.codec import field, loads
from sphinx_kwindex.store.grains import On
from sphinx_kwindex.store.query import FILE, Questions, below, file_of
from sphinx_kwindex.store.rows import file_id

_KEPT_MODULES = 4_096
_FEW_FOLDERS = 16
"""Of so many folders a reader keeps which files are in them: each page of a file asks what is beside it."""


class FileQuestions(Questions):
    """What the store knows of files and folders."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._known_files: dict[str, FileRow | None] = {}
        self._path_of_module = lru_cache(_KEPT_MODULES)(self._read_path_of_module)
        self._paths_in = lru_cache(_FEW_FOLDERS)(self._read_paths_in)

    def files(self) -> tuple[FileRow, ...]:
        """All files by path."""
        self._note(On.ANYTHING)
        return tuple(map(file_of, self._rows(f"SELECT {FILE} FROM file ORDER BY path")))

    def file(self, path: str) -> FileRow | None:
        """The file of this path; every page asks for the same few again and again, so they are kept."""
        self._note(On.ROW, file_id(path))
        return self._file(path)

    def nature(self, path: str) -> Nature | None:
        """What the file of this path is."""
        self._note(On.PRESENCE, file_id(path))
        row = self._file(path)
        return None if row is None else Nature(type=row.type, is_test=row.is_test)

    def _file(self, path: str) -> FileRow | None:
        if path not in self._known_files:
            row = self._row(f"SELECT {FILE} FROM file WHERE path = ?", path)
            self._known_files[path] = None if row is None else file_of(row)
        return self._known_files[path]

    def measures(self, path: str) -> Measures | None:
        """How large a file is, and the digest of its bytes."""
        self._note(On.TEXT, file_id(path))
        row = self._row("SELECT size, lines, encoding, digest FROM file WHERE path = ?", path)
        if row is None:
            return None
        size, lines, encoding, digest = row
        return Measures(size=size, lines=lines, encoding=encoding, digest=digest)

    def file_of_module(self, name: str) -> str | None:
        """The path of the file that ``import name`` means; the stub where there is no other."""
        self._note(On.MODULE, name)
        return self._path_of_module(name)

    def folders(self) -> tuple[str, ...]:
        """Every folder that holds a source file somewhere below, by path; ``""`` is the top."""
        self._note(On.ANYTHING)
        return tuple(path for (path,) in self._rows("SELECT path FROM folder ORDER BY path"))

    def subfolders(self, folder: str) -> tuple[str, ...]:
        """The folders right in ``folder``, by path."""
        self._note(On.FOLDERS, folder)
        return tuple(path for (path,) in self._rows("SELECT path FROM folder WHERE parent = ? ORDER BY path", folder))

    def files_in(self, folder: str) -> tuple[FileRow, ...]:
        """The files right in ``folder``, by path."""
        found = tuple(map(file_of, self._rows(f"SELECT {FILE} FROM file WHERE folder = ? ORDER BY path", folder)))
        self._note(On.CHILDREN, folder)
        for row in found:
            self._note(On.ROW, file_id(row.path))
        return found

    def paths_in(self, folder: str) -> tuple[str, ...]:
        """The paths of the files right in ``folder``."""
        self._note(On.CHILDREN, folder)
        return self._paths_in(folder)

    def _read_paths_in(self, folder: str) -> tuple[str, ...]:
        return tuple(path for (path,) in self._rows("SELECT path FROM file WHERE folder = ? ORDER BY path", folder))

    def file_count(self, folder: str) -> int:
        """How many files there are below ``folder``."""
        self._note(On.NUMBER, folder)
        where, values = below(folder, "path")
        return sum(count for (count,) in self._rows(f"SELECT count(*) FROM file WHERE {where}", *values))

    def text(self, path: str) -> str:
        """The text of a file as it was analysed; empty where there is no such file."""
        self._note(On.TEXT, file_id(path))
        return self._read_text(path)

    def relations(self, path: str) -> tuple[Relation, ...]:
        """The files related to a file, closest first."""
        self._note(On.SCORES, file_id(path))
        query = "SELECT other, score, reasons FROM relation WHERE file = ? ORDER BY position"
        return tuple(
            Relation(file=other, score=score, reasons=loads(tuple[Reason, ...], reasons))
            for other, score, reasons in self._rows(query, file_id(path))
        )

    def related(self, path: str) -> tuple[Related, ...]:
        """The files related to a file, closest first, without the scores, which a change of any file moves a little."""
        self._note(On.RELATED, file_id(path))
        query = "SELECT other, reasons FROM relation WHERE file = ? ORDER BY position"
        return tuple(
            Related(file=other, reasons=loads(tuple[Reason, ...], reasons))
            for other, reasons in self._rows(query, file_id(path))
        )

    def observations(self, path: str) -> tuple[Observation, ...]:
        """The patterns seen in a file."""
        self._note(On.TEXT, file_id(path))
        return self._fact(path, "observations")

    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with files and folders, by place."""
        self._note(On.ANYTHING)
        query = "SELECT kind, file, line, message FROM problem ORDER BY file, line, kind, message"
        return tuple(
            Problem(kind=ProblemKind(kind), file=file, line=line, message=message)
            for kind, file, line, message in self._rows(query)
        )

    def _read_path_of_module(self, name: str) -> str | None:
        order = "type = 'stub', NOT is_package, path"
        row = self._row(f"SELECT path FROM file WHERE module = ? ORDER BY {order}", name)
        return None if row is None else str(row[0])

    def _read_text(self, path: str) -> str:
        row = self._row("SELECT text FROM file WHERE path = ?", path)
        return "" if row is None else zlib.decompress(row[0]).decode("utf-8", "surrogatepass")

    def _fact(self, path: str, name: str) -> tuple:  # type: ignore[type-arg]
        row = self._row("SELECT facts FROM file WHERE path = ?", path)
        return () if row is None else field(FileFacts, name, row[0])
