"""Settings for tests without a configuration, and whole stores as values that can be compared."""

import sqlite3
from concurrent.futures import BrokenExecutor, Executor, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from sphinx_kwindex.model.kinds import Kind, Visibility
from sphinx_kwindex.model.settings import Root, Settings
from sphinx_kwindex.store import FILENAME


def settings_for(*folders: Path, **fields: Any) -> Settings:
    roots = tuple(
        Root(folder=folder, written=folder.name, base=None, package=None, include=(), exclude=()) for folder in folders
    )
    defaults: dict[str, Any] = {
        "gitignore": True,
        "output": "kwindex",
        "visibility": frozenset(Visibility),
        "kinds": frozenset(Kind),
        "forge": "",
        "commit": "",
        "toctree": "folders",
        "pages": "virtual",
        "source_pages": True,
        "source_links": True,
        "max_file_size": 1_000_000,
        "test_patterns": ("tests/", "test_*.py"),
        "related_limit": 10,
        "related_history": False,
        "executor": "",
    }
    return Settings(roots=roots, **(defaults | fields))


def dump(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a store, sorted, but those that say what changed when."""
    with closing(sqlite3.connect(folder / FILENAME)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        tables = [table for table in tables if table not in {"change", "state"}]
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)  # noqa: S608
            for table in sorted(tables)
        }


def make_threads() -> Executor:
    return ThreadPoolExecutor(max_workers=2)


class DyingExecutor(ThreadPoolExecutor):
    def map(self, *_arguments: Any, **_options: Any) -> Any:
        raise BrokenExecutor


def make_dying() -> Executor:
    return DyingExecutor()


def make_nothing() -> None:
    return None
