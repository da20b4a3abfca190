"""The names that one file uses, each with what it is bound to in this file, by Python's scope rules."""

import ast
from collections.abc import Sequence

from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.uses import annotations, calls, expressions
from sphinx_kwindex.analysis.python.uses.binding import bind_names
from sphinx_kwindex.analysis.python.uses.exported import note_exported
from sphinx_kwindex.analysis.python.uses.statements import run
from sphinx_kwindex.analysis.python.uses.walk import Walk
from sphinx_kwindex.model.facts import Import
from sphinx_kwindex.model.uses import Uses

__all__ = ["uses_of"]

# Imported for the handlers that they register.
_REGISTERED = (annotations, calls, expressions)


def uses_of(module: ast.Module, source: Source, imports: Sequence[Import]) -> Uses:
    """All names in use in a module.

    Args:
        module: the tree of Python's own parser.
        source: what it was parsed from.
        imports: the imports of the file; terms refer to them by index.
    """
    bind_names(module, source.walruses)
    walk = Walk(module, source, imports, run)
    run(walk, module.body)
    while walk.later:
        walk.later.popleft()()
    note_exported(walk, module)
    walk.complete()
    return walk.forest.freeze()
