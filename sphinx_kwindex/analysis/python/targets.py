"""The names that an assignment, a loop, a pattern or a walrus binds, each with its part of the value."""

from collections.abc import Iterator, Sequence

from astroid import nodes

from sphinx_kwindex.analysis.python.walking import Node

Bound = tuple[Node, Node]
"""An `AssignName` or `AssignAttr`, and the expression it is set to where that can be seen, else `None`."""

_SINGLE = (nodes.AssignName, nodes.AssignAttr)
_SEQUENCE = (nodes.Tuple, nodes.List)
_INNER = (nodes.ClassDef, nodes.FunctionDef, nodes.Lambda)


def targets_of(target: Node, value: Node) -> Iterator[Bound]:
    """Take a target apart; ``a, b = 1, 2`` gives each its own value."""
    if isinstance(target, _SINGLE):
        yield target, value
    elif isinstance(target, nodes.Starred):
        yield from targets_of(target.value, None)
    elif isinstance(target, _SEQUENCE):
        for part, own in zip(target.elts, _parts(target, value), strict=True):
            yield from targets_of(part, own)


def _parts(target: nodes.Tuple | nodes.List, value: Node) -> Sequence[Node]:
    alike = isinstance(value, _SEQUENCE) and len(value.elts) == len(target.elts)
    if alike and not any(isinstance(part, nodes.Starred) for part in (*target.elts, *value.elts)):
        return list(value.elts)
    return [None] * len(target.elts)


def captures(match: nodes.Match) -> Iterator[tuple[nodes.AssignName, nodes.MatchCase]]:
    """Yield the names that the patterns of a ``match`` bind."""
    for case in match.cases:
        for name in case.pattern.nodes_of_class(nodes.AssignName):
            yield name, case


def walruses(statement: nodes.NodeNG) -> Iterator[Bound]:
    """Yield what ``:=`` binds in the head of a statement."""
    for head in _heads(statement):
        for walrus in head.nodes_of_class(nodes.NamedExpr, skip_klass=_INNER):
            yield walrus.target, walrus.value


def _heads(node: nodes.NodeNG) -> Iterator[nodes.NodeNG]:
    if isinstance(node, nodes.If | nodes.While):
        yield node.test
    elif isinstance(node, nodes.For):
        yield node.iter
    elif isinstance(node, nodes.With):
        yield from (expression for expression, _ in node.items)
    elif isinstance(node, nodes.Match):
        yield node.subject
    elif not isinstance(node, _INNER):
        yield node
