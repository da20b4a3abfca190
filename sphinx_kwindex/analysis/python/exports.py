"""``__all__``, in the forms that people write it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from astroid import nodes

from sphinx_kwindex.analysis.python.names import dotted, is_string
from sphinx_kwindex.analysis.python.walking import Node, Statement
from sphinx_kwindex.model.facts import Exports

_ALL = "__all__"
_COPIES = frozenset({"frozenset", "list", "set", "sorted", "tuple"})
_DEPTH = 100

_Values = Mapping[str, Node]
_Change = tuple[Callable[["_Listed", "_Listed"], "_Listed"], Node]


class _Listed(NamedTuple):
    names: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    complete: bool = True


_UNREADABLE = _Listed(complete=False)


def exports_of(statements: Sequence[Statement]) -> Exports | None:
    """Return what ``__all__`` says, ``None`` where there is none."""
    top = [statement for statement in statements if statement.scope.is_module]
    changes = [change for statement in top for change in _changes(statement)]
    if not changes:
        return None
    values = _values(top)
    listed = _Listed()
    for change, value in changes:
        listed = change(listed, _read(value, values, _DEPTH))
    return Exports(
        names=tuple(dict.fromkeys(listed.names)),
        includes=tuple(dict.fromkeys(listed.includes)),
        complete=listed.complete,
    )


def _values(statements: Sequence[Statement]) -> _Values:
    """Return what the names of the module are set to, for lists that ``__all__`` is put together from."""
    return {
        target.name: statement.node.value
        for statement in statements
        if isinstance(statement.node, nodes.Assign)
        for target in statement.node.targets
        if isinstance(target, nodes.AssignName) and target.name != _ALL
    }


def _add(listed: _Listed, new: _Listed) -> _Listed:
    return _Listed(listed.names + new.names, listed.includes + new.includes, listed.complete and new.complete)


def _remove(listed: _Listed, old: _Listed) -> _Listed:
    names = tuple(name for name in listed.names if name not in old.names)
    return listed._replace(names=names, complete=listed.complete and old.complete)


def _take(_listed: _Listed, new: _Listed) -> _Listed:
    return new


def _set(listed: _Listed, new: _Listed) -> _Listed:
    """Replace the list, or prolong it where it is part of its own new value."""
    if _ALL not in new.includes:
        return new
    return _add(listed, new._replace(includes=tuple(name for name in new.includes if name != _ALL)))


def _changes(statement: Statement) -> Iterator[_Change]:
    node = statement.node
    # Of two branches, each may be the one that runs.
    assign = _set if statement.branch is None else _add
    value = _assigned(node)
    if value is not None:
        yield assign, value
    elif isinstance(node, nodes.ImportFrom) and (_ALL, None) in node.names:
        yield _take if statement.branch is None else _add, node
    elif isinstance(node, nodes.AugAssign) and _is_all(node.target):
        yield (_remove if node.op == "-=" else _add), node.value
    elif isinstance(node, nodes.Expr) and isinstance(node.value, nodes.Call):
        yield from _called(node.value)


def _assigned(node: nodes.NodeNG) -> nodes.NodeNG | None:
    if isinstance(node, nodes.Assign) and any(map(_is_all, node.targets)):
        return node.value
    return node.value if isinstance(node, nodes.AnnAssign) and _is_all(node.target) else None


def _is_all(node: nodes.NodeNG) -> bool:
    return isinstance(node, nodes.AssignName) and node.name == _ALL


def _called(call: nodes.Call) -> Iterator[_Change]:
    """Read ``__all__.extend(...)`` and its kin."""
    method = call.func
    if not isinstance(method, nodes.Attribute) or dotted(method.expr) != _ALL or not call.args:
        return
    value = call.args[-1]
    if method.attrname == "extend":
        yield _add, value
    elif method.attrname in {"append", "insert", "remove"}:
        one = nodes.List(lineno=call.lineno, col_offset=call.col_offset, parent=call)
        one.postinit([value])
        yield (_remove if method.attrname == "remove" else _add), one


def _read(value: nodes.NodeNG, values: _Values, depth: int) -> _Listed:
    """Return the names that an expression lists."""
    read = _READERS.get(type(value))
    return read(value, values, depth - 1) if read is not None and depth else _UNREADABLE


def _read_list(value: nodes.List, values: _Values, depth: int) -> _Listed:
    listed = _Listed()
    for element in value.elts:
        listed = _add(listed, _read_element(element, values, depth))
    return listed


def _read_element(element: Node, values: _Values, depth: int) -> _Listed:
    if is_string(element):
        return _Listed((element.value,))
    if isinstance(element, nodes.Starred):
        return _read(element.value, values, depth)
    name = dotted(element) or ""
    if name.endswith(".__name__"):
        return _Listed((name.split(".")[-2],))
    known = values.get(name)
    return _Listed((known.value,)) if is_string(known) else _UNREADABLE


def _read_sum(value: nodes.BinOp, values: _Values, depth: int) -> _Listed:
    if value.op not in {"+", "|"}:
        return _UNREADABLE
    return _add(_read(value.left, values, depth), _read(value.right, values, depth))


def _read_attribute(value: nodes.Attribute, _values: _Values, _depth: int) -> _Listed:
    module = dotted(value.expr) if value.attrname == _ALL else None
    return _Listed(includes=(module,)) if module else _UNREADABLE


def _read_name(value: nodes.Name, values: _Values, depth: int) -> _Listed:
    if value.name in values:
        return _read(values[value.name], values, depth)
    return _Listed(includes=(value.name,))


def _read_call(value: nodes.Call, values: _Values, depth: int) -> _Listed:
    if dotted(value.func) in _COPIES and len(value.args) == 1:
        return _read(value.args[0], values, depth)
    if isinstance(value.func, nodes.Attribute) and not value.args:
        if value.func.attrname == "split" and is_string(value.func.expr):
            return _Listed(tuple(value.func.expr.value.split()))
        if value.func.attrname == "copy":
            return _read(value.func.expr, values, depth)
    return _UNREADABLE


def _read_either(value: nodes.IfExp, values: _Values, depth: int) -> _Listed:
    return _add(_read(value.body, values, depth), _read(value.orelse, values, depth))


def _read_import(_value: nodes.ImportFrom, _values: _Values, _depth: int) -> _Listed:
    return _Listed(includes=(_ALL,))


_READERS: dict[type[nodes.NodeNG], Callable[..., _Listed]] = {
    nodes.Attribute: _read_attribute,
    nodes.BinOp: _read_sum,
    nodes.Call: _read_call,
    nodes.IfExp: _read_either,
    nodes.ImportFrom: _read_import,
    nodes.List: _read_list,
    nodes.Name: _read_name,
    nodes.Set: _read_list,
    nodes.Tuple: _read_list,
}
