"""The members of classes that a call makes: ``namedtuple("P", "x y")``, ``Enum("E", ["A", "B"])``."""

from collections.abc import Iterator, Sequence

from astroid import nodes

from sphinx_kwindex.analysis.python.definitions import Definition, Shape
from sphinx_kwindex.analysis.python.names import dotted, is_string, last
from sphinx_kwindex.analysis.python.walking import Node, Scope

_NO_FIELDS = frozenset({"new_class", "type"})


def members_of(definition: Definition) -> Iterator[Definition]:
    """Yield what the second argument names, as far as it stands there in strings."""
    call = definition.value
    if not isinstance(call, nodes.Call) or len(call.args) < 2 or last(dotted(call.func) or "") in _NO_FIELDS:  # noqa: PLR2004
        return
    scope = Scope(
        node=call, qualname=definition.qualname, parent=definition.scope, branch=None, receiver=None, owner=None
    )
    for name, node in _named(call.args[1]):
        yield Definition(
            name=name,
            qualname=f"{definition.qualname}.{name}",
            shape=Shape.SLOT,
            scope=scope,
            within=definition.within,
            node=node,
            statement=node,
            branch=definition.branch,
        )


def _named(fields: Node) -> Iterator[tuple[str, Node]]:
    if is_string(fields):
        yield from ((name, fields) for name in fields.value.replace(",", " ").split())
    elif isinstance(fields, nodes.Dict):
        yield from ((key.value, key) for key, _ in fields.items if is_string(key))
    elif isinstance(fields, nodes.List | nodes.Tuple):
        yield from _each(fields.elts)


def _each(elements: Sequence[Node]) -> Iterator[tuple[str, Node]]:
    for element in elements:
        # `("x", int)`
        name = element.elts[0] if isinstance(element, nodes.Tuple) and element.elts else element
        if is_string(name):
            yield name.value, name
