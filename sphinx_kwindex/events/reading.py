"""In how many processes documents are read.

Each process that Sphinx reads in hands back a whole environment, whatever it has read: of a large project that takes
seconds, and after a small change there are a few generated pages to read, which take milliseconds each.
"""

from collections.abc import Collection
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx

from sphinx_kwindex.pages.project import StubProject

_FEW = 64
_JOBS: WeakKeyDictionary[Sphinx, int] = WeakKeyDictionary()


def read_few_here(app: Sphinx, docnames: Collection[str]) -> None:
    """Have documents read in this process if they are few and all generated."""
    project = app.env.project
    if len(docnames) <= _FEW and isinstance(project, StubProject) and all(map(project.is_stub, docnames)):
        _JOBS[app] = app.parallel
        app.parallel = 1


def allow_processes(app: Sphinx) -> None:
    """Let the rest of the build have its processes again."""
    app.parallel = _JOBS.pop(app, app.parallel)
