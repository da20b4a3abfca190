"""Opening the file of the store: to write, repairing what is broken, or to read."""

import hashlib
import sqlite3
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import quote

from sphinx_kwindex.model.facts import FileFacts, Problem
from sphinx_kwindex.model.kinds import ProblemKind
from sphinx_kwindex.model.links import Reason
from sphinx_kwindex.store.codec import shape
from sphinx_kwindex.store.schema import APPLICATION_ID, INDEXES, SCHEMA, SCHEMA_VERSION
from sphinx_kwindex.store.sums import is_as_noted

FILENAME = "kwindex.sqlite3"
CACHE_KIB = 1 << 16
"""Memory for the pages of the store: rows of all files go into every index, and every page asks for some of them."""
PAGE_SIZE = 1 << 14
"""Of a new store: facts and texts are long, and every row has to find its page in several indexes."""
BUSY_SECONDS = 30.0
"""How long a build waits for another one that writes the same store."""

_MAKERS = ("sphinx-kwindex", "astroid", "docutils", "markdown-it-py", "myst-parser", "pathspec")


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do."""


def open_to_write(folder: Path, *, busy_seconds: float = BUSY_SECONDS) -> tuple[sqlite3.Connection, list[Problem]]:
    """Open the store in ``folder`` for one build, inside a transaction that keeps other builds out.

    A store of another version is made anew. So is a damaged or foreign one, and that is a problem.

    Raises:
        StoreError: another build holds it, or the file system refuses.
    """
    path = folder / FILENAME
    problems: list[Problem] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = _opened(path, busy_seconds)
        if connection is None:
            _discard(path)
            message = "the stored index was damaged or not ours; it is made anew"
            problems.append(Problem(kind=ProblemKind.STORE, file=FILENAME, line=None, message=message))
            connection = _begin(path, busy_seconds)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(reason(path, error)) from error
    try:
        if _meta(connection) != versions():
            _make(connection)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(reason(path, error)) from error
    return connection, problems


def open_to_read(folder: Path) -> sqlite3.Connection:
    """Open the store in ``folder`` read-only.

    Raises:
        StoreError: there is none.
    """
    path = folder / FILENAME
    try:
        connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True, isolation_level=None)
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("SELECT 1 FROM meta").fetchone()
    except sqlite3.Error as error:
        raise StoreError(reason(path, error)) from error
    return connection


def versions() -> dict[str, str]:
    """What every fact in the store depends on besides its file."""
    made_by = {name: _version(name) for name in _MAKERS}
    shapes = SCHEMA + INDEXES + shape(FileFacts) + shape(Reason)
    schema = f"{SCHEMA_VERSION} {hashlib.sha256(shapes.encode()).hexdigest()[:16]}"
    return {"schema": schema, "python": "{}.{}".format(*sys.version_info), **made_by}


def _opened(path: Path, busy_seconds: float) -> sqlite3.Connection | None:
    """The connection, or ``None`` where the file is not a whole store of ours."""
    # Before anything is locked: closing a file gives up every lock that the process has on it.
    as_noted = is_as_noted(path)
    if as_noted is False:
        return None
    try:
        connection = _begin(path, busy_seconds)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        return None
    if as_noted or _is_sound(connection):
        return connection
    connection.close()
    return None


def _begin(path: Path, busy_seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_sound(connection: sqlite3.Connection) -> bool:
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if application != APPLICATION_ID:
            return bool(tables == 0)
        (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(answer == "ok")


def _meta(connection: sqlite3.Connection) -> dict[str, str]:
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").fetchone():
        return {}
    return dict(connection.execute("SELECT key, value FROM meta WHERE key NOT IN ('digest', 'inputs', 'totals')"))


def _make(connection: sqlite3.Connection) -> None:
    """Replace whatever tables there are, inside the open transaction."""
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        connection.execute(f'DROP TABLE "{name}"')
    for statement in SCHEMA.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(versions().items()))


def _discard(path: Path) -> None:
    for suffix in ("", ".sum", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def reason(path: Path, error: Exception) -> str:
    """Say why the store, or the folder that it lies in, cannot be used."""
    if "locked" in str(error):
        return f"another build is using {path}; wait for it, or give this build its own doctree folder"
    return f"the index {path} cannot be used: {error}"
