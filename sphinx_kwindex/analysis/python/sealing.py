"""Astroid, sealed: it parses the text it is given and never reads, loads or imports any other module."""

import ast
import gc
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from astroid import nodes
from astroid.builder import AstroidBuilder
from astroid.exceptions import AstroidImportError, AstroidSyntaxError
from astroid.manager import AstroidManager
from astroid.raw_building import InspectBuilder
from astroid.rebuilder import TreeRebuilder

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

    def _data_build(self, data: str, modname: str, path: str | None) -> tuple[nodes.Module, TreeRebuilder]:
        """Build without comments on types, and without a second look into the text for the place of each name."""
        try:
            tree = ast.parse(f"{data}\n")
        except (TypeError, ValueError, SyntaxError, MemoryError) as error:
            message = "Parsing Python code failed:\n{error}"
            raise AstroidSyntaxError(message, source=data, modname=modname, path=path, error=error) from error
        rebuilder = Rebuilder(self._manager)
        return rebuilder.visit_module(tree, modname, "<?>", package=False), rebuilder

    def delayed_assattr(self, node: nodes.AssignAttr) -> None:
        """Infer nothing."""


def _refuse(_manager: AstroidManager, modname: str | None, *_args: object, **_options: object) -> NoReturn:
    message = "{modname} is another module, which the seal keeps out"
    raise AstroidImportError(message, modname=modname)


@contextmanager
def sealed() -> Iterator[None]:
    """Keep astroid from every other module, and the garbage collector from the growing tree, while the block runs.

    The block must not let a node survive it, so that all of the tree can be freed at once.
    """
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
            # What this model was last asked about keeps its whole tree alive.
            nodes.ClassDef.special_attributes(None)
            # While the tree is young and in the processor's cache, this costs a tenth of what it would later.
            gc.collect(0)
            if collecting:
                gc.enable()


def parse(text: str, name: str) -> nodes.Module:
    """Return the tree of a module's text; to be called inside `sealed` only.

    Raises:
        astroid.exceptions.AstroidSyntaxError: the text is not valid Python; ``error`` is what the compiler said.
        RecursionError: the code is nested too deeply for the stack.
        MemoryError: the compiler's own limit of depth was met.
    """
    try:
        return _Builder(_Manager()).string_build(text, name)
    except AstroidSyntaxError as error:
        if isinstance(error.error, MemoryError):
            raise error.error from error
        raise
