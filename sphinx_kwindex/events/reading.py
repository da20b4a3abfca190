"""In how many processes documents are read.

Each process that Sphinx reads in hands back a whole environment, whatever it has read. A large project has more of
them, and larger environments: for thousands of pages that takes minutes, and much memory. Reading a generated page
takes milliseconds.
"""

from collections.abc import Collection
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx

from sphinx_kwindex.pages.project import StubProject

_PAGES_FOR_A_DOCUMENT = 20
"""For each document that somebody wrote so many generated pages are read before processes are worth it."""
_JOBS: WeakKeyDictionary[Sphinx, int] = WeakKeyDictionary()


def read_here(app: Sphinx, docnames: Collection[str]) -> None:
    """Have documents read in this process if few of them are not generated."""
    project = app.env.project
    if not isinstance(project, StubProject):
        return
    written = sum(not project.is_stub(docname) for docname in docnames)
    if written * _PAGES_FOR_A_DOCUMENT <= len(docnames):
        _JOBS[app] = app.parallel
        app.parallel = 1


def allow_processes(app: Sphinx) -> None:
    """Let the rest of the build have its processes again."""
    app.parallel = _JOBS.pop(app, app.parallel)
