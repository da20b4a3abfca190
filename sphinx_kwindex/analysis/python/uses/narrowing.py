"""What a plain ``isinstance`` says of a local variable."""

import ast
from typing import Any

from sphinx_kwindex.analysis.python.uses.scopes import COMPREHENSION, FUNCTION
from sphinx_kwindex.analysis.python.uses.terms import Term
from sphinx_kwindex.analysis.python.uses.walk import Walk

TELLING = frozenset({ast.BoolOp, ast.Call, ast.UnaryOp})
"""Tests that can say what a variable is."""
_TESTS = {"isinstance": "new", "issubclass": "value"}


def narrow(walk: Walk, test: Any, *, holds: bool = True) -> dict[str, Term | None]:
    """Let the variables that a test narrows stand for what they are where it holds (or does not).

    Returns what they stood for before.
    """
    if test.__class__ not in TELLING:
        return {}
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return narrow(walk, test.operand, holds=not holds)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And if holds else ast.Or):
        before: dict[str, Term | None] = {}
        for part in test.values:
            before = {**narrow(walk, part, holds=holds), **before}
        return before
    if holds and isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and len(test.args) == 2:  # noqa: PLR2004
        return _narrow_by(walk, _TESTS.get(test.func.id), *test.args)
    return {}


def narrow_to(walk: Walk, variable: Any, term: Term | None) -> dict[str, Term | None]:
    """Let a local variable stand for ``term``."""
    scope = walk.scope
    if term is None or not isinstance(variable, ast.Name):
        return {}
    if scope.kind is COMPREHENSION or (scope.kind is FUNCTION and variable.id in scope.names):
        before = scope.lookup(variable.id)
        if before is None or before.places is None:
            scope.bind(variable.id, term)
            return {variable.id: before}
    return {}


def peek(walk: Walk, node: Any) -> Term | None:
    """What a dotted name stands for; notes nothing."""
    if isinstance(node, ast.Name):
        return walk.scope.lookup(node.id)
    if isinstance(node, ast.Attribute):
        base = peek(walk, node.value)
        return None if base is None else base.attribute(node.attr)
    return None


def _narrow_by(walk: Walk, step: str | None, variable: Any, classes: Any) -> dict[str, Term | None]:
    if step is None:
        return {}
    found = [peek(walk, one) for one in (classes.elts if isinstance(classes, ast.Tuple) else [classes])]
    if any(term is None for term in found):
        return {}
    return narrow_to(walk, variable, walk.forest.union(term.then(step) for term in found if term is not None))
