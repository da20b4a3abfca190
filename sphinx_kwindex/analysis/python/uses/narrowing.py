"""What a plain ``isinstance`` says of a local variable."""

from typing import Any

from astroid import nodes

from sphinx_kwindex.analysis.python.uses.scopes import ScopeKind
from sphinx_kwindex.analysis.python.uses.terms import Term
from sphinx_kwindex.analysis.python.uses.walk import Walk

_TESTS = {"isinstance": "new", "issubclass": "value"}


def narrow(walk: Walk, test: Any, *, holds: bool = True) -> dict[str, Term | None]:
    """Let the variables that a test narrows stand for what they are where it holds (or does not).

    Returns what they stood for before.
    """
    if isinstance(test, nodes.UnaryOp) and test.op == "not":
        return narrow(walk, test.operand, holds=not holds)
    if isinstance(test, nodes.BoolOp) and test.op == ("and" if holds else "or"):
        before: dict[str, Term | None] = {}
        for part in test.values:
            before = {**narrow(walk, part, holds=holds), **before}
        return before
    if holds and isinstance(test, nodes.Call) and isinstance(test.func, nodes.Name) and len(test.args) == 2:  # noqa: PLR2004
        return _narrow_by(walk, _TESTS.get(test.func.name), *test.args)
    return {}


def narrow_to(walk: Walk, variable: Any, term: Term | None) -> dict[str, Term | None]:
    """Let a local variable stand for ``term``."""
    scope = walk.scope
    if term is None or not isinstance(variable, nodes.Name):
        return {}
    if scope.kind is ScopeKind.COMPREHENSION or (scope.kind is ScopeKind.FUNCTION and variable.name in scope.names):
        before = scope.lookup(variable.name)
        if before is None or before.places is None:
            scope.bind(variable.name, term)
            return {variable.name: before}
    return {}


def peek(walk: Walk, node: Any) -> Term | None:
    """What a dotted name stands for; notes nothing."""
    if isinstance(node, nodes.Name):
        return walk.scope.lookup(node.name)
    if isinstance(node, nodes.Attribute):
        base = peek(walk, node.expr)
        return None if base is None else base.attribute(node.attrname)
    return None


def _narrow_by(walk: Walk, step: str | None, variable: Any, classes: Any) -> dict[str, Term | None]:
    if step is None:
        return {}
    found = [peek(walk, one) for one in (classes.elts if isinstance(classes, nodes.Tuple) else [classes])]
    if any(term is None for term in found):
        return {}
    return narrow_to(walk, variable, walk.forest.union(term.then(step) for term in found if term is not None))
