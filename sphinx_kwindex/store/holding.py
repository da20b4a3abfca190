"""One build at a time in a doctree folder: two that write the same stubs, doctrees and pages would mix them up.

The lock is that of a SQLite file, which the operating system takes back from a process that was killed, on every
platform, and which processes forked off do not share.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sphinx_kwindex.store.opening import BUSY_SECONDS, StoreError, reason

LOCK = "kwindex-lock.sqlite3"

_held: dict[tuple[int, str], sqlite3.Connection] = {}


def hold(folder: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
    """Keep the builds of other processes out of ``folder``, until ``let_go`` or the end of this process.

    Raises:
        StoreError: another build is in it, or the file system refuses.
    """
    key = _key(folder)
    if key in _held:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _held[key] = _locked(folder / LOCK, busy_seconds)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(reason(folder, error)) from error


def let_go(folder: Path) -> None:
    """Let other builds in."""
    connection = _held.pop(_key(folder), None)
    if connection is not None:
        connection.close()


def _key(folder: Path) -> tuple[int, str]:
    return os.getpid(), str(folder)


def _locked(path: Path, busy_seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError):
            raise
        with suppress(FileNotFoundError):
            path.unlink()  # it holds nothing, so it can be anything
        return _locked(path, busy_seconds)
    return connection
