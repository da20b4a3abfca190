"""The names that an assignment, a loop, a pattern or a walrus binds, each with its part of the value."""

import ast
from collections.abc import Iterator, Sequence

from sphinx_kwindex.analysis.python.binding import captures_of
from sphinx_kwindex.analysis.python.tree import FOR_LOOPS, INNER, WITHS, nodes_in
from sphinx_kwindex.analysis.python.walking import Node

Bound = tuple[Node, Node]
"""A name or an attribute, and the expression it is set to where that can be seen, else `None`."""

_SEQUENCE = ast.Tuple | ast.List


def targets_of(target: Node, value: Node) -> Iterator[Bound]:
    """Take a target apart; ``a, b = 1, 2`` gives each its own value."""
    if isinstance(target, ast.Name | ast.Attribute):
        yield target, value
    elif isinstance(target, ast.Starred):
        yield from targets_of(target.value, None)
    elif isinstance(target, _SEQUENCE):
        for part, own in zip(target.elts, _parts(target, value), strict=True):
            yield from targets_of(part, own)


def _parts(target: ast.Tuple | ast.List, value: Node) -> Sequence[Node]:
    alike = isinstance(value, _SEQUENCE) and len(value.elts) == len(target.elts)
    if alike and not any(isinstance(part, ast.Starred) for part in (*target.elts, *value.elts)):
        return list(value.elts)
    return [None] * len(target.elts)


def captures(match: ast.Match) -> Iterator[tuple[ast.pattern, str, ast.match_case]]:
    """Yield the patterns of a ``match`` that capture something, with the names that they give."""
    for case in match.cases:
        for pattern, name in captures_of(case.pattern):
            yield pattern, name, case


def walruses(statement: Node) -> Iterator[Bound]:
    """Yield what ``:=`` binds in the head of a statement."""
    for head in _heads(statement):
        for walrus in nodes_in(head, ast.NamedExpr, skip=INNER):
            yield walrus.target, walrus.value


def _heads(node: Node) -> Iterator[Node]:
    if isinstance(node, ast.If | ast.While):
        yield node.test
    elif isinstance(node, FOR_LOOPS):
        yield node.iter
    elif isinstance(node, WITHS):
        yield from (item.context_expr for item in node.items)
    elif isinstance(node, ast.Match):
        yield node.subject
    elif not isinstance(node, INNER):
        yield node
