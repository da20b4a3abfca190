"""What all questions to the store share: the connection, and how rows become values."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sphinx_kwindex.model.facts import Keyword
from sphinx_kwindex.model.kinds import FileType, Kind, Visibility
from sphinx_kwindex.model.links import Target
from sphinx_kwindex.model.rows import Entry, FileRow, Spot
from sphinx_kwindex.store.codec import loads
from sphinx_kwindex.store.grains import Grain, On, short_grains

FILE = "file.path, file.module, file.type, file.is_package, file.is_test, file.summary, file.role, file.repository_path"
ENTRY = "keyword.data, file.path, keyword.fullname, keyword.anchor"
SPOT = "keyword.name, keyword.qualname, keyword.kind, keyword.visibility, file.path, keyword.fullname, keyword.anchor"
NAME = "keyword.fullname, file.path, keyword.position, keyword.kind, keyword.anchor, keyword.name"
ENTRIES = f"SELECT {ENTRY} FROM keyword JOIN file ON file.id = keyword.file"
SPOTS = f"SELECT {SPOT} FROM keyword JOIN file ON file.id = keyword.file"

# A look-up in a mapping takes a fraction of the time that calling an enumeration does.
_KINDS = {kind.value: kind for kind in Kind}
_VISIBILITIES = {visibility.value: visibility for visibility in Visibility}
_FILE_TYPES = {kind.value: kind for kind in FileType}

KEPT_FILES = 2_048
"""Of so many files a reader keeps what pages of other files ask of them again and again."""
KEPT_FOLDERS = 1_024
"""Of so many folders it keeps how their names begin: all pages are chosen before the first is composed."""
KEPT_TEXTS = 2_048
"""Of so many files it keeps the lines, which show in the usages of all others."""
FEW_FILES = 4
"""Of so many files it keeps what their own pages ask, which follow each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What was worked out of answers, and the grains that these rest on."""

    value: Any
    grains: Collection[int]


Gists = dict[tuple[str, str], Gist]
"""What was worked out, by its name and its subject."""


class Questions:
    """The base of the groups of questions that a reader answers.

    Each notes the grains that its answer rests on; see grains.py.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._noted: set[Grain | int] | None = None
        self._gists: Gists = {}

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Ask many questions while nobody can write; each by itself takes and gives back the lock of the file."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.commit()

    @contextmanager
    def noting(self, gists: Gists) -> Iterator[set[Grain | int]]:
        """Collect what all answers given meanwhile rest on; of ``gists`` none that is there is worked out again.

        What many answers have in common is short already.
        """
        before, noted = (self._noted, self._gists), set[Grain | int]()
        self._noted, self._gists = noted, gists
        try:
            yield noted
        finally:
            self._noted, self._gists = before

    def gist(self, name: str, subject: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, a grain of its own: whoever asks for it is touched only where it comes out differently.

        It consists of texts, numbers and tuples.
        """
        key = name, subject
        if self._noted is None:
            return make()
        if key not in self._gists:
            with self.noting(self._gists) as noted:
                value = make()
            self._gists[key] = Gist(value=value, grains=short_grains(noted))
        self._note(On.GIST, name, subject)
        return self._gists[key].value

    def _note(self, *grain: str | int) -> None:
        if self._noted is not None:
            self._noted.add(grain)

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        return iter(self._connection.execute(query, values))

    def _row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        return row

    def _entries(self, query: str, *values: object) -> tuple[Entry, ...]:
        return tuple(map(entry_of, self._rows(query, *values)))

    def _spots(self, query: str, *values: object) -> tuple[Spot, ...]:
        return tuple(map(spot_of, self._rows(query, *values)))


def entry_of(row: Iterable[Any]) -> Entry:
    """The value of the columns ``ENTRY``."""
    data, path, fullname, anchor = row
    return Entry(keyword=loads(Keyword, data), file=path, fullname=fullname, anchor=anchor)


def spot_of(row: Iterable[Any]) -> Spot:
    """The value of the columns ``SPOT``."""
    name, qualname, kind, visibility, path, fullname, anchor = row
    return Spot(name, qualname, _KINDS[kind], _VISIBILITIES[visibility], path, fullname, anchor)


def file_of(row: Iterable[Any]) -> FileRow:
    """The value of the columns ``FILE``."""
    path, module, kind, is_package, is_test, summary, role, repository_path = row
    return FileRow(
        path=path,
        module=module,
        type=_FILE_TYPES[kind],
        is_package=bool(is_package),
        is_test=bool(is_test),
        summary=summary,
        role=role,
        repository_path=repository_path,
    )


def target_of(path: str | None, qualname: str | None) -> Target | None:
    """The value of the columns that name a definition."""
    return None if path is None or qualname is None else Target(file=path, qualname=qualname)


def below(folder: str, column: str = "file.path") -> tuple[str, tuple[str, ...]]:
    """An SQL condition for the paths below a folder, and its values."""
    if not folder:
        return "1", ()
    return f"{column} > ? AND {column} < ?", (f"{folder}/", f"{folder}0")
