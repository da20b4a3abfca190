"""Builds in forked processes that die at a chosen moment, and what they had done by then."""

import io
import os
import select
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from builds import zoo
from builds.building import PLAIN
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_kwindex.indexing import analysing

# What a build says or leaves behind when it comes to a stage, latest first.
STAGES = (
    ("ending", "dumping search index"),
    ("writing pages", "copying assets"),
    ("between reading and writing", "pickling environment"),
    ("reading", "reading sources..."),
    ("comparing", "index: "),
    ("linking, storing and making pages", "linking source files"),
    ("analysing", "analysing source files"),
)


@dataclass(frozen=True, kw_only=True)
class State:
    """Source files by path, ``None`` for one that is not there, and the options to build them with."""

    files: Mapping[str, str | None]
    options: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Running:
    """A build: every process of it holds ``pipe`` open, which is at its end when the last one is gone."""

    process: int
    pipe: int


class Victim:
    """A project whose builds are run in processes of their own, and killed."""

    def __init__(self, folder: Path, before: Callable[[], None] | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.before = before
        self.folder = folder
        self.log = folder / "log.txt"
        self.seconds = 0.0
        self.known: set[str] = set()

    def become(self, state: State) -> None:
        """Make the source files those of a state, and leave alone what is so already."""
        self.known = {name for name, text in state.files.items() if text is not None}
        for name, text in state.files.items():
            path = self.folder / name
            if text is None:
                path.unlink(missing_ok=True)
            elif not path.is_file() or path.read_text() != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)

    def build(self, state: State, *, out: str = "out", jobs: int = 2) -> Path:
        """Build to the end."""
        started = time.monotonic()
        assert self.run(state, out=out, jobs=jobs) == 0, self.log.read_text()
        self.seconds = time.monotonic() - started
        return self.folder / out

    def kill(self, state: State, after: float, *, words: str = "", jobs: int = 2) -> str | None:
        """Build and kill so many seconds ``after`` the build has said ``words``; without any, after its beginning.

        Return the stage that it was in, ``None`` if it had ended before.
        """
        self.log.write_bytes(b"")
        running = self.start(state, out="out", jobs=jobs)
        while words and words not in self.log.read_text() and not _wait(running.pipe, 0.002):
            pass
        _wait(running.pipe, after)
        with suppress(ProcessLookupError):
            os.killpg(running.process, signal.SIGKILL)
        return None if self.end(running) == 0 else self.stage()

    def stage(self) -> str:
        """The stage that the last build came to."""
        said = self.log.read_text()
        assert "Traceback" not in said, said
        return next((stage for stage, words in STAGES if words in said), "starting")

    def forget(self) -> None:
        """Leave nothing for the next build to begin from."""
        for name in ("out", "out.doctrees"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def leftovers(self) -> list[str]:
        """What builds have written into the source folders and not removed again, but for stubs that belong there."""
        found = (path for top in ("src", "docs") for path in (self.folder / top).rglob("*") if path.is_file())
        names = {path.relative_to(self.folder).as_posix() for path in found}
        return sorted(
            name for name in names - self.known if not name.startswith("docs/kwindex/") or "unfinished" in name
        )

    def run(self, state: State, *, out: str, jobs: int) -> int:
        """Build, and return the exit status."""
        return self.end(self.start(state, out=out, jobs=jobs))

    def start(self, state: State, *, out: str, jobs: int) -> "Running":
        """Begin a build in a process group of its own."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            os.setsid()
            self._build_and_exit(state, out, jobs)
        os.close(writing)
        return Running(process=child, pipe=reading)

    def end(self, running: "Running") -> int:
        """Wait for all processes of a build, and return its exit status, negative for the signal that ended it."""
        _, status = os.waitpid(running.process, 0)
        _wait(running.pipe, 60)
        os.close(running.pipe)
        return os.waitstatus_to_exitcode(status)

    def _build_and_exit(self, state: State, out: str, jobs: int) -> None:
        code = 99
        try:
            analysing.FEW, analysing.BATCH = 1, 3  # so that worker processes have a part in it
            with self.log.open("wb", buffering=0) as raw:
                log = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
                try:
                    if self.before is not None:
                        self.before()
                    code = _sphinx(self.folder, out, log, jobs, state)
                except BaseException:  # noqa: BLE001 - nothing may come back into the test
                    traceback.print_exc(file=log)
        finally:
            os._exit(code)


def settings_of(folder: Path, state: State) -> dict[str, object]:
    """Return the options that a state is built with in a folder."""
    return {"extensions": ["myst_parser", "sphinx_kwindex"], "kwindex_sources": [str(folder / "src")], **state.options}


def _sphinx(folder: Path, out: str, log: io.TextIOBase, jobs: int, state: State) -> int:
    """Build as ``sphinx-build`` does, and return its exit status."""
    options = PLAIN | settings_of(folder, state)
    with patch_docutils(None), docutils_namespace():
        app = Sphinx(
            folder / "docs", None, folder / out, folder / f"{out}.doctrees", "html", options, log, log, parallel=jobs
        )
        app.build()
    return app.statuscode


def _wait(reading: int, seconds: float) -> bool:
    """Wait until the pipe is at its end, at most so long; tell whether it is."""
    return bool(select.select([reading], [], [], seconds)[0])


def states() -> list[State]:
    """Some states of one project: each differs from each other in what is edited, added, deleted or set."""
    more = {f"src/many/m{number}.py": _module(number) for number in range(8)}
    start = {**zoo.FILES, **more, "src/many/extra.py": None}
    changes: list[tuple[dict[str, str | None], dict[str, object]]] = [
        ({}, {}),
        ({"src/zoo/shapes.py": zoo.SHAPES.replace("A cage with corners.", "A cage with four corners.")}, {}),
        ({"src/zoo/shapes.py": zoo.SHAPES.replace("class Circle", "class Round")}, {"kwindex_related_limit": 2}),
        ({"src/many/extra.py": "from zoo.animals import Bird\n\n\nclass Extra(Bird):\n    '''More.'''\n"}, {}),
        ({"src/many/m3.py": None, "src/acme/plugins/snake.py": None, "src/many/m4.py": "def broken(:\n"}, {}),
        ({"src/zoo/animals.py": zoo.ANIMALS.replace("def greet", "def welcome")}, {"kwindex_pages": "files"}),
        ({"docs/api.rst": zoo.API_RST.replace("By hand.", "With care.")}, {"kwindex_source_pages": False}),
        ({"docs/page.md": "# Short\n", "src/guide.rst": None}, {"html_show_sphinx": False, "html_title": "Other"}),
    ]
    return [State(files={**start, **files}, options=options) for files, options in changes]


def _module(number: int) -> str:
    other = (number + 1) % 8
    return (
        f'"""Module {number} of many."""\n\nfrom zoo.animals import Animal\nfrom many import m{other}\n\n\n'
        f"class Kind{number}(Animal):\n    def next(self):\n        return m{other}.Kind{other}()\n"
    )
