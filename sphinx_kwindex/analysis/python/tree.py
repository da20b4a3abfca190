"""The tree of a text as Python's own parser makes it: nothing is imported, and no other file is read."""

import ast
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sphinx_kwindex.analysis.python.binding import bind_names

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
FOR_LOOPS = (ast.For, ast.AsyncFor)
WITHS = (ast.With, ast.AsyncWith)
INNER = (*FUNCTIONS, ast.ClassDef, ast.Lambda)
"""What has names of its own and is no part of the code around it."""

# The filters of warnings belong to the whole process, so threads take turns.
_LOCK = threading.RLock()


class _Never(ast.AST):
    """Stands for the classes of nodes that this Python has no syntax for."""


TypeAlias: type[ast.AST] = getattr(ast, "TypeAlias", _Never)


@contextmanager
def unheard() -> Iterator[None]:
    """Keep to ourselves what the project's code makes the compiler say: it is not for the reader of the build's log."""
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def parse(text: str) -> ast.Module:
    """Return the tree of a module's text, every scope with its names; to be called inside `unheard` only.

    Raises:
        SyntaxError: the text is not valid Python.
        RecursionError: the code is nested too deeply for the stack.
        MemoryError: the compiler's own limit of depth was met.
    """
    try:
        tree = ast.parse(f"{text}\n")
    except ValueError as error:
        raise SyntaxError(str(error)) from error
    bind_names(tree, text)
    return tree


def first_line(node: Any) -> int:
    """Return the line that a node begins on, of a function that of its first decorator."""
    decorators = node.decorator_list if isinstance(node, FUNCTIONS) else ()
    line: int = decorators[0].lineno if decorators else node.lineno
    return line


def nodes_in(node: ast.AST, *kinds: type[ast.AST], skip: tuple[type[ast.AST], ...] = ()) -> Iterator[Any]:
    """Yield the nodes of some classes in source order, the node itself among them; ``skip`` is not looked into."""
    if isinstance(node, kinds):
        yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, skip):
            yield from nodes_in(child, *kinds, skip=skip)
