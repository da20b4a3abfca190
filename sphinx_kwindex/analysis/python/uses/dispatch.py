"""Which function reads which class of node; expressions, annotations and patterns need one another."""

import ast
from collections.abc import Callable, Iterable
from typing import Any

from sphinx_kwindex.analysis.python.uses.terms import READ, Term
from sphinx_kwindex.analysis.python.uses.walk import Walk

# Nodes are `Any` to the handlers: the tables say for which class each one is.
Expression = Callable[[Walk, Any, int], Term | None]
Annotation = Callable[[Walk, Any], Term | None]


def evaluate(walk: Walk, node: ast.AST | None, kind: int = READ) -> Term | None:
    """Note the names of an expression; returns what it stands for, ``None`` where nobody knows."""
    return EXPRESSIONS[node.__class__](walk, node, kind)


def evaluate_all(walk: Walk, expressions: Iterable[ast.AST | None]) -> list[Term | None]:
    """What each of the expressions stands for."""
    return [None if each.__class__ in DULL else EXPRESSIONS[each.__class__](walk, each, READ) for each in expressions]


def note_all(walk: Walk, expressions: Iterable[ast.AST | None]) -> None:
    """Note the names of expressions of which nobody asks what they stand for."""
    for each in expressions:
        if each.__class__ not in DULL:
            EXPRESSIONS[each.__class__](walk, each, READ)


def annotate(walk: Walk, node: ast.AST | None) -> Term | None:
    """Note the names of an annotation; returns what stands for an object of this type."""
    return ANNOTATIONS[node.__class__](walk, node)


def _parts(walk: Walk, node: ast.AST, _kind: int) -> None:
    for child in ast.iter_child_nodes(node):
        evaluate(walk, child)


def _nothing(_walk: Walk, _node: None, _kind: int) -> None:
    pass


def _no_type(walk: Walk, node: ast.AST | None) -> None:
    evaluate(walk, node)


_NODES = [kind for kind in vars(ast).values() if isinstance(kind, type) and issubclass(kind, ast.AST)]
DULL: frozenset[type] = frozenset({ast.Constant, type(None)})
"""What has no names."""
EXPRESSIONS: dict[type, Expression] = {**dict.fromkeys(_NODES, _parts), **dict.fromkeys(DULL, _nothing)}
ANNOTATIONS: dict[type, Annotation] = dict.fromkeys(EXPRESSIONS, _no_type)
"""Each of these has all classes of nodes, and the one of ``None``."""
