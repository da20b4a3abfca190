"""What has to be done: which files changed since the store was written, and whether anything else did."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sphinx_kwindex.model.facts import SourceFile
from sphinx_kwindex.model.settings import Settings
from sphinx_kwindex.relations.changes import History
from sphinx_kwindex.store import Store, StoredFile


class ExecutorError(Exception):
    """The executor cannot be had, or broke; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to analyse, and the key under which its facts are kept."""

    file: SourceFile
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The files to analyse, the paths to forget, and what links and relations depend on besides the files.

    ``before`` is what the store had, ``files`` counts what there is now. ``is_empty`` where there is nothing to do.
    """

    before: Mapping[str, StoredFile]
    files: int
    tasks: tuple[Task, ...]
    removed: tuple[str, ...]
    inputs: str
    is_empty: bool


def make_plan(files: Sequence[SourceFile], settings: Settings, history: History, store: Store) -> Plan:
    """Compare the files with the store."""
    stored = store.files()
    keys = {file.path: file_key(file, settings) for file in files}
    tasks = tuple(Task(file=file, key=keys[file.path]) for file in files if _key(stored, file.path) != keys[file.path])
    removed = tuple(path for path in stored if path not in keys)
    inputs = _digest(settings.related_limit, history.commits)
    is_empty = not tasks and not removed and inputs == store.inputs()
    return Plan(before=stored, files=len(files), tasks=tasks, removed=removed, inputs=inputs, is_empty=is_empty)


def file_key(file: SourceFile, settings: Settings) -> str:
    """A digest of all that the facts of a file depend on; where it lies is not among them."""
    names = (file.path, file.module, file.repository_path)
    nature = (file.type, file.is_package, file.is_test, file.digest, file.size > settings.max_file_size)
    return _digest(names, nature)


def _key(stored: Mapping[str, StoredFile], path: str) -> str:
    return stored[path].key if path in stored else ""


def _digest(*values: object) -> str:
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()
