"""A small project, indexed, as the views see it."""

from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_kwindex.docnames import name_documents
from sphinx_kwindex.indexing import refresh
from sphinx_kwindex.model.kinds import Kind, Visibility
from sphinx_kwindex.model.settings import Root, Settings
from sphinx_kwindex.store import close_readers, open_reader
from sphinx_kwindex.views import Desk

PROJECT = {
    "zoo/__init__.py": '"""A zoo."""\nfrom zoo.animals import Animal\n',
    "zoo/animals.py": '''\
"""The animals of the zoo.

More about them.
"""
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoo.keeper import Keeper

LOUDEST = 11

class Animal:
    """Any animal."""
    legs: int = 4

    def greet(self, keeper: "Keeper") -> str:
        """Say hello."""
        return "hello"

    async def _sleep(self): ...

class Bird(Animal):
    def greet(self, keeper): return threading.Lock()
''',
    "zoo/keeper.py": """\
import nowhere
from zoo import Animal
from zoo.animals import Bird as Flyer, LOUDEST

class Keeper:
    def feed(self):
        Animal(); Flyer()
        return eval("LOUDEST")

def _forgotten(): ...
""",
    "zoo/care/README.md": "# Care\n\nHow to care for animals.\n",
    "zoo/care/food.py": "from ..animals import LOUDEST\nGRAINS = LOUDEST\n",
    "zoo/data.csv": "a,b\n1,2\n",
    "tests/test_animals.py": "from zoo.animals import Animal\n\ndef test_greeting():\n    Animal().greet(None)\n",
}


def settings_of(*roots: Path) -> Settings:
    return Settings(
        roots=tuple(
            Root(folder=root, written=str(root), base=None, package=None, include=(), exclude=()) for root in roots
        ),
        gitignore=True,
        output="kwindex",
        visibility=frozenset(Visibility),
        kinds=frozenset(Kind),
        forge="",
        commit="abc",
        toctree="folders",
        pages="virtual",
        source_pages=True,
        source_links=True,
        max_file_size=2_000_000,
        test_patterns=("test_*.py",),
        related_limit=10,
        related_history=False,
        executor="",
    )


def index(top: Path, files: dict[str, str], **changes: object) -> Desk:
    """Write files, index them, and return what views work from."""
    for path, text in files.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(text, encoding="utf-8")
    roots = sorted({top / path.partition("/")[0] for path in files})
    settings = replace(settings_of(*roots), **changes)  # type: ignore[arg-type]
    refresh(settings, top / "store")
    return desk_of(top, settings)


def desk_of(top: Path, settings: Settings) -> Desk:
    reader = open_reader(top / "store")
    names = name_documents("kwindex", [row.path for row in reader.files()], reader.folders())
    return Desk(reader, settings, names)


@pytest.fixture(scope="session")
def indexed_zoo(tmp_path_factory):
    top = tmp_path_factory.mktemp("zoo")
    return top, index(top, PROJECT).settings


@pytest.fixture
def zoo(indexed_zoo):
    # Indexing anything closes all readers of the process.
    return desk_of(*indexed_zoo)


@pytest.fixture
def indexed(tmp_path):
    """Index other files than those of the zoo."""
    yield lambda files, **changes: index(tmp_path, files, **changes)
    close_readers()
