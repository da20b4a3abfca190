"""Which function reads which class of node; expressions, annotations and patterns need one another."""

import ast
from collections.abc import Callable, Iterable
from typing import Any

from sphinx_kwindex.analysis.python.uses.terms import READ, Term
from sphinx_kwindex.analysis.python.uses.walk import Walk

# Nodes are `Any` to the handlers: the tables say for which class each one is.
Expression = Callable[[Walk, Any, int], Term | None]
Annotation = Callable[[Walk, Any], Term | None]
EXPRESSIONS: dict[type, Expression] = {}
ANNOTATIONS: dict[type, Annotation] = {}
_CONSTANT = ast.Constant


def evaluate(walk: Walk, node: ast.AST | None, kind: int = READ) -> Term | None:
    """Note the names of an expression; returns what it stands for, ``None`` where nobody knows."""
    if node is None:
        return None
    handler = EXPRESSIONS.get(node.__class__)
    if handler is not None:
        return handler(walk, node, kind)
    for child in ast.iter_child_nodes(node):
        evaluate(walk, child)
    return None


def evaluate_all(walk: Walk, expressions: Iterable[ast.AST | None]) -> list[Term | None]:
    """What each of the expressions stands for."""
    return [None if each.__class__ is _CONSTANT else evaluate(walk, each) for each in expressions]


def annotate(walk: Walk, node: ast.AST | None) -> Term | None:
    """Note the names of an annotation; returns what stands for an object of this type."""
    if node is None:
        return None
    handler = ANNOTATIONS.get(node.__class__)
    if handler is not None:
        return handler(walk, node)
    evaluate(walk, node)
    return None
