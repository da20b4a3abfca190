"""Settings for tests of discovery."""

import os
from pathlib import Path

from sphinx_kwindex.config.options import TEST_PATTERNS
from sphinx_kwindex.discovery import Discovery, discover
from sphinx_kwindex.model.settings import Root, Settings


def root_of(folder, written=None, **fields):
    defaults = {"base": None, "package": None, "include": (), "exclude": ()}
    return Root(folder=Path(folder), written=written or os.fspath(folder), **(defaults | fields))


def settings_of(*roots, **fields):
    defaults = {
        "gitignore": True,
        "output": "kwindex",
        "visibility": frozenset(),
        "kinds": frozenset(),
        "forge": "",
        "commit": "",
        "toctree": "folders",
        "pages": "virtual",
        "source_pages": True,
        "source_links": False,
        "max_file_size": 1_000_000,
        "test_patterns": tuple(TEST_PATTERNS),
        "related_limit": 10,
        "related_history": False,
        "executor": "",
    }
    return Settings(roots=roots, **(defaults | fields))


def found_in(folder, written=None, *, also_exclude=(), gitignore=True, **fields) -> Discovery:
    """What lies under one root."""
    settings = settings_of(root_of(folder, written, **fields), gitignore=gitignore)
    return discover(settings, also_exclude)


def paths_in(folder, **fields):
    """The paths relative to the root, which is written as ``.``."""
    return [file.path for file in found_in(folder, written=".", **fields).files]


def problems_in(folder, **fields):
    """Kind and path of each problem."""
    return [(str(problem.kind), problem.file) for problem in found_in(folder, written=".", **fields).problems]


def modules_in(folder, **fields):
    """The module name of each path."""
    return {file.path: file.module for file in found_in(folder, **fields).files}
