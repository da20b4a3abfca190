"""Astroid, sealed: it parses the text it is given and never reads, loads or imports any other module."""

import ast
import gc
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from astroid import nodes
from astroid.builder import AstroidBuilder
from astroid.exceptions import AstroidImportError, AstroidSyntaxError
from astroid.manager import AstroidManager
from astroid.raw_building import InspectBuilder

from sphinx_kwindex.analysis.python.outlining import Outliner
from sphinx_kwindex.analysis.python.rebuilding import Rebuilder

# The manager's state belongs to the whole process, so threads take turns.
_LOCK = threading.RLock()


class _Manager(AstroidManager):
    """A manager that forgets the modules it has built, so that no tree outlives its analysis."""

    def cache_module(self, module: nodes.Module) -> None:
        """Keep nothing."""


class _Builder(AstroidBuilder):
    """A builder of mere trees.

    It leaves out the inference of ``x.attribute = value``, half of its time, and needs no tree of the builtins, which
    only inference looks at, and which takes as long as a hundred files.
    """

    def __init__(self, manager: AstroidManager) -> None:
        InspectBuilder.__init__(self, manager)  # past the one that makes the tree of the builtins
        self._apply_transforms = False

    def build(self, rebuilder: Rebuilder, syntax: ast.Module, name: str) -> nodes.Module:
        """Build without comments on types, and without a second look into the text for the place of each name."""
        module = rebuilder.visit_module(syntax, name, "<?>", package=False)
        return self._post_build(module, rebuilder, "utf-8")

    def delayed_assattr(self, node: nodes.AssignAttr) -> None:
        """Infer nothing."""


def _refuse(_manager: AstroidManager, modname: str | None, *_args: object, **_options: object) -> NoReturn:
    message = "{modname} is another module, which the seal keeps out"
    raise AstroidImportError(message, modname=modname)


@contextmanager
def sealed() -> Iterator[None]:
    """Keep astroid from every other module, and the garbage collector from the growing tree, while the block runs."""
    with _LOCK, warnings.catch_warnings():
        # What the project's code makes the compiler say is not for the reader of the build's log.
        warnings.simplefilter("ignore")
        original = AstroidManager.ast_from_module_name
        collecting = gc.isenabled()
        gc.disable()
        AstroidManager.ast_from_module_name = _refuse  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            AstroidManager.ast_from_module_name = original  # type: ignore[method-assign]
            if collecting:
                gc.enable()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """A text as Python's own parser reads it, and as astroid does: without what neither defines nor passes on."""

    syntax: ast.Module
    module: nodes.Module
    rebuilder: Rebuilder

    def fell(self) -> None:
        """Let the trees be freed as soon as nobody uses them: no node knows any more what it is a part of.

        The search for cycles would take longer to find the nodes than they took to make.
        """
        self.rebuilder.fell()


def parse(text: str, name: str) -> Trees:
    """Return the trees of a module's text; to be called inside `sealed` only.

    Raises:
        astroid.exceptions.AstroidSyntaxError: the text is not valid Python; ``error`` is what the compiler said.
        RecursionError: the code is nested too deeply for the stack.
        MemoryError: the compiler's own limit of depth was met.
    """
    try:
        syntax = ast.parse(f"{text}\n")
    except (ValueError, SyntaxError) as error:
        message = "Parsing Python code failed:\n{error}"
        raise AstroidSyntaxError(message, source=text, modname=name, path=None, error=error) from error
    manager = _Manager()
    rebuilder = Outliner(manager, text)
    try:
        module = _Builder(manager).build(rebuilder, syntax, name)
    except (RecursionError, MemoryError):
        rebuilder.fell()
        raise
    return Trees(syntax=syntax, module=module, rebuilder=rebuilder)
